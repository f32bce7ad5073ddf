# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Visualizations, executed: their SQL with filters and a time range, and the rows that come of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .area import Area, At, Call, Refusal, invalid
from .chart_sql import CONNECTORS, MANY, Built, bind, built, condition, quoted, raw
from .saved import filters as checked_filters
from .sql import Result
from .sql_replies import unique, value

TIME = "@timestamp"
TYPES = {"BOOLEAN": "boolean", "VARCHAR": "string", "JSON": "string", '"NULL"': "null"}
MOST_ROWS = 10_000


class Execute(Area):
    def routes(self) -> Iterable[At]:
        yield At("POST", "/visualizations/{id}/data", self.execute)

    def execute(self, call: Call) -> Any:
        if self.lab.plays("execute") == "old":
            raise Refusal(405, "MethodNotAllowed", "POST is not allowed here")
        viz = self.lab.visualizations[call["id"]]
        if viz["source"]["kind"] != "sql":
            raise invalid(f"a source of kind {viz['source']['kind']} cannot be executed")
        asked = call.document if call.text.strip() else {}
        inner = self.behind(viz, call)
        known, is_raw = self.columns(viz, inner), bool(viz["source"]["sql"]["raw_query"])
        fit, skipped = parted(self.effective(viz, asked), known)
        made = (raw if is_raw else built)(viz, [condition(entry) for entry in fit])
        result = inner.lab.sql.run(made.sql, inner)
        columns, rows = told(result)
        if is_raw:
            bind(made, viz, columns)
        self.advise(made, viz, len(rows))
        return {"columns": columns, "rows": rows[:MOST_ROWS], "metadata": {
            "source_kind": "sql", "row_count": len(rows[:MOST_ROWS]), "truncated": len(rows) > MOST_ROWS, "took_ms": 1,
            "executed_query": made.sql, "filters_applied": [entry["field"] for entry in fit],
            "filters_skipped": skipped, "warnings": made.warnings,
            **({"binding": made.binding} if self.lab.plays("execute") == "bound" else {}),
        }}  # fmt: skip

    def behind(self, viz: Mapping[str, Any], call: Call) -> Call:
        """The server that holds the rows: this one, or the one behind a connection."""
        name = viz["source"]["connection_id"]
        if name is not None:
            return self.lab.outer.inside(call, self.lab.sources[name]["id"].encode())
        call.need("record.read", self.lab.datasets[viz["source"]["index"]].name)
        return call

    def columns(self, viz: Mapping[str, Any], call: Call) -> set[str]:
        query = viz["source"]["sql"]["raw_query"]
        inner = f"({query.strip().rstrip(';')}) AS rows_of" if query else quoted(viz["source"]["index"])
        return {name for name, _kind in call.lab.sql.run(f"SELECT * FROM {inner} LIMIT 0", call).columns}

    def effective(self, viz: Mapping[str, Any], asked: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Of two filters on one field the one that was sent holds; so does a time range that was sent."""
        sent = checked_filters(asked.get("filters"))
        fields = {entry["field"] for entry in sent}
        every = [entry for entry in viz["filters"] if entry["field"] not in fields] + sent
        span = asked.get("time_range") or viz["time_range"] or {}
        if not isinstance(span, dict):
            raise invalid("`time_range` must be an object")
        if span.get("from") is not None and span.get("to") is not None:
            column = viz["source"]["sql"]["time_column"] or TIME
            every = [entry for entry in every if entry["field"] != column]
            every.append({"field": column, "operator": "is_between", "value": [span["from"], span["to"]]})
        return [entry for entry in every if entry.get("enabled", True)]

    def advise(self, made: Built, viz: Mapping[str, Any], count: int) -> None:
        connector = viz["source"]["connector_id"]
        if connector and connector not in CONNECTORS:
            made.warn("unknown_connector_id", f"{connector} is not known; standard SQL was used")
        if made.x and not viz["mapping"].get("top") and count > MANY:
            made.warn("high_cardinality_no_top_n", f"{count} rows are many for a chart")


def parted(entries: Iterable[dict[str, Any]], known: set[str]) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    fit, skipped = [], []
    for entry in entries:
        if entry["field"] in known:
            fit.append(entry)
        else:
            skipped.append({"field": entry["field"], "reason": "there is no such column"})
    return fit, skipped


def told(result: Result) -> tuple[list[dict[str, str]], list[dict[str, Any]]]:
    names = unique([name for name, _kind in result.columns])
    kinds = [kind for _name, kind in result.columns]
    columns = [{"name": name, "type": kind_of(kind)} for name, kind in zip(names, kinds)]
    rows = [dict(zip(names, (value(cell, kind) for cell, kind in zip(row, kinds)))) for row in result.rows]
    return columns, rows


def kind_of(duck: str) -> str:
    if "INT" in duck or duck.startswith(("DOUBLE", "FLOAT", "DECIMAL")):
        return "number"
    return "date" if duck.startswith(("DATE", "TIME")) else TYPES.get(duck, "string")
