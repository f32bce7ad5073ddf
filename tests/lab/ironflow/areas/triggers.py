# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Events that start runs, one, many, or with the wait for what comes of them."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..engine import ENDED, Engine, Run, to_the_end
from ..refused import Refused
from .events import emit_rpc, triggered
from .functions import invoke, payload


def batch(call: Call) -> dict[str, Any]:
    """All of them, or none where one cannot be."""
    events = call.body.get("events") or []
    if not events or not all(one.get("event") for one in events):
        raise Refused(400, "event is required" if events else "events are required")
    made = [triggered(call, one) for one in events]
    return {"results": [{"eventId": one.id, "runIds": one.runs} for one in made]}


def waited(call: Call) -> dict[str, Any]:
    engine = call.room(Engine)
    for one in engine.functions.values():
        if one.starts_with(call.body.get("event", "")) and one.message.get("debounce"):
            raise Refused(400, f"function {one.id} is debounced", "failed_precondition")
    made = triggered(call, call.body)
    return {"results": [result(to_the_end(call, engine.runs[id_])) for id_ in made.runs], "eventId": made.id}


def invoked(call: Call) -> dict[str, Any]:
    made = invoke(call, call.body.get("functionId", ""), payload(call.body), call.body.get("idempotencyKey", ""))
    return {"result": result(to_the_end(call, made))}


def result(one: Run) -> dict[str, Any]:
    made = {"runId": one.id, "functionId": one.function, "status": f"RUN_STATUS_{one.status.upper()}", "durationMs": 1}
    made.update({"output": one.output} if one.output is not None else {}, **({"error": one.error} if one.error else {}))
    return {**made, "waitTimedOut": one.status not in ENDED}


BEHAVIOURS = {
    "IronflowService/Trigger": emit_rpc,
    "IronflowService/TriggerBatch": batch,
    "IronflowService/TriggerSync": waited,
    "IronflowService/InvokeFunctionSync": invoked,
}
