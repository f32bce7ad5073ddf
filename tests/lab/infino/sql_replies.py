# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The forms in which a result of SQL may be told."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .area import VARIANTS

if TYPE_CHECKING:
    from .sql import Result

TAGS = {"BOOLEAN": "Boolean", "DOUBLE": "Float", "FLOAT": "Float"}


def tag(duck: str) -> str:
    if duck.startswith("DECIMAL"):
        return "Float"
    return "Integer" if "INT" in duck and not duck.endswith("[]") else TAGS.get(duck, "String")


def value(given: Any, duck: str) -> Any:
    """As JSON: what a column of objects or lists holds stands there as JSON, not as text."""
    if given is None or isinstance(given, (bool, int)):
        return given
    if duck == "JSON":
        return json.loads(given)
    if isinstance(given, Decimal):
        return float(given)
    if isinstance(given, float):
        return given if math.isfinite(given) else None
    if isinstance(given, (datetime.datetime, datetime.date, datetime.time)):
        return given.isoformat()
    if isinstance(given, (list, tuple)):
        return [value(item, "") for item in given]
    if isinstance(given, dict):
        return {str(name): value(item, "") for name, item in given.items()}
    return str(given)


def cell(given: Any, duck: str, null: str) -> Any:
    """A value with its type, of which only scalars are known: other values are the text of their JSON."""
    if given is None:
        return {"tag": {"Null": None}, "word": "Null", "plain": None}[null]
    kind = tag(duck)
    if kind == "String" and not isinstance(given, str):
        given = json.dumps(given)
    return {kind: float(given) if kind == "Float" else given}


def played(variant: Mapping[str, str], result: Result, error: str | None = None) -> dict[str, Any]:
    form = variant.get("sql", VARIANTS["sql"][0])
    null = variant.get("sql_null", VARIANTS["sql_null"][0])
    names = unique([name for name, _skip in result.columns])
    kinds = [duck for _skip, duck in result.columns]
    rows = [[value(given, duck) for given, duck in zip(row, kinds)] for row in result.rows]
    told: dict[str, Any] = {
        "execution_time": 1, "statement_type": result.statement.capitalize(), "affected_rows": result.affected,
        "error_message": error,
    }  # fmt: skip
    typed = [{"name": name, "type": tag(duck)} for name, duck in zip(names, kinds)]
    if form == "B":
        return told | {"columns": typed, "rows": rows, "size": len(rows), "total": len(rows)}
    if form == "C":
        return told | {"rows": [dict(zip(names, row)) for row in rows]}
    if form == "D":
        return told | {"schema": typed, "datarows": rows, "size": len(rows), "total": len(rows)}
    return told | {
        "has_joins": False, "aggregations": [], "query_events": [], "order_by": [], "limit": None, "distinct": False,
        "group_by_columns": [], "table_names": [],
        "columns": [
            {"alias": None, "name": {"Column": {"name": name, "table_identifier": None}}, "data_type": tag(duck)}
            for name, duck in zip(names, kinds)
        ],
        "rows": [
            {"values": {name: cell(given, duck, null) for name, given, duck in zip(names, row, kinds)}} for row in rows
        ],
    }  # fmt: skip


def unique(names: list[str]) -> list[str]:
    """Two columns of one name would be one value in a row that is an object."""
    made: list[str] = []
    for name in names:
        count = 0
        while (fresh := f"{name}_{count}" if count else name) in made:
            count += 1
        made.append(fresh)
    return made
