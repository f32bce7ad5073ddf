# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Waiting until a projection has come so far. The stand-in does not wait: it answers what there is after one look."""

from __future__ import annotations

from typing import Any

from ..areas.events import Events
from ..call import Call
from ..projected import event_of, found, look, pending
from ..refused import Refused

MOST = 16


def catch_up(call: Call, name: str, target: int, partition: str) -> dict[str, Any]:
    one = found(call, name)
    if one.status in ("paused", "rebuilding"):
        raise Refused(409, f"projection is {one.status}", "failed_precondition", bare=not call.operation.rpc)
    if one.mode == "external" and partition:
        raise Refused(409, "an external projection has no partitions", "failed_precondition",
                      bare=not call.operation.rpc)  # fmt: skip
    look(call, name)
    wanted = [event.place for event in call.room(Events).all if one.wants(event)]
    goal = target or max([one.cursor, *wanted])
    behind = len(list(pending(call, one, goal)))
    return {
        "caughtUp": not behind,
        "timedOut": bool(behind),
        "currentSeq": one.cursor if behind else max(one.cursor, goal),
        "targetSeq": goal,
        "behindByEvents": behind,
        "rebuilding": False,
        "mode": one.mode,
    }


def old(call: Call) -> dict[str, Any]:
    return catch_up(call, call.path["name"], call.query.get("minSeq") or 0, call.query.get("partition", ""))


def new(call: Call) -> dict[str, Any]:
    asked = call.body
    return catch_up(call, asked.get("name", ""), int(asked.get("minSeq") or 0), asked.get("partition", ""))


def for_event(call: Call) -> dict[str, Any]:
    asked = call.body
    target = event_of(call, asked.get("eventId", "")).place
    return catch_up(call, asked.get("projection", ""), target, asked.get("partition", ""))


def batch(call: Call) -> dict[str, Any]:
    items = call.body.get("items") or []
    if not 1 <= len(items) <= MOST:
        raise Refused(400, f"items must be 1 to {MOST}")
    return {"results": [one_of(call, item) for item in items]}


def one_of(call: Call, item: dict[str, Any]) -> dict[str, Any]:
    try:
        seq = int(item.get("minSeq") or 0)
        return {"result": catch_up(call, item.get("name", ""), seq, item.get("partition", ""))}
    except ValueError:
        return {"error": "minSeq is not a number"}
    except Refused as refused:
        return {"error": refused.message}


BEHAVIOURS = {
    "projections_list_catchup": old,
    "ProjectionService/WaitProjectionCatchup": new,
    "projections_catchup_batch": batch,
    "ProjectionService/WaitProjectionCatchupBatch": batch,
    "projections_wait_for_event": for_event,
    "ProjectionService/WaitForEvent": for_event,
}
