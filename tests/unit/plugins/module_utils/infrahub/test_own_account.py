# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Own tokens, the own account, and what an account without rights is told."""

from __future__ import annotations

import json

import pytest

from tests.unit.play import TOKEN, Play

OWN = {"api_token": None, "api_username": "admin", "api_password": "infrahub"}


@pytest.fixture
def play():
    return Play("infrahub")


def test_a_token_is_told_once_and_masked_everywhere_else(play):
    foretold = play.task("infrahub_account_token", {**OWN, "name": "ci"}, check_mode=True)
    assert foretold["changed"] and "token" not in foretold
    made = play.task("infrahub_account_token", {**OWN, "name": "ci"})
    token = made["token"]
    assert token in play.server.tokens
    assert token not in json.dumps({name: value for name, value in made.items() if name != "token"})
    again = play.task("infrahub_account_token", {**OWN, "name": "ci"})
    assert not again["changed"] and "token" not in again
    assert play.task("infrahub_info", {"api_token": token})["account"]["name"] == "admin"
    assert play.task("infrahub_account_token", {**OWN, "name": "ci", "state": "absent"})["operation"] == "delete"
    assert play.task("infrahub_info", {"api_token": token})["failed"]
    assert not play.task("infrahub_account_token", {**OWN, "name": "ci", "state": "absent"})["changed"]


def test_when_a_token_expires_cannot_be_changed(play):
    token = {**OWN, "name": "ci", "expiration": "2099-01-01T00:00:00Z"}
    assert play.task("infrahub_account_token", token)["resource"]["expiration"] == "2099-01-01T00:00:00Z"
    assert not play.task("infrahub_account_token", {**token, "expiration": None})["changed"]
    later = play.task("infrahub_account_token", {**token, "expiration": "2100-01-01T00:00:00Z"})
    assert "account token ci: expiration cannot be changed; delete the account token first" in later["msg"]
    wrong = play.task("infrahub_account_token", {**token, "name": "x", "expiration": "tomorrow"})
    assert "tomorrow is not a valid DateTime" in wrong["msg"]


def test_more_tokens_than_a_page(play):
    for number in range(12):
        assert play.task("infrahub_account_token", {**OWN, "name": f"t{number}"})["changed"]
    told = play.task("infrahub_account_token_info", OWN)["resources"]
    assert len(told) == 13, "with the one that the server was started with"
    assert [one["name"] for one in play.task("infrahub_account_token_info", {**OWN, "name": "t11"})["resources"]] == [
        "t11"
    ]


@pytest.mark.parametrize(
    ("module", "args"),
    [
        ("infrahub_account_token", {"name": "ci"}),
        ("infrahub_account_token_info", {}),
        ("infrahub_own_account", {"description": "me"}),
    ],
)
def test_an_api_token_is_not_enough(play, module, args):
    result = play.task(module, args)
    assert result["failed"] and "give api_username and api_password in place of api_token" in result["msg"]
    assert not play.requests, "nothing was asked"


def test_a_login_comes_before_an_api_token_that_is_given_for_all(play):
    login = {name: value for name, value in OWN.items() if name != "api_token"}
    assert play.task("infrahub_account_token", {**login, "name": "ci"})["changed"]
    assert len(play.task("infrahub_account_token_info", login)["resources"]) == 2


def test_the_own_password(play):
    changed = {**OWN, "password": "new-word", "description": "me"}
    foretold = play.task("infrahub_own_account", changed, check_mode=True)
    assert foretold["changed"] and foretold["unverified"] == ["password"]
    done = play.task("infrahub_own_account", changed)
    assert done["account"]["description"] == "me" and "new-word" not in json.dumps(done["account"])
    assert "Incorrect password" in play.task("infrahub_own_account", changed)["msg"]
    now = {**changed, "api_password": "new-word"}
    described = {**now, "password": None, "description": "me too"}
    assert play.task("infrahub_own_account", described)["operation"] == "update"
    assert not play.task("infrahub_own_account", described)["changed"], "the password still lets in"
    now["description"] = "me too"
    assert play.task("infrahub_own_account", now)["changed"], "nobody can tell whether it is the old one"
    assert not play.task("infrahub_own_account", {**now, "update_secret": "on_create"})["changed"]
    assert "description is empty" in play.task("infrahub_own_account", {**now, "description": ""})["msg"]


def test_without_rights_the_servers_words_come_through(play):
    assert play.task("infrahub_account", {"name": "ann", "password": "word"})["changed"]
    ann = {"api_token": None, "api_username": "ann", "api_password": "word"}
    tag = {**ann, "kind": "BuiltinTag", "data": {"name": "red"}}
    denied = play.task("infrahub_node", tag)
    assert denied["failed"] and "object:Builtin:Tag:view:allow_default" in denied["msg"]
    look = {"name": "lookers", "members": ["ann"], "roles": ["looker"]}
    role = {"name": "looker", "permissions": ["object:*:*:view:allow_all"]}
    assert play.task("infrahub_account_role", role)["changed"] and play.task("infrahub_account_group", look)["changed"]
    denied = play.task("infrahub_node", tag)
    assert "You are not allowed to change data in the default branch" in denied["msg"]
    told = play.task("infrahub_info", ann)
    assert TOKEN not in json.dumps(told) and told["account"]["name"] == "ann"
