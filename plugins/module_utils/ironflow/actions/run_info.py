# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up runs: the newest of those that fit, or one with its steps, audit, streams, and what it was at a time."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from ...core.errors import ApiError, NotFound, PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, waiting
from ..client import IRONFLOW, Ironflow, segment
from ..messages import Form, words
from ..rest_store import PAGE
from ..running import NARROW, runs, waited
from ..runs import STATUSES, dates, run_of, steps_of

OF_ONE = ("steps", "audit", "streams", "timeline", "at", "wait")
AUDIT = (
    *dates("id", "event_type", "run_id", "function_id", "step_id", "created_at"),
    Field("payload", "raw", computed=True),
)
AUDIT_FORM = Form(AUDIT, free=("payload",))
SNAPSHOT = ("input", "output", "error", "original_output")


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    params = task.params
    if params["id"] is None:
        asked = [name for name in OF_ONE if params[name]]
        if asked:
            raise PlanError(f"{asked[0]} is for one run; give its id too")
        if params["limit"] < 0:
            raise PlanError(f"limit is {params['limit']}; it is at least 0, which is for all")
        return {"changed": False, "resources": runs(task.client, params, params["statuses"] or (), params["limit"])}
    given = [name for name in (*NARROW, "statuses") if params[name]]
    if given:
        raise PlanError(f"{given[0]} narrows a listing; leave it out, or leave out id")
    found = the_one(task, params["id"])
    return {"changed": False, "resources": [with_more(task, found)] if found else []}


def the_one(task: Task, id_: str) -> dict[str, Any] | None:
    if not task.params["wait"] or task.check_mode:
        return run_of(task.client, id_)
    found, over = waited(task, id_, task.params["through_pauses"])
    if found and not over:
        seconds = task.params["wait_timeout"]
        raise ApiError(f"run {id_} is still {found['status']} after {seconds} seconds; give a longer wait_timeout")
    return found


def with_more(task: Task, found: dict[str, Any]) -> dict[str, Any]:
    params, client, id_ = task.params, task.client, found["id"]
    made = dict(found)
    if params["steps"]:
        made["steps"] = steps_of(client, id_)
    if params["audit"]:
        made["audit"] = audit_of(client, id_)
    if params["streams"]:
        path = f"/runs/{segment(id_)}/streams"
        made["streams"] = client.rest("GET", path, tells=("entity_ids",))["entity_ids"] or []
    if params["timeline"]:
        answer = client.rpc("TimeTravelService", "GetRunTimeline", {"runId": id_}, safe=True)
        made["timeline"] = [words(one) for one in answer.get("events") or []]
    if params["at"]:
        made["at"] = state_at(client, id_, params["at"])
    return made


def audit_of(client: Ironflow, id_: str) -> list[dict[str, Any]]:
    """All of it, the newest first."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        answer = audit_page(client, id_, cursor)
        some = answer.get("events") or []
        found += [AUDIT_FORM.read(one) for one in some]
        cursor = answer.get("next_cursor") or answer.get("nextCursor") or ""
        if not cursor or not some:
            return found


def audit_page(client: Ironflow, id_: str, cursor: str) -> dict[str, Any]:
    path, message = f"/runs/{segment(id_)}/audit", {"runId": id_, "limit": PAGE, "cursor": cursor}
    return client.either(
        lambda: client.rest("GET", path, tells=("events",), limit=PAGE, cursor=cursor or None),
        lambda: client.rpc("AuditService", "GetAuditTrail", message, safe=True),
    )


def state_at(client: Ironflow, id_: str, timestamp: str) -> dict[str, Any] | None:
    """What it was then; None where it had not begun."""
    try:
        answer = client.rpc("TimeTravelService", "GetRunStateAt", {"runId": id_, "timestamp": timestamp}, safe=True)
    except NotFound:
        return None
    found = words(answer.get("snapshot") or {})
    return {**unpacked(found), "steps": [unpacked(one) for one in found.get("steps") or []]}


def unpacked(one: Mapping[str, Any]) -> dict[str, Any]:
    """Documents travel as bytes of JSON here."""
    made = dict(one)
    for name in SNAPSHOT:
        if made.get(name):
            text = base64.b64decode(made[name]).decode("utf-8", "replace")
            try:
                made[name] = json.loads(text)
            except ValueError:
                made[name] = text
    return made


RUN_INFO = ModuleSpec(
    IRONFLOW,
    (
        Field("id"),
        *(Field(name) for name in NARROW),
        Field("statuses", "list", elements="str", choices=STATUSES),
        Field("limit", "int", default=100),
        *(Field(name, "bool", default=False) for name in OF_ONE[:4]),
        Field("at"),
        *waiting(wait=False),
        Field("through_pauses", "bool", default=False),
    ),
    run,
    ("resources",),
)
