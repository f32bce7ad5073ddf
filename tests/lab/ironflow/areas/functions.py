# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Functions: registered over ConnectRPC in all versions, listed and invoked over REST too in old ones."""

from __future__ import annotations

import copy
import re
import uuid
from typing import Any

from ..call import Call
from ..engine import Engine, Function, begin, function
from ..refused import Refused
from ..shelf import page
from .events import emit

PREFIX, MODE = "FUNCTION_STATUS_", "EXECUTION_MODE_"
STATUSES = ("active", "paused", "archived")
PROFILES = ("all", "run lifecycle", "steps")
EXHAUSTED = ("pause", "fail")
BAD_ID = re.compile(r"[*>\s\x00-\x1f\x7f]|^\.|\.$|\.\.")
RETRY = {"maxAttempts": 25, "initialDelayMs": 1000, "backoffFactor": 2, "maxDelayMs": 300000}
USUAL, MOST = 50, 200


def check(asked: dict[str, Any]) -> None:
    """What the server refuses to register."""
    id_ = asked.get("id", "")
    if not id_ or BAD_ID.search(id_) or len(id_) > 255:
        raise Refused(400, f"invalid function id: {id_!r}")
    debounce, most = asked.get("debounce") or {}, asked.get("debounce", {}).get("maxWaitMs", 0)
    if debounce and debounce.get("periodMs", 0) < 1000:
        raise Refused(400, "debounce period must be at least 1s")
    if most and most < debounce["periodMs"]:
        raise Refused(400, "debounce max wait must not be less than the period")
    seen: list[dict[str, Any]] = []
    for one in asked.get("cancelOn", []):
        if not one.get("event") or not one.get("match") or one in seen:
            raise Refused(400, "cancel_on needs an event and a match, each once")
        seen.append(one)
    if "concurrency" in asked and asked["concurrency"].get("limit", 0) <= 0:
        raise Refused(400, "concurrency limit must be positive")
    if asked.get("recordingProfile") not in (None, "", *PROFILES):
        raise Refused(400, f"unknown recording profile: {asked['recordingProfile']}")
    if (asked.get("retry") or {}).get("onExhausted") not in (None, "", *EXHAUSTED):
        raise Refused(400, f"unknown on_exhausted: {asked['retry']['onExhausted']}")


def register(call: Call) -> dict[str, Any]:
    """It is replaced as a whole; its status stays."""
    asked = copy.deepcopy(call.body)
    check(asked)
    reason = asked.pop("changeReason", "")
    functions = call.room(Engine).functions
    one = functions.get(asked["id"])
    if one is None:
        one = functions[asked["id"]] = Function(asked["id"], asked, call.now(), call.now())
        changed(call, one, "created", reason)
        return {"function": told(one), "created": True}
    one.message, one.version = asked, one.version + 1
    changed(call, one, "updated", reason)
    return {"function": told(one), "created": False}


def changed(call: Call, one: Function, what: str, reason: str = "") -> None:
    one.updated = call.now()
    entry = {"eventId": f"evt_{uuid.uuid4().hex[:8]}", "entityVersion": len(one.history) + 1, "functionId": one.id}
    entry.update(functionSnapshot=told(one), changeType=what, changeReason=reason, recordedAt=one.updated)
    one.history.append({**entry, "actorId": "ak_bootstrap"})
    call.wrote(one.id)


def told(one: Function) -> dict[str, Any]:
    """What is left out has the server's own value; secrets are not told."""
    message = copy.deepcopy(one.message)
    message.pop("secrets", None)
    given = {name: value for name, value in (message.get("retry") or {}).items() if value}
    message["retry"] = {**RETRY, **given}
    message["name"] = message.get("name") or one.id
    mode = message.get("preferredMode") or f"{MODE}UNSPECIFIED"
    message["preferredMode"] = f"{MODE}PULL" if mode == f"{MODE}UNSPECIFIED" else mode
    state = {"status": PREFIX + one.status.upper(), "version": one.version}
    return {**message, **state, "createdAt": one.created, "updatedAt": one.updated}


def row(one: Function) -> dict[str, Any]:
    """As REST tells it."""
    full = told(one)
    retry = full["retry"]
    made = {
        "id": one.id, "slug": one.id, "name": full["name"], "status": one.status, "version": one.version,
        "execution_mode": full["preferredMode"].removeprefix(MODE).lower(),
        "retry_attempts": retry["maxAttempts"], "retry_backoff": retry["backoffFactor"],
        "retry_delay_ms": retry["initialDelayMs"], "timeout_ms": full.get("timeoutMs", 0),
        "triggers": full.get("triggers", []), "created_at": one.created, "updated_at": one.updated,
    }  # fmt: skip
    more = {"description": "description", "endpointUrl": "endpoint_url", "actorKey": "actor_key"}
    more |= {"metadata": "metadata", "concurrency": "concurrency", "debounce": "debounce", "cancelOn": "cancel_on"}
    return {**made, **{name: full[wire] for wire, name in more.items() if full.get(wire)}}


def chosen(call: Call) -> list[Function]:
    asked = call.body if call.operation.rpc else call.query
    status = (asked.get("status") or "").removeprefix(PREFIX).lower()
    return [
        one
        for _id, one in sorted(call.room(Engine).functions.items())
        if status in ("", "unspecified", one.status)
        and asked.get("name", "") in told(one)["name"]
        and asked.get("mode") in (None, "", row(one)["execution_mode"])
    ]


def old_list(call: Call) -> dict[str, Any]:
    some, total = page(call, map(row, chosen(call)))
    return {"functions": some, "count": len(some), "total_count": total}


def new_list(call: Call) -> dict[str, Any]:
    """By cursor, which is the last id of a page, or by offset."""
    found = chosen(call)
    cursor = call.body.get("cursor", "")
    left = [one for one in found if one.id > cursor]
    some, _total = page(call, map(told, left))
    made = {"functions": some, "totalCount": len(found)}
    more = some and some[-1]["id"] != left[-1].id
    return {**made, "nextCursor": some[-1]["id"]} if more else made


def named(call: Call) -> Function:
    return function(call, call.body.get("functionId") or call.body.get("id", ""))


def get(call: Call) -> dict[str, Any]:
    return told(named(call))


def turn(call: Call) -> dict[str, Any]:
    one, status = named(call), call.body.get("status", "").removeprefix(PREFIX).lower()
    if status not in STATUSES:
        raise Refused(400, "status is required")
    if status != one.status:
        one.status = status
        changed(call, one, "status_changed")
    return told(one)


def delete(call: Call) -> dict[str, Any]:
    one = named(call)
    del call.room(Engine).functions[one.id]
    call.wrote(one.id)
    return {}


def history(call: Call) -> dict[str, Any]:
    """The newest first."""
    one, start = named(call), int(call.body.get("fromVersion") or 0)
    found = [entry for entry in reversed(one.history) if not start or entry["entityVersion"] <= start]
    limit = min(call.body.get("limit") or USUAL, MOST)
    return {"entries": found[:limit], "hasMore": len(found) > limit}


def entry_of(one: Function, version: int) -> dict[str, Any]:
    for entry in one.history:
        if entry["entityVersion"] == version:
            return entry
    raise Refused(404, "function version not found")


def at_version(call: Call) -> dict[str, Any]:
    return {"entry": entry_of(named(call), int(call.body.get("version") or 0))}


def rollback(call: Call) -> dict[str, Any]:
    one = named(call)
    before = entry_of(one, int(call.body.get("version") or 0))["functionSnapshot"]
    kept = ("status", "version", "createdAt", "updatedAt")
    one.message = {**{name: value for name, value in before.items() if name not in kept}, **secrets_of(one)}
    one.version += 1
    changed(call, one, "rolled_back", call.body.get("changeReason", ""))
    return {"function": told(one)}


def secrets_of(one: Function) -> dict[str, Any]:
    return {"secrets": one.message["secrets"]} if "secrets" in one.message else {}


def invoke(call: Call, id_: str, data: Any, key: str) -> Any:
    """The run, a new one unless the key was seen before."""
    one, engine = function(call, id_), call.room(Engine)
    if key and (id_, key) in engine.keyed:
        return engine.keyed[id_, key]
    if one.status != "active":
        raise Refused(400, f"function is {one.status}", "failed_precondition")
    event = emit(call, f"{id_}.invoked", data)
    made = begin(call, one, event.id, event.name, data)
    if key:
        engine.keyed[id_, key] = made
    return made


def old_invoke(call: Call) -> dict[str, Any]:
    made = invoke(call, call.path["id"], call.body.get("data", {}), call.header("Idempotency-Key") or "")
    return {"run_id": made.id, "event_id": made.event}


def payload(asked: dict[str, Any]) -> Any:
    return asked["dataValue"] if "dataValue" in asked else asked.get("data", {})


def new_invoke(call: Call) -> dict[str, Any]:
    made = invoke(call, call.body.get("functionId", ""), payload(call.body), call.body.get("idempotencyKey", ""))
    return {"runId": made.id, "eventId": made.event}


BEHAVIOURS = {
    "functions_get": lambda call: row(function(call, call.path["id"])),
    "functions_list": old_list,
    "functions_invoke": old_invoke,
    "IronflowService/RegisterFunction": register,
    "IronflowService/GetFunction": get,
    "IronflowService/ListFunctions": new_list,
    "IronflowService/UpdateFunctionStatus": turn,
    "IronflowService/DeleteFunction": delete,
    "IronflowService/ListFunctionHistory": history,
    "IronflowService/GetFunctionAtVersion": at_version,
    "IronflowService/RollbackFunction": rollback,
    "IronflowService/InvokeFunction": new_invoke,
}
