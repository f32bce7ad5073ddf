# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rebasing only what is out of date, and validating: what is in conflict is listed, unless it was decided."""

from __future__ import annotations

import pytest

from tests.lab.common.stand_in import Fault
from tests.unit.play import Play

from .altered import Altered

CHOICE = "mutation ($id: String!) { ResolveDiffConflict(data: {conflict_id: $id, selected_branch: %s}) { ok } }"
IDS = 'query { DiffTree(branch: "blue") { nodes { attributes { conflict { uuid } } } } }'


@pytest.fixture
def play():
    made = Play("infrahub")
    made.tag = lambda name, branch="main", **more: made.task("infrahub_node", tag(name, branch, **more))
    made.rebase = lambda check=False, **more: made.task("infrahub_branch_rebase", {"name": "blue", **more}, check)
    made.validate = lambda **more: made.task("infrahub_branch_validate", {"name": "blue", **more})
    made.tag("old", description="first")
    made.task("infrahub_branch", {"name": "blue"})
    return made


def tag(name, branch="main", **data):
    return {"branch": branch, "kind": "BuiltinTag", "data": {"name": name, **data}}


def dispute(play):
    play.tag("old", "blue", description="theirs")
    play.tag("old", description="ours")


def decide(play, side):
    told = play.task("infrahub_query", {"query": IDS})["data"]["DiffTree"]["nodes"]
    (conflict,) = (one["conflict"]["uuid"] for node in told for one in node["attributes"] if one["conflict"])
    assert play.task("infrahub_query", {"query": CHOICE % side, "variables": {"id": conflict}})["changed"]


def test_nothing_new_on_the_default_branch(play):
    play.tag("mine", "blue")
    result = play.rebase()
    assert (result["changed"], result["operation"]) == (False, "none")
    assert result["branched_from"] == play.server.branches["blue"].branched_from.replace("+00:00", "Z")


@pytest.mark.parametrize(
    "change",
    [tag("new"), tag("old", description="second"), {**tag("old"), "state": "absent"}],
    ids=["created", "updated", "deleted"],
)
def test_whatever_is_new_there_is_noticed(play, change):
    assert play.task("infrahub_node", change)["changed"]
    foretold, done, again = play.rebase(check=True), play.rebase(), play.rebase()
    assert foretold["changed"] and "branched_from" not in foretold and foretold["diff"] == done["diff"]
    assert done["changed"] and not again["changed"] and again["branched_from"] == done["branched_from"]


def test_a_newer_schema_is_noticed(play):
    kind = {"name": "Rack", "namespace": "Life", "attributes": [{"name": "name", "kind": "Text"}]}
    assert play.task("infrahub_schema", {"schemas": [{"version": "1.0", "nodes": [kind]}]})["changed"]
    assert play.rebase()["changed"] and not play.rebase()["changed"]


def test_a_schema_of_its_own_is_rebased_each_time(play):
    kind = {"name": "Rack", "namespace": "Life", "attributes": [{"name": "name", "kind": "Text"}]}
    assert play.task("infrahub_schema", {"branch": "blue", "schemas": [{"version": "1.0", "nodes": [kind]}]})["changed"]
    assert play.rebase()["changed"] and play.rebase()["changed"]


@pytest.mark.parametrize("check", [True, False])
def test_a_conflict_stops_it(play, check):
    dispute(play)
    both = 'BuiltinTag old: description: the default branch has "ours" and blue has "theirs"'
    assert both in play.rebase(check=check)["msg"]
    assert "BranchRebase blue" not in play.server.writes


@pytest.mark.parametrize(("side", "stopped"), [("DIFF_BRANCH", False), ("BASE_BRANCH", True)])
def test_a_conflict_that_was_decided(play, side, stopped):
    dispute(play)
    play.task("infrahub_diff_info", {"name": "blue"})
    decide(play, side)
    assert bool(play.rebase().get("failed")) is stopped
    assert ("BranchRebase blue" in play.server.writes) is not stopped


def test_a_lost_answer(play):
    play.tag("new")
    before = play.requests
    play.server.faults[:] = [Fault("drop_after", path="graphql", skip=5)]
    assert play.rebase()["changed"] and not play.server.faults[0].times
    assert play.server.writes.count("BranchRebase blue") == 1 and play.requests > before
    assert not play.rebase()["changed"]


def test_a_rebase_that_takes_its_time(play):
    play.tag("new")
    play.server.task_polls = 3
    assert play.rebase()["changed"] and play.pauses == [2, 2, 2]


def test_one_that_takes_too_long(play):
    play.tag("new")
    play.server.task_polls = 99
    result = play.rebase(wait_timeout=4)
    assert "branch blue was not rebased within 4 seconds; the state of its task is RUNNING" in result["msg"]
    assert result["done"] == ["the rebase of branch blue was started"] and result["changed"]


def test_not_waiting(play):
    play.tag("new")
    play.server.task_polls = 99
    assert play.rebase(wait=False)["changed"] and not play.pauses


def test_one_that_fails(play):
    def change(told, _number):
        if told["data"]["InfrahubTask"]["edges"]:
            log = {"node": {"message": "no room", "severity": "error"}}
            told["data"]["InfrahubTask"]["edges"][0]["node"].update(state="FAILED", logs={"edges": [log]})

    play.tag("new")
    Altered(play, "InfrahubTask", change)
    assert "the rebase of branch blue failed, its task is FAILED: no room" in play.rebase()["msg"]


def test_a_merged_branch(play):
    play.tag("mine", "blue")
    play.task("infrahub_branch_merge", {"name": "blue"})
    assert "branch blue cannot be rebased: it is merged already" in play.rebase()["msg"]


def test_an_older_server_is_not_asked_what_is_new(play):
    def change(told, _number):
        told["errors"] = [{"message": 'Unknown argument "node_metadata__updated_at__after" on field "Query.CoreNode".'}]

    Altered(play, "updated_at__after", change)
    assert play.rebase()["changed"]


def test_a_branch_that_fits(play):
    play.tag("mine", "blue")
    result = play.validate()
    assert result["valid"] is True and result["conflicts"] == [] and not result["changed"]


def test_a_branch_that_does_not_fit(play):
    dispute(play)
    result = play.validate()
    assert result["failed"] and 'description: the default branch has "ours" and blue has "theirs"' in result["msg"]
    (one,) = result["conflicts"]
    assert (one["kind"], one["label"], one["field"], one["decision"]) == ("BuiltinTag", "old", "description", None)
    assert one["default"]["value"] == "ours" and one["branch"]["value"] == "theirs"
    calm = play.validate(fail=False)
    assert not calm.get("failed") and calm["valid"] is False and calm["conflicts"] == result["conflicts"]


def test_unknown_branches(play):
    assert 'no branch "blu"; did you mean "blue"?' in play.rebase(name="blu")["msg"]
    assert 'no branch "blu"; did you mean "blue"?' in play.validate(name="blu")["msg"]
