# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rebuild a projection from its events, cancel that, and wait until it has ended."""

from __future__ import annotations

from typing import Any

from ...core.errors import ApiError, PlanError, PlatformError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, look_until, waiting
from ...core.words import clip
from ..client import IRONFLOW
from ..projecting import job, job_of, status_of
from ..resources.projection import NOUN, SERVICE

WIRES = {"partition": "partition", "from_event_id": "fromEventId", "to_event_id": "toEventId"}
BADLY = ("failed", "cancelled", "canceled", "error")


def run(task: Task) -> dict[str, Any]:
    """One that is being rebuilt already is not begun anew."""
    check_waiting(task)
    params, client, name = task.params, task.client, task.params["name"]
    now = status_of(client, name)
    rebuilding = now["status"] == "rebuilding"
    if params["action"] == "cancel":
        return cancel(task, rebuilding, now)
    if params["dry_run"]:
        return {"changed": False, "operation": "none", "status": now["status"], "rebuild": begin(task)}
    if rebuilding and any(params[option] is not None for option in WIRES):
        raise PlanError(f"{NOUN} {name} is being rebuilt already, perhaps from other events; cancel that, or wait")
    made = {"changed": not rebuilding, "operation": "none" if rebuilding else "start"}
    if task.check_mode:
        return {**made, "status": now["status"], "rebuild": None}
    found = job_of(client, name) if rebuilding else begin(task)
    if not params["wait"]:
        return {**made, "status": status_of(client, name)["status"], "rebuild": found}
    return {**made, **ended(task, found, [] if rebuilding else [f"rebuild of {NOUN} {name} was started"])}


def cancel(task: Task, rebuilding: bool, now: dict[str, Any]) -> dict[str, Any]:
    client, name = task.client, task.params["name"]
    given = [option for option in (*WIRES, "dry_run") if task.params[option]]
    if given:
        raise PlanError(f"{given[0]} is for action start; leave it out")
    made = {"changed": rebuilding, "operation": "cancel" if rebuilding else "none"}
    if rebuilding and not task.check_mode:
        try:
            client.rpc(SERVICE, "CancelRebuild", {"name": name}, safe=False)
        except Uncertain:
            if status_of(client, name)["status"] == "rebuilding":
                raise
        now = status_of(client, name)
    return {**made, "status": now["status"], "rebuild": job_of(client, name)}


def begin(task: Task) -> dict[str, Any] | None:
    """The server's word of the rebuild. Nobody knows of one whose answer was lost whether it was begun."""
    params, name = task.params, task.params["name"]
    message = {"name": name, **{wire: params[one] for one, wire in WIRES.items() if params[one] is not None}}
    if params["dry_run"]:
        message["dryRun"] = True
    try:
        return job(task.client.rpc(SERVICE, "RebuildProjection", message, safe=params["dry_run"]))
    except Uncertain as error:
        if not params["dry_run"] and status_of(task.client, name)["status"] == "rebuilding":
            return job_of(task.client, name)
        raise Uncertain(f"{NOUN} {name}: its rebuild may have been started: {error}; look with "
                        "ironflow_projection_info before you run the task again") from None  # fmt: skip


def ended(task: Task, found: dict[str, Any] | None, done: list[str]) -> dict[str, Any]:
    """It has ended when the projection is no longer being rebuilt; the server's words of a job's end are many."""
    params, client, name = task.params, task.client, task.params["name"]
    last = found

    def look() -> dict[str, Any]:
        nonlocal last
        now = status_of(client, name)
        last = job_of(client, name) or last
        if last:
            task.outside.progress(f"{NOUN} {name}", last["events_processed"], last["total_events"])
        return now

    def over(now: dict[str, Any]) -> bool:
        return now["status"] != "rebuilding"

    try:
        now, is_over = look_until(task.outside, look, over, params["wait_timeout"], params["wait_interval"])
        if not is_over:
            far = f" ({last['events_processed']} of {last['total_events']} events)" if last else ""
            text = f"{NOUN} {name} is still being rebuilt{far} after {params['wait_timeout']} seconds"
            raise ApiError(f"{text}; give a longer wait_timeout, or wait false")
        why = now["error_message"] or (last or {}).get("error") or (last or {}).get("status")
        if now["status"] == "error" or (last or {}).get("error") or (last or {}).get("status") in BADLY:
            raise ApiError(f"{NOUN} {name} could not be rebuilt: {clip(str(why or 'the server does not say why'))}")
    except PlatformError as error:
        error.done = done
        raise
    return {"status": now["status"], "rebuild": last}


PROJECTION_REBUILD = ModuleSpec(
    IRONFLOW,
    (
        Field("name", required=True),
        Field("action", default="start", choices=("start", "cancel")),
        Field("partition"),
        Field("from_event_id"),
        Field("to_event_id"),
        Field("dry_run", "bool", default=False),
        *waiting(600),
    ),
    run,
    ("operation", "status", "rebuild"),
)
