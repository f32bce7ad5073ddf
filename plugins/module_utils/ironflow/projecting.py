# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""How far a projection is, over ConnectRPC in all versions, and waiting until it is as far as it should be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.errors import ApiError, NotFound, PlanError
from ..core.spec import Task
from ..core.waiting import look_until
from ..core.words import clip, unknown
from .client import Ironflow
from .client import words as said
from .messages import words
from .resources.projection import NOUN, PROJECTION, SERVICE

AT_ONCE = 10  # seconds that one call may wait in the server
NUMBERS = ("current_seq", "target_seq", "behind_by_events")


def status_of(client: Ironflow, name: str) -> dict[str, Any]:
    """Its status in options' names; where there is none of that name, which there are."""
    try:
        told = client.rpc(SERVICE, "GetProjectionStatus", {"name": name}, safe=True)
    except NotFound:
        known = [one["name"] for one in PROJECTION.store.find(client, {})]
        raise PlanError(unknown(f"there is no {NOUN}", name, known)) from None
    return {
        "status": told.get("status", ""),
        "lag": int(told.get("lag") or 0),
        "last_event_seq": int(told.get("lastEventSeq") or 0),
        "error_message": told.get("errorMessage") or None,
    }


def job_of(client: Ironflow, name: str) -> dict[str, Any] | None:
    """Its rebuild, if there is or was one that the server still knows."""
    try:
        return job(client.rpc(SERVICE, "GetRebuildJob", {"name": name}, safe=True))
    except NotFound:
        return None


def job(answer: Mapping[str, Any]) -> dict[str, Any] | None:
    """``progress`` goes from 0 to 100."""
    told = answer.get("job")
    if not told:
        return None
    made = {"events_processed": 0, "total_events": 0, "progress": 0, "error": None, **words(told)}
    return {**made, **{name: int(made[name]) for name in ("events_processed", "total_events")}}


def caught_up(task: Task, name: str, event: str | None, least: int | None, partition: str | None) -> dict[str, Any]:
    """How far it is once it has handled that event, all up to that number, or all that there are."""
    params, client = task.params, task.client
    patience = min(params["wait_interval"], AT_ONCE, client.session.timeout / 2)  # less than an answer may take
    message: dict[str, Any] = {"timeout": f"{patience:g}s", "partition": partition or ""}
    message |= {"eventId": event, "projection": name} if event else {"name": name, "minSeq": str(least or 0)}

    def look() -> dict[str, Any]:
        return one_look(client, name, "WaitForEvent" if event else "WaitProjectionCatchup", message)

    seen, done = look_until(
        task.outside, look, lambda seen: bool(seen["caught_up"]), params["wait_timeout"], params["wait_interval"]
    )
    if not done:
        where = "it is being rebuilt" if seen["rebuilding"] else f"it is {seen['behind_by_events']} events behind"
        until = f"event {event}" if event else f"event number {seen['target_seq']}"
        text = f"{NOUN} {name} has not come to {until} after {params['wait_timeout']} seconds: {where}"
        raise ApiError(f"{text}, at number {seen['current_seq']}; is its worker running?")
    return seen


def one_look(client: Ironflow, name: str, method: str, message: Mapping[str, Any]) -> dict[str, Any]:
    try:
        answer = client.rpc(SERVICE, method, message, safe=True)
    except NotFound as error:
        status_of(client, name)  # says so if it is the projection that is not there
        if method == "WaitForEvent":
            raise PlanError(f"{NOUN} {name}: there is no event {message['eventId']}") from None
        raise error from None
    except ApiError as error:
        if error.status not in (400, 409):
            raise
        now = going(client, name)
        if now["status"] != "rebuilding" and "rebuild" not in said(error.body):  # it may have ended just now
            raise
        return {**dict.fromkeys(NUMBERS, 0), "current_seq": now["last_event_seq"], "caught_up": False,
                "rebuilding": True, "target_seq": int(message.get("minSeq") or 0)}  # fmt: skip
    told = {"caught_up": False, "rebuilding": False, **dict.fromkeys(NUMBERS, 0), **words(answer)}
    told = {one: told[one] for one in ("caught_up", "rebuilding", *NUMBERS)}
    if not told["caught_up"]:
        going(client, name)
    return {**told, **{one: int(told[one]) for one in NUMBERS}}


def going(client: Ironflow, name: str) -> dict[str, Any]:
    """Its status, unless that says that waiting is of no use."""
    now = status_of(client, name)
    if now["status"] == "paused":
        raise ApiError(f"{NOUN} {name} is paused, and does not catch up; resume it, with ironflow_projection")
    if now["status"] == "error":
        why = clip(str(now["error_message"] or "the server does not say why"))
        raise ApiError(f"{NOUN} {name} is in error: {why}")
    return now
