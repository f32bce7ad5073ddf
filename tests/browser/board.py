# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A dashboard with panels of every kind, as the modules make it on a stand-in; some of its names are hostile."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from tests.unit.play import Play

HOSTILE = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
COUNTRIES = {"Sweden": 9, "Kenya": 6, "Brazil": 5, "Japan": 4, "Norway": 3, "Chile": 2, IMAGE: 1}
PATHS = ("/", "/docs", "/login", "/pricing", "/blog")
DAYS = 28
COUNT = [{"id": "m", "function": "count"}]
BYTES = [{"id": "m", "function": "sum", "column": "bytes"}]

TEXT = f"""## Visits in May

Traffic of the **public site**, by country and page. Numbers are of *requests*, not of people.

- Robots are left out
- Times are UTC, see [the rules](https://example.com/rules?a=1&b=2)

| Target | Now |
| --- | ---: |
| p95 | `210 ms` |

{HOSTILE} [bad](javascript:alert(3))
"""


def visits() -> list[dict[str, Any]]:
    made = []
    for day in range(1, DAYS + 1):
        for place, (country, weight) in enumerate(COUNTRIES.items()):
            for turn in range(max(1, round(weight * (1 + 0.4 * math.sin(day / 3 + place))))):
                path = PATHS[(day * 3 + turn * (place + 1)) % len(PATHS)]
                made.append({
                    "_id": f"{day}-{place}-{turn}", "country": country, "path": path,
                    "bytes": 900 + (day * 137 + turn * 911 + place * 53) % 7000,
                    "ms": 20 + (day * 31 + turn * 17 + place * 29) % 240,
                    "at": f"2026-05-{day:02}T{(turn * 5) % 24:02}:00:00Z",
                })  # fmt: skip
    return made


def charts() -> dict[str, dict[str, Any]]:
    descending = [{"metric_id": "m", "direction": "desc"}]
    return {
        "Visits": chart("metric", sql={"metrics": COUNT}),
        "Traffic": chart(
            "gauge", sql={"metrics": BYTES}, options={"metric_formatting": {"abbreviate": True, "suffix": "B"}}
        ),
        "Mean response": chart(
            "metric", sql={"metrics": [{"function": "avg", "column": "ms"}]},
            options={"metric_formatting": {"decimals": 0, "suffix": " ms"}},
        ),
        "Visits a day": chart("area", {"x": {"column": "at", "bucket": "day"}}),
        "Pages by day": chart("line", {"x": {"column": "at", "bucket": "day"}, "series": "path"}, sql={"limit": 500}),
        "By country": chart("horizontalBar", {"x": "country"}, sql={"metrics": COUNT, "order_by": descending}),
        f"By page {HOSTILE}": chart("bar", {"x": "path"}, sql={"metrics": BYTES}),
        "Share of countries": chart("pie", {"x": "country"}),
        "Country and page": chart("heatmap", {"x": "country", "series": "path"}, sql={"limit": 500}),
        "Size and time": chart("scatter", {"x": "bytes", "y": ["ms"]}, sql={"limit": 200}),
        "Slowest requests": chart(
            "table", {"y": ["at", "country", "path", "ms", "bytes"]},
            sql={"order_by": [{"column": "ms", "direction": "desc"}], "limit": 40},
        ),
        "Errors": chart("bar", sql={"raw_query": "SELECT code, count(*) AS n FROM visits GROUP BY code"}),
        "Nobody": chart("bar", {"x": "path"}, filters=[{"field": "country", "operator": "is", "value": "Nowhere"}]),
    }  # fmt: skip


def chart(kind: str, mapping: Any = None, sql: Any = None, **more: Any) -> dict[str, Any]:
    source = {"index": "visits", "sql": {"time_column": "at", **(sql or {})}}
    return {"source": source, "chart": {"type": kind}, "mapping": mapping or {}, **more}


# title or (kind, content), then x, y, w, h
PANELS: list[tuple[Any, int, int, int, int]] = [
    ("Visits", 0, 0, 9, 6), ("Traffic", 9, 0, 9, 6), ("Mean response", 18, 0, 9, 6),
    (("markdown", TEXT), 27, 0, 21, 17), ("Visits a day", 0, 6, 27, 11),
    (("divider", "Where from, and where to"), 0, 17, 48, 2),
    ("By country", 0, 19, 16, 15), ("Share of countries", 16, 19, 16, 15), (f"By page {HOSTILE}", 32, 19, 16, 15),
    ("Pages by day", 0, 34, 28, 14), ("Country and page", 28, 34, 20, 14),
    ("Size and time", 0, 48, 18, 14), ("Slowest requests", 18, 48, 30, 14),
    ("Errors", 0, 62, 24, 6), ("Nobody", 24, 62, 24, 6),
]  # fmt: skip


def panel(what: Any, x: int, y: int, w: int, h: int) -> dict[str, Any]:
    layout = {"x": x, "y": y, "w": w, "h": h}
    if isinstance(what, str):
        return {"visualization": what, "layout": layout}
    kind, content = what
    return {"kind": kind, "content" if kind == "markdown" else "label": content, "layout": layout}


def planted() -> Play:
    """A stand-in that has the dashboard C(Web site)."""
    play = Play("infino")
    done(play, "infino_dataset", name="visits")
    done(play, "infino_records", dataset="visits", records=visits())
    for title, one in charts().items():
        done(play, "infino_visualization", title=title, **one)
    done(
        play, "infino_dashboard", title=f"Web site {HOSTILE}", description="What visitors ask for, and how fast",
        panels=[panel(*one) for one in PANELS], tags=["web"],
        filters=[{"field": "path", "operator": "is_one_of", "value": list(PATHS)}],
        time_range={"kind": "absolute", "from": "2026-05-01T00:00:00Z", "to": "2026-05-29T00:00:00Z"},
    )  # fmt: skip
    return play


def report(play: Play, dest: Path, check_mode: bool = False, **args: Any) -> dict[str, Any]:
    result = play.task(
        "infino_dashboard_report", {"title": f"Web site {HOSTILE}", "dest": str(dest), **args}, check_mode
    )
    assert not result.get("failed"), result
    return result


def done(play: Play, module: str, **args: Any) -> None:
    result = play.task(module, args)
    assert not result.get("failed"), result
