# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Functions and runs of the Ironflow stand-in: what an event starts goes on by one step at each look."""

from __future__ import annotations

import base64
import json

import pytest

from tests.lab.ironflow.run_forms import HIDDEN
from tests.unit.lab.ironflow_client import NEW, OLD, Client

CORE = "/ironflow.v1.IronflowService/"


@pytest.fixture
def client():
    return Client(NEW)


def call(client, method, expected=200, service="IronflowService", **message):
    return client("POST", f"/ironflow.v1.{service}/{method}", message, expected).json()


def register(client, id_="bill", **more):
    return call(client, "RegisterFunction", id=id_, triggers=[{"event": "order.*"}], **more)


def begun(client, **more):
    register(client, **more)
    (run,) = call(client, "Emit", event="order.paid", data={"n": 1})["runIds"]
    return run


def test_an_event_starts_a_run_that_goes_on_at_each_look(client):
    run = begun(client, metadata={"lab": {"steps": ["a", "b", "c"]}})
    seen = [call(client, "GetRun", id=run)["status"] for _look in range(4)]
    assert seen == ["RUN_STATUS_RUNNING", "RUN_STATUS_RUNNING", "RUN_STATUS_COMPLETED", "RUN_STATUS_COMPLETED"]
    found = call(client, "GetRun", id=run)
    assert (found["output"], found["eventName"]) == ({"input": {"n": 1}, "steps": 3}, "order.paid")
    steps = call(client, "GetRunSteps", runId=run)["steps"]
    assert [(one["stepId"], one["status"]) for one in steps] == [(n, "STEP_STATUS_COMPLETED") for n in "abc"]
    (listed,) = call(client, "ListRuns", functionId="bill", statuses=["RUN_STATUS_COMPLETED"])["runs"]
    assert listed["id"] == run
    assert call(client, "ListRuns", statuses=["RUN_STATUS_FAILED"]) == {}


def test_old_servers_tell_the_same_over_rest():
    client = Client(OLD)
    register(client)
    made = client("POST", "/api/v1/functions/bill/invoke", {"data": {"n": 1}}).json()
    looks = [client("GET", f"/api/v1/runs/{made['run_id']}").json()["status"] for _look in range(2)]
    assert looks == ["running", "completed"]
    steps = client("GET", f"/api/v1/runs/{made['run_id']}/steps").json()
    assert [one["step_id"] for one in steps["steps"]] == ["load", "store"] and steps["count"] == 2
    events = client("GET", f"/api/v1/runs/{made['run_id']}/audit").json()["events"]
    assert events[0]["event_type"] == "run.completed" and events[-1]["event_type"] == "run.created"
    listed = client("GET", "/api/v1/runs?status=completed&function_id=bill").json()
    assert (listed["count"], listed["total_count"]) == (1, 1)
    client("GET", "/api/v1/runs?status=ended", status=400)


def test_what_is_paused_is_not_started_and_cannot_be_invoked(client):
    register(client)
    call(client, "UpdateFunctionStatus", id="bill", status="FUNCTION_STATUS_PAUSED")
    assert "runIds" not in call(client, "Emit", event="order.paid")
    assert call(client, "InvokeFunction", 400, functionId="bill")["code"] == "failed_precondition"


def test_a_key_invokes_once(client):
    register(client)
    runs = {call(client, "InvokeFunction", functionId="bill", idempotencyKey=key)["runId"] for key in "aab"}
    assert len(runs) == 2


def test_a_run_is_paused_changed_and_resumed(client):
    run = begun(client)
    call(client, "GetRun", id=run)
    assert call(client, "PauseRun", runId=run) == {"status": "pause_requested"}
    assert call(client, "GetRun", id=run)["status"] == "RUN_STATUS_PAUSED"
    assert call(client, "PauseRun", runId=run) == {"status": "paused"}
    state = call(client, "GetPausedState", runId=run)
    (done,) = state["steps"]
    assert (done["name"], state["nextStepHint"]) == ("load", "store")
    new = base64.b64encode(b'{"n": 2}').decode()
    before = call(client, "InjectStepOutput", runId=run, stepId=done["id"], newOutput=new)["previousOutput"]
    assert json.loads(base64.b64decode(before)) == {"step": "load"}
    patched = call(client, "PatchStep", stepId=done["id"], outputValue=[1])
    assert (patched["outputValue"], patched["originalOutput"]) == ([1], {"n": 2})
    assert call(client, "ResumeRun", runId=run)["status"] == "RUN_STATUS_RUNNING"
    assert call(client, "ResumeRun", 409, runId=run)["code"] == "already_exists"
    assert call(client, "GetRun", id=run)["status"] == "RUN_STATUS_COMPLETED"


def test_a_failure_ends_a_run_or_pauses_it(client):
    run = begun(client, metadata={"lab": {"fails": "store"}})
    looks = [call(client, "GetRun", id=run) for _look in range(2)]
    assert looks[1]["status"] == "RUN_STATUS_FAILED" and looks[1]["error"]["code"] == "STEP_FAILED"
    assert call(client, "CancelRun", 400, id=run)["code"] == "failed_precondition"
    other = Client(NEW)
    run = begun(other, metadata={"lab": {"fails": "load", "exhausted": "paused"}})
    found = call(other, "GetRun", id=run)
    assert (found["status"], found["pauseReason"]) == ("RUN_STATUS_PAUSED", "retries exhausted")
    call(other, "CancelRun", id=run, reason="enough")
    assert call(other, "GetRun", id=run)["cancellationCause"] == "enough"


def test_what_has_ended_is_redacted_and_deleted(client):
    run = begun(client)
    assert call(client, "DeleteRun", 400, id=run)["code"] == "failed_precondition"
    for _look in range(2):
        call(client, "GetRun", id=run)
    (first, _second) = call(client, "GetRunSteps", runId=run)["steps"]
    call(client, "RedactStep", stepId=first["id"])
    assert call(client, "GetRunSteps", runId=run)["steps"][0]["output"] == HIDDEN
    call(client, "RedactRun", runId=run)
    found = call(client, "GetRun", id=run)
    assert found["input"] == HIDDEN and "output" not in found
    call(client, "DeleteRuns", 400)
    assert call(client, "DeleteRuns", functionId="bill") == {"deleted": "1"}
    call(client, "GetRun", 404, id=run)


def test_history_and_rollback(client):
    register(client, description="one")
    register(client, description="two", changeReason="better")
    entries = call(client, "ListFunctionHistory", functionId="bill")["entries"]
    assert [(one["entityVersion"], one["changeType"]) for one in entries] == [("2", "updated"), ("1", "created")]
    assert entries[0]["changeReason"] == "better"
    back = call(client, "RollbackFunction", functionId="bill", version="1")["function"]
    assert (back["description"], back["version"]) == ("one", 3)
    call(client, "RollbackFunction", 404, functionId="bill", version="9")


@pytest.mark.parametrize(
    "more",
    [
        {"id_": "a b"},
        {"id_": "a..b"},
        {"debounce": {"periodMs": 10}},
        {"debounce": {"periodMs": 2000, "maxWaitMs": "1000"}},
        {"cancelOn": [{"event": "x"}]},
        {"concurrency": {"limit": 0}},
        {"recordingProfile": "none"},
        {"retry": {"onExhausted": "stop"}},
    ],
)
def test_what_cannot_be_registered(client, more):
    message = {"id": more.pop("id_", "bill"), **more}
    assert call(client, "RegisterFunction", 400, **message)["code"] == "invalid_argument"
    assert client.lab.writes == []


def test_what_was_at_a_time(client):
    run = begun(client)
    asked = {"runId": run, "service": "TimeTravelService"}
    call(client, "GetRun", id=run)
    found = call(client, "GetRunStateAt", **asked)["snapshot"]
    assert (found["status"], [one["name"] for one in found["steps"]]) == ("running", ["load"])
    call(client, "GetRunStateAt", 404, timestamp="2020-01-01T00:00:00Z", **asked)
    told = call(client, "GetStepOutputAt", stepId="load", **asked)
    assert json.loads(base64.b64decode(told["output"])) == {"step": "load"}
    events = call(client, "GetRunTimeline", **asked)["events"]
    assert [one["eventType"] for one in events] == ["run.created", "step.completed"]


def test_deployments_are_never_changed(client):
    register(client)
    about = {"service": "DeploymentService", "functionId": "bill"}
    made = {**about, "deploymentId": "v1", "artifactDigest": "sha256:1"}
    assert call(client, "RegisterDeployment", **made)["created"]
    assert "created" not in call(client, "RegisterDeployment", **made)
    call(client, "RegisterDeployment", 409, **{**made, "artifactDigest": "sha256:2"})
    assert call(client, "GetFunctionExecutionRouting", **about)["activeDeploymentId"] == "v1"
    (one,) = call(client, "ListDeployments", **about)["deployments"]
    assert one["deploymentId"] == "v1"


def test_many_events_at_once_and_the_wait_for_what_they_start(client):
    register(client)
    results = call(client, "TriggerBatch", events=[{"event": "order.paid"}, {"event": "other"}])["results"]
    assert [len(one.get("runIds", [])) for one in results] == [1, 0]
    call(client, "TriggerBatch", 400, events=[{"event": "order.paid"}, {}])
    (done,) = call(client, "TriggerSync", event="order.paid", data={"n": 1})["results"]
    assert done["status"] == "RUN_STATUS_COMPLETED" and "waitTimedOut" not in done
    done = call(client, "InvokeFunctionSync", functionId="bill")["result"]
    assert done["status"] == "RUN_STATUS_COMPLETED"


def test_a_run_knows_the_stream_whose_event_began_it(client):
    register(client)
    about = {"service": "EntityStreamService", "entityId": "order-1", "entityType": "order", "expectedVersion": "-1"}
    call(client, "AppendEvent", eventName="order.paid", data={}, **about)
    (run,) = call(client, "ListRuns")["runs"]
    assert client("GET", f"/api/v1/runs/{run['id']}/streams").json() == {"entity_ids": ["order-1"]}
