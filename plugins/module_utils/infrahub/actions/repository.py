# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Repositories, and waiting until the server has imported what is in them; imports can be asked for again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.ensure import ensure, look, make_so, outline, show, wish
from ...core.errors import ApiError, PlanError, PlatformError
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, look_until, waiting
from ...core.words import clip
from ..client import INFRAHUB, Infrahub
from ..resources.branch import ask
from ..resources.repository import REPOSITORY
from ..tasks import look_up

IMPORTED, UNDECIDED = "in-sync", ("unknown", "syncing")
GOING_ON = ("SCHEDULED", "PENDING", "RUNNING", "PAUSED")
BAD = ("error", "critical")
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
    """The repository once nothing is going on any more and it is in sync; else the import's own error.

    A task is there as soon as the change that starts it is answered, so none that runs means that none is to come.
    """
    client, params, seen = task.client, task.params, resource

    def look_again() -> tuple[Mapping[str, Any], bool]:
        busy = bool(look_up(client, {"nodes": [seen["id"]], "state": GOING_ON}, 1))
        return look(REPOSITORY, {"name": params["name"]}, client) or {}, busy

    def over(state: tuple[Mapping[str, Any], bool]) -> bool:
        found, busy = state
        return not found or (not busy and found["sync_status"] not in UNDECIDED)

    try:
        (seen, _busy), ended = look_until(
            task.outside, look_again, over, params["wait_timeout"], params["wait_interval"]
        )
        title = f"repository {params['name']}"
        if not seen:
            raise ApiError(f"{title} was deleted by somebody else while its import was waited for")
        if not ended:
            raise ApiError(f"{title} is not in sync after {params['wait_timeout']} seconds; it is {state_of(seen)}")
        if seen["sync_status"] != IMPORTED:
            raise ApiError(f"{title} could not be imported, it is {state_of(seen)}: {reason(client, seen['id'])}")
    except PlatformError as error:
        error.done = done
        raise
    return seen


def state_of(resource: Mapping[str, Any]) -> str:
    """``error-import``, or ``syncing``; what is wrong with the connection as well."""
    reached = resource["operational_status"]
    return resource["sync_status"] + (f" ({reached})" if reached.startswith("error") else "")


def reason(client: Infrahub, id_: str) -> str:
    """The last error that a task of this repository wrote down."""
    for one in look_up(client, {"nodes": [id_]}, 20, logs=True):
        bad = [log["message"] for log in one["logs"] if log["severity"] in BAD]
        if bad:
            return clip(bad[0])
    return "the server gives no reason; see the repository's tasks in Infrahub"


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
