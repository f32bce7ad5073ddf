# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Proposed changes: which one is meant, conflicts before anything is merged, reviews, and how they end."""

from __future__ import annotations

import pytest

from tests.lab.common.stand_in import Fault
from tests.unit.play import Play


@pytest.fixture
def play():
    made = Play("infrahub")
    made.tag = lambda name, branch="main", **more: made.task("infrahub_node", tag(name, branch, **more))
    made.propose = lambda check=False, **more: made.task("infrahub_proposed_change", wanted(**more), check)
    made.tag("old", description="first")
    made.task("infrahub_branch", {"name": "blue"})
    return made


def tag(name, branch="main", **data):
    return {"branch": branch, "kind": "BuiltinTag", "data": {"name": name, **data}}


def wanted(**more):
    return {"name": "tags", "source_branch": "blue", **more}


def dispute(play):
    play.tag("old", "blue", description="theirs")
    play.tag("old", description="ours")


def description(play):
    query = 'query { BuiltinTag(name__value: "old") { edges { node { description { value } } } } }'
    return play.task("infrahub_query", {"query": query})["data"]["BuiltinTag"]["edges"][0]["node"]["description"][
        "value"
    ]


def test_opened_and_again(play):
    foretold, done, again = play.propose(check=True), play.propose(), play.propose(description="")
    assert foretold["diff"] == done["diff"] and done["operation"] == "create"
    assert done["resource"]["destination_branch"] == "main" and done["resource"]["state"] == "open"
    assert not again["changed"] and again["resource"]["id"] == done["resource"]["id"]


def test_reviewers_are_exactly_these(play):
    account = {"kind": "CoreAccount", "data": {"name": "ada", "password": "word"}}
    assert play.task("infrahub_node", account)["changed"]
    assert play.propose(reviewers=["ada", "admin"])["resource"]["reviewers"] == ["ada", "admin"]
    assert not play.propose(reviewers=["admin", "ada"])["changed"]
    assert play.propose(reviewers=["admin"])["changed"] and not play.propose(reviewers=["admin"])["changed"]
    assert 'no account "adda"; did you mean "ada"?' in play.propose(reviewers=["adda"])["msg"]


def test_merged_at_once_and_again(play):
    play.tag("new", "blue")
    foretold, done, again = (play.propose(check, state="merged") for check in (True, False, False))
    assert foretold["operation"] == done["operation"] == "merge" and foretold["diff"] == done["diff"]
    assert done["resource"]["state"] == "merged" and play.server.branches["blue"].status == "MERGED"
    assert not again["changed"]
    assert not play.propose()["changed"], "what was merged need not be opened again"


def test_a_branch_made_anew_is_proposed_anew(play):
    play.tag("new", "blue")
    first = play.propose(state="merged")["resource"]["id"]
    play.task("infrahub_branch", {"name": "blue", "state": "absent"})
    play.task("infrahub_branch", {"name": "blue"})
    again = play.propose()
    assert again["operation"] == "create" and again["resource"]["id"] != first


@pytest.mark.parametrize("check", [True, False])
def test_conflicts_stop_a_merge(play, check):
    dispute(play)
    play.propose()
    before = list(play.server.writes)
    told = play.propose(check, state="merged")["msg"]
    assert 'BuiltinTag old: description: the default branch has "ours" and blue has "theirs"' in told
    assert play.server.writes == before


@pytest.mark.parametrize(("side", "left"), [("branch", "theirs"), ("default", "ours")])
def test_conflicts_are_decided(play, side, left):
    dispute(play)
    foretold, decided, again = (play.propose(check, conflicts=side) for check in (True, False, False))
    assert foretold["conflicts"] == decided["conflicts"] == again["conflicts"]
    assert [one["decision"] for one in decided["conflicts"]] == [side] and not again["changed"]
    assert play.propose(state="merged")["changed"]
    assert description(play) == left


def test_a_draft_is_not_merged(play):
    play.propose(is_draft=True)
    assert "tags is a draft, which cannot be merged; give is_draft: false" in play.propose(state="merged")["msg"]
    play.tag("new", "blue")
    assert play.propose(state="merged", is_draft=False)["operation"] == "merge"


def test_nobody_reviews_their_own(play):
    play.propose()
    assert "You cannot review your own proposed changes" in play.propose(review="approved")["msg"]


def test_reviews_of_another(play):
    account = {"kind": "CoreAccount", "data": {"name": "ada", "password": "word"}}
    assert play.task("infrahub_node", account)["changed"]
    assert play.task("infrahub_account_group", {"name": "Infrahub Users", "members": ["ada"]})["changed"]
    play.propose()
    ada = {"api_token": None, "api_username": "ada", "api_password": "word"}
    assert play.propose(review="approved", **ada)["resource"]["approved_by"] == ["ada"]
    assert not play.propose(review="approved", **ada)["changed"]
    turned = play.propose(review="rejected", **ada)
    assert turned["resource"]["approved_by"] == [] and turned["resource"]["rejected_by"] == ["ada"]
    assert play.propose(review="none", **ada)["resource"]["rejected_by"] == []
    assert not play.propose(review="none", **ada)["changed"]


def test_ends_without_a_merge(play):
    assert not play.propose(state="closed")["changed"]
    first = play.propose()["resource"]["id"]
    assert play.propose(state="closed")["resource"]["state"] == "closed"
    assert not play.propose(state="closed")["changed"]
    assert not play.propose(state="canceled")["changed"], "it has ended"
    assert "is closed, which is for good" in play.propose(name=None, id=first)["msg"]
    reopened = play.propose()
    assert reopened["operation"] == "create" and reopened["resource"]["id"] != first
    assert "2 proposed changes are called" in play.propose(state="absent")["msg"]


def test_what_was_merged_cannot_be_closed(play):
    play.tag("new", "blue")
    play.propose(state="merged")
    assert "cannot be closed, it is merged already" in play.propose(state="closed")["msg"]


def test_two_of_one_name(play):
    play.propose()
    play.task("infrahub_branch", {"name": "red"})
    second = play.propose(source_branch="red")["resource"]["id"]
    told = play.propose(source_branch=None, description="which")["msg"]
    assert '2 proposed changes are called "tags"' in told and second in told
    assert play.propose(source_branch=None, name=None, id=second, description="this")["changed"]


def test_a_lost_answer_to_opening(play):
    play.server.faults[:] = [Fault("drop_after", skip=3)]
    assert play.propose()["changed"] and not play.server.faults[0].times
    assert not play.propose()["changed"]


def test_a_merge_that_takes_its_time(play):
    play.tag("new", "blue")
    play.server.task_polls = 3
    assert play.propose(state="merged")["resource"]["state"] == "merged"


def test_what_cannot_be_proposed(play):
    assert 'no branch "bleu"; did you mean "blue"?' in play.propose(source_branch="bleu")["msg"]
    assert "give source_branch to create it" in play.propose(source_branch=None)["msg"]
    assert "no proposed change with the id 42" in play.propose(name=None, id="42")["msg"]
