# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Ask Infino by SQL or by Query DSL; the answer has one shape."""

from __future__ import annotations

from typing import Any

from ...core.spec import Field, ModuleSpec, Task
from ..answers import Table, found, table
from ..client import INFINO, checked
from ..search import hits, search, total
from ..statements import check_reads


def run(task: Task) -> dict[str, Any]:
    sql = task.params["sql"]
    aggregations: Any = {}
    if sql is not None:
        made = ask(task, sql)
    else:
        answer = search(task.client, task.params["dataset"], task.params["dsl"])
        made = found(hits(answer), total(answer))
        aggregations = answer.get("aggregations") or {}
    return {
        "changed": False, "rows": made.rows, "columns": made.columns, "total": made.total,
        "aggregations": aggregations,
    }  # fmt: skip


def ask(task: Task, sql: str) -> Table:
    check_reads(sql)
    made = table(checked("the query", task.client.call("GET", "/sql", json={"query": sql})))
    if made.total > len(made.rows):
        task.outside.warn(f"the server tells of {made.total} rows, but sent {len(made.rows)}; give LIMIT and OFFSET")
    return made


QUERY = ModuleSpec(
    INFINO,
    (Field("sql"), Field("dsl", "dict"), Field("dataset")),
    run,
    ("rows", "columns", "total", "aggregations"),
    {
        "required_one_of": [["sql", "dsl"]],
        "mutually_exclusive": [["sql", "dsl"], ["sql", "dataset"]],
        "required_together": [["dsl", "dataset"]],
    },
)
