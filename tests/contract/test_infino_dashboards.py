# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Dashboards, executed by the Infino SDK and by infino_dashboard_data: the same panels, data and failures."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Pair

FILTERS = [{"field": "country", "operator": "is_one_of", "value": ["SE", "KE"]}]
JUNE = {"from": "2026-06-01T00:00:00Z", "to": "2026-06-01T23:59:59Z"}
PLAIN = ("id", "kind", "layout", "title_override")


@pytest.fixture
def board(infino: Pair) -> str:
    """The id of a dashboard with panels of all kinds, of which some fail."""
    infino.ours("dataset", name="visits")
    rows = [("SE", 512, "2026-06-01T08:00:00Z"), ("KE", 64, "2026-06-01T09:00:00Z"), ("BR", 8, "2026-06-02T10:00:00Z")]
    records = [{"_id": str(n), "country": c, "bytes": b, "at": at} for n, (c, b, at) in enumerate(rows)]
    infino.ours("records", dataset="visits", records=records)
    ids = {title: viz(infino, title, **how) for title, how in VISUALIZATIONS.items()}
    panels: list[dict[str, Any]] = [{"viz_id": one, "title_override": f"Panel {title}"} for title, one in ids.items()]
    panels += [{"viz_id": ids["by country"]}, {"kind": "markdown", "content": "# Hi"}, {"kind": "divider"}]
    panels += [{"viz_id": "gone"}]
    return str(infino.sdk("create_dashboard", {"title": "Visits", "panels": panels})["id"])


VISUALIZATIONS: dict[str, dict[str, Any]] = {
    "by country": {"chart": "bar", "mapping": {"x": {"column": "country"}}},
    "bytes": {"chart": "metric", "sql": {"metrics": [{"function": "sum", "column": "bytes"}]}},
    "all": {"chart": "table", "mapping": {"y": ["country", "bytes"]}},
    "broken": {"chart": "bar", "sql": {"raw_query": "SELECT nothing FROM visits"}},
}


def viz(infino: Pair, title: str, chart: str, mapping: Any = None, sql: Any = None) -> str:
    source = {"kind": "sql", "index": "visits", "sql": {"time_column": "at", **(sql or {})}}
    spec = {"title": title, "source": source, "chart": {"type": chart}, "mapping": mapping or {}}
    return str(infino.sdk("create_visualization", spec)["id"])


@pytest.mark.parametrize(
    "how", [{}, {"filters": FILTERS}, {"time_range": JUNE}, {"filters": FILTERS, "time_range": JUNE}]
)
def test_both_see_the_same_panels(infino: Pair, board: str, how: dict[str, Any]) -> None:
    theirs = infino.sdk("execute_dashboard", board, **how)
    ours = infino.ours("dashboard_data", id=board, **how)["panels"]
    assert len(ours) == len(theirs) == 8
    for mine, other in zip(ours, theirs):
        assert [mine[name] for name in PLAIN] == [other[name] for name in PLAIN]
        assert (mine["content"], mine["label"]) == (other.get("content"), other.get("label"))
        assert (mine["data"] is None, mine["error"] is None) == (other["data"] is None, other["error"] is None)
        if other["data"]:
            assert {name: mine["data"][name] for name in ("rows", "columns", "metadata")} == other["data"]
            assert mine["visualization"]["title"] == other["viz"]["title"]
        if other["error"]:
            assert mine["error"]["status"] == other["error"]["status"]
    assert [one["error"]["status"] for one in ours if one["error"]] == [400, 404]


def test_filters_reach_both(infino: Pair, board: str) -> None:
    ours = infino.ours("dashboard_data", id=board, filters=FILTERS, time_range=JUNE)["panels"]
    assert [row["country"] for row in ours[0]["data"]["rows"]] == ["KE", "SE"]
    assert ours[1]["data"]["rows"] == [{"sum_bytes": 576.0}]
