# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Workers of the Ironflow stand-in: leases, fences, failures, and what a run waits for."""

from __future__ import annotations

import pytest

from tests.unit.lab.ironflow_client import EMIT, NEW, OLD, Client

WORKER = "/api/v1/workers/w-1"
REGISTER = "/ironflow.v1.IronflowService/RegisterFunction"


@pytest.fixture(params=[OLD, NEW])
def client(request):
    made = Client(request.param)
    made("POST", REGISTER, {"id": "sum", "triggers": [{"event": "order.*"}], "retry": {"maxAttempts": 2}}, 200)
    made("POST", f"{WORKER}/register", {"function_ids": ["sum"], "max_concurrent_jobs": 1}, 200)
    return made


def begun(client):
    (run,) = client("POST", EMIT, {"event": "order.paid", "data": {"n": 1}}, 200).json()["runIds"]
    return run


def job(client):
    (found,) = client("GET", f"{WORKER}/jobs", status=200).json()["jobs"]
    return found


def report(client, found, status, expected=200, **more):
    fence = {name: found[name] for name in ("execution_seq", "lease_token")}
    return client("PUT", f"{WORKER}/jobs/{found['job_id']}", {**fence, "status": status, **more}, expected)


def state(client, run):
    return client("POST", "/ironflow.v1.IronflowService/GetRun", {"id": run}, 200).json()


def test_nobody_else_carries_out_what_a_worker_serves(client):
    client("GET", f"{WORKER}/jobs", status=204)
    run = begun(client)
    assert [state(client, run)["status"] for _look in range(3)] == ["RUN_STATUS_RUNNING"] * 3
    found = job(client)
    assert (found["run_id"], found["event"]["data"], found["attempt"]) == (run, {"n": 1}, 1)
    client("GET", f"{WORKER}/jobs", status=204)
    report(client, found, "completed", output={"n": 2})
    assert (state(client, run)["status"], state(client, run)["output"]) == ("RUN_STATUS_COMPLETED", {"n": 2})


def test_a_lease_runs_out_unless_it_is_renewed(client):
    begun(client)
    found = job(client)
    client.now += 20
    client("POST", f"{WORKER}/heartbeat", {"jobs": [{"job_id": found["job_id"]}]}, 200)
    client.now += 20
    client("GET", f"{WORKER}/jobs", status=204)
    client.now += 20
    other = job(client)
    assert other["execution_seq"] == found["execution_seq"] + 1
    assert report(client, found, "completed", 409).json()["code"] == "STALE_EXECUTION"
    ack = {"run_id": found["run_id"], "execution_seq": other["execution_seq"], "lease_token": found["lease_token"]}
    client("PUT", f"{WORKER}/jobs/{other['job_id']}/ack", ack, 409)
    client("PUT", f"{WORKER}/jobs/{other['job_id']}/ack", {**ack, "lease_token": other["lease_token"]}, 200)
    report(client, other, "completed")


def test_what_fails_is_tried_again_as_often_as_it_may(client):
    run = begun(client)
    error = {"error": {"message": "no", "code": "ERROR", "retryable": True}}
    report(client, job(client), "failed", **error)
    assert state(client, run)["status"] == "RUN_STATUS_RUNNING"
    again = job(client)
    assert again["attempt"] == 2
    report(client, again, "failed", **error)
    assert state(client, run)["status"] == "RUN_STATUS_PAUSED"


@pytest.mark.parametrize("asked", [
    {"type": "sleep", "until": "2023-11-14T22:14:00Z"},
    {"type": "wait_for_event", "event_filter": {"event": "bill.*"}},
])  # fmt: skip
def test_a_run_waits_for_what_its_worker_says(client, asked):
    run = begun(client)
    step = {"id": "load", "name": "load", "type": "invoke", "status": "completed", "output": 7}
    report(client, job(client), "yielded", steps=[step], **{"yield": {"step_id": "rest", "step_name": "rest", **asked}})
    assert state(client, run)["status"] == "RUN_STATUS_WAITING"
    client("GET", f"{WORKER}/jobs", status=204)
    client.now += 60
    client("POST", EMIT, {"event": "bill.sent", "data": {"b": 1}}, 200)
    steps = job(client)["completed_steps"]
    assert [(one["step_id"], one["output"]) for one in steps][0] == ("load", 7)
    assert steps[1]["output"] == (None if asked["type"] == "sleep" else {"b": 1})


def test_a_worker_that_is_not_known_registers_again(client):
    for path, body in (("heartbeat", {"jobs": []}), ("jobs", None)):
        client("POST" if body else "GET", f"/api/v1/workers/other/{path}", body, 404)
    client("POST", f"{WORKER}/register", {"function_ids": [], "max_concurrent_jobs": 1}, 400)
