# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What is done to runs and their steps: the Ironflow SDK of the server's own version and our modules see the same."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from .conftest import Pair
from .ours import Failed

STEPS = [f"s{number}" for number in range(99)]


class Theirs:
    """The SDK's way of the era, REST where it and the server have it."""

    def __init__(self, pair: Pair) -> None:
        self.sdk = pair.sdk
        self.rest = pair.version == pair.sdk("version") == "0.33.1"

    def core(self, method: str, **message: Any) -> Any:
        return self.sdk(f"IronflowService/{method}", message)

    def begin(self, ironflow: Pair, **goes: Any) -> str:
        """The id of a run that has begun."""
        told = {"id": "bill", "name": "bill", "triggers": [{"event": "order.placed"}]}
        self.core("RegisterFunction", **told, metadata={"lab": goes or {"steps": STEPS}})
        run_ids: list[str] = ironflow.ours("event", name="order.placed", data={"order": 1})["run_ids"]
        return run_ids[0]

    def run(self, run: str) -> Any:
        return self.sdk("runs_get", run) if self.rest else self.core("GetRun", id=run)

    def status(self, run: str) -> str:
        return str(self.run(run)["status"]).removeprefix("RUN_STATUS_").lower()

    def steps(self, run: str) -> Any:
        told = self.sdk("runs_list_steps", run) if self.rest else self.core("GetRunSteps", runId=run)
        return told["steps"]


def test_a_run_that_one_cancels_is_so_for_the_other(ironflow: Pair) -> None:
    theirs = Theirs(ironflow)
    first, second = theirs.begin(ironflow), theirs.begin(ironflow)
    if theirs.rest:
        ironflow.sdk("runs_cancel", first, {"reason": "Enough"})
    else:
        theirs.core("CancelRun", id=first, reason="Enough")
    ironflow.ours.settled("run", id=first, status="cancelled")
    assert ironflow.ours("run", id=second, status="cancelled", reason="Enough")["changed"]
    assert theirs.status(first) == theirs.status(second) == "cancelled"


def test_a_run_that_one_pauses_the_other_resumes(ironflow: Pair) -> None:
    theirs = Theirs(ironflow)
    run = theirs.begin(ironflow)
    assert ironflow.ours("run", id=run, status="paused")["status"] == "pause_requested"
    assert theirs.status(run) == "paused"
    ironflow.sdk("runs_resume", {"run_id": run}) if theirs.rest else theirs.core("ResumeRun", runId=run)
    ironflow.ours.settled("run", id=run, status="running")
    assert theirs.core("PauseRun", runId=run)["status"] == "pause_requested"
    ironflow.ours.settled("run", id=run, status="paused")
    assert ironflow.ours("run", id=run, status="running")["changed"]
    assert theirs.status(run) == "running"


def test_a_step_that_one_changes_the_other_finds_changed(ironflow: Pair) -> None:
    theirs = Theirs(ironflow)
    run = theirs.begin(ironflow)
    row = theirs.steps(run)[0]["id"]
    output = {"total": 20, "lines": [1, None]}
    if theirs.rest:
        ironflow.sdk("steps_patch", {"step_id": row, "output": output, "reason": "By hand"})
    else:
        theirs.core("PatchStep", stepId=row, output=output, reason="By hand")
    ironflow.ours.settled("step", run_id=run, step="s0", output=output)
    assert ironflow.ours("step", run_id=run, step="s0", output={"total": 21})["id"] == row
    assert theirs.steps(run)[0]["output"] == {"total": 21}


def test_what_one_injects_the_other_finds(ironflow: Pair) -> None:
    theirs = Theirs(ironflow)
    run = theirs.begin(ironflow, steps=["load", "store"], fails="store", exhausted="paused")
    assert [theirs.status(run) for _look in range(2)] == ["running", "paused"]
    state = {one["name"]: one for one in theirs.core("GetPausedState", runId=run)["steps"]}
    assert ironflow.ours("step", run_id=run, step="store", output=["mended"], method="inject")["changed"]
    told = theirs.core("GetPausedState", runId=run)["steps"]
    assert [json.loads(base64.b64decode(one["output"])) for one in told if one.get("injected")] == [["mended"]]
    new = base64.b64encode(b'{"by": "them"}').decode()
    theirs.core("InjectStepOutput", runId=run, stepId=state["load"]["id"], newOutput=new)
    ironflow.ours.settled("step", run_id=run, step="load", output={"by": "them"}, method="inject")


def test_what_one_redacts_and_deletes_the_other_misses(ironflow: Pair) -> None:
    theirs = Theirs(ironflow)
    run, other = theirs.begin(ironflow), theirs.begin(ironflow)
    for one in (run, other):
        theirs.run(one)
        ironflow.ours("run", id=one, status="cancelled")
    if ironflow.version == "0.33.1":
        with pytest.raises(Failed, match=r"Ironflow has it from 0\.39 on"):
            ironflow.ours("run", id=run, redacted=True)
        return
    old = ironflow.sdk("version") == "0.33.1"  # which can neither redact nor delete
    if old:
        assert ironflow.ours("run", id=run, redacted=True)["changed"]
    else:
        theirs.core("RedactRun", runId=run)
    ironflow.ours.settled("run", id=run, redacted=True)
    assert ironflow.ours("run", id=other, redacted=True)["actions"] == ["redact"]
    assert theirs.run(other)["input"]["$redacted"] is True
    assert not ironflow.ours("step", run_id=run, step="s0", redacted=True)["changed"]
    if old:
        assert ironflow.ours("run_delete", id=run)["changed"]
    else:
        theirs.core("DeleteRun", id=run)
    assert not ironflow.ours("run_delete", id=run)["changed"]
    assert ironflow.ours("run_delete", function_id="bill", check=True)["deleted"] == 1
    assert ironflow.ours("run_delete", function_id="bill")["deleted"] == 1
    assert old or theirs.core("DeleteRuns", functionId="bill").get("deleted", "0") == "0"
    assert theirs.core("ListRuns").get("runs", []) == []
