# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Functions: what is kept that was not asked for, what is refused, and how a call ends."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.engine import Engine

from .server import NEW, OLD, Server, each_era

BILL = {"id": "bill", "triggers": [{"event": "order.*"}]}


def failed(server, module, check_mode=False, **args):
    result = server.task(module, check_mode, **args)
    assert result.get("failed") and "exception" not in result, result
    return result["msg"]


def lab(**how):
    return {"metadata": {"lab": how}}


def test_what_the_vendors_workers_wrote_stays():
    server = Server()
    message = {"id": "bill", "metadata": {"__ironflow_code_hash": "abc", "team": "sales"}, "retry": {"maxAttempts": 7}}
    server.done("call", operation="IronflowService/RegisterFunction", params=message)
    assert not server.done("function", id="bill", metadata={"team": "sales"})["changed"]
    done = server.done("function", id="bill", metadata={"team": "billing"}, retry={"initial_delay_ms": 5})
    assert done["diff"]["before"]["metadata"] == {"__ironflow_code_hash": "abc", "team": "sales"}
    assert done["resource"]["metadata"] == {"__ironflow_code_hash": "abc", "team": "billing"}
    held = server.lab.room(Engine).functions["bill"].message
    assert held["metadata"]["__ironflow_code_hash"] == "abc" and held["retry"]["maxAttempts"] == 7


@each_era
def test_0_is_what_the_server_makes_of_it(version):
    server = Server(version)
    zeros = {"retry": {"max_attempts": 0, "backoff_factor": 0}, "timeout_ms": 0}
    server.done("function", **BILL)
    assert not server.done("function", **BILL, **zeros)["changed"]
    server.done("function", id="bill", retry={"max_attempts": 3, "initial_delay_ms": 5}, timeout_ms=7)
    done = server.done("function", **BILL, **zeros)
    assert done["diff"]["after"]["retry"]["max_attempts"] == done["resource"]["retry"]["max_attempts"] == 25
    assert done["resource"]["retry"]["initial_delay_ms"] == 5 and done["resource"]["timeout_ms"] == 0
    assert not server.done("function", **BILL, **zeros)["changed"]
    server.lab.room(Engine).functions["bill"].message["timeoutMs"] = 600000  # what some servers tell of none
    assert not server.done("function", **BILL, **zeros)["changed"]
    assert server.done("function", id="other", **zeros)["resource"]["retry"]["max_attempts"] == 25


def test_triggers_have_an_order():
    server = Server()
    two = [{"event": "a"}, {"event": "b"}]
    server.done("function", id="bill", triggers=two)
    assert not server.done("function", id="bill", triggers=two)["changed"]
    assert server.done("function", id="bill", triggers=two[::-1])["operation"] == "update"


def test_what_an_old_server_alone_has_is_kept_by_any_change():
    server = Server("0.47.0")
    server.done("function", **BILL, recording_retention="30d")
    server.done("function", id="bill", description="New")
    assert server.lab.room(Engine).functions["bill"].message["recordingRetention"] == "30d"
    told = failed(Server(), "function", **BILL, recording_retention="30d")
    assert told.endswith("Ironflow has it up to 0.47, and this server is 0.53; leave it out")


def test_secrets_go_along_and_change_nothing_alone():
    server = Server()
    server.done("function", **BILL, secrets=["printer"])
    done = server.done("function", **BILL, secrets=["other"])
    assert not done["changed"] and done["unverified"] == ["secrets"]
    server.done("function", **BILL, secrets=["other"], description="New")
    assert server.lab.room(Engine).functions["bill"].message["secrets"] == ["other"]


@pytest.mark.parametrize(
    ("args", "field", "since"),
    [
        ({"throttle": {"limit": 1, "period_ms": 1}}, "throttle", "0.52"),
        ({"retry": {"on_exhausted": "fail"}}, "retry.on_exhausted", "0.52"),
        ({"debounce": {"period_ms": 1000, "max_wait_ms": 5}}, "debounce.max_wait_ms", "0.36"),
        ({"recording_profile": "steps"}, "recording_profile", "0.37"),
    ],
)
@pytest.mark.parametrize("check_mode", [True, False])
def test_what_an_old_server_would_leave_out_without_a_word(args, field, since, check_mode):
    server = Server(OLD)
    told = failed(server, "function", check_mode, **BILL, **args)
    assert told == f"function: {field}: Ironflow has it from {since} on, and this server is 0.33.1; leave it out"
    assert server.lab.writes == []


@each_era
def test_how_a_call_ends(version):
    server = Server(version)
    server.done("function", **BILL, **lab(fails="store"))
    result = server.task("function_invoke", id="bill")
    assert result["msg"].endswith("of function bill is failed: store failed")
    assert result["changed"] and result["done"][0].startswith("function bill was invoked: run run_")
    server.done("function", **BILL, **lab(fails="load", exhausted="paused"))
    told = failed(server, "function_invoke", id="bill")
    assert "is paused" in told and "resume or cancel it with ironflow_run" in told
    server.done("function", **BILL, **lab(waits="load"))
    told = failed(server, "function_invoke", id="bill", wait_timeout=3)
    assert "is still waiting after 3 seconds; look with ironflow_run_info" in told
    assert "function_invoke" not in failed(server, "function_invoke", True, id="nope")
    assert failed(server, "function_invoke", True, id="nope").startswith("there is no function nope")


def test_a_call_whose_answer_is_lost():
    server = Server()
    server.done("function", **BILL)
    server.fault("drop_after", path="InvokeFunction")
    told = failed(server, "function_invoke", id="bill")
    assert "may have been sent" in told and "idempotency_key" in told
    server.fault("drop_after", path="InvokeFunction")
    assert server.done("function_invoke", id="bill", idempotency_key="a")["run"]["status"] == "completed"
    assert len(server.lab.room(Engine).runs) == 2


def test_old_servers_take_one_status_at_a_time():
    server = Server(OLD)
    server.done("function", **BILL)
    for _place in range(3):
        server.done("function_invoke", id="bill")
    server.done("function", id="fails", **lab(fails="load"))
    failed(server, "function_invoke", id="fails")
    found = server.done("run_info", statuses=["completed", "failed"])["resources"]
    assert [one["status"] for one in found] == ["failed", "completed", "completed", "completed"]
    assert len(server.done("run_info", statuses=["completed", "failed"], limit=2)["resources"]) == 2
    assert "timeline is for one run" in failed(server, "run_info", timeline=True)
    assert "function_id narrows a listing" in failed(server, "run_info", id="x", function_id="bill")


@each_era
def test_runs_that_end_while_they_are_listed_are_told(version):
    server = Server(version)
    server.done("function", **BILL)
    for _place in range(210):
        server.done("event", name="order.paid")
    assert len(server.done("run_info", statuses=["completed", "running"], limit=0)["resources"]) == 210


def test_data_that_is_no_dictionary():
    server = Server(NEW)
    server.done("function", **BILL)
    assert server.done("function_invoke", id="bill", data=[1, "a"])["run"]["input"] == [1, "a"]
    old = Server(OLD)
    old.done("function", **BILL)
    told = failed(old, "function_invoke", id="bill", data=7)
    assert "data that is no dictionary: Ironflow has it from 0.34 on" in told
    middle = Server("0.35.0")
    middle.done("function", **BILL)
    assert "takes only a dictionary" in failed(middle, "function_invoke", id="bill", data=7)


def test_a_rollback_to_what_there_is_and_to_what_never_was():
    server = Server()
    server.done("function", **BILL)
    assert not server.done("function_rollback", id="bill", to_version=1)["changed"]
    told = failed(server, "function_rollback", id="bill", to_version=9)
    assert told == "function bill has no version 9 in its history"
    assert "there is no function x" in failed(server, "function_rollback", id="x", to_version=1)


def test_a_deployment_is_never_changed():
    server = Server()
    server.done("function", **BILL)
    made = {"function_id": "bill", "deployment_id": "v1"}
    assert "give artifact_digest to create it" in failed(server, "deployment", **made)
    server.done("deployment", **made, artifact_digest="sha256:1", snapshot_schema_version=2)
    assert "artifact_digest cannot be changed" in failed(server, "deployment", **made, artifact_digest="sha256:2")
    assert server.done("deployment_info", function_id="bill")["routing"]["mode"] == "versioned"
    assert "Ironflow has it from 0.37 on" in failed(Server("0.36.0"), "deployment_info", function_id="bill")
