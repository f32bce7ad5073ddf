# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""User and password instead of a token: one login, renewed when it has expired, and refusals in words."""

from __future__ import annotations

import time

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import ModuleSpec, Outside
from ansible_collections.opsweave.platform.plugins.module_utils.entry import argument_spec
from ansible_collections.opsweave.platform.plugins.module_utils.infrahub.client import INFRAHUB, connect
from tests.unit.play import SITES, Play

QUERY = {"query": "{ BuiltinTag { count } }"}
USER = {"api_token": None, "api_username": "admin", "api_password": "infrahub"}


@pytest.fixture
def play():
    made = Play("infrahub")
    made.ask = lambda **args: made.task("infrahub_query", {**QUERY, **USER, **args})
    return made


def paths(play):
    return [entry.path for entry in play.server.journal]


def test_one_login_then_the_question(play):
    done = play.ask()
    assert done["data"] == {"BuiltinTag": {"count": 0}} and done["requests"] == 2
    assert paths(play) == ["/api/auth/login", "/graphql/main"]


def test_an_expired_token_is_renewed_once(play):
    defaults = dict.fromkeys(
        ("api_token", "tracker", "api_proxy", "api_headers", "ca_path", "client_cert", "client_key")
    )
    more = {
        "api_url": "http://localhost",
        "branch": "main",
        "api_timeout": 5,
        "api_retries": 0,
        "api_retry_max_wait": 1,
    }
    params = {**defaults, **more, "validate_certs": True, "api_username": "admin", "api_password": "infrahub"}
    client = connect(params, Outside(transport=play.transport))
    assert client.graphql(QUERY["query"])
    play.server.clock = lambda: time.time() + 4000  # an access token lives for an hour
    assert client.graphql(QUERY["query"])
    assert paths(play)[2:] == ["/graphql/main", "/api/auth/refresh", "/graphql/main"]


def test_a_wrong_password_is_said_without_it(play):
    done = play.ask(api_password="not the password")
    assert done["failed"] and "Incorrect password" in done["msg"] and "not the password" not in str(done)
    assert len(play.server.journal) == 1


def test_a_wrong_token_is_not_tried_again(play):
    done = play.task("infrahub_query", {**QUERY, "api_token": "no-such-token"})
    assert "Invalid token" in done["msg"] and "check the credential" in done["msg"]
    assert done["requests"] == 1


def test_no_credential_at_all(play, monkeypatch):
    monkeypatch.setitem(SITES, "infrahub", SITES["infrahub"]._replace(credentials={}))
    assert "give api_token, or api_username and api_password" in play.task("infrahub_query", QUERY)["msg"]


def test_the_words_of_another_collection_are_understood():
    spec = argument_spec(ModuleSpec(INFRAHUB, (), lambda task: {}))
    given = {"api_endpoint": "http://localhost:8000", "token": "a-token", "timeout": 7}
    checked = ArgumentSpecValidator(spec).validate(given)
    assert not checked.error_messages
    params = checked.validated_parameters
    assert (params["api_url"], params["api_token"], params["api_timeout"]) == ("http://localhost:8000", "a-token", 7)
    assert checked._no_log_values == {"a-token"}


def test_the_tracker_goes_with_each_request(play):
    sent = []
    inner = play.transport

    def transport(*args, **how):
        sent.append(how["headers"].get("X-Infrahub-Tracker"))
        return inner(*args, **how)

    play.transport = transport
    assert play.ask(tracker=" change-17 ")["data"]
    assert sent == ["change-17", "change-17"]


@pytest.mark.parametrize("word", ["two\nlines", "Änderung"])
def test_a_tracker_that_no_header_can_carry(play, word):
    assert "one line of ASCII" in play.ask(tracker=word)["msg"]
    assert not play.server.journal


def test_the_default_branch_of_the_environment(play, monkeypatch):
    play.task("infrahub_branch", {"name": "develop"})
    monkeypatch.setenv("INFRAHUB_DEFAULT_BRANCH", "develop")
    play.server.journal.clear()
    play.ask()
    play.ask(branch="main")
    assert [path for path in paths(play) if "graphql" in path] == ["/graphql/develop", "/graphql/main"]
