# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Runs and their steps in the names of options, from servers of either era; and the wait for their end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..core.errors import NotFound
from ..core.spec import Field, Task
from ..core.waiting import look_until
from .client import Ironflow, segment
from .messages import Form, enum
from .rest_store import PAGE
from .rpc_store import pages

CORE = "IronflowService"
STATUSES = ("running", "completed", "failed", "cancelled", "paused", "waiting_for_capacity", "waiting")
ENDED = ("completed", "failed", "cancelled")
RUN_WORD, STEP_WORD, TYPE_WORD, MODE_WORD = "RUN_STATUS_", "STEP_STATUS_", "STEP_TYPE_", "EXECUTION_MODE_"


def told(*names: str, type: str = "str") -> tuple[Field, ...]:
    return tuple(Field(name, type, computed=True) for name in names)


RUN = (
    *told("id", "function_id", "event_id", "event_name", "status", "execution_mode"),
    *told("function_version", "attempt", "max_attempts", type="int"),
    *told("input", "output", "error", type="raw"),
    *told("started_at", "ended_at", "created_at", "updated_at", "timeout_at"),
    *told("pause_requested", type="bool"),
    *told("pause_reason", "cancellation_cause", "resume_from_step"),
    *told("parent_run_id", "parent_step_id", "worker_id", "actor_id"),
)
STEP = (
    *told("id", "run_id", "step_id", "step_type", "status"),
    *told("sequence", "attempt", "duration_ms", type="int"),
    *told("input", "output", "original_output", "error", type="raw"),
    *told("started_at", "ended_at", "created_at", "updated_at", "patched_at", "patched_by"),
    *told("sleep_until", "wait_event_name", "wait_timeout", "compensation_for"),
)
FREE = ("input", "output", "original_output", "error")
RUN_FORM = Form(RUN, {"status": RUN_WORD, "execution_mode": MODE_WORD}, free=FREE)
STEP_FORM = Form(STEP, {"status": STEP_WORD, "step_type": TYPE_WORD}, free=FREE)
# What a listing can be narrowed by: the name in ConnectRPC.
NARROW = {"function_id": "functionId", "event_id": "eventId", "search": "search", "since": "since", "until": "until"}


def run_of(client: Ironflow, id_: str) -> dict[str, Any] | None:
    """The run as it is now, or None where there is none."""
    try:
        answer = client.either(
            lambda: client.rest("GET", f"/runs/{segment(id_)}", tells=("id",)),
            lambda: client.rpc(CORE, "GetRun", {"id": id_}, safe=True),
        )
    except NotFound:
        return None
    return RUN_FORM.read(answer)


def steps_of(client: Ironflow, id_: str) -> list[dict[str, Any]]:
    answer = client.either(
        lambda: client.rest("GET", f"/runs/{segment(id_)}/steps", tells=("steps",)),
        lambda: client.rpc(CORE, "GetRunSteps", {"runId": id_}, safe=True),
    )
    return [STEP_FORM.read(one) for one in answer.get("steps") or []]


def runs(client: Ironflow, narrow: Mapping[str, Any], statuses: Sequence[str], most: int) -> list[dict[str, Any]]:
    """The newest first; 0 is all."""
    return client.either(
        lambda: over_rest(client, narrow, statuses, most), lambda: over_rpc(client, narrow, statuses, most)
    )


def over_rpc(client: Ironflow, narrow: Mapping[str, Any], statuses: Sequence[str], most: int) -> list[dict[str, Any]]:
    message: dict[str, Any] = {wire: narrow[name] for name, wire in NARROW.items() if narrow.get(name) is not None}
    if statuses:
        message["statuses"] = [enum(RUN_WORD, word) for word in statuses]
    return [RUN_FORM.read(one) for one in pages(client, CORE, "ListRuns", "runs", message, most)]


def over_rest(client: Ironflow, narrow: Mapping[str, Any], statuses: Sequence[str], most: int) -> list[dict[str, Any]]:
    """Old servers take one status, so that each of several is a listing; a run may be told in two of them."""
    query = {name: narrow[name] for name in NARROW if narrow.get(name) is not None}
    found: dict[str, dict[str, Any]] = {}
    for status in statuses or (None,):
        for one in listing(client, {**query, "status": status}, most):
            found[one["id"]] = RUN_FORM.read(one)
    newest = sorted(found.values(), key=lambda one: str(one["created_at"]), reverse=True)
    return newest[:most] if most else newest


def listing(client: Ironflow, query: Mapping[str, Any], most: int) -> Iterator[Mapping[str, Any]]:
    seen = 0
    while not most or seen < most:
        size = min(PAGE, most - seen) if most else PAGE
        answer = client.rest("GET", "/runs", tells=("runs",), limit=size, offset=seen, **query)
        yield from answer["runs"] or []
        seen += len(answer["runs"] or [])
        if not answer["runs"] or seen >= answer.get("total_count", 0):
            return


def waited(task: Task, id_: str, pauses: bool = False) -> tuple[dict[str, Any] | None, bool]:
    """The run once it has ended, or as it was last; and whether it has. ``pauses``: goes on where it is paused.

    A paused run stays so until somebody resumes it, which a wait that stops there tells at once.
    """
    ends = ENDED if pauses else (*ENDED, "paused")

    def look() -> dict[str, Any] | None:
        found = run_of(task.client, id_)
        if found:
            task.outside.progress(f"run {id_} is {found['status']}", 0, 0)
        return found

    return look_until(
        task.outside,
        look,
        lambda found: found is None or found["status"] in ends,
        task.params["wait_timeout"],
        task.params["wait_interval"],
    )
