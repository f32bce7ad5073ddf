# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the Ironflow SDKs and our modules make and see of functions, their runs, and deployments."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Pair
from .ours import Failed
from .sdk import Refused

OLD = "0.33.1"
FACTS: dict[str, Any] = {
    "id": "bill",
    "description": "Writes the invoice",
    "triggers": [{"event": "order.paid"}],
    "retry": {"maxAttempts": 5, "initialDelayMs": 10},
    "concurrency": {"limit": 4, "key": "event.data.shop"},
    "cancelOn": [{"event": "order.cancelled", "match": "data.id"}],
    "preferredMode": "EXECUTION_MODE_PUSH",
    "endpointUrl": "https://billing.example.com",
    "metadata": {"team": "billing", "__ironflow_code_hash": "abc"},
}
WANTED: dict[str, Any] = {
    "id": "bill",
    "description": "Writes the invoice",
    "triggers": [{"event": "order.paid"}],
    "retry": {"max_attempts": 5, "initial_delay_ms": 10},
    "concurrency": {"limit": 4, "key": "event.data.shop"},
    "cancel_on": [{"event": "order.cancelled", "match": "data.id"}],
    "preferred_mode": "push",
    "endpoint_url": "https://billing.example.com",
    "metadata": {"team": "billing"},
}


def old_sdk(ironflow: Pair) -> bool:
    return str(ironflow.sdk("version")) == OLD


def speaks(ironflow: Pair) -> bool:
    """Whether this SDK can ask this server about runs: the old one asks over REST, which new servers have no longer."""
    return old_sdk(ironflow) == (ironflow.version == OLD)


def theirs(ironflow: Pair, run: str) -> str:
    """The status of a run as the SDK sees it."""
    found = ironflow.sdk("runs_get", run) if old_sdk(ironflow) else ironflow.sdk("runs.get", {"id": run})
    return str(found["status"]).removeprefix("RUN_STATUS_").lower()


def test_a_function_of_theirs_is_what_we_would_register(ironflow: Pair) -> None:
    assert ironflow.sdk("functions.register", FACTS)["created"]
    ironflow.ours.settled("function", **WANTED)
    changed = ironflow.ours("function", **{**WANTED, "metadata": {"team": "sales"}, "status": "paused"})
    assert changed["operation"] == "update"
    (seen,) = ironflow.sdk("IronflowService/ListFunctions", {})["functions"]
    assert (seen["metadata"], seen["status"]) == (
        {"team": "sales", "__ironflow_code_hash": "abc"}, "FUNCTION_STATUS_PAUSED",
    )  # fmt: skip
    assert seen["cancelOn"] == FACTS["cancelOn"] and seen["retry"]["maxAttempts"] == 5


def test_a_function_of_ours_is_theirs(ironflow: Pair) -> None:
    ironflow.ours("function", **WANTED)
    answer = ironflow.sdk("functions.register", {**FACTS, "description": "New"})
    assert not answer.get("created")
    looked = ironflow.ours("function_info", id="bill", history=True)
    assert looked["resources"][0]["description"] == "New"
    entries = ironflow.sdk("functions.list_history", {"functionId": "bill"})["entries"]
    assert [int(one["entityVersion"]) for one in entries] == [one["version"] for one in looked["history"]] == [2, 1]
    assert ironflow.ours("function_rollback", id="bill", to_version=1)["changed"]
    assert ironflow.sdk("IronflowService/GetFunction", {"id": "bill"})["description"] == "Writes the invoice"
    ironflow.sdk("functions.delete", {"id": "bill"})
    ironflow.ours.settled("function", id="bill", state="absent")


def test_both_refuse_alike(ironflow: Pair) -> None:
    with pytest.raises(Refused):
        ironflow.sdk("functions.register", {"id": "bill", "concurrency": {"limit": 0}})
    with pytest.raises(Failed, match="concurrency limit must be positive"):
        ironflow.ours("function", id="bill", concurrency={"limit": 0})


def test_a_run_is_the_same_to_both(ironflow: Pair) -> None:
    ironflow.ours("function", **WANTED)
    done = ironflow.ours("function_invoke", id="bill", data={"n": 1})
    assert (done["run"]["status"], done["run"]["input"]) == ("completed", {"n": 1})
    begun = ironflow.ours("event", name="order.paid", data={"n": 2})["run_ids"]
    looked = ironflow.ours("run_info", id=begun[0], wait=True, steps=True, audit=True)["resources"][0]
    assert looked["status"] == "completed" and [one["step_id"] for one in looked["steps"]] == ["load", "store"]
    listed = ironflow.ours("run_info", function_id="bill", statuses=["completed", "failed"])["resources"]
    assert {one["id"] for one in listed} == {done["run_id"], *begun}
    if not speaks(ironflow):
        return
    assert theirs(ironflow, begun[0]) == "completed"
    if old_sdk(ironflow):
        assert ironflow.sdk("runs_list")["count"] == len(listed)
        events = ironflow.sdk("runs_list_audit", begun[0])["events"]
    else:
        assert len(ironflow.sdk("runs.list", {"functionId": "bill"})["runs"]) == len(listed)
        events = ironflow.sdk("audit.get_trail", {"runId": begun[0]})["events"]
        state = ironflow.sdk("time_travel.get_run_state_at", {"runId": begun[0], "timestamp": looked["ended_at"]})
        ours = ironflow.ours("run_info", id=begun[0], at=looked["ended_at"])["resources"][0]["at"]
        assert state["snapshot"]["status"] == ours["status"] == "completed"
        assert ours["input"] == {"n": 2} and ours["steps"][0]["output"] == {"step": "load"}
    assert [one["id"] for one in events] == [one["id"] for one in looked["audit"]]


def test_deployments(ironflow: Pair) -> None:
    if ironflow.version == OLD or old_sdk(ironflow):
        with pytest.raises(Failed, match="Ironflow has it from 0.37 on"):
            if ironflow.version != OLD:
                raise Failed("Ironflow has it from 0.37 on, and so has its SDK")
            ironflow.ours("deployment", function_id="bill", deployment_id="v1", artifact_digest="sha256:1")
        return
    ironflow.ours("function", **WANTED)
    made = {"functionId": "bill", "deploymentId": "v1", "artifactDigest": "sha256:1", "mode": "EXECUTION_MODE_PUSH"}
    assert ironflow.sdk("deployments.register", {**made, "snapshot": {"timeoutMs": 5}})["created"]
    asked = {"function_id": "bill", "artifact_digest": "sha256:1", "mode": "push", "snapshot": {"timeout_ms": 5}}
    ironflow.ours.settled("deployment", deployment_id="v1", **asked)
    assert ironflow.ours("deployment", deployment_id="v2", **asked)["operation"] == "create"
    seen = ironflow.sdk("deployments.list", {"functionId": "bill"})["deployments"]
    looked = ironflow.ours("deployment_info", function_id="bill")
    ids = [one["deployment_id"] for one in looked["resources"]]
    assert [one["deploymentId"] for one in seen] == ids == ["v2", "v1"]
    routing = ironflow.sdk("deployments.get_execution_routing", {"functionId": "bill"})
    assert routing["activeDeploymentId"] == looked["routing"]["active_deployment_id"] == "v2"
    with pytest.raises(Failed, match="artifact_digest cannot be changed"):
        ironflow.ours("deployment", deployment_id="v1", **{**asked, "artifact_digest": "sha256:2"})
