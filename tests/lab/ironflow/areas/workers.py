# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Workers: over REST, where they ask for jobs, and over a stream of ConnectRPC, where they are sent them.

From the first worker of a function on the stand-in no longer plays one itself for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from starlette.responses import JSONResponse, Response

from ..call import Call
from ..engine import Engine
from ..jobs import LEASE, Jobs, assigned, fenced, report
from ..refused import Refused, bare
from ..rest_fields import tell
from .operation import Workers

HELD = "ironflow-poll-wait"
BEAT, LONGEST = 0.05, 30


def find(call: Call) -> dict[str, Any]:
    for one in call.room(Workers).connected:
        if one["id"] == call.path["workerId"]:
            return one
    raise bare(404, "worker not found")


def connect(call: Call, id_: str, asked: dict[str, Any], transport: str) -> dict[str, Any]:
    connected, now = call.room(Workers).connected, call.now()
    connected[:] = [one for one in connected if one["id"] != id_]
    made = {"id": id_, "hostname": asked.get("hostname") or "", "labels": asked.get("labels") or {}}
    made.update(function_ids=asked["function_ids"], max_concurrent=asked["max_concurrent_jobs"], active_jobs=0)
    made.update(transport=transport, registered_at=now, last_heartbeat=now)
    made["version"] = asked.get("version") or {"sdk": "", "runtime": ""}
    connected.append(made)
    call.room(Engine).served.update(made["function_ids"])
    call.wrote(id_)
    return made


def register(call: Call) -> dict[str, Any]:
    if not call.body["function_ids"] or call.body["max_concurrent_jobs"] < 1:
        raise bare(400, "function_ids and max_concurrent_jobs are required")
    connect(call, call.path["workerId"], call.body, "polling")
    return {"status": "registered"}


def heartbeat(call: Call) -> dict[str, Any]:
    """The leases of the jobs that it names are renewed, and of no others."""
    one = find(call)
    one.update(last_heartbeat=call.now(), active_jobs=call.body.get("active_jobs", 0))
    beat(call, one["id"], [job.get("job_id") for job in call.body["jobs"]])
    return {"status": "ok"}


def beat(call: Call, worker: str, named: list[Any]) -> None:
    for job in call.room(Jobs).open.values():
        if job.worker == worker and job.id in named:
            job.until = call.lab.clock() + LEASE


def jobs(call: Call) -> Any:
    """None where there is none, after so long as is asked for, which the header of the answer says."""
    one, wait = find(call), min(call.query.get("wait") or 0, LONGEST)
    return taken(call, one) if wait <= 0 else Held(call, one, wait)


def taken(call: Call, one: dict[str, Any]) -> dict[str, Any] | None:
    most = min(call.query.get("available") or one["max_concurrent"], one["max_concurrent"])
    found = assigned(call, one["id"], one["function_ids"], most)
    one["active_jobs"] += len(found)
    return {"jobs": found} if found else None


class Held(Response):
    """An answer that is given when there is one, or when the time is over."""

    def __init__(self, call: Call, one: dict[str, Any], wait: float) -> None:
        super().__init__()
        self.call, self.one, self.wait = call, one, wait

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        headers, passed = {HELD: str(int(self.wait))}, 0.0
        found = taken(self.call, self.one)
        while found is None and passed < self.wait:
            await scope["lab.wire"].wait(BEAT)
            passed += BEAT
            found = taken(self.call, self.one)
        shape = self.call.operation.reply
        answer = JSONResponse(tell(shape, found), 200, headers) if found else Response(status_code=204, headers=headers)
        await answer(scope, receive, send)


def ack(call: Call) -> dict[str, Any]:
    find(call)
    _job, one = fenced(call, call.path["jobId"], call.body["execution_seq"], call.body["lease_token"])
    if one.id != call.body["run_id"]:
        raise Refused(409, "execution is stale: the job is of another run", "STALE_EXECUTION")
    return {"status": "ok"}


def update(call: Call) -> dict[str, Any]:
    one = find(call)
    report(call, call.path["jobId"], call.body)
    if (call.body.get("status") or "progress") != "progress":
        one["active_jobs"] = max(0, one["active_jobs"] - 1)
    return {"status": "ok"}


def stream(call: Call) -> Iterator[dict[str, Any] | None]:
    """The first message registers; then what it says is answered, and jobs come as there are some."""
    first, *said = call.body or [{}]
    asked = first.get("register")
    if not asked or not asked.get("functionIds"):
        raise Refused(400, "the first message must be register, with function ids")
    wanted = {"function_ids": asked["functionIds"], "max_concurrent_jobs": asked.get("maxConcurrentJobs") or 1}
    more = {name: asked[name] for name in ("hostname", "labels", "version") if name in asked}
    one = connect(call, asked.get("workerId") or "worker", {**wanted, **more}, "grpc")
    yield {"registered": {"workerId": one["id"], "heartbeatIntervalMs": LEASE * 1000 // 3}}
    for message in said:
        yield from answered(call, one, message)
    while True:
        for job in assigned(call, one["id"], one["function_ids"], one["max_concurrent"] - one["active_jobs"]):
            one["active_jobs"] += 1
            yield {"job": as_message(job)}
        yield None


def answered(call: Call, one: dict[str, Any], message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if beating := message.get("heartbeat"):
        named = [job.get("jobId") for job in beating.get("jobs") or ()]
        beat(call, one["id"], named)
        known = call.room(Jobs).open
        yield {"leaseRefresh": {"segments": [
            {"runId": job.get("runId", ""), "executionSeq": job.get("executionSeq", 0),
             "state": "LEASE_STATE_REFRESHED" if job.get("jobId") in known else "LEASE_STATE_UNKNOWN"}
            for job in beating.get("jobs") or ()
        ]}}  # fmt: skip
    for name, told in message.items():
        if name in REPORTS:
            step = told.get("stepId", "")
            try:
                report(call, told.get("jobId", ""), REPORTS[name](told))
                yield {"stepAck": {"stepId": step, "accepted": True}}
            except Refused as refused:
                yield {"stepAck": {"stepId": step, "accepted": False, "error": refused.message}}


def fence(told: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"execution_seq": told.get("executionSeq"), "lease_token": told.get("leaseToken"), **more}


def of_step(told: dict[str, Any], status: str) -> dict[str, Any]:
    step = {"id": told.get("stepId", ""), "name": told.get("name") or told.get("stepId", ""), "status": status}
    return fence(told, steps=[{**step, "output": output(told), "error": told.get("error")}])


def output(told: dict[str, Any]) -> Any:
    return told.get("outputValue", told.get("output"))


REPORTS = {
    "stepCompleted": lambda told: of_step(told, "completed"),
    "stepFailed": lambda told: of_step(told, "failed"),
    "jobCompleted": lambda told: fence(told, status="completed", output=output(told)),
    "jobFailed": lambda told: fence(told, status="failed", error=told.get("error")),
}


def as_message(job: dict[str, Any]) -> dict[str, Any]:
    """A job as the stream has it."""
    event = {name: value for name, value in job["event"].items() if name != "data"}
    event["data" if isinstance(job["event"]["data"], dict) else "dataValue"] = job["event"]["data"]
    steps = [
        {"stepId": one["step_id"], "name": one["name"], "status": one["status"], "outputValue": one["output"]}
        for one in job["completed_steps"]
    ]
    return {
        "jobId": job["job_id"], "runId": job["run_id"], "functionId": job["function_id"], "attempt": job["attempt"],
        "event": event, "completedSteps": steps, "executionSeq": job["execution_seq"],
        "leaseToken": job["lease_token"], "leaseExpiresAt": job["lease_expires_at"],
        "maxAttempts": job["max_attempts"], "onExhausted": job["on_exhausted"], "context": job["context"],
    }  # fmt: skip


BEHAVIOURS = {
    "workers_register": register,
    "workers_update_register": register,
    "workers_heartbeat": heartbeat,
    "workers_update_heartbeat": heartbeat,
    "workers_list_jobs": jobs,
    "workers_update_jobs_ack": ack,
    "workers_update_jobs": update,
    "WorkerService/Connect": stream,
}
