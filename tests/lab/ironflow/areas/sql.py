# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""SQL: projections that are tables, filled by statements, and queries over these tables. SQLite reads and answers."""

from __future__ import annotations

import sqlite3
from typing import Any

from ..call import Call
from ..projected import Projection, Projections, found, look
from ..refused import Refused

ROWS, MOST_ROWS = 1000, 10000
MOST_MS = 30000
READS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}


def wrong(call: Call, text: str) -> Refused:
    return Refused(400, text, bare=not call.operation.rpc)


def tables(base: sqlite3.Connection) -> set[str]:
    return {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def create(call: Call) -> dict[str, Any]:
    asked, room = call.body, call.room(Projections)
    name, sql, handlers = asked.get("name", ""), asked.get("tableSql", "").strip(), asked.get("eventHandlers") or {}
    for what, value in (("name", name), ("tableSql", sql), ("eventHandlers", handlers)):
        if not value:
            raise wrong(call, f"{what} is required")
    if name in room.named:
        raise Refused(409, "projection already exists")
    before = tables(room.base)
    if not sql.upper().startswith("CREATE TABLE") or ";" in sql.rstrip(";"):
        raise wrong(call, "tableSql must be one CREATE TABLE statement")
    try:
        room.base.execute(sql)
    except sqlite3.Error as error:
        raise wrong(call, f"tableSql: {error}") from None
    new = tables(room.base) - before
    if not new:
        raise wrong(call, "tableSql creates no new table")
    events = list(dict.fromkeys(asked.get("events") or handlers))
    made = Projection(name, call.now(), call.now(), events, description=asked.get("description", ""))
    made.sql, made.handlers, made.tables = asked["tableSql"], dict(handlers), tuple(new)
    room.named[name] = made
    call.wrote(name)
    return {"name": name, "status": "created"}


def ask(call: Call, query: str, values: tuple[Any, ...] = ()) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Only what reads, and of tables only those of projections."""
    room = call.room(Projections)
    known = {table for one in room.named.values() for table in one.tables}

    def allowed(action: int, table: str | None, *_more: Any) -> int:
        hidden = action == sqlite3.SQLITE_READ and table not in known
        return sqlite3.SQLITE_OK if action in READS and not hidden else sqlite3.SQLITE_DENY

    for one in list(room.named.values()):
        if one.sql:
            look(call, one.name)
    room.base.set_authorizer(allowed)
    try:
        cursor = room.base.execute(query, values)
        return [column[0] for column in cursor.description or ()], cursor.fetchall()
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise wrong(call, f"query: {error}") from None
    finally:
        room.base.set_authorizer(None)


def cell(value: Any) -> str:
    return "" if value is None else str(value)


def execute(call: Call) -> dict[str, Any]:
    asked, rpc = call.body, call.operation.rpc
    query = asked.get("query", "").strip()
    if not query:
        raise wrong(call, "query is required")
    most = asked.get("maxRows" if rpc else "max_rows") or ROWS
    patience = asked.get("timeoutMs" if rpc else "timeout_ms") or 0
    if not 0 < most <= MOST_ROWS or not 0 <= patience <= MOST_MS:
        raise wrong(call, f"at most {MOST_ROWS} rows and {MOST_MS} ms")
    columns, rows = ask(call, query)
    some = [[cell(value) for value in row] for row in rows[:most]]
    if rpc:
        return {"columns": columns, "rows": [{"values": row} for row in some], "totalRows": len(some)}
    return {"columns": columns, "rows": some, "total_rows": len(some)}


def query_one(call: Call) -> dict[str, Any]:
    """The rows of one SQL projection, in their types."""
    asked = call.body
    one = found(call, asked.get("name", ""))
    if not one.sql:
        raise wrong(call, f"{one.name} is no SQL projection")
    (table,) = one.tables
    where = f" WHERE {asked['where']}" if asked.get("where") else ""
    order = f" ORDER BY {asked['orderBy']}" if asked.get("orderBy") else ""
    columns, rows = ask(call, f'SELECT * FROM "{table}"{where}{order}')
    start = asked.get("offset") or 0
    some = rows[start : start + (asked.get("limit") or ROWS)]
    told = [{"values": [cell(value) for value in row], "typedValues": list(row)} for row in some]
    return {"columns": columns, "rows": told, "totalCount": len(rows)}


BEHAVIOURS = {
    "ProjectionService/CreateSQLProjection": create,
    "ProjectionService/QuerySQLProjection": query_one,
    "sql_create": execute,
    "QueryService/ExecuteSQL": execute,
}
