# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Ask the tables of projections by SQL, or one SQL projection by a condition. Both only read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...core.errors import NotFound, PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.typed import TYPES
from ...core.words import unknown
from ..client import IRONFLOW, Ironflow
from ..projecting import status_of
from ..resources.projection import SERVICE

KINDS = ("str", "int", "float", "bool", "json")
OF_QUERY, OF_PROJECTION = ("max_rows", "timeout_ms", "types"), ("where", "order_by", "limit", "offset")
MOST = {"max_rows": 10000, "timeout_ms": 30000}


def run(task: Task) -> dict[str, Any]:
    params = task.params
    asked, other = ("query", OF_PROJECTION) if params["query"] is not None else ("projection", OF_QUERY)
    for name in other:
        if params[name] is not None:
            instead = "projection" if asked == "query" else "query"
            raise PlanError(f"{name} is for {instead}; leave it out")
    for name, least in (("max_rows", 1), ("timeout_ms", 1), ("limit", 1), ("offset", 0)):
        given = params[name]
        if given is not None and not least <= given <= MOST.get(name, given):
            upto = f" and at most {MOST[name]}" if name in MOST else ""
            raise PlanError(f"{name} is {given}; it is at least {least}{upto}")
    columns, rows, total = (by_query if asked == "query" else of_projection)(task)
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        raise PlanError(f"{asked}: two columns are called {twice[0]}; give one another name, with AS")
    return {"changed": False, "columns": columns, "rows": [dict(zip(columns, row)) for row in rows], "total": total}


def by_query(task: Task) -> tuple[list[str], list[list[Any]], int]:
    """The server tells all values as texts; which are something else the user has to say."""
    params, client = task.params, task.client
    query, rows, ms = params["query"], params["max_rows"], params["timeout_ms"]

    def over_rest() -> tuple[list[str], Any, int]:
        body = {"query": query, "max_rows": rows, "timeout_ms": ms}
        answer = client.rest("POST", "/sql", given(body), safe=True, tells=("columns",))
        return answer["columns"] or [], answer.get("rows") or [], answer.get("total_rows") or 0

    def over_rpc() -> tuple[list[str], Any, int]:
        message = given({"query": query, "maxRows": rows, "timeoutMs": ms})
        answer = client.rpc("QueryService", "ExecuteSQL", message, safe=True)
        found = [row.get("values") or [] for row in answer.get("rows") or ()]
        return answer.get("columns") or [], found, int(answer.get("totalRows") or 0)

    columns, found, total = client.either(over_rest, over_rpc)
    readers = [reader(column, kind) for column, kind in kinds(columns, params["types"] or {})]
    return columns, [[read(value) for read, value in zip(readers, row)] for row in found], total


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def kinds(columns: Sequence[str], types: Mapping[str, Any]) -> list[tuple[str, str]]:
    for column, kind in types.items():
        if kind not in KINDS:
            raise PlanError(f"types: {column}: {unknown('there is no type', kind, KINDS)}")
        if column not in columns:
            raise PlanError(f"types: {unknown('the query gives no column', column, columns)}")
    return [(column, types.get(column, "str")) for column in columns]


def reader(column: str, kind: str) -> Callable[[Any], Any]:
    """A text that is empty is no number: the value is null."""

    def read(value: Any) -> Any:
        if kind == "str" or value is None:
            return value
        if value == "":
            return None
        if kind != "json":
            return TYPES[kind](value, f"query: a value of {column}")
        try:
            return json.loads(value)
        except ValueError:
            raise PlanError(f"query: a value of {column} is not JSON; leave it out of types") from None

    return read


def of_projection(task: Task) -> tuple[list[str], list[list[Any]], int]:
    """The server tells values in their types too."""
    params, client = task.params, task.client
    message = given({"name": params["projection"], "where": params["where"], "orderBy": params["order_by"]})
    message |= given({"limit": params["limit"], "offset": params["offset"]})
    answer = ask(client, params["projection"], message)
    found = [row.get("typedValues") or row.get("values") or [] for row in answer.get("rows") or ()]
    return answer.get("columns") or [], found, int(answer.get("totalCount") or 0)


def ask(client: Ironflow, name: str, message: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return client.rpc(SERVICE, "QuerySQLProjection", message, safe=True)
    except NotFound:
        status_of(client, name)  # says which there are
        raise


SQL = ModuleSpec(
    IRONFLOW,
    (
        Field("query"),
        Field("types", "dict"),
        Field("max_rows", "int"),
        Field("timeout_ms", "int"),
        Field("projection"),
        Field("where"),
        Field("order_by"),
        Field("limit", "int"),
        Field("offset", "int"),
    ),
    run,
    ("columns", "rows", "total"),
    {"mutually_exclusive": [["query", "projection"]], "required_one_of": [["query", "projection"]]},
)
