# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up records: some by their ids, those that a query finds, or all of a dataset."""

from __future__ import annotations

from typing import Any

from ...core.spec import Field, ModuleSpec, Task
from ..client import INFINO
from ..records import ID
from ..search import condition, every, some


def run(task: Task) -> dict[str, Any]:
    dataset, ids = task.params["dataset"], task.params["ids"]
    names = task.params["fields"]
    fields: Any = True if names is None else names or False
    if ids is None:
        found, missing = every(task.client, dataset, condition(task.params["query"]), fields), []
    else:
        wanted = list(dict.fromkeys(ids))
        there = some(task.client, dataset, wanted, fields)
        found = {name: there[name] for name in wanted if name in there}
        missing = [name for name in wanted if name not in there]
    resources = [{ID: name, **record} for name, record in found.items()]
    return {"changed": False, "resources": resources, "missing": missing}


RECORD_INFO = ModuleSpec(
    INFINO,
    (
        Field("dataset", required=True),
        Field("ids", "list", elements="str"),
        Field("query", "dict"),
        Field("fields", "list", elements="str"),
    ),
    run,
    ("resources", "missing"),
    {"mutually_exclusive": [["ids", "query"]]},
)
