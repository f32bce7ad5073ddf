# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Change what a step of a run has come to, or take it out of the step for ever."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from typing import Any

from ...core.errors import ApiError, NotTheApi, PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ...core.values import differs
from ...core.words import unknown
from ..client import IRONFLOW, Ironflow, no_such_route
from ..eras import need
from ..forms import refuse_nan
from ..messages import TWINS, payload
from ..redaction import SERVED, only_placeholders
from ..runs import FINAL, SERVICE, state_of, steps_of

OUTPUT = Field("output", "raw", conceal=True)


def run(task: Task) -> dict[str, Any]:
    params, client = task.params, task.client
    if params["redacted"]:
        return redact(task)
    refuse_nan(params["output"], f"step {params['step']} of run {params['run_id']}: output")
    look, write = (paused_steps, inject) if params["method"] == "inject" else (patchable_steps, patch)
    found = named(look(client, params["run_id"]), params)
    changed = differs(OUTPUT, params["output"], found["output"])
    if changed and not task.check_mode:
        settled(task, lambda: write(client, params, found["id"]), found)
    shown = [{"output": one["output"]} for one in (found, params)]
    return {"changed": changed, "id": found["id"], "diff": dict(zip(("before", "after"), shown))}


def settled(task: Task, write: Callable[[], Any], found: Mapping[str, Any]) -> None:
    """Where the answer is lost, the step says whether it was done.

    So it does where an injection is refused: a server that cannot say that it is of use, since the run has moved on
    meanwhile, has stored it all the same.
    """
    output, run_id = task.params["output"], task.params["run_id"]
    try:
        write()
    except ApiError as error:
        lost = isinstance(error, (Uncertain, NotTheApi))
        if no_such_route(error) or not (lost or task.params["method"] == "inject"):
            raise
        now = [one for one in patchable_steps(task.client, run_id) if found["id"] == one["id"]]
        if not now or differs(OUTPUT, output, now[0]["output"]):
            raise
        if not lost:
            title = f"step {task.params['step']} of run {run_id}"
            told = "the server has stored the output, and says that the run may have moved on without it"
            task.outside.warn(f"{title}: {told}; look with ironflow_run_info")


def named(steps: list[dict[str, Any]], params: Mapping[str, Any]) -> dict[str, Any]:
    """The step of that name or id, which only its run has."""
    asked, where = params["step"], f"run {params['run_id']}"
    found = [one for one in steps if one["id"] == asked] or [one for one in steps if one["name"] == asked]
    if not found:
        raise PlanError(unknown(f"{where} has no step", asked, (one["name"] for one in steps)))
    if len(found) > 1:
        ids = ", ".join(one["id"] for one in found)
        raise PlanError(f"{where} has {len(found)} steps {asked} ({ids}); give the id as step")
    return found[0]


def patchable_steps(client: Ironflow, run: str) -> list[dict[str, Any]]:
    return [{**one, "name": one["step_id"]} for one in steps_of(client, run)]


def paused_steps(client: Ironflow, run: str) -> list[dict[str, Any]]:
    """As a run that is paused tells them: what they have come to is JSON in base64."""
    answer = client.rpc(SERVICE, "GetPausedState", {"runId": run}, safe=True)
    return [
        {
            "id": one.get("id", ""),
            "name": one.get("name", ""),
            "output": json.loads(b64decode(one["output"])) if one.get("output") else None,
        }
        for one in answer.get("steps") or []
    ]


def patch(client: Ironflow, params: Mapping[str, Any], row: str) -> None:
    """Up to 0.33 a step comes to a dictionary, and nothing else."""
    output, reason = params["output"], {"reason": params["reason"]} if params["reason"] else {}
    message = {"stepId": row, **payload("output", output), **reason}
    if not isinstance(output, Mapping):
        need(client, f"step {params['step']}: output that is no dictionary", TWINS)
        client.rpc(SERVICE, "PatchStep", message, safe=False)
        return
    client.either(
        lambda: client.rest("POST", "/steps/patch", {"step_id": row, "output": output, **reason}, tells=("id",)),
        lambda: client.rpc(SERVICE, "PatchStep", message, safe=False),
    )


def inject(client: Ironflow, params: Mapping[str, Any], row: str) -> None:
    new = b64encode(json.dumps(params["output"]).encode()).decode()
    message = {"runId": params["run_id"], "stepId": row, "newOutput": new, "reason": params["reason"] or ""}
    client.rpc(SERVICE, "InjectStepOutput", message, safe=False)


def redact(task: Task) -> dict[str, Any]:
    params, client = task.params, task.client
    need(client, "redaction of a step", SERVED)
    found = named(patchable_steps(client, params["run_id"]), params)
    if only_placeholders(found["output"], found["original_output"]):
        return {"changed": False, "id": found["id"]}
    of = state_of(client, params["run_id"])
    if of and of["status"] not in FINAL:
        raise PlanError(f"run {of['id']} is {of['status']}; only steps of one that has ended can be redacted")
    if not task.check_mode:
        client.rpc(SERVICE, "RedactStep", {"stepId": found["id"]}, safe=True)
    return {"changed": True, "id": found["id"]}


STEP_ACTIONS = ModuleSpec(
    IRONFLOW,
    (
        Field("run_id", required=True),
        Field("step", required=True),
        OUTPUT,
        Field("method", default="patch", choices=("patch", "inject")),
        Field("reason"),
        Field("redacted", "bool"),
    ),
    run,
    ("id",),
    {"required_one_of": [["output", "redacted"]], "mutually_exclusive": [["output", "redacted"]]},
)
