# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Merging: only what has changes, nothing that is in conflict, and the end of a merge that takes its time."""

from __future__ import annotations

import pytest

from tests.lab.common.stand_in import Fault
from tests.unit.play import Play

from .altered import Altered


@pytest.fixture
def play():
    made = Play("infrahub")
    made.tag = lambda name, **more: made.task("infrahub_node", tag(name, **more))
    made.merge = lambda check=False, **more: made.task("infrahub_branch_merge", {"name": "blue", **more}, check)
    made.tag("old", description="first")
    made.task("infrahub_branch", {"name": "blue"})
    return made


def tag(name, branch="main", **data):
    return {"branch": branch, "kind": "BuiltinTag", "data": {"name": name, **data}}


def state(play, *states, **more):
    """Make the branch's status be told as these, one after the other, from the time of the merge on."""

    def change(told, number):
        if "BranchMerge blue" in play.server.writes or more.get("always"):
            told["data"]["Branch"][0]["status"] = states[min(change.met, len(states) - 1)]
            change.met += 1

    change.met = 0
    Altered(play, "{ Branch(name", change)


def test_nothing_to_merge(play):
    result = play.merge()
    assert (result["changed"], result["operation"]) == (False, "none")
    assert play.server.branches["blue"].status == "OPEN"


def test_merged_and_again(play):
    play.tag("new", branch="blue")
    foretold, done, again = play.merge(check=True), play.merge(), play.merge()
    assert foretold["changed"] and foretold["diff"] == done["diff"]
    assert done["summary"] == {"added": 1, "updated": 0, "removed": 0}
    assert (again["changed"], again["operation"]) == (False, "none")
    assert play.server.writes.count("BranchMerge blue") == 1


@pytest.mark.parametrize("check_mode", [True, False])
def test_a_conflict_stops_before_anything_is_merged(play, check_mode):
    play.tag("old", branch="blue", description="theirs")
    play.tag("new", branch="blue")
    play.tag("old", description="ours")
    result = play.merge(check=check_mode)
    both = 'BuiltinTag old: description: the default branch has "ours" and blue has "theirs"'
    assert both in result["msg"] and "done" not in result
    assert "BranchMerge blue" not in play.server.writes


def test_a_conflict_about_a_whole_node(play):
    play.tag("old", branch="blue", description="theirs")
    play.task("infrahub_node", {**tag("old"), "state": "absent"})
    assert "BuiltinTag old: the default branch has removed it" in play.merge()["msg"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("main", "main is the default branch"),
        ("blu", 'Infrahub has no branch "blu"; did you mean "blue"?'),
    ],
)
def test_what_cannot_be_merged(play, name, told):
    assert told in play.merge(name=name)["msg"]


@pytest.mark.parametrize("status", ["NEED_REBASE", "MERGE_FAILED", "DELETING"])
def test_a_status_that_stands_in_the_way(play, status):
    play.tag("new", branch="blue")
    play.server.branches["blue"].status = status
    assert f"branch blue cannot be merged, its status is {status}: " in play.merge()["msg"]
    assert "BranchMerge blue" not in play.server.writes


def test_waiting_for_the_end(play):
    play.tag("new", branch="blue")
    state(play, "OPEN", "MERGING", "MERGING", "MERGED")
    result = play.merge(wait_interval=5)
    assert result["changed"] and play.pauses == [5, 5, 5]


def test_the_time_is_over(play):
    play.tag("new", branch="blue")
    play.server.task_polls = 99
    state(play, "MERGING")
    result = play.merge(wait_timeout=10, wait_interval=4)
    assert result["failed"] and result["changed"] and result["done"] == ["the merge of branch blue was started"]
    assert "not merged within 10 seconds; its status is MERGING, the state of its task RUNNING" in result["msg"]
    assert play.pauses == [4, 4, 2]


def test_not_waiting(play):
    play.tag("new", branch="blue")
    state(play, "MERGING")
    assert play.merge(wait=False)["changed"] and play.pauses == []


def test_a_merge_that_fails(play):
    play.tag("new", branch="blue")
    state(play, "MERGING", "MERGE_FAILED")
    result = play.merge()
    assert result["msg"] == "the merge of branch blue failed, its status is MERGE_FAILED"
    assert result["changed"] is True


def test_a_task_that_fails_says_why(play):
    play.tag("new", branch="blue")
    state(play, "OPEN")

    def broken(told, number):
        node = told["data"]["InfrahubTask"]["edges"][0]["node"]
        log = {"message": "the database is full", "severity": "error"}
        node.update(state="FAILED", logs={"edges": [{"node": log}]})

    Altered(play, "InfrahubTask", broken)
    assert play.merge()["msg"] == "the merge of branch blue failed, its status is OPEN: the database is full"


def test_a_server_that_lists_no_task_and_deletes_what_was_merged(play):
    play.tag("new", branch="blue")

    def gone(told, number):
        if "BranchMerge blue" in play.server.writes:
            told["data"]["Branch"] = [{**told["data"]["Branch"][0], "status": "MERGING"}] if gone.met < 2 else []
            gone.met += 1

    gone.met = 0
    Altered(play, "{ Branch(name", gone)
    Altered(play, "InfrahubTask", lambda told, number: told["data"]["InfrahubTask"].update(edges=[]))
    assert play.merge()["changed"]


def test_somebody_elses_merge_is_waited_for(play):
    play.tag("new", branch="blue")
    play.server.branches["blue"].status = "MERGING"
    state(play, "MERGING", "MERGED", always=True)
    result = play.merge()
    assert (result["changed"], result["operation"], play.pauses) == (False, "none", [2])
    assert "BranchMerge blue" not in play.server.writes


def test_the_answer_is_lost_and_the_merge_goes_on(play):
    play.tag("new", branch="blue")
    state(play, "OPEN", "MERGING", "MERGED")
    play.server.faults[:] = [Fault("drop_after", skip=3)]
    result = play.merge()
    assert result["changed"] and play.server.writes.count("BranchMerge blue") == 1


def test_the_next_task_knows_the_new_schema(play):
    before = play.task("infrahub_node", {"kind": "NewThing", "data": {"name": "one"}})
    assert "no kind" in before["msg"]
    thing = {"name": "Thing", "namespace": "New", "human_friendly_id": ["name__value"]}
    attributes = [{"name": "name", "kind": "Text", "unique": True}]
    schema = {"version": "1.0", "nodes": [{**thing, "attributes": attributes}]}
    assert play.task("infrahub_schema", {"branch": "blue", "schemas": [schema]})["changed"]
    play.tag("new", branch="blue")
    assert play.merge()["changed"]
    assert play.task("infrahub_node", {"kind": "NewThing", "data": {"name": "one"}})["operation"] == "create"
