# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Visualizations: what is stored of a chart's specification."""

from __future__ import annotations

from typing import Any

from .area import invalid
from .saved import Saved, a_list, filled, filters, one_of

CHARTS = ("bar", "horizontalBar", "line", "area", "scatter", "pie", "heatmap", "metric", "gauge", "table")
KINDS = ("sql", "querydsl", "promql")
AGGREGATIONS = ("count", "sum", "avg", "none")
FUNCTIONS = ("count", "sum", "avg", "min", "max", "none")
BUCKETS = ("minute", "hour", "day", "week", "month", "quarter", "year")
SOURCE = {
    "kind": None, "index": None, "connection_id": None, "connector_id": None, "sql": None, "dsl": None, "promql": None,
}  # fmt: skip
SQL: dict[str, Any] = {
    "raw_query": None, "time_column": None, "limit": 50, "offset": 0, "dimensions": [], "metrics": [], "order_by": [],
}  # fmt: skip
MAPPING: dict[str, Any] = {"x": None, "y": [], "series": None}
OPTIONS = {"legend": None, "bar_max_width": None, "pie_donut_ratio": None, "metric_formatting": None}
TOP: dict[str, Any] = {
    "title": None, "description": None, "source": None, "chart": None, "mapping": None, "aggregation_type": None,
    "options": None, "filters": [], "time_range": None, "render": None, "tags": [],
}  # fmt: skip


class Visualizations(Saved):
    kind = "visualization"
    path = "/visualizations"

    def finished(self, given: dict[str, Any]) -> dict[str, Any]:
        given = modern(given)
        made = filled(TOP, given, "visualization")
        made["source"] = source(made["source"])
        chart = filled({"type": None}, made["chart"], "chart")
        made["chart"] = {"type": one_of("chart.type", chart["type"], CHARTS)}
        made["mapping"] = mapping(made["mapping"])
        made["options"] = filled(OPTIONS, made["options"], "options")
        made["filters"] = filters(made["filters"])
        a_list(made["tags"], "tags")
        if made["aggregation_type"] is not None:
            one_of("aggregation_type", made["aggregation_type"], AGGREGATIONS)
        if given.get("extensions") is not None:
            made["extensions"] = given["extensions"]
        return made


def modern(given: dict[str, Any]) -> dict[str, Any]:
    """Older ways of writing become today's."""
    made = dict(given)
    mode = made.pop("visualization_mode", None)
    if mode in ("table", "metric") and not (made.get("chart") or {}).get("type"):
        made["chart"] = {"type": mode}
    below = made.get("source")
    old = below["sql"].get("dimensions") if isinstance(below, dict) and isinstance(below.get("sql"), dict) else None
    at = made.get("mapping")
    if isinstance(at, dict):
        at = made["mapping"] = dict(at)
        if isinstance(at.get("x"), str):
            at["x"] = {"column": at["x"]}
        if (bucket := at.pop("x_bucket", None)) and isinstance(at.get("x"), dict):
            at["x"] = {"bucket": bucket, **at["x"]}
        series = at.pop("series_split_by", None)
        at["series"] = at.get("series") or series
        for dimension in (one for one in old or [] if isinstance(one, dict)):
            at.update({name: dimension[name] for name in ("top", "other_bucket") if name in dimension})
            if dimension.get("date_interval") and isinstance(at.get("x"), dict):
                at["x"] = {"bucket": dimension["date_interval"], **at["x"]}
    if old and isinstance(below, dict):
        made["source"] = {**below, "sql": {**below["sql"], "dimensions": []}}
    return made


def source(given: Any) -> dict[str, Any]:
    made = filled(SOURCE, given, "source")
    one_of("source.kind", made["kind"], KINDS)
    if not isinstance(made["index"], str) or not made["index"]:
        raise invalid("`source.index` is required")
    if made["kind"] == "sql":
        made["sql"] = at = filled(SQL, made["sql"], "source.sql")
        for name in ("limit", "offset"):
            if isinstance(at[name], bool) or not isinstance(at[name], int) or at[name] < 0:
                raise invalid(f"`source.sql.{name}` must be a whole number of 0 or more")
        for metric in a_list(at["metrics"], "source.sql.metrics"):
            one_of("source.sql.metrics[].function", filled({"function": None}, metric, "metric")["function"], FUNCTIONS)
        a_list(at["order_by"], "source.sql.order_by")
    return made


def mapping(given: Any) -> dict[str, Any]:
    made = filled(MAPPING, given, "mapping")
    a_list(made["y"], "mapping.y")
    if made["x"] is not None:
        x = made["x"]
        if not isinstance(x, dict) or not isinstance(x.get("column"), str):
            raise invalid("`mapping.x.column` is required")
        made["x"] = {"column": x["column"]}
        if x.get("bucket") is not None:
            made["x"]["bucket"] = one_of("mapping.x.bucket", x["bucket"], BUCKETS)
    for name in ("top", "other_bucket"):
        if given and given.get(name) is not None:
            made[name] = given[name]
    return made
