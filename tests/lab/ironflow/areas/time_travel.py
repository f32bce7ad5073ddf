# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a run was at a time, and what has happened to it since it began."""

from __future__ import annotations

from typing import Any

from ..call import Call, moment, seconds
from ..engine import Run, Step, run
from ..refused import Refused
from .audit import Audit
from .runs import as_bytes

OUTPUT = ("stepId", "status", "output", "originalOutput", "patched", "injected")


def at(call: Call, one: Run) -> tuple[float, str, list[Step]]:
    """The last moment that is not after the time; all of it without one."""
    asked = call.body.get("timestamp")
    until = seconds(asked, "timestamp") if asked else call.lab.clock()
    found = [state for state in one.moments if state[0] <= until]
    if not found:
        raise Refused(404, "the run had not begun")
    return found[-1]


def state(call: Call) -> dict[str, Any]:
    one = run(call, call.body.get("runId", ""))
    since, status, steps = at(call, one)
    made = {"runId": one.id, "functionId": one.function, "status": status, "input": as_bytes(one.input)}
    told = [step_told(found) for found in steps if found.status != "pending"]
    asked = call.body.get("timestamp") or moment(since)
    return {"snapshot": {**made, "steps": told, "timestamp": asked, "createdAt": one.created}}


def step_told(found: Step) -> dict[str, Any]:
    made = {"stepId": found.id, "name": found.name, "type": "invoke", "sequence": found.sequence}
    made.update(status=found.status, output=as_bytes(found.output), error=as_bytes(found.error))
    made.update(originalOutput=as_bytes(found.original), injected=found.injected, patched=bool(found.patched))
    times = {"startedAt": found.started, "completedAt": found.ended}
    return {**made, **{name: value for name, value in times.items() if value}}


def output(call: Call) -> dict[str, Any]:
    one = run(call, call.body.get("runId", ""))
    _since, _status, steps = at(call, one)
    for found in steps:
        if call.body.get("stepId") in (found.id, found.name) and found.status != "pending":
            told = step_told(found)
            return {name: told[name] for name in OUTPUT}
    raise Refused(404, "step not found")


def timeline(call: Call) -> dict[str, Any]:
    """The oldest first."""
    one = run(call, call.body.get("runId", ""))
    rows = {found.name: found.id for found in one.steps}
    own = [event for event in call.lab.room(Audit).events if event["run_id"] == one.id]
    return {"events": [told(event, rows) for event in own]}


def told(event: dict[str, Any], rows: dict[str, str]) -> dict[str, Any]:
    name = event.get("step_id", "")
    summary = f"{event['event_type']} {name}".strip()
    made = {"id": event["id"], "eventType": event["event_type"], "stepId": rows.get(name, ""), "stepName": name}
    return {**made, "summary": summary, "significant": not name, "timestamp": event["created_at"]}


BEHAVIOURS = {
    "TimeTravelService/GetRunStateAt": state,
    "TimeTravelService/GetRunTimeline": timeline,
    "TimeTravelService/GetStepOutputAt": output,
}
