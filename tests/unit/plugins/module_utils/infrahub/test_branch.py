# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Branches: names, the default branch, and what cannot be changed."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.infrahub.resources.branch import check_name
from tests.lab.common.stand_in import Fault
from tests.unit.play import Play


@pytest.fixture
def play():
    return Play("infrahub")


@pytest.mark.parametrize("name", ["abc", "a/b/c", ".abc", "-abc", "HEAD", "a.lock/b", "a'b;c", "größe", "x" * 250])
def test_names_that_the_server_takes(name):
    check_name(name)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ab", "has 3 to 250 characters, this one has 2"),
        ("x" * 251, "this one has 251"),
        ("a b", 'cannot have " " at place 2'),
        ("a\tb", "at place 2"),
        ("a..b", 'cannot have ".." at place 2'),
        ("a//b", 'cannot have "//"'),
        ("a/.b", 'cannot have "/."'),
        ("/abc", 'cannot have "/" at place 1'),
        ("abc/", 'cannot have "/" at place 4'),
        ("abc.", 'cannot have "." at place 4'),
        ("abc.lock", 'cannot have ".lock" at place 4'),
        ("a@{b", "cannot have"),
        *((f"ab{letter}", "at place 3") for letter in "~^:?*[\\"),
    ],
)
def test_names_that_it_does_not(name, why):
    with pytest.raises(PlanError) as error:
        check_name(name)
    assert why in str(error.value)


def test_a_bad_name_is_said_before_anything_is_sent(play):
    result = play.task("infrahub_branch", {"name": "a b"})
    assert result["failed"] and result["requests"] == 0


@pytest.mark.parametrize("check_mode", [True, False])
def test_the_default_branch_stays(play, check_mode):
    result = play.task("infrahub_branch", {"name": "main", "state": "absent"}, check_mode)
    assert result["msg"] == "branch main cannot be deleted: it is the default branch"
    assert play.server.writes == []


def test_git_is_left_alone_unless_asked_for(play):
    play.task("infrahub_branch", {"name": "quiet"})
    play.task("infrahub_branch", {"name": "loud", "sync_with_git": True})
    assert [play.server.branches[name].sync_with_git for name in ("quiet", "loud")] == [False, True]
    assert not play.task("infrahub_branch", {"name": "loud"})["changed"]  # what is not given is not managed
    result = play.task("infrahub_branch", {"name": "loud", "sync_with_git": False})
    assert result["msg"] == "branch loud: sync_with_git cannot be changed; delete the branch first"


def test_somebody_else_was_faster(play):
    class Race:
        """Between our look and our write, another makes the same branch."""

        def __init__(self):
            self.inner, self.done = play.transport, False

        def __call__(self, method, url, **how):
            if not self.done and b"BranchCreate" in (how.get("data") or b""):
                self.done = True
                self.inner(method, url, **how)
            return self.inner(method, url, **how)

    play.transport = Race()
    result = play.task("infrahub_branch", {"name": "blue", "description": "Sky"})
    assert (result["changed"], result["operation"], result["resource"]["status"]) == (True, "create", "OPEN")
    assert play.server.writes == ["BranchCreate blue"]


def test_somebody_else_deleted_it(play):
    play.task("infrahub_branch", {"name": "blue"})
    play.server.faults[:] = [Fault("drop_after", skip=1)]
    result = play.task("infrahub_branch", {"name": "blue", "state": "absent"})
    assert result["changed"] and "blue" not in play.server.branches


def test_the_branch_that_the_connection_names_does_not_matter(play):
    play.task("infrahub_branch", {"name": "blue"})
    assert play.task("infrahub_branch", {"name": "blue", "state": "absent", "branch": "blue"})["changed"]
    assert not play.task("infrahub_branch", {"name": "blue", "state": "absent", "branch": "blue"})["changed"]


def test_info(play):
    play.task("infrahub_branch", {"name": "blue", "description": "Sky"})
    every = play.task("infrahub_branch_info", {})["resources"]
    assert [(one["name"], one["is_default"]) for one in every] == [("main", True), ("blue", False)]
    (one,) = play.task("infrahub_branch_info", {"name": "blue"})["resources"]
    assert (one["description"], one["status"], one["origin_branch"]) == ("Sky", "OPEN", "main")
    assert play.task("infrahub_branch_info", {"name": "green"})["resources"] == []


def test_what_playbooks_for_another_collection_read():
    play = Play("infrahub")
    told = [play.task("infrahub_branch", {"name": "blue", **more}) for more in ({}, {}, {"state": "absent"})]
    assert [one["msg"] for one in told] == [
        "branch blue was created",
        "branch blue is as wanted already",
        "branch blue was deleted",
    ]
    assert told[0]["object"] == told[0]["resource"] and told[2]["object"] == {}
    assert play.task("infrahub_branch", {"name": "blue"}, check_mode=True)["msg"] == "branch blue would be created"
