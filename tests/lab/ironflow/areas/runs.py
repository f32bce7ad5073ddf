# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Runs and their steps, over REST in old versions and over ConnectRPC in all; each look takes a run one step on."""

from __future__ import annotations

import json
from typing import Any

from ..call import Call, seconds
from ..engine import ENDED, MOST_RUNS, Engine, Run, Step, go_on, plan_of, run, step, tell, touch
from ..refused import Refused
from ..run_forms import HIDDEN, PREFIX, shown, shown_step
from .events import Events

WORDS = ("running", "completed", "failed", "cancelled", "paused", "waiting_for_capacity", "waiting")


def asked_id(call: Call) -> str:
    asked = call.body or {}
    return str(call.path.get("id") or asked.get("id") or asked.get("runId") or asked.get("run_id") or "")


def get(call: Call) -> dict[str, Any]:
    return shown(call, go_on(call, run(call, asked_id(call))))


def chosen(call: Call) -> list[Run]:
    """The newest first."""
    asked = call.body if call.operation.rpc else call.query
    words = {asked["status"]} if asked.get("status") else set()
    wanted = {one.removeprefix(PREFIX).lower() for one in words | set(asked.get("statuses") or ())} - {"unspecified"}
    if not call.operation.rpc and wanted - set(WORDS):
        raise Refused(400, f"invalid status: {asked['status']}")
    function = asked.get("functionId") or asked.get("function_id")
    event = asked.get("eventId") or asked.get("event_id")
    since, until = (seconds(asked[name], name) if asked.get(name) else None for name in ("since", "until"))
    runs = [go_on(call, one) for one in reversed(call.room(Engine).runs.values())]
    return [
        one
        for one in runs
        if one.function == (function or one.function)
        and one.event == (event or one.event)
        and (not wanted or one.status in wanted)
        and (since is None or seconds(one.created, "created") >= since)
        and (until is None or seconds(one.created, "created") <= until)
        and asked.get("search", "") in f"{one.id} {one.function} {one.event_name}"
    ]


def listed(call: Call) -> dict[str, Any]:
    """By cursor, the id of the last run of a page, or by offset."""
    found, asked = chosen(call), call.body if call.operation.rpc else call.query
    ids = [one.id for one in found]
    if asked.get("cursor") and asked["cursor"] not in ids:
        raise Refused(400, "invalid cursor")
    start = ids.index(asked["cursor"]) + 1 if asked.get("cursor") else asked.get("offset") or 0
    some = found[start : start + min(asked.get("limit") or 50, 200)]
    told = [shown(call, one) for one in some]
    if not call.operation.rpc:
        return {"runs": told, "count": len(told), "total_count": len(found)}
    more = some and start + len(some) < len(found)
    return {"runs": told, "totalCount": len(found), **({"nextCursor": some[-1].id} if more else {})}


def steps(call: Call) -> dict[str, Any]:
    """Those that have begun."""
    one = go_on(call, run(call, asked_id(call)))
    told = [shown_step(call, one, found) for found in one.steps if found.status != "pending"]
    return {"steps": told} if call.operation.rpc else {"steps": told, "count": len(told)}


def cancel(call: Call) -> dict[str, Any]:
    one = run(call, asked_id(call))
    if one.status in ENDED:
        raise Refused(400, f"run is already {one.status}", "failed_precondition")
    one.why = call.body.get("reason", "")
    return turned(call, one, "cancelled", "run.cancelled")


def turned(call: Call, one: Run, status: str, what: str) -> dict[str, Any]:
    touch(call, one, status)
    tell(call, one, what)
    call.wrote(one.id)
    return shown(call, one)


def resume(call: Call) -> dict[str, Any]:
    """From the step that failed, or from an earlier one, whose output is then made anew."""
    one = run(call, asked_id(call))
    asked = call.body.get("fromStep") or call.body.get("from_step") or ""
    if one.status not in ("paused", "failed"):
        raise Refused(409, f"run is {one.status}: it cannot be resumed", "already_exists")
    names = [found.name for found in one.steps]
    if asked and asked not in names:
        raise Refused(400, f"run has no step {asked}")
    start = names.index(asked) if asked else len(names)
    for found in one.steps:
        if found.sequence >= start or found.status == "failed":
            found.status, found.error, found.ended = "completed" if found.injected else "pending", None, ""
    one.resumed_from, one.error, one.why, one.attempt = asked, None, "", 1
    return turned(call, one, "running", "run.resumed")


def pause(call: Call) -> dict[str, Any]:
    """Once the step that runs has ended."""
    one = run(call, asked_id(call))
    if one.status == "paused":
        return {"status": "paused"}
    if one.status in ENDED:
        raise Refused(400, f"run is already {one.status}", "failed_precondition")
    one.asked_to_pause = True
    touch(call, one)
    tell(call, one, "run.pause_requested")
    call.wrote(one.id)
    return {"status": "pause_requested"}


def as_bytes(value: Any) -> bytes:
    return b"" if value is None else json.dumps(value).encode()


def paused(call: Call) -> dict[str, Any]:
    one = run(call, asked_id(call))
    if one.status != "paused":
        raise Refused(400, f"run is {one.status}, not paused", "failed_precondition")
    told = [
        {
            "id": found.id, "name": found.name, "output": as_bytes(found.output), "injected": found.injected,
            "stepType": "invoke", "status": found.status, "error": as_bytes(found.error),
            **({"completedAt": found.ended} if found.ended else {}),
        }
        for found in one.steps
        if found.status != "pending"
    ]  # fmt: skip
    hint = next((found.name for found in one.steps if found.status != "completed"), "")
    return {"steps": told, "nextStepHint": hint, "pauseReason": one.why}


def patch(call: Call) -> dict[str, Any]:
    """By the id of the step's row."""
    asked = call.body
    one, found = step(call, asked.get("stepId") or asked.get("step_id") or "")
    if found.status != "completed":
        raise Refused(400, f"step is {found.status}: only a completed one can be patched", "failed_precondition")
    found.original = found.output if found.original is None else found.original
    found.output = asked["outputValue"] if "outputValue" in asked else asked.get("output", {})
    found.patched = call.now()
    touch(call, one)
    tell(call, one, "step.patched", step_id=found.name, payload={"reason": asked.get("reason", "")})
    call.wrote(found.id)
    return shown_step(call, one, found)


def inject(call: Call) -> dict[str, Any]:
    """Of a paused run; the step is named by the id of its row. The output stays where the run has moved on."""
    one = run(call, asked_id(call))
    found = next((found for found in one.steps if found.id == call.body.get("stepId")), None)
    if found is None:
        raise Refused(404, "step not found")
    if one.status != "paused":
        raise Refused(400, f"run is {one.status}, not paused", "failed_precondition")
    try:
        value = json.loads(call.body.get("newOutput") or b"")
    except ValueError:
        raise Refused(400, "new_output is not JSON") from None
    before, found.output = found.output, value
    found.injected, found.status, found.error, found.ended = True, "completed", None, call.now()
    touch(call, one)
    tell(call, one, "step.injected", step_id=found.name, payload={"reason": call.body.get("reason", "")})
    call.wrote(found.id)
    if plan_of(call, one).get("hurries"):
        touch(call, one, "running")
        raise Refused(400, "injection unverified", "failed_precondition", reason="injection unverified")
    return {"stepId": found.id, "previousOutput": as_bytes(before)}


def ended(one: Run) -> None:
    if one.status not in ENDED:
        raise Refused(400, f"run is {one.status}, not ended", "failed_precondition")


def delete(call: Call) -> dict[str, Any]:
    one = run(call, asked_id(call))
    ended(one)
    del call.room(Engine).runs[one.id]
    call.wrote(one.id)
    return {}


def delete_many(call: Call) -> dict[str, Any]:
    """Those that have ended, at most so many at once."""
    asked = call.body
    status = asked.get("status", "").removeprefix(PREFIX).lower()
    if status and status != "unspecified" and status not in ENDED:
        raise Refused(400, f"runs that are {status} cannot be deleted")
    if not (asked.get("functionId") or asked.get("until") or status):
        raise Refused(400, "give a function, a status or a time")
    some = [one for one in chosen(call) if one.status in ENDED][:MOST_RUNS]
    for one in some:
        del call.room(Engine).runs[one.id]
    if some:
        call.wrote(str(len(some)))
    return {"deleted": len(some)}


def redact(call: Call) -> dict[str, Any]:
    one = run(call, asked_id(call))
    ended(one)
    one.redacted, one.output, one.error = True, None, one.error and {"message": "redacted"}
    for found in one.steps:
        hide(found)
    touch(call, one)
    tell(call, one, "run.redacted")
    call.wrote(one.id)
    return {}


def streams(call: Call) -> dict[str, Any]:
    """The entity whose event began it, and those to which it has appended."""
    one = run(call, asked_id(call))
    events = (event for event in call.room(Events).all if one.event == event.id or one.id == event.by)
    return {"entity_ids": sorted({event.stream[0] for event in events} - {""})}


def hide(found: Step) -> None:
    found.redacted, found.output = True, {}
    found.original = None if found.original is None else HIDDEN


def redact_step(call: Call) -> dict[str, Any]:
    one, found = step(call, call.body.get("stepId", ""))
    ended(one)
    hide(found)
    tell(call, one, "step.redacted", step_id=found.name)
    call.wrote(found.id)
    return {}


BEHAVIOURS = {
    "runs_get": get,
    "runs_list": listed,
    "runs_cancel": cancel,
    "runs_resume": resume,
    "runs_list_steps": steps,
    "runs_list_streams": streams,
    "steps_patch": patch,
    "IronflowService/GetRun": get,
    "IronflowService/ListRuns": listed,
    "IronflowService/GetRunSteps": steps,
    "IronflowService/CancelRun": cancel,
    "IronflowService/ResumeRun": resume,
    "IronflowService/PauseRun": pause,
    "IronflowService/GetPausedState": paused,
    "IronflowService/PatchStep": patch,
    "IronflowService/InjectStepOutput": inject,
    "IronflowService/DeleteRun": delete,
    "IronflowService/DeleteRuns": delete_many,
    "IronflowService/RedactRun": redact,
    "IronflowService/RedactStep": redact_step,
}
