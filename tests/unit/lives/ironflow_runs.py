# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of runs and steps, once an event has started one, in both eras."""

from __future__ import annotations

from typing import Any

from .life import Life, each

RUN = {"id": "run_00000001"}
STEP = {"run_id": "run_00000001", "step": "load"}
Before = tuple[tuple[str, dict[str, Any]], ...]


def begun(**goes: Any) -> Before:
    """A function of the stand-in, how it goes, and a run of it."""
    told = {"id": "bill", "name": "bill", "triggers": [{"event": "order.placed"}], "metadata": {"lab": goes}}
    return (
        ("ironflow_call", {"operation": "IronflowService/RegisterFunction", "params": told}),
        ("ironflow_event", {"name": "order.placed", "data": {"order": 1}}),
    )


LONG = begun(steps=["load", *(f"s{number}" for number in range(99))])
WAITS = begun(steps=["load", "wait"], waits="wait")
FAILS = begun(steps=["load", "store"], fails="store", exhausted="paused")
CANCEL = ("ironflow_run", {**RUN, "status": "cancelled"})
PAUSE = ("ironflow_run", {**RUN, "status": "paused"})
LOOK = ("ironflow_call", {"operation": "IronflowService/GetRun", "params": RUN})  # each takes it one step on

LIVES = [
    *each(
        ("0.33.1", "0.36.0", "0.53.0"),
        Life("ironflow_run", {**RUN, "status": "cancelled", "reason": "Enough"}, {}, before=LONG, fixed=True),
        Life("ironflow_run", {**RUN, "status": "paused"}, {"status": "running"}, before=LONG),
        Life("ironflow_step", {**STEP, "output": {"total": 20}}, {"output": {"total": "{{ 1 + 1 }}"}}, before=WAITS),
        Life(
            "ironflow_step",
            {**STEP, "output": {"total": 20}, "method": "inject"},
            {"output": [1, None]},
            before=(*LONG, PAUSE, PAUSE),
        ),
    ),
    *each(
        ("0.39.0", "0.53.0"),
        Life("ironflow_run", {**RUN, "redacted": True}, {}, before=(*WAITS, CANCEL), fixed=True, twice=True),
        Life("ironflow_step", {**STEP, "redacted": True}, {}, before=(*WAITS, CANCEL), fixed=True, twice=True),
        Life("ironflow_run_delete", RUN, {}, before=(*WAITS, CANCEL), fixed=True),
        Life("ironflow_run_delete", {"function_id": "bill"}, {}, before=(*WAITS, CANCEL), fixed=True),
    ),
    Life("ironflow_step", {**STEP, "step": "store", "output": "repaired", "method": "inject"}, {"output": 5},
         before=(*FAILS, LOOK, LOOK)),
]  # fmt: skip
