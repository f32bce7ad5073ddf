# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Visualizations: a chart over a dataset. Its specification may be written in today's way and in the older one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..columns import doubt
from ..documents import Part
from ..filters import FILTERS, TIME_RANGE, sound
from ..saved import TITLE, Saved

CHARTS = ("bar", "horizontalBar", "line", "area", "scatter", "pie", "heatmap", "metric", "gauge", "table")
FUNCTIONS = ("count", "sum", "avg", "min", "max", "none")
BUCKETS = ("minute", "hour", "day", "week", "month", "quarter", "year")
DIRECTIONS = ("asc", "desc")

METRICS = Part(
    name="metrics",
    type="list",
    elements="dict",
    server_default=[],
    identity=("function", "column"),
    stamped=("id", "alias", "custom_expression"),
    options=(
        Part(name="id"),
        Part(name="function", required=True, choices=FUNCTIONS),
        Part(name="column"),
        Part(name="alias"),
        Part(name="custom_expression"),
    ),
)
ORDER_BY = Part(
    name="order_by",
    type="list",
    elements="dict",
    server_default=[],
    options=(
        Part(name="column"),
        Part(name="function", choices=FUNCTIONS),
        Part(name="metric_id"),
        Part(name="direction", choices=DIRECTIONS, server_default="asc"),
    ),
)
SQL = Part(
    name="sql",
    type="dict",
    server_default={},
    options=(
        Part(name="raw_query"),
        Part(name="limit", type="int", server_default=50),
        Part(name="offset", type="int", server_default=0),
        Part(name="time_column"),
        METRICS,
        ORDER_BY,
    ),
)
SOURCE = Part(
    name="source",
    type="dict",
    required=True,
    server_default={},
    options=(
        Part(name="kind", choices=("sql", "querydsl", "promql"), server_default="sql"),
        Part(name="index", required=True),
        Part(name="connection_id"),
        Part(name="connector_id"),
        SQL,
        Part(name="dsl", type="dict", whole=True),
        Part(name="promql", type="dict", whole=True),
    ),
)
CHART = Part(
    name="chart",
    type="dict",
    required=True,
    server_default={},
    options=(Part(name="type", required=True, choices=CHARTS),),
)
MAPPING = Part(
    name="mapping",
    type="dict",
    server_default={},
    clearable=True,
    options=(
        Part(
            name="x",
            type="dict",
            whole=True,
            options=(Part(name="column", required=True), Part(name="bucket", choices=BUCKETS)),
        ),
        Part(name="y", type="list", elements="str", server_default=[]),
        Part(name="series"),
        Part(name="top", type="int"),
        Part(name="other_bucket", type="bool"),
    ),
)
OPTIONS = Part(
    name="options",
    type="dict",
    server_default={},
    clearable=True,
    options=(
        Part(
            name="legend",
            type="dict",
            options=(
                Part(name="show", type="bool"),
                Part(name="position", choices=("top", "right", "bottom", "left")),
            ),
        ),
        Part(name="bar_max_width", type="int"),
        Part(name="pie_donut_ratio", type="float"),
        Part(
            name="metric_formatting",
            type="dict",
            options=(
                Part(name="prefix"),
                Part(name="suffix"),
                Part(name="decimals", type="int"),
                Part(name="thousands_separator", type="raw"),
                Part(name="abbreviate", type="bool"),
            ),
        ),
    ),
)

PARTS = (
    TITLE,
    Part(name="description", clearable=True),
    SOURCE,
    CHART,
    MAPPING,
    Part(name="aggregation_type", choices=("count", "sum", "avg", "none"), clearable=True),
    OPTIONS,
    FILTERS,
    TIME_RANGE,
    Part(name="render", type="dict", clearable=True, whole=True),
    Part(name="tags", type="list", elements="str", unordered=True, server_default=[], clearable=True),
    Part(name="extensions", type="dict", clearable=True),
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
ENSURE_VISUALIZATION = SAVED.module(weigh=doubt)
