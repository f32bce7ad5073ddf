# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Runs and steps: what is done to which, what is refused, several things in one task, and lost answers."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.engine import Engine

from .server import NEW, OLD, Server, each_era

RUN = "run_00000001"
both_eras = pytest.mark.parametrize("version", [OLD, NEW])


def running(version=NEW, count=1, **goes):
    """A server on which so many runs have begun; they go on for as long as somebody looks."""
    server = Server(version)
    goes = goes or {"steps": [f"s{number}" for number in range(99)]}
    told = {"id": "bill", "name": "bill", "triggers": [{"event": "order.placed"}], "metadata": {"lab": goes}}
    server.done("call", operation="IronflowService/RegisterFunction", params=told)
    for number in range(count):
        server.done("event", name="order.placed", data={"order": number})
    return server


def runs(server):
    return server.lab.room(Engine).runs


def looked(server, times=1):
    for _time in range(times):
        server.done("call", operation="IronflowService/GetRun", params={"id": RUN})


@each_era
def test_a_run_is_cancelled_once(version):
    server = running(version)
    for check_mode, changed in ((True, True), (False, True), (True, False), (False, False)):
        told = server.done("run", check_mode, id=RUN, status="cancelled", reason="Enough")
        assert told["changed"] is changed and told["actions"] == ["cancel"] * changed
    assert (told["status"], runs(server)[RUN].why) == ("cancelled", "Enough")
    assert told["diff"]["before"] == told["diff"]["after"] == {"status": "cancelled", "redacted": False}


@each_era
def test_what_has_ended_cannot_be_cancelled_any_more(version):
    server = running(version, steps=["load"])
    looked(server)
    told = server.done("run", id=RUN, status="cancelled")
    assert (told["changed"], told["status"]) == (False, "completed")
    for status, said in (("paused", "only one that goes on can be paused"), ("running", "can be resumed")):
        for check_mode in (True, False):
            assert f"run {RUN} is completed; only one that" in server.refused("run", check_mode, id=RUN, status=status)
            assert said in server.refused("run", check_mode, id=RUN, status=status)


@each_era
def test_a_run_pauses_and_goes_on(version):
    server = running(version)
    asked = [("paused", True), ("paused", False), ("running", True), ("running", False)]
    for status, changed in asked:
        foretold = server.done("run", True, id=RUN, status=status)
        told = server.done("run", id=RUN, status=status)
        assert (foretold["changed"], told["changed"]) == (changed, changed), status
        assert foretold["diff"] == told["diff"] or not changed
    assert (told["status"], runs(server)[RUN].status) == ("running", "running")
    assert server.done("run", id=RUN, status="paused")["status"] == "pause_requested"


@both_eras
def test_what_has_failed_is_resumed_from_a_step(version):
    server = running(version, steps=["load", "store", "tell"], fails="store")
    looked(server, 2)
    runs(server)[RUN].steps[1].name = "mended"
    told = server.done("run", id=RUN, status="running", from_step="load")
    assert (told["actions"], told["status"]) == (["resume"], "running")
    assert [one.status for one in runs(server)[RUN].steps] == ["pending"] * 3
    assert runs(server)[RUN].resumed_from == "load"


def test_one_that_is_about_to_pause():
    server = running()
    told = {"id": RUN, "status": "RUN_STATUS_RUNNING", "pauseRequested": True}
    server.lab.behaviours["IronflowService/GetRun"] = lambda call: told
    found = server.done("run", id=RUN, status="paused")
    assert (found["changed"], found["status"]) == (False, "pause_requested")
    assert "is about to pause; one that has paused can be resumed" in server.refused("run", id=RUN, status="running")


def test_several_things_in_one_task():
    server = running()
    foretold = server.done("run", True, id=RUN, status="cancelled", redacted=True)
    told = server.done("run", id=RUN, status="cancelled", redacted=True)
    assert foretold["actions"] == told["actions"] == ["cancel", "redact"] and runs(server)[RUN].redacted
    assert foretold["diff"] == told["diff"] and told["diff"]["after"] == {"status": "cancelled", "redacted": True}
    assert not server.done("run", id=RUN, status="cancelled", redacted=True)["changed"]


def test_what_was_done_before_an_error_is_told():
    server = running()
    server.fault("status", status=403, path="/RedactRun")
    told = server.task("run", id=RUN, status="cancelled", redacted=True)
    assert told["failed"] and "HTTP 403" in told["msg"] and told["changed"]
    assert told["done"] == [{"operation": "cancel", "item": f"run {RUN}"}]


@pytest.mark.parametrize(
    ("module", "args", "said"),
    [
        ("run", {"id": "run_none"}, "there is no run run_none"),
        ("run", {"id": RUN, "redacted": True}, "only one that has ended can be redacted"),
        ("run_delete", {"id": RUN}, f"run {RUN} is running; only one that has ended can be deleted"),
        ("step", {"run_id": RUN, "step": "s0", "redacted": True}, "only steps of one that has ended can be redacted"),
        ("step", {"run_id": RUN, "step": "s00", "output": 1}, 'has no step "s00"; did you mean "s0"?'),
        ("step", {"run_id": RUN, "step": "s0", "output": 1, "method": "inject"}, "run is running, not paused"),
    ],
)
def test_what_cannot_be_done(module, args, said):
    server = running()
    looked(server)
    for check_mode in (True, False):
        assert said in server.refused(module, check_mode, **args)


@pytest.mark.parametrize(
    ("module", "args", "said"),
    [
        ("run", {"id": RUN, "redacted": True}, "redaction of a run: Ironflow has it from 0.39 on"),
        ("run_delete", {"id": RUN}, "deletion of runs: Ironflow has it from 0.39 on"),
        ("step", {"run_id": RUN, "step": "s0", "redacted": True}, "redaction of a step: Ironflow has it from 0.39 on"),
        ("step", {"run_id": RUN, "step": "s0", "output": [1]}, "output that is no dictionary: Ironflow has it from"),
    ],
)
def test_what_old_servers_cannot(module, args, said):
    assert said in running(OLD).refused(module, **args)


@both_eras
@pytest.mark.parametrize("action", ["drop_after", "truncate", "delay"])
@pytest.mark.parametrize("status", ["cancelled", "paused"])
def test_a_lost_answer_is_looked_for(version, action, status):
    server = running(version)
    looked(server)
    path = {"cancelled": "/cancel" if version == OLD else "/CancelRun", "paused": "/PauseRun"}[status]
    server.fault(action, path=path, seconds=99)
    told = server.task("run", id=RUN, status=status)
    if action == "truncate" and told.get("failed"):
        assert "JSON" in told["msg"]
    else:
        assert told["changed"] and runs(server)[RUN].status == status


@both_eras
def test_somebody_resumes_it_meanwhile(version):
    server = running(version, steps=["load", "store"], fails="store", exhausted="paused")
    looked(server, 2)

    def between(method, path):
        if path.endswith(("/resume", "/ResumeRun")):
            server.between = lambda method, path: None
            for one in runs(server).values():
                one.status, one.steps[1].status = "running", "completed"

    server.between = between
    assert server.done("run", id=RUN, status="running")["status"] == "completed"


@each_era
def test_a_step_gets_another_output(version):
    server = running(version)
    looked(server, 2)
    for step in ("s0", runs(server)[RUN].steps[1].id):
        for check_mode, changed in ((True, True), (False, True), (True, False), (False, False)):
            told = server.done("step", check_mode, run_id=RUN, step=step, output={"total": 20}, reason="By hand")
            assert told["changed"] is changed
    assert [one.output for one in runs(server)[RUN].steps[:2]] == [{"total": 20}] * 2
    assert told["invocation"]["module_args"]["output"] == "VALUE_IS_CONCEALED"
    assert told["diff"]["after"] == {"output": {"total": 20}}


@pytest.mark.parametrize("output", [{"a": [1, None]}, [1, "two"], "text", 5.5, False])
def test_any_output_is_injected(output):
    server = running(steps=["load", "store", "tell"], fails="store", exhausted="paused")
    looked(server, 2)
    args = {"run_id": RUN, "step": "store", "output": output, "method": "inject"}
    assert [server.done("step", **args)["changed"] for _time in range(2)] == [True, False]
    assert runs(server)[RUN].steps[1].output == output


def test_what_is_injected_into_a_run_that_moves_on_is_told():
    server = running(steps=["load", "store", "tell"], fails="store", exhausted="paused", hurries=True)
    looked(server, 2)
    told = server.done("step", run_id=RUN, step="store", output={"a": 1}, method="inject")
    assert told["changed"] and runs(server)[RUN].steps[1].output == {"a": 1}
    assert any("the run may have moved on without it; look with ironflow_run_info" in one for one in told["warnings"])


def test_an_injection_that_is_refused_or_lost():
    server = running(steps=["load", "store", "tell"], fails="store", exhausted="paused")
    looked(server, 2)
    args = {"run_id": RUN, "step": "store", "output": 1, "method": "inject"}
    server.fault("status", status=403, path="InjectStepOutput")
    assert "HTTP 403" in server.refused("step", **args)
    server.fault("drop_after", path="InjectStepOutput")
    told = server.done("step", **args)
    assert told["changed"] and not told.get("warnings") and runs(server)[RUN].steps[1].output == 1


def test_two_steps_of_one_name():
    server = running(steps=["load", "load", "store"])
    looked(server, 2)
    said = server.refused("step", run_id=RUN, step="load", output={})
    assert "has 2 steps load (stp_000000010000, stp_000000010001); give the id as step" in said


def test_runs_that_have_ended_are_deleted(monkeypatch):
    monkeypatch.setattr("tests.lab.ironflow.areas.runs.MOST_RUNS", 2)
    server = running(count=6)
    for number in (1, 2, 3, 4, 5):
        server.done("run", id=f"run_{number:08x}", status="cancelled")
    for check_mode, deleted in ((True, 5), (False, 5), (False, 0)):
        told = server.done("run_delete", check_mode, function_id="bill")
        assert (told["changed"], told["deleted"]) == (deleted > 0, deleted)
    assert list(runs(server)) == ["run_00000006"]
    assert server.done("run_delete", status="failed")["deleted"] == 0
    assert not server.done("run_delete", id="run_00000001")["changed"]


def test_one_run_is_deleted():
    server = running()
    server.done("run", id=RUN, status="cancelled")
    for check_mode, deleted in ((True, 1), (False, 1), (False, 0)):
        told = server.done("run_delete", check_mode, id=RUN)
        assert (told["changed"], told["deleted"]) == (deleted > 0, deleted)


@both_eras
def test_half_an_answer_is_looked_for_too(version):
    server = running(version)
    looked(server)
    direct = server.direct

    def cut(method, url, **how):
        answer = direct(method, url, **how)
        if url.endswith(("/cancel", "/CancelRun", "/patch", "/PatchStep")):
            answer._content = answer.content[:9]
        return answer

    server.direct = cut
    assert server.done("step", run_id=RUN, step="s0", output={"total": 20})["changed"]
    assert server.done("run", id=RUN, status="cancelled")["status"] == "cancelled"
