# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write by SQL: insert, update, delete. What changed are the rows that the server says it touched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import NotTheApi, Uncertain
from ...core.files import text
from ...core.spec import Field, ModuleSpec, Task
from ..answers import table
from ..client import INFINO, Infino, checked
from ..statements import check_writes, counting


def run(task: Task) -> dict[str, Any]:
    source, sql = task.params["src"], task.params["sql"]
    title = "sql"
    if source is not None:
        sql, title = text(source), source
    check_writes(sql, title)
    rows = expected(task.client, sql)
    if rows != 0 and not task.check_mode:
        rows = write(task, sql, title, rows)
    return {"changed": rows != 0, "affected_rows": rows}


def expected(client: Infino, sql: str) -> int | None:
    """How many rows an UPDATE or DELETE is about; None where only the server can say what a statement will do."""
    query = counting(sql)
    if query is None:
        return None
    found = table(checked("sql", client.call("GET", "/sql", json={"query": query})))
    rows = next(iter(found.rows[0].values()), None) if found.rows else None
    if not isinstance(rows, int):
        raise NotTheApi(f"a count by SQL was answered with {rows!r} instead of a number; is api_url right?")
    return rows


def write(task: Task, sql: str, title: str, counted: int | None) -> int | None:
    """How many rows were touched, None where the server does not tell it."""
    journal = task.client.journal
    before = len(journal)
    try:
        answer = task.client.call("POST", "/sql", json={"query": sql}, safe=task.params["repeatable"])
    except Uncertain as error:
        raise Uncertain(f"{error}; nobody knows whether it was done: look with infino_query before you run it again",
                        error.status, error.retry_after) from None  # fmt: skip
    checked(title, answer)
    if not isinstance(answer, Mapping):
        raise NotTheApi("POST /sql was answered with something that is no result; is api_url right?")
    rows = answer.get("affected_rows")
    if not isinstance(rows, int) or isinstance(rows, bool):
        return None
    # An earlier try, whose answer was lost, has left nothing to do.
    return counted if rows == 0 and len(journal) - before > 1 else rows


SQL = ModuleSpec(
    INFINO,
    (Field("sql"), Field("src", "path", source=True), Field("repeatable", "bool", default=False)),
    run,
    ("affected_rows",),
    {"required_one_of": [["sql", "src"]], "mutually_exclusive": [["sql", "src"]]},
)
