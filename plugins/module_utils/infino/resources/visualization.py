# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Visualizations: a chart over a dataset. Its specification may be written in today's way and in the older one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..documents import Part
from ..filters import FILTERS, TIME_RANGE, sound
from ..saved import TITLE, Saved

CHARTS = ("bar", "horizontalBar", "line", "area", "scatter", "pie", "heatmap", "metric", "gauge", "table")
FUNCTIONS = ("count", "sum", "avg", "min", "max", "none")
BUCKETS = ("minute", "hour", "day", "week", "month", "quarter", "year")
DIRECTIONS = ("asc", "desc")

METRICS = Part(
    "metrics", "list", elements="dict", server_default=[], identity=("function", "column"),
    stamped=("id", "alias", "custom_expression"),
    options=(
        Part("id"), Part("function", required=True, choices=FUNCTIONS), Part("column"), Part("alias"),
        Part("custom_expression"),
    ),
)  # fmt: skip
ORDER_BY = Part(
    "order_by", "list", elements="dict", server_default=[],
    options=(
        Part("column"), Part("function", choices=FUNCTIONS), Part("metric_id"),
        Part("direction", choices=DIRECTIONS, server_default="asc"),
    ),
)  # fmt: skip
SQL = Part("sql", "dict", server_default={}, options=(
    Part("raw_query"), Part("limit", "int", server_default=50), Part("offset", "int", server_default=0),
    Part("time_column"), METRICS, ORDER_BY,
))  # fmt: skip
SOURCE = Part("source", "dict", required=True, server_default={}, options=(
    Part("kind", choices=("sql", "querydsl", "promql"), server_default="sql"), Part("index", required=True),
    Part("connection_id"), Part("connector_id"), SQL, Part("dsl", "dict", whole=True),
    Part("promql", "dict", whole=True),
))  # fmt: skip
CHART = Part("chart", "dict", required=True, server_default={}, options=(Part("type", required=True, choices=CHARTS),))
MAPPING = Part("mapping", "dict", server_default={}, clearable=True, options=(
    Part("x", "dict", whole=True, options=(Part("column", required=True), Part("bucket", choices=BUCKETS))),
    Part("y", "list", elements="str", server_default=[]), Part("series"), Part("top", "int"),
    Part("other_bucket", "bool"),
))  # fmt: skip
OPTIONS = Part("options", "dict", server_default={}, clearable=True, options=(
    Part("legend", "dict", options=(
        Part("show", "bool"), Part("position", choices=("top", "right", "bottom", "left")),
    )),
    Part("bar_max_width", "int"), Part("pie_donut_ratio", "float"),
    Part("metric_formatting", "dict", options=(
        Part("prefix"), Part("suffix"), Part("decimals", "int"), Part("thousands_separator", "raw"),
        Part("abbreviate", "bool"),
    )),
))  # fmt: skip

PARTS = (
    TITLE,
    Part("description", clearable=True),
    SOURCE,
    CHART,
    MAPPING,
    Part("aggregation_type", choices=("count", "sum", "avg", "none"), clearable=True),
    OPTIONS,
    FILTERS,
    TIME_RANGE,
    Part("render", "dict", clearable=True, whole=True),
    Part("tags", "list", elements="str", unordered=True, server_default=[], clearable=True),
    Part("extensions", "dict", clearable=True),
)


def modern(document: Mapping[str, Any]) -> dict[str, Any]:
    """Today's form of what older versions wrote. What is odd in another way stays, to be refused by name."""
    made = dict(document)
    mode = made.pop("visualization_mode", None)
    if mode in ("table", "metric") and not (made.get("chart") or {}).get("type"):
        made["chart"] = {"type": mode}
    source, mapping = made.get("source"), made.get("mapping")
    dimensions: Any = []
    if isinstance(source, Mapping) and isinstance(source.get("sql"), Mapping) and "dimensions" in source["sql"]:
        inner = dict(source["sql"])
        dimensions = inner.pop("dimensions") or []
        made["source"] = {**source, "sql": inner}
    if dimensions and mapping is None:
        mapping = {}
    if isinstance(mapping, Mapping):
        made["mapping"] = mapped(mapping, [item for item in dimensions if isinstance(item, Mapping)])
    return made


def mapped(mapping: Mapping[str, Any], dimensions: list[Mapping[str, Any]]) -> dict[str, Any]:
    made = dict(mapping)
    if isinstance(made.get("x"), str):
        made["x"] = {"column": made["x"]}
    x = made.get("x")
    intervals = [item["date_interval"] for item in dimensions if item.get("date_interval")]
    if isinstance(x, Mapping):
        bucket = made.pop("x_bucket", None) or next(iter(intervals), None)
        made["x"] = {"bucket": bucket, **x} if bucket else x
    elif made.get("x_bucket", "") is None:
        del made["x_bucket"]
    if "series_split_by" in made:
        split = made.pop("series_split_by")
        made["series"] = made.get("series") or split
    for item in dimensions:
        made.update({name: item[name] for name in ("top", "other_bucket") if item.get(name) is not None})
    return made


def checked(document: dict[str, Any], where: str) -> dict[str, Any]:
    if document.get("filters"):
        document["filters"] = sound(document["filters"], where)
    return document


def wire(document: Mapping[str, Any]) -> dict[str, Any]:
    """Without the SQL of a source that is none: it holds nothing but defaults."""
    made = dict(document)
    source = made.get("source")
    if source and source["kind"] != "sql":
        made["source"] = {name: value for name, value in source.items() if name != "sql"}
    return made


SAVED = Saved("visualization", "/visualizations", PARTS, modern=modern, sound=checked, wire=wire)
VISUALIZATION = SAVED.resource
ENSURE_VISUALIZATION = SAVED.module()
