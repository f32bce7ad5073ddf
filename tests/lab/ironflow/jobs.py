# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Runs that workers carry out: who has which for how long, what they report, and what a run waits for meanwhile.

A job is one stretch of a run. Its fence is a number and a token: when the lease has run out another worker may have the
run, and whoever still reports under the old fence is told so.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .areas.events import Events
from .areas.functions import invoke
from .areas.secrets import Secrets
from .call import Call, moment, seconds
from .engine import ENDED, Engine, Run, Step, tell, touch
from .refused import Refused
from .subjects import matches

LEASE = 30  # seconds


@dataclass
class Job:
    id: str
    run: str
    worker: str
    number: int
    token: str = field(repr=False)
    until: float = 0.0


@dataclass
class Awaited:
    """What a run waits for: a time, an event after a place, or the end of another run."""

    step: str
    name: str
    kind: str
    until: float | None = None
    event: str = ""
    after: int = 0
    child: str = ""


@dataclass
class Jobs:
    """``steps``: what a worker calls each step, by run and its own id for it."""

    open: dict[str, Job] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    steps: dict[tuple[str, str], Step] = field(default_factory=dict)
    awaited: dict[str, Awaited] = field(default_factory=dict)


def assigned(call: Call, worker: str, functions: Iterable[str], most: int) -> list[dict[str, Any]]:
    """Runs that nobody has, as jobs of this worker."""
    engine, jobs, now = call.room(Engine), call.room(Jobs), call.lab.clock()
    for id_ in [id_ for id_ in jobs.awaited if id_ in engine.runs]:
        wake(call, engine.runs[id_])
    held = {job.run for job in jobs.open.values() if job.until > now}
    made = []
    for one in list(engine.runs.values()):
        if len(made) >= most:
            break
        if one.status == "running" and one.function in functions and one.mode == "pull" and one.id not in held:
            if one.asked_to_pause:
                one.asked_to_pause = False
                touch(call, one, "paused")
                tell(call, one, "run.paused")
                continue
            made.append(told(call, one, lease(call, one, worker)))
    return made


def lease(call: Call, one: Run, worker: str) -> Job:
    jobs = call.room(Jobs)
    for old in [job for job in jobs.open.values() if job.run == one.id]:
        del jobs.open[old.id]
    number = jobs.numbers[one.id] = jobs.numbers.get(one.id, 0) + 1
    made = Job(f"job_{one.id}_{number}", one.id, worker, number, secrets.token_hex(16), call.lab.clock() + LEASE)
    jobs.open[made.id] = made
    # the worker says by itself which steps there are
    known = {id(step) for (run, _name), step in jobs.steps.items() if run == one.id}
    one.steps[:] = [step for step in one.steps if id(step) in known or step.status != "pending"]
    call.wrote(made.id)
    return made


def told(call: Call, one: Run, job: Job) -> dict[str, Any]:
    """A job as REST tells it."""
    function = call.room(Engine).functions.get(one.function)
    message = function.message if function else {}
    event = next((event for event in call.room(Events).all if event.id == one.event), None)
    values = call.room(Secrets).named
    about = {"id": one.event, "name": one.event_name, "data": one.input, "version": event.version if event else 1}
    about.update(timestamp=moment(event.at) if event else one.created, source="api")
    if event and event.metadata is not None:
        about["metadata"] = event.metadata
    ids = {id(step): name for (run, name), step in call.room(Jobs).steps.items() if run == one.id}
    steps = [
        {"step_id": ids.get(id(step), step.name), "name": step.name, "output": step.output, "status": "completed"}
        for step in one.steps
        if step.status == "completed"
    ]
    return {
        "job_id": job.id, "run_id": one.id, "function_id": one.function, "attempt": one.attempt, "event": about,
        "completed_steps": steps, "execution_seq": job.number, "lease_token": job.token,
        "lease_expires_at": moment(job.until), "step_sequence_base": len(one.steps), "max_attempts": one.most,
        "on_exhausted": (message.get("retry") or {}).get("onExhausted") or "pause",
        "context": {"secrets": {name: values[name].value for name in message.get("secrets", []) if name in values}},
    }  # fmt: skip


def fenced(call: Call, id_: str, number: Any, token: Any) -> tuple[Job, Run]:
    """The job of that fence, or the news that it is somebody else's by now."""
    job = call.room(Jobs).open.get(id_)
    one = call.room(Engine).runs.get(job.run) if job else None
    if job is None or one is None or one.status in ENDED or (number, token) != (job.number, job.token):
        raise Refused(409, "execution is stale: another one has the run", "STALE_EXECUTION")
    return job, one


def report(call: Call, id_: str, told_by: dict[str, Any]) -> None:
    job, one = fenced(call, id_, told_by.get("execution_seq"), told_by.get("lease_token"))
    for step in told_by.get("steps") or ():
        done(call, one, step)
    job.until = call.lab.clock() + LEASE
    status = told_by.get("status") or "progress"
    if status not in ENDINGS and status != "progress":
        raise Refused(400, f"unknown status {status}", bare=True)
    if status in ENDINGS:
        del call.room(Jobs).open[id_]
        ENDINGS[status](call, one, told_by)
    call.wrote(f"{id_} {status}")


def done(call: Call, one: Run, step: dict[str, Any]) -> None:
    jobs = call.room(Jobs)
    key = (one.id, step["id"])
    if key not in jobs.steps:
        made = Step(f"stp_{one.id[4:]}{len(one.steps):04x}", step["name"], len(one.steps), started=call.now())
        jobs.steps[key] = made
        one.steps.append(made)
    found = jobs.steps[key]
    found.status, found.output, found.error = step["status"], step.get("output"), step.get("error")
    found.ended = call.now()
    touch(call, one)
    tell(call, one, f"step.{found.status}", step_id=found.name)


def completed(call: Call, one: Run, told_by: dict[str, Any]) -> None:
    one.output = told_by.get("output")
    touch(call, one, "completed")
    tell(call, one, "run.completed")


def failed(call: Call, one: Run, told_by: dict[str, Any]) -> None:
    """Again from where it was, until it was tried often enough."""
    one.error = told_by.get("error") or {"message": "failed", "retryable": False}
    if one.error.get("retryable") and one.attempt < one.most:
        one.attempt += 1
        touch(call, one)
        return
    function = call.room(Engine).functions.get(one.function)
    policy = ((function.message if function else {}).get("retry") or {}).get("onExhausted") or "pause"
    paused = one.error.get("retryable") and policy == "pause"
    one.why = "retries exhausted" if paused else ""
    touch(call, one, "paused" if paused else "failed")
    tell(call, one, f"run.{one.status}")


def yielded(call: Call, one: Run, told_by: dict[str, Any]) -> None:
    asked = told_by.get("yield") or {}
    made = Awaited(asked.get("step_id", ""), asked.get("step_name") or asked.get("step_id", ""), asked.get("type", ""))
    wanted = asked.get("event_filter") or {}
    made.until = seconds(asked["until"], "until") if asked.get("until") else None
    made.event, made.after = wanted.get("event", ""), len(call.room(Events).all)
    if made.kind.startswith("invoke_function"):
        made.child = invoke(call, asked.get("function_id", ""), asked.get("input"), "").id
    call.room(Jobs).awaited[one.id] = made
    touch(call, one, "waiting")
    tell(call, one, "step.waiting", step_id=made.name)


def wake(call: Call, one: Run) -> None:
    """The step that the run waits for is over when its time, its event or its run is there."""
    made = call.room(Jobs).awaited[one.id]
    output = None
    if made.kind == "sleep":
        over = made.until is None or call.lab.clock() >= made.until
    elif made.kind == "wait_for_event":
        found = [event for event in call.room(Events).all[made.after :] if matches(made.event, event.name)]
        over, output = bool(found), found[0].data if found else None
    else:
        child = call.room(Engine).runs[made.child]
        over = made.kind == "invoke_function_async" or child.status in ENDED
        output = {"run_id": child.id} if made.kind == "invoke_function_async" else child.output
    if over and one.status == "waiting":
        del call.room(Jobs).awaited[one.id]
        touch(call, one, "running")
        done(call, one, {"id": made.step, "name": made.name, "status": "completed", "output": output})


ENDINGS = {"completed": completed, "failed": failed, "yielded": yielded}
