# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Repositories, and waiting until the server has imported what is in them; imports can be asked for again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.ensure import ensure, look, make_so, outline, show, wish
from ...core.errors import ApiError, PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, waiting
from ..client import INFRAHUB
from ..progress import about, await_state, reason, under_way
from ..resources.branch import ask
from ..resources.repository import REPOSITORY

IMPORTED, UNDECIDED = "in-sync", ("unknown", "syncing")
FLOWS = (
    "git-repository-add-read-write", "git-repository-add-read-only", "git-repository-pull-read-only",
    "git-repository-import-object", "git-read-only-repository-import-last-commit", "import-object-from-file",
)  # fmt: skip
PROCESS = "mutation ($data: IdentifierInput!) { InfrahubRepositoryProcess(data: $data) { ok task { id } } }"


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    result = make_so(task, REPOSITORY, wish(REPOSITORY, task.params))
    if task.params["wait"] and task.params["state"] == "present" and not task.check_mode:
        done = [f"repository {task.params['name']}: {result['operation']}"] if result["changed"] else []
        result["resource"] = show(REPOSITORY, await_import(task, result["resource"], done))
    if result["changed"] and task.check_mode and task.params["commit"] is None:
        result["resource"].pop("commit", None)  # what is imported may be another one than that of now
    return result


def await_import(task: Task, resource: Mapping[str, Any], done: list[str]) -> Mapping[str, Any]:
    """The repository once nothing is going on any more and it is in sync; else the import's own error."""
    client, name, id_ = task.client, task.params["name"], resource["id"]

    def look_again() -> tuple[bool, Mapping[str, Any]]:
        return under_way(client, FLOWS, about({id_})), look(REPOSITORY, {"name": name}, client) or {}

    def over(state: tuple[bool, Mapping[str, Any]]) -> bool:
        busy, found = state
        return not found or (not busy and found["sync_status"] not in UNDECIDED)

    def late(state: tuple[bool, Mapping[str, Any]]) -> str:
        return f"repository {name} is {state_of(state[1])} and not in sync"

    _busy, seen = await_state(task, look_again, over, late, done)
    if seen and seen["sync_status"] == IMPORTED:
        return seen
    why = f"it is {state_of(seen)}: {reason(client, [id_])}" if seen else "somebody else deleted it meanwhile"
    error = ApiError(f"repository {name} could not be imported, {why}")
    error.done = done
    raise error


def state_of(resource: Mapping[str, Any]) -> str:
    """``error-import``, or ``syncing``; what is wrong with the connection as well."""
    reached = resource["operational_status"]
    return resource["sync_status"] + (f" ({reached})" if reached.startswith("error") else "")


def import_again(task: Task) -> dict[str, Any]:
    """Only where the last import did not end well, unless it is forced: else it would find what it made."""
    check_waiting(task)
    client, name = task.client, task.params["name"]
    current = look(REPOSITORY, {"name": name}, client)
    if current is None:
        raise PlanError(f'Infrahub has no repository "{name}"; create it with infrahub_repository')
    needed = task.params["force"] or current["sync_status"] != IMPORTED
    result = {"changed": needed, "operation": "import" if needed else "none"}
    resource: Mapping[str, Any] = current
    if needed and not task.check_mode:
        ask(client, PROCESS, {"data": {"id": current["id"]}}, safe=False)
        if task.params["wait"]:
            resource = await_import(task, current, [f"the import of repository {name} was started"])
    if needed and task.check_mode:
        resource = outline(REPOSITORY, current)
    return {**result, "resource": show(REPOSITORY, resource)}


BASE = ensure(REPOSITORY)
REPOSITORY_MODULE = replace(BASE, fields=(*BASE.fields, *waiting(300)), run=run)
OPTIONS = (Field("name", required=True), Field("force", "bool", default=False), *waiting(300))
REPOSITORY_IMPORT = ModuleSpec(INFRAHUB, OPTIONS, import_again, ("operation", "resource"))
