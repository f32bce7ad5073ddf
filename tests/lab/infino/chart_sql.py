# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The SQL that a visualization's specification stands for, and which columns of its result are drawn; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

PLAIN = ("scatter", "table")  # show rows as they are
ONE_VALUE = ("metric", "gauge")
NO_SERIES = ("pie", "scatter", *ONE_VALUE, "table")
CONNECTORS = ("mysql", "bigquery", "snowflake", "oracle_db")
MANY = 15  # rows that no chart shows well


@dataclass
class Built:
    """``x``, ``y``, ``series`` and ``value`` are the names of the columns that are drawn."""

    sql: str = ""
    x: str | None = None
    y: list[str] = field(default_factory=list)
    series: str | None = None
    value: str | None = None
    warnings: list[dict[str, str]] = field(default_factory=list)

    def warn(self, code: str, message: str) -> None:
        self.warnings.append({"code": code, "message": message})

    @property
    def binding(self) -> dict[str, Any]:
        return {"x": self.x, "y": self.y, "series": self.series, "value": self.value}


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(value: Any) -> str:
    if isinstance(value, bool):
        return f"'{str(value).lower()}'"
    return str(value) if isinstance(value, (int, float)) else "'" + str(value).replace("'", "''") + "'"


def condition(entry: Mapping[str, Any]) -> str:
    """One filter. A number is compared as a number, all else as text."""
    name, operator, value = quoted(entry["field"]), entry["operator"], entry["value"]
    if operator in ("exists", "does_not_exist"):
        return f"{name} IS {'NOT ' if operator == 'exists' else ''}NULL"
    if operator in ("is_between", "is_not_between"):
        value = [value["from"], value["to"]] if isinstance(value, dict) else value
    values = value if isinstance(value, list) else [value]
    numeric = all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in values)
    held = f"TRY_CAST({name} AS DOUBLE)" if numeric else f"CAST({name} AS VARCHAR)"
    if operator in ("is_between", "is_not_between"):
        low, high = map(literal, values)
        inside = f"({held} BETWEEN {low} AND {high})"
        return inside if operator == "is_between" else f"NOT coalesce({inside}, false)"
    if operator == "contains":
        text = re.sub(r"([%_\\])", r"\\\1", str(value)).replace("'", "''")
        return f"CAST({name} AS VARCHAR) LIKE '%{text}%' ESCAPE '\\'"
    some = f"{held} IN ({', '.join(map(literal, values))})" if values else "false"
    return some if operator in ("is", "is_one_of") else f"NOT coalesce({some}, false)"


def built(viz: Mapping[str, Any], conditions: Sequence[str]) -> Built:
    """Of a specification without a query of its own."""
    made, source, kind = Built(), viz["source"]["sql"], viz["chart"]["type"]
    mapping = viz["mapping"]
    table = quoted(viz["source"]["index"])
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    if kind in PLAIN:
        plain(made, kind, mapping)
        columns = [made.x, *made.y] if kind == "scatter" else list(mapping["y"])
        shown = ", ".join(quoted(name) for name in columns if name) or "*"
        made.sql = f"SELECT {shown} FROM {table}{where}{ordered(made, source, None)}{limited(source)}"
        return made
    expression, alias = metric(made, viz)
    if mapping["y"]:
        made.warn("mapping_y_ignored_for_aggregating_chart", "mapping.y is not used by a chart that aggregates")
    if kind in ONE_VALUE:
        made.value = alias
        made.sql = f"SELECT {expression} AS {quoted(alias)} FROM {table}{where}"
        return made
    made.y = [alias]
    groups = dimensions(made, viz, expression, f"{table}{where}")
    chosen = [*(f"{sql} AS {quoted(name)}" for name, sql in groups.items()), f"{expression} AS {quoted(alias)}"]
    places = ", ".join(str(place) for place in range(1, len(groups) + 1))
    grouping = f" GROUP BY {places}" if groups and expression.endswith(")") else ""
    made.sql = (
        f"SELECT {', '.join(chosen)} FROM {table}{where}{grouping}{ordered(made, source, made.x)}{limited(source)}"
    )
    return made


def plain(made: Built, kind: str, mapping: Mapping[str, Any]) -> None:
    if kind == "table":
        return
    made.x = mapping["x"]["column"] if mapping["x"] else None
    made.y = list(mapping["y"][:1])
    if not made.x:
        made.warn("missing_x_axis_for_chart", "scatter needs mapping.x")
    if len(mapping["y"]) > 1:
        made.warn("multi_y_truncated", "only the first of mapping.y is used")


def metric(made: Built, viz: Mapping[str, Any]) -> tuple[str, str]:
    metrics = viz["source"]["sql"]["metrics"]
    if len(metrics) > 1:
        made.warn("multi_metric_truncated", "only the first metric is used")
    if not metrics:  # sum and avg have no column to go by
        return "COUNT(*)", "count"
    first = metrics[0]
    function, column = first["function"], first.get("column")
    if function == "count" or column is None:
        if column is not None:
            made.warn("metric_column_unused_with_count_aggregation", "count counts rows, whatever the column")
        return "COUNT(*)", first.get("alias") or "count"
    if function == "none":
        return quoted(column), first.get("alias") or column
    held = quoted(column) if function in ("min", "max") else f"TRY_CAST({quoted(column)} AS DOUBLE)"
    return f"{function.upper()}({held})", first.get("alias") or f"{function}_{column}"


def dimensions(made: Built, viz: Mapping[str, Any], expression: str, rows: str) -> dict[str, str]:
    mapping, kind = viz["mapping"], viz["chart"]["type"]
    found: dict[str, str] = {}
    if mapping["x"]:
        name, bucket = mapping["x"]["column"], mapping["x"].get("bucket")
        made.x, sql = name, quoted(name)
        if bucket:
            sql = f"date_trunc('{bucket}', TRY_CAST({sql} AS TIMESTAMP))"
        top, other = mapping.get("top"), mapping.get("other_bucket")
        if top and other and not bucket:
            best = f"SELECT {sql} FROM {rows} GROUP BY 1 ORDER BY {expression} DESC, 1 LIMIT {int(top)}"
            sql = f"CASE WHEN {sql} IN ({best}) THEN CAST({sql} AS VARCHAR) ELSE 'Other' END"
        elif top and bucket:
            made.warn("top_n_other_bucket_incompatible_with_bucket", "mapping.top does not go with mapping.x.bucket")
        elif top:
            made.warn("top_n_without_other_bucket_use_limit", "mapping.top needs other_bucket; use limit instead")
        found[name] = sql
    else:
        made.warn("missing_x_axis_for_chart", f"{kind} needs mapping.x")
    if mapping["series"] and kind not in NO_SERIES:
        made.series = mapping["series"]
        found[mapping["series"]] = quoted(mapping["series"])
    elif kind == "heatmap":
        made.warn("missing_series_for_heatmap", "heatmap needs mapping.series")
    return found


def ordered(made: Built, source: Mapping[str, Any], default: str | None) -> str:
    keys = []
    for one in source["order_by"]:
        direction = "DESC" if str(one.get("direction", "")).lower() == "desc" else "ASC"
        ids = {metric.get("id"): made.y[:1] for metric in source["metrics"]}
        if one.get("metric_id") is not None:
            names = ids.get(one["metric_id"], [])
            if not names:
                made.warn("order_by_metric_id_unresolved", f"there is no metric {one['metric_id']}")
        else:
            names = made.y[:1] if one.get("function") else [one["column"]] if one.get("column") else []
        keys += [f"{quoted(name)} {direction}" for name in names]
    keys = keys or ([quoted(default)] if default else [])
    return f" ORDER BY {', '.join(keys)}" if keys else ""


def limited(source: Mapping[str, Any]) -> str:
    return f" LIMIT {source['limit']}" + (f" OFFSET {source['offset']}" if source["offset"] else "")


def raw(viz: Mapping[str, Any], conditions: Sequence[str]) -> Built:
    """Of a query of its own; its filters go around it."""
    made, source = Built(), viz["source"]["sql"]
    query = source["raw_query"].strip().rstrip("; \n")
    if source["metrics"] or source["order_by"]:
        made.warn("raw_query_overrides_builder_fields", "metrics and order_by are not used beside raw_query")
    end = "" if re.search(r"\bLIMIT\s+\d+\s*$", query, re.IGNORECASE) else limited(source)
    if conditions:
        query = f"SELECT * FROM ({query}) AS rows_of WHERE {' AND '.join(conditions)}"
    made.sql = query + end
    return made


def bind(made: Built, viz: Mapping[str, Any], columns: Sequence[Mapping[str, str]]) -> None:
    """What is drawn of a query of its own: as the mapping says, else what looks like it."""
    kind, mapping = viz["chart"]["type"], viz["mapping"]
    numbers = [one["name"] for one in columns if one["type"] == "number"]
    if kind in ONE_VALUE:
        made.value = next(iter(mapping["y"] or numbers), None)
    elif kind != "table":
        texts = [one["name"] for one in columns if one["type"] != "number"]
        first = [one["name"] for one in columns]
        made.x = mapping["x"]["column"] if mapping["x"] else next(iter(texts or first), None)
        made.y = list(mapping["y"]) or [name for name in numbers if name != made.x][:1]
        made.series = mapping["series"] if kind not in NO_SERIES else None
