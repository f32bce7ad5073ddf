# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Delete runs that have ended, with their steps: one by its id, or all that fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import NotFound, PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ...core.values import given
from ..client import IRONFLOW, Ironflow
from ..eras import need
from ..messages import Form, enum
from ..redaction import SERVED
from ..runs import FINAL, RUN_STATUS, SERVICE, state_of

FILTERS = (Field("function_id"), Field("status", choices=FINAL), Field("until"))
MESSAGE = Form(FILTERS, enums={"status": RUN_STATUS})


def run(task: Task) -> dict[str, Any]:
    need(task.client, "deletion of runs", SERVED)
    wanted = given(FILTERS, task.params)
    found = one(task.client, task.params["id"]) if task.params["id"] is not None else many(task.client, wanted)
    if found and not task.check_mode:
        if task.params["id"] is not None:
            delete(task.client, task.params["id"])
        else:
            found = max(found, delete_all(task.client, wanted))
    return {"changed": found > 0, "deleted": found}


def one(client: Ironflow, run: str) -> int:
    found = state_of(client, run)
    if found and found["status"] not in FINAL:
        raise PlanError(f"run {run} is {found['status']}; only one that has ended can be deleted, cancel it first")
    return 1 if found else 0


def many(client: Ironflow, wanted: Mapping[str, Any]) -> int:
    """How many have ended and fit."""
    words = [wanted["status"]] if "status" in wanted else FINAL
    message = MESSAGE.sent({name: value for name, value in wanted.items() if name != "status"})
    message.update(statuses=[enum(RUN_STATUS, word) for word in words], limit=1)
    return int(client.rpc(SERVICE, "ListRuns", message, safe=True).get("totalCount") or 0)


def delete(client: Ironflow, run: str) -> None:
    try:
        client.rpc(SERVICE, "DeleteRun", {"id": run}, safe=False)
    except NotFound:
        pass  # somebody was faster
    except Uncertain:
        if state_of(client, run) is not None:
            raise


def delete_all(client: Ironflow, wanted: Mapping[str, Any]) -> int:
    """The server deletes a part of them at a time, until it finds none any more."""
    message, deleted = MESSAGE.sent(wanted), 0
    while True:
        now = int(client.rpc(SERVICE, "DeleteRuns", message, safe=True).get("deleted") or 0)
        if not now:
            return deleted
        deleted += now


RUN_DELETE = ModuleSpec(
    IRONFLOW,
    (Field("id"), *FILTERS),
    run,
    ("deleted",),
    {
        "required_one_of": [["id", *(f.name for f in FILTERS)]],
        "mutually_exclusive": [["id", f.name] for f in FILTERS],
    },
)
