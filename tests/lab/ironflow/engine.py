# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What runs: functions, which events and callers start, and the steps of their runs, one of which ends at each look.

There is no worker that has a function's code, so its metadata says how it goes, under ``lab``: ``steps`` are their
names, ``fails`` the one that fails, ``waits`` the one that waits for an event; with ``hurries`` a run does not wait
for what is injected. A run's output tells what it was given.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from .areas.audit import note
from .call import Call, seconds
from .refused import Refused

ENDED = ("completed", "failed", "cancelled")
STEPS = ("load", "store")
MOST_RUNS = 10000


@dataclass
class Function:
    """``message`` is what was registered, in the names of ConnectRPC."""

    id: str
    message: dict[str, Any]
    created: str
    updated: str
    version: int = 1
    status: str = "active"
    history: list[dict[str, Any]] = field(default_factory=list)

    @property
    def plan(self) -> dict[str, Any]:
        found = (self.message.get("metadata") or {}).get("lab")
        return found if isinstance(found, dict) else {}

    def starts_with(self, event: str) -> bool:
        triggers = [one.get("event", "") for one in self.message.get("triggers", [])]
        return self.status == "active" and any(name and fnmatchcase(event, name) for name in triggers)


@dataclass
class Step:
    """``id`` is of the row, ``name`` what the function calls it."""

    id: str
    name: str
    sequence: int
    status: str = "pending"
    output: Any = None
    original: Any = None
    error: Any = None
    started: str = ""
    ended: str = ""
    patched: str = ""
    injected: bool = False
    redacted: bool = False


@dataclass
class Run:
    id: str
    function: str
    event: str
    event_name: str
    input: Any
    steps: list[Step]
    created: str
    updated: str
    mode: str = "pull"
    function_version: int = 1
    most: int = 25
    attempt: int = 1
    status: str = "running"
    output: Any = None
    error: Any = None
    ended: str = ""
    asked_to_pause: bool = False
    why: str = ""
    resumed_from: str = ""
    version: int = 1
    redacted: bool = False
    moments: list[tuple[float, str, list[Step]]] = field(default_factory=list)  # what it was since when


@dataclass
class Engine:
    """Functions by id, runs with the oldest first, what was started with which key, and how many ever were.

    ``served`` are functions that a worker has registered for: their runs go on when it says so.
    """

    functions: dict[str, Function] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    keyed: dict[tuple[str, str], Run] = field(default_factory=dict)
    started: int = 0
    served: set[str] = field(default_factory=set)


def function(call: Call, id_: str) -> Function:
    found = call.room(Engine).functions.get(id_)
    if found is None:
        raise Refused(404, "function not found")
    return found


def run(call: Call, id_: str) -> Run:
    found = call.room(Engine).runs.get(id_)
    if found is None:
        raise Refused(404, "run not found")
    return found


def step(call: Call, row: str) -> tuple[Run, Step]:
    """By the id of its row."""
    for one in call.room(Engine).runs.values():
        for found in one.steps:
            if found.id == row:
                return one, found
    raise Refused(404, "step not found")


def begin(call: Call, one: Function, event: str, event_name: str, data: Any) -> Run:
    names, engine = one.plan.get("steps") or STEPS, call.room(Engine)
    engine.started += 1
    id_ = f"{engine.started:08x}"
    steps = [Step(f"stp_{id_}{place:04x}", name, place) for place, name in enumerate(names)]
    now = call.now()
    made = Run(f"run_{id_}", one.id, event, event_name, data, steps, now, now)
    made.mode = "push" if one.message.get("preferredMode") == "EXECUTION_MODE_PUSH" else "pull"
    made.function_version = one.version
    made.most = (one.message.get("retry") or {}).get("maxAttempts") or made.most
    engine.runs[made.id] = made
    remember(call, made)
    tell(call, made, "run.created")
    return made


def started_by(call: Call, event: str, event_name: str, data: Any) -> list[str]:
    """The ids of the runs that an event starts."""
    from .areas.debounced import hold

    fitting = [one for one in call.room(Engine).functions.values() if one.starts_with(event_name)]
    at_once = [one for one in fitting if not hold(call, one, event, event_name, data)]
    return [begin(call, one, event, event_name, data).id for one in at_once]


def tell(call: Call, one: Run, what: str, **facts: Any) -> None:
    payload = facts.pop("payload", {"status": one.status})
    note(call.lab, what, call.environment, run_id=one.id, function_id=one.function, payload=payload, **facts)


def remember(call: Call, one: Run) -> None:
    one.moments.append((seconds(one.updated, "updated"), one.status, copy.deepcopy(one.steps)))


def touch(call: Call, one: Run, status: str = "") -> None:
    one.updated, one.version = call.now(), one.version + 1
    if status:
        one.status = status
        one.ended = one.updated if status in ENDED else ""
    remember(call, one)


def plan_of(call: Call, one: Run) -> dict[str, Any]:
    source = call.room(Engine).functions.get(one.function)
    return source.plan if source else {}


def go_on(call: Call, one: Run) -> Run:
    """The next step, if there is one and nothing holds the run up."""
    if one.status != "running" or (one.mode == "pull" and one.function in call.room(Engine).served):
        return one
    if one.asked_to_pause:
        one.asked_to_pause = False
        touch(call, one, "paused")
        tell(call, one, "run.paused")
        return one
    plan = plan_of(call, one)
    left = [found for found in one.steps if found.status not in ("completed",)]
    if left:
        take(call, one, left[0], plan)
    if one.status == "running" and all(found.status == "completed" for found in one.steps):
        one.output = None if one.redacted else {"input": one.input, "steps": len(one.steps)}
        touch(call, one, "completed")
        tell(call, one, "run.completed")
    return one


def take(call: Call, one: Run, found: Step, plan: dict[str, Any]) -> None:
    found.started = found.started or call.now()
    if found.name == plan.get("waits"):
        found.status = "waiting"
        touch(call, one, "waiting")
        tell(call, one, "step.waiting", step_id=found.name)
        return
    found.ended = call.now()
    if found.name == plan.get("fails"):
        found.status, found.error = "failed", {"message": f"{found.name} failed", "code": "STEP_FAILED"}
        one.error = found.error
        paused = (plan.get("exhausted") or "") == "paused"
        one.attempt, one.why = one.most, "retries exhausted" if paused else ""
        touch(call, one, "paused" if paused else "failed")
        tell(call, one, "step.failed", step_id=found.name)
        tell(call, one, f"run.{one.status}")
        return
    found.status = "completed"
    if not found.injected:
        found.output = {"step": found.name}
    touch(call, one)
    tell(call, one, "step.completed", step_id=found.name)


def to_the_end(call: Call, one: Run) -> Run:
    for _step in range(len(one.steps) + 2):
        go_on(call, one)
    return one
