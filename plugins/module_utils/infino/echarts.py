# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a visualization's data looks like drawn: an option of ECharts, a table or one figure; pure.

It is what the vendor's SDK makes of the same, value by value. Which columns are drawn is the server's to say, in the
data's ``binding``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..core.errors import PlanError

LINES = ("line", "area")
FIGURES = ("metric", "gauge")
Lines = list[tuple[str, list[Any]]]
Rows = Sequence[Mapping[Any, Any]]


def drawn(viz: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """``kind`` is echarts, table or metric."""
    attributes = viz.get("attributes", viz) or {}
    title = attributes.get("title") or ""
    kind = (attributes.get("chart") or {}).get("type") or "bar"
    columns, rows = list(data.get("columns") or []), list(data.get("rows") or [])
    binding = (data.get("metadata") or {}).get("binding") or {}
    x, y = binding.get("x"), list(binding.get("y") or [])
    series = binding.get("series") or binding.get("series_split_by")
    table = {"kind": "table", "columns": columns, "rows": rows, "title": title}
    if kind == "table":
        return table
    if kind in FIGURES:
        value = figure(binding.get("value"), columns, rows)
        formatting = (attributes.get("options") or {}).get("metric_formatting")
        return {"kind": "metric", "title": title, "label": title, "value": value, "formatting": formatting}
    if not rows:
        return {**table, "rows": []}
    if kind in NEEDS and not all({"x": x, "y": y, "series": series}[name] for name in NEEDS[kind]):
        return table
    option = DRAWN.get(kind, bars)(kind, rows, x, y, series)
    return {"kind": "echarts", "title": title, "option": {"title": {"text": title, "left": "center"}, **option}}


NEEDS = {"pie": ("x", "y"), "heatmap": ("x", "y", "series"), "scatter": ("x", "y")}


def figure(name: str | None, columns: Sequence[Mapping[str, Any]], rows: Rows) -> Any:
    if not rows:
        return None
    if name is None:
        name = next((column.get("name") for column in columns if column.get("type") == "number"), None)
    return None if name is None else rows[0].get(name)


def held(row: Mapping[Any, Any], name: str) -> Any:
    if name not in row:
        raise PlanError(f"the binding names the column {name}, which a row does not have")
    return row[name]


def pie(kind: str, rows: Rows, x: str, y: Sequence[str], series: str | None) -> dict[str, Any]:
    slices = [{"name": str(held(row, x)), "value": held(row, y[0]) or 0} for row in rows]
    return {
        "tooltip": {"trigger": "item"},
        "legend": {"orient": "horizontal", "bottom": 0},
        "series": [{"name": y[0], "type": "pie", "radius": ["40%", "70%"], "data": slices}],
    }


def heatmap(kind: str, rows: Rows, x: str, y: Sequence[str], series: str) -> dict[str, Any]:
    across = ordered({str(held(row, x)) for row in rows})
    down = ordered({str(held(row, series)) for row in rows})
    places = ({name: place for place, name in enumerate(names)} for names in (across, down))
    column, line = places
    cells = [[column[str(row[x])], line[str(row[series])], held(row, y[0]) or 0] for row in rows]
    return {
        "tooltip": {"position": "top"},
        "xAxis": {"type": "category", "data": across, "splitArea": {"show": True}},
        "yAxis": {"type": "category", "data": down, "splitArea": {"show": True}},
        "visualMap": {
            "min": 0, "max": largest([cell[2] for cell in cells]) or 1, "calculable": True, "orient": "horizontal",
            "left": "center", "bottom": 0,
        },
        "series": [{
            "name": y[0], "type": "heatmap", "data": cells, "label": {"show": True, "fontSize": 10},
            "emphasis": {"itemStyle": {"shadowBlur": 10, "shadowColor": "rgba(0, 0, 0, 0.5)"}},
        }],
    }  # fmt: skip


def largest(values: Sequence[Any]) -> Any:
    try:
        return max(values)
    except TypeError:
        raise PlanError("a heatmap is of numbers, and some of these values are none") from None


def ordered(names: set[str]) -> list[str]:
    """As numbers where all are numbers."""
    try:
        return sorted(names, key=float)
    except ValueError:
        return sorted(names)


def scatter(kind: str, rows: Rows, x: str, y: Sequence[str], series: str | None) -> dict[str, Any]:
    points = [[row.get(x), row.get(y[0])] for row in rows]
    return {
        "tooltip": {"trigger": "item"},
        "xAxis": {"type": "value", "name": x},
        "yAxis": {"type": "value", "name": y[0]},
        "series": [{"name": y[0], "type": "scatter", "data": points}],
    }


def bars(kind: str, rows: Rows, x: str | None, y: Sequence[str], series: str | None) -> dict[str, Any]:
    names, values = pivoted(rows, x, y[0], series) if series and y else side_by_side(rows, x, y)
    lying = kind == "horizontalBar"
    look: dict[str, Any] = {"type": "line" if kind in LINES else "bar"}
    if kind == "area":
        look["areaStyle"] = {}
    if lying:
        look["label"] = {"show": True, "position": "right"}
    category, value = {"type": "category", "data": names, "name": x}, {"type": "value"}
    drawn_series = [{"name": name, **look, "data": cells} for name, cells in values]
    return {
        "tooltip": {"trigger": "axis"},
        "grid": {"left": "3%", "right": "8%", "bottom": "8%", "containLabel": True},
        "xAxis": value if lying else category,
        "yAxis": category if lying else value,
        "legend": {"top": 28} if len(drawn_series) > 1 else {"show": False},
        "series": drawn_series,
    }


def side_by_side(rows: Rows, x: str | None, y: Sequence[str]) -> tuple[list[str], Lines]:
    return [str(row.get(x)) for row in rows], [(name, [row.get(name) for row in rows]) for name in y]


def pivoted(rows: Rows, x: str | None, y: str, series: str) -> tuple[list[str], Lines]:
    """A series for each value of a column; of two rows for one place the later one counts."""
    names = list(dict.fromkeys(str(row.get(x)) for row in rows))
    cells = {(str(row.get(series)), str(row.get(x))): row.get(y) for row in rows}
    groups = dict.fromkeys(str(row.get(series)) for row in rows)
    return names, [(group, [cells.get((group, name)) for name in names]) for group in groups]


DRAWN: dict[str, Callable[..., dict[str, Any]]] = {"pie": pie, "heatmap": heatmap, "scatter": scatter}
