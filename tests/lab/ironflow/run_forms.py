# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Runs and steps as REST tells them, and as ConnectRPC does."""

from __future__ import annotations

from typing import Any

from .call import Call
from .engine import Run, Step
from .rpc_fields import camel

PREFIX, STEP = "RUN_STATUS_", "STEP_STATUS_"
HIDDEN = {"$redacted": True, "sha256": "0" * 64, "redactedAt": "2026-01-02T03:04:05Z"}


def row(call: Call, one: Run) -> dict[str, Any]:
    """As REST tells it; both of its forms, of which the table takes what each has."""
    made = {
        "id": one.id, "function_id": one.function, "event_id": one.event, "event_name": one.event_name,
        "status": one.status, "execution_mode": one.mode, "attempt": one.attempt, "max_attempts": one.most,
        "function_version": one.function_version, "created_at": one.created, "updated_at": one.updated,
        "started_at": one.created, "input": HIDDEN if one.redacted else one.input, "version": one.version,
        "pause_requested": one.asked_to_pause, "environment_id": call.environment,
    }  # fmt: skip
    more = {"ended_at": one.ended, "error": one.error, "output": one.output, "resume_from_step": one.resumed_from}
    more |= {"pause_reason": one.why if one.status == "paused" else ""}
    more |= {"cancellation_cause": one.why if one.status == "cancelled" else ""}
    return {**made, **{name: value for name, value in more.items() if value not in (None, "")}}


def message(call: Call, one: Run) -> dict[str, Any]:
    """The same for ConnectRPC."""
    made = {camel(name): value for name, value in row(call, one).items()}
    made.update(status=PREFIX + one.status.upper(), executionMode=f"EXECUTION_MODE_{one.mode.upper()}")
    for name in ("input", "output"):
        if name in made and not isinstance(made[name], dict):
            made[f"{name}Value"] = made.pop(name)
    return made


def shown(call: Call, one: Run) -> dict[str, Any]:
    return message(call, one) if call.operation.rpc else row(call, one)


def step_row(call: Call, one: Run, found: Step) -> dict[str, Any]:
    made = {
        "id": found.id, "run_id": one.id, "step_id": found.name, "step_type": "invoke", "sequence": found.sequence,
        "status": found.status, "attempt": 1, "created_at": one.created, "updated_at": found.ended or one.created,
        "version": 1, "environment_id": call.environment,
    }  # fmt: skip
    more = {"output": HIDDEN if found.redacted else found.output, "original_output": found.original}
    more |= {"error": found.error, "started_at": found.started, "ended_at": found.ended, "patched_at": found.patched}
    more |= {"patched_by": "ak_bootstrap" if found.patched else ""}
    return {**made, **{name: value for name, value in more.items() if value not in (None, "")}}


def step_message(call: Call, one: Run, found: Step) -> dict[str, Any]:
    made = {camel(name): value for name, value in step_row(call, one, found).items()}
    made.update(status=STEP + found.status.upper(), stepType="STEP_TYPE_INVOKE", storedStatus=found.status)
    for name in ("output", "originalOutput"):
        if name in made and not isinstance(made[name], dict):
            made[f"{name}Value"] = made.pop(name)
    return made


def shown_step(call: Call, one: Run, found: Step) -> dict[str, Any]:
    return (step_message if call.operation.rpc else step_row)(call, one, found)
