# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Accounts, account groups, roles and permissions: names, partial and exact lists, passwords."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.infrahub.resources.permission import (
    identifier_of,
    parsed,
)
from tests.lab.infrahub.values import fits
from tests.unit.play import Play


@pytest.fixture
def play():
    return Play("infrahub")


@pytest.mark.parametrize(
    ("identifier", "kind", "hfid"),
    [
        ("global:manage_schema:allow_all", "CoreGlobalPermission", ["manage_schema", "6"]),
        ("global:manage_schema:deny", "CoreGlobalPermission", ["manage_schema", "1"]),
        ("object:*:*:any:allow_other", "CoreObjectPermission", ["*", "*", "any", "4"]),
        ("object:Dcim:Device:view:allow_default", "CoreObjectPermission", ["Dcim", "Device", "view", "2"]),
    ],
)
def test_identifiers_both_ways(identifier, kind, hfid):
    assert parsed(identifier) == (kind, hfid)
    assert identifier_of({"__typename": kind, "hfid": hfid}) == identifier


@pytest.mark.parametrize(
    ("identifier", "why"),
    [
        ("manage_schema", "it is written global:ACTION:DECISION or object:NAMESPACE:NAME:ACTION:DECISION"),
        ("object:Dcim:view:allow_all", "it is written"),
        ("global:manage_schema:allow_al", 'did you mean "allow_all"'),
        ("object:Dcim:Device:veiw:allow_all", 'did you mean "view"'),
    ],
)
def test_identifiers_that_are_none(identifier, why):
    with pytest.raises(PlanError) as error:
        parsed(identifier)
    assert why in str(error.value)


def test_lists_are_added_to_unless_exact(play):
    play.task("infrahub_account", {"name": "ada", "password": "word"})
    group = {"name": "makers", "members": ["ada", "admin", "ada"], "exact": False}
    assert play.task("infrahub_account_group", group)["resource"]["members"] == ["ada", "admin"]
    less = {**group, "members": ["admin"]}
    assert not play.task("infrahub_account_group", less)["changed"]
    assert play.task("infrahub_account_group", {**less, "exact": True})["resource"]["members"] == ["admin"]
    assert play.task("infrahub_account_group_info", {"name": "makers"})["resources"][0]["members"] == ["admin"]


def test_a_member_that_is_not_there_is_named(play):
    result = play.task("infrahub_account_group", {"name": "makers", "members": ["nobody"]})
    assert result["failed"] and "nobody" in result["msg"]


def test_the_password_is_what_logs_in_and_is_never_told(play):
    account = {"name": "ada", "password": "first-word"}
    made = play.task("infrahub_account", account)
    assert "password" not in made["resource"]
    assert not play.task("infrahub_account", {**account, "password": "second-word"})["changed"]
    again = play.task("infrahub_account", {**account, "password": "second-word", "update_secret": "always"})
    assert again["changed"] and "word" not in str({k: v for k, v in again.items() if k != "invocation"})
    told = play.task("infrahub_account_info", {"name": "ada"})["resources"]
    assert [sorted(one) for one in told] == [["account_type", "description", "id", "label", "name", "status"]]
    held = next(one for one in play.server.main_view().all("CoreAccount") if one.value("name") == "ada")
    assert fits("second-word", held.value("password")) and not fits("first-word", held.value("password"))
