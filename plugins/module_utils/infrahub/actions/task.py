# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Retry a background task that ended badly, or cancel one that has not ended: only where the server offers it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import GraphQLError, PlanError
from ...core.spec import Field, ModuleSpec, Task
from ..client import INFRAHUB
from ..jobs import ENDED_BADLY
from ..resources.branch import ask
from ..tasks import ENDED, look_up

TEXT = "mutation ($data: TaskActionInput!) { InfrahubTask%s(data: $data) { ok task { id } } }"


def run(task: Task) -> dict[str, Any]:
    client, params = task.client, task.params
    action, found = params["action"], look_up(client, {"ids": [params["id"]]}, 1)
    if not found:
        raise PlanError(f"Infrahub has no task with the id {params['id']}")
    resource = found[0]
    needed = resource["state"] in ENDED_BADLY if action == "retry" else resource["state"] not in ENDED
    result = {"changed": needed, "operation": action if needed else "none"}
    if not needed:
        return {**result, "resource": resource}
    check_offered(resource, action)
    if task.check_mode:
        return {**result, "resource": resource}
    try:
        answer = ask(client, TEXT % action.capitalize(), {"data": {"id": params["id"]}}, safe=False)
    except GraphQLError as error:
        if "Cannot query field" not in str(error):
            raise
        raise PlanError(f"this Infrahub cannot {action} tasks; servers can from version 1.11 on") from None
    job = answer[f"InfrahubTask{action.capitalize()}"].get("task") or {}
    return {**result, "resource": (look_up(client, {"ids": [job.get("id") or params["id"]]}, 1) or [resource])[0]}


def check_offered(resource: Mapping[str, Any], action: str) -> None:
    """The server's own reason is better than what it answers to one who tries."""
    title = f"task {resource['title']}"
    offered = next((one for one in resource["available_actions"] if one["action"].lower() == action), None)
    if offered is None:
        raise PlanError(f"{title}: Infrahub does not offer to {action} it; it does for deliveries of webhooks")
    if not offered["available"]:
        raise PlanError(f"{title}: Infrahub cannot {action} it: {offered['unavailability_reason']}")


FIELDS = (Field("id", required=True), Field("action", required=True, choices=("retry", "cancel")))
TASK = ModuleSpec(INFRAHUB, FIELDS, run, ("operation", "resource"))
