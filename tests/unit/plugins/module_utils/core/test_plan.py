# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""plan() as a table: what is there, what is wanted, what is to be done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.core.plan import only, plan
from tests.unit.fakes.account import ACCOUNT

ADA = {"id": "7", "login": "ada", "team": "red", "level": 1, "mail": "a@b", "kind": "human", "revision": 3}
PROFILE = {"shell": "sh", "limit": None}
GRANTS = [{"on": "a"}, {"on": "b"}]


@pytest.mark.parametrize(
    ("current", "desired", "operation", "changes"),
    [
        (None, {"login": "ada", "team": "red"}, "create", {"login": "ada", "team": "red"}),
        (None, {"login": "ada", "team": "red", "mail": None}, "create", {"login": "ada", "team": "red"}),
        (ADA, {"login": "ada"}, "none", {}),
        (ADA, {"login": "ada", "mail": "A@B"}, "none", {}),
        (ADA, {"login": "ada", "mail": ""}, "update", {"mail": ""}),
        (ADA, {"login": "ada", "mail": None}, "update", {"mail": None}),
        ({**ADA, "mail": None}, {"mail": None}, "none", {}),
        (ADA, {"id": "7", "login": "eve"}, "update", {"login": "eve"}),
        (ADA, {"login": "ada", "password": "new"}, "none", {}),
        (ADA, {"login": "ada", "note": "not told"}, "none", {}),
        ({**ADA, "level": None}, {"level": 1}, "none", {}),
        ({**ADA, "level": 2}, {"level": None}, "update", {"level": None}),
        ({**ADA, "level": 1.0}, {"level": 1}, "none", {}),
        ({**ADA, "data": {"a": 1, "b": [2]}}, {"data": {"b": [2.0], "a": 1}}, "none", {}),
        ({**ADA, "data": {"a": 1}}, {"data": {"a": True}}, "update", {"data": {"a": True}}),
        ({**ADA, "data": {"a": 1}}, {"data": {"a": "1"}}, "update", {"data": {"a": "1"}}),
        ({**ADA, "tags": ["b", "a", "a"]}, {"tags": ["a", "b", "a"]}, "none", {}),
        ({**ADA, "tags": ["b", "a", "a"]}, {"tags": ["a", "b"]}, "update", {"tags": ["a", "b"]}),
        ({**ADA, "route": [1, 2]}, {"route": [2, 1]}, "update", {"route": [2, 1]}),
        ({**ADA, "grants": GRANTS}, {"grants": GRANTS[::-1]}, "none", {}),
        ({**ADA, "grants": GRANTS}, {"grants": [*GRANTS, GRANTS[0]]}, "update", {"grants": [*GRANTS, GRANTS[0]]}),
        ({**ADA, "grants": GRANTS}, {"grants": []}, "update", {"grants": []}),
        ({**ADA, "grants": None}, {"grants": [{"on": "a", "token": "x"}]}, "update", {"grants": [{"on": "a"}]}),
        ({**ADA, "profile": PROFILE}, {"profile": {"shell": "sh", "pin": "1"}}, "none", {}),
        ({**ADA, "profile": PROFILE}, {"profile": {"limit": 5}}, "update", {"profile": {"shell": "sh", "limit": 5}}),
    ],
)
def test_plan(current, desired, operation, changes):
    planned = plan(ACCOUNT, desired, current)
    assert (planned.operation, planned.changes) == (operation, changes)
    assert planned.changed == (operation != "none")
    gone = plan(ACCOUNT, desired, current, "absent")
    assert (gone.operation, gone.after, gone.changes) == ("delete" if current else "none", None, {})


def test_none_counts_where_a_new_thing_has_values_from_elsewhere():
    fields = tuple(replace(field, none_counts=field.name == "mail") for field in ACCOUNT.fields)
    planned = plan(replace(ACCOUNT, fields=fields), {"login": "ada", "team": "red", "mail": None, "level": None}, None)
    assert planned.changes == {"login": "ada", "team": "red", "mail": None}


def test_what_will_be_there_is_foretold_without_what_the_server_computes():
    made = plan(ACCOUNT, {"login": "ada", "team": "red"}, None).after
    assert made["level"] == 1 and made["active"] is True and made["mail"] is None
    assert not {"id", "revision"} & made.keys()
    assert plan(ACCOUNT, {"mail": "c"}, ADA).after == {
        "login": "ada", "team": "red", "level": 1, "mail": "c", "kind": "human",
    }  # fmt: skip
    assert plan(ACCOUNT, {"mail": "a@b"}, ADA).after == ADA


def test_what_the_server_does_not_tell_is_named():
    current = {**ADA, "profile": {"shell": "sh"}}
    planned = plan(ACCOUNT, {"note": "x", "password": "y", "profile": {"limit": 5}}, current)
    assert (planned.operation, planned.unverified) == ("none", ("note", "profile.limit"))


def test_secrets_are_written_again_only_when_asked():
    desired = {"login": "ada", "password": "new", "profile": {"shell": "sh", "pin": "1"}}
    planned = plan(ACCOUNT, desired, {**ADA, "profile": PROFILE}, update_secret=True)
    assert planned.changes == {"password": "new", "profile": {"shell": "sh", "limit": None, "pin": "1"}}
    assert plan(ACCOUNT, {"login": "ada"}, ADA, update_secret=True).operation == "none"


def test_a_secret_is_written_where_none_is_yet():
    bare = replace(ACCOUNT, bare=lambda current: current["level"] == 1)
    assert plan(bare, {"login": "ada", "password": "new"}, ADA).changes == {"password": "new"}
    assert plan(bare, {"login": "ada", "password": "new"}, {**ADA, "level": 2}).operation == "none"
    assert plan(bare, {"login": "ada"}, ADA).operation == "none"


@pytest.mark.parametrize(
    ("current", "desired", "words"),
    [
        (ADA, {"kind": "robot"}, "account ada: kind cannot be changed; delete the account first"),
        (None, {"id": "9"}, "no account has the id 9; leave it out to create one"),
        (None, {"login": "eve"}, "account eve does not exist yet; give team to create it"),
    ],
)
def test_refusals(current, desired, words):
    with pytest.raises(PlanError, match=words):
        plan(ACCOUNT, desired, current)


def test_what_must_stay_is_not_deleted():
    guarded = replace(ACCOUNT, kept=lambda current: "it is the last one" if current["level"] == 1 else None)
    with pytest.raises(PlanError, match="account ada cannot be deleted: it is the last one"):
        plan(guarded, {"login": "ada"}, ADA, "absent")
    assert plan(guarded, {"login": "ada"}, {**ADA, "level": 2}, "absent").operation == "delete"
    assert plan(guarded, {"login": "ada"}, None, "absent").operation == "none"


def test_what_is_wanted_may_depend_on_what_is_there():
    seen = []

    def adapt(desired, current):
        seen.append(current)
        return {**desired, "data": {**((current or {}).get("data") or {}), **desired["data"]}}

    merging = replace(ACCOUNT, adapt=adapt)
    there = {**ADA, "data": {"a": 1, "b": 2}}
    assert plan(merging, {"data": {"b": 2}}, there).operation == "none"
    assert plan(merging, {"data": {"b": 3}}, there).changes == {"data": {"a": 1, "b": 3}}
    assert plan(merging, {"login": "x", "team": "t", "data": {"b": 3}}, None).changes["data"] == {"b": 3}
    assert seen == [there, there, None]


def test_two_of_one_name():
    with pytest.raises(PlanError, match=r"account ada: there are 2 of this name \(id: 7, 8\); give id"):
        only(ACCOUNT, {"login": "ada"}, [ADA, {**ADA, "id": "8"}])
    assert only(ACCOUNT, {"login": "ada"}, [ADA]) is ADA and only(ACCOUNT, {"login": "ada"}, []) is None
