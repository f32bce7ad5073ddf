# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Give the servers of a cluster a new token to know each other by."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW

TOLD = ("rotated_at", "status")
RETURNS = (*TOLD, "token")


def run(task: Task) -> dict[str, Any]:
    """With an idempotency key, which each task has, the server does it once however often it is asked."""
    params = task.params
    given = params["new_value"]
    if task.check_mode:
        return {"changed": True, **dict.fromkeys(RETURNS)}
    made = given if given is not None else secrets.token_hex(32)
    body = {"kind": params["kind"], "new_value": made, "remote_key_id": params["remote_key_id"]}
    answer = task.client.rest(
        "POST",
        "/cluster/rotate-token",
        {name: value for name, value in body.items() if value is not None},
        safe=True,
        headers={"Idempotency-Key": params["idempotency_key"] or str(uuid.uuid4())},
        tells=("status",),
    )
    told = {name: answer.get(name) for name in TOLD}
    return {"changed": True, **told, "token": made if given is None else None}


ROTATE = ModuleSpec(
    IRONFLOW,
    (
        Field("kind", required=True),
        Field("new_value", secret=True),
        Field("remote_key_id"),
        Field("idempotency_key"),
    ),
    run,
    RETURNS,
)
