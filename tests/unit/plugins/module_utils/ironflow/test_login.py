# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The first user of a platform, and what users log in for."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.areas.people import PlatformUsers

from .server import Server, each_era

ADA = {"email": "ada@example.com", "name": "Ada", "password": "open-sesame"}
WHO = {"email": ADA["email"], "password": ADA["password"]}


@each_era
def test_the_first_user_makes_the_rest(version):
    server = Server(version)
    assert server.done("bootstrap", **ADA)["changed"] and not server.done("bootstrap", **ADA)["changed"]
    told = server.done("login", scope="platform", show_token=True, api_key=None, **WHO)
    assert (told["changed"], told["user"]["name"], told["user"]["email"]) == (False, "Ada", ADA["email"])
    token = {"api_key": told["token"]}
    server.done("tenant", name="Acme", **token)
    server.done("user", email="grace@example.com", password="sim-sala-bim", api_org="Acme", **token)
    assert server.done("user_info")["resources"] == []
    grace = server.done("login", email="grace@example.com", password="sim-sala-bim", api_key=None)
    assert (grace["token"], grace["user"]) == (None, {"email": "grace@example.com"})


def test_a_token_is_told_only_where_it_is_asked_for():
    server = Server()
    server.done("bootstrap", **ADA)
    told = server.done("login", scope="platform", **WHO)
    made = next(text for text, key in server.lab.keys.items() if key.platform and not text.startswith("ifplatform_"))
    assert told["token"] is None and made not in str(told) and "sesame" not in str(told)
    assert "Authorization" not in server.done("login", scope="platform", show_token=True, api_key=None, **WHO)
    assert server.lab.writes == ["platform_bootstrap " + next(iter(server.lab.room(PlatformUsers).things))]


def test_who_may_not_log_in():
    server = Server()
    assert "invalid email or password" in server.refused("login", **WHO)
    assert "invalid email or password" in server.refused("login", scope="platform", **WHO)


def test_a_platform_that_has_users_already():
    server = Server()
    server.done("bootstrap", **ADA)
    told = server.refused("bootstrap", **{**ADA, "password": "close-sesame"})
    assert "ada@example.com is none of them or has another password; give the" in told
    assert server.done("bootstrap", check_mode=True, **{**ADA, "password": "close-sesame"})["user"] is None


@pytest.mark.parametrize("action", ["drop_after", "drop_before", "truncate"])
def test_an_answer_that_was_lost(action):
    server = Server(api_retries=0)
    server.fault(action, path="platform/bootstrap")
    told = server.task("bootstrap", **ADA)
    assert bool(told.get("failed")) == (action == "drop_before")
    assert server.done("bootstrap", **ADA)["changed"] == (action == "drop_before")
    assert len(server.lab.room(PlatformUsers).things) == 1


def test_an_answer_without_a_token():
    server = Server()
    server.fault("login_page", path="auth/login")
    server.refused("login", **WHO)
