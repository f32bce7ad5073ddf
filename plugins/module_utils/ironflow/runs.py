# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Read runs and their steps: over REST up to 0.35, over ConnectRPC since. Both answer in the same names here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..core.errors import NotFound
from ..core.spec import Field
from ..http.parallel import side_by_side
from .client import Ironflow, segment
from .messages import Form

SERVICE = "IronflowService"
STATUSES = ("running", "completed", "failed", "cancelled", "paused", "waiting_for_capacity", "waiting")
FINAL = ("completed", "failed", "cancelled")
RUN_STATUS = "RUN_STATUS_"
CONNECTIONS = 4


def dates(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, computed=True) for name in names)


RUN = Form(
    (
        *dates("id", "function_id", "event_id", "event_name"),
        Field("status"),
        Field("attempt", "int"),
        Field("max_attempts", "int"),
        Field("execution_mode"),
        Field("function_version", "int"),
        Field("pause_requested", "bool"),
        *dates("pause_reason", "cancellation_cause", "resume_from_step", "parent_run_id", "parent_step_id"),
        *dates("worker_id", "actor_id"),
        Field("input", "raw"),
        Field("output", "raw"),
        Field("error", "raw"),
        *dates("created_at", "started_at", "ended_at", "updated_at", "timeout_at"),
    ),
    enums={"status": RUN_STATUS, "execution_mode": "EXECUTION_MODE_"},
    free=("input", "output", "error"),
)
STEP = Form(
    (
        *dates("id", "run_id", "step_id"),
        Field("step_type"),
        Field("sequence", "int"),
        Field("status"),
        Field("attempt", "int"),
        Field("input", "raw"),
        Field("output", "raw"),
        Field("original_output", "raw"),
        Field("error", "raw"),
        Field("duration_ms", "int"),
        *dates("patched_at", "patched_by", "compensation_for", "child_run_id"),
        *dates("sleep_until", "wait_event_name", "wait_timeout", "created_at", "started_at", "ended_at", "updated_at"),
    ),
    enums={"status": "STEP_STATUS_", "step_type": "STEP_TYPE_"},
    free=("input", "output", "original_output", "error"),
)


def run_of(client: Ironflow, run: str) -> dict[str, Any] | None:
    """None where there is no such run."""
    try:
        return RUN.read(
            client.either(
                lambda: client.rest("GET", f"/runs/{segment(run)}", tells=("id", "status")),
                lambda: client.rpc(SERVICE, "GetRun", {"id": run}, safe=True),
            )
        )
    except NotFound:
        return None


def runs_of(client: Ironflow, ids: Iterable[str]) -> dict[str, dict[str, Any] | None]:
    """Several at a time. The first finds out the version of the server for all."""
    asked = list(ids)
    found = [run_of(client, one) for one in asked[:1]]
    found += side_by_side(lambda one: run_of(client, one), asked[1:], CONNECTIONS)
    return dict(zip(asked, found))


def state_of(client: Ironflow, run: str) -> dict[str, Any] | None:
    """As ``run_of``, with what REST never told: whether it has been asked to pause. All servers tell it over RPC."""
    try:
        return RUN.read(client.rpc(SERVICE, "GetRun", {"id": run}, safe=True))
    except NotFound:
        return None


def steps_of(client: Ironflow, run: str) -> list[dict[str, Any]]:
    answer: Mapping[str, Any] = client.either(
        lambda: client.rest("GET", f"/runs/{segment(run)}/steps", tells=("steps",)),
        lambda: client.rpc(SERVICE, "GetRunSteps", {"runId": run}, safe=True),
    )
    return [STEP.read(one) for one in answer.get("steps") or []]
