# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Who has the whole server asks as one organisation: every request says so, but those for the whole server."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.areas.projects import Orgs
from tests.lab.ironflow.lab import PLATFORM_KEY
from tests.unit.lives.every import LIVES, numbered
from tests.unit.play import LifePlay

from .server import Server, each_era

OURS = [life for life in LIVES if life.module.startswith("ironflow_")]
OF_ALL = ("/api/v1/platform/", "/api/v1/capacity/", "/api/v1/cluster/")
OPEN = ("/health", "/ready", "/api/v1/capabilities")


class Overheard:
    def __init__(self, transport):
        self.transport, self.sent = transport, []

    def __call__(self, method, url, **how):
        reply = self.transport(method, url, **how)
        self.sent.append((url.removeprefix("http://localhost"), reply.request.headers.get("X-Ironflow-Org")))
        return reply

    def websocket(self, url, **how):
        told = dict(line.split(": ", 1) for line in how["header"])
        self.sent.append((url.partition("localhost")[2], told.get("X-Ironflow-Org")))
        return self.transport.websocket(url, **how)


@pytest.mark.parametrize("life", OURS, ids=numbered(OURS))
def test_every_module_asks_as_that_organisation(life):
    """An organisation of its own would lack what a life takes for granted; the first one is as good to ask as."""
    play = LifePlay(life)
    heard = play.transport = Overheard(play.transport)
    for stage in play.stages:
        play.run({"api_key": PLATFORM_KEY, **stage.args, "api_org": "org_default"})
    asked = [(path, org) for path, org in heard.sent if not path.startswith(OPEN)]
    assert asked
    for path, org in asked:
        assert org == (None if path.startswith(OF_ALL) else "org_default"), path


def platform(**more):
    return Server(api_key=PLATFORM_KEY, **more)


@each_era
def test_two_organisations_see_their_own(version):
    server = Server(version, api_key=PLATFORM_KEY)
    acme = server.done("tenant_provision", name="Acme", environment="live")
    ada = {"email": "ada@example.com", "password": "word"}
    server.done("user", **ada, api_org="Acme")
    assert [one["email"] for one in server.done("user_info", api_org="Acme")["resources"]] == ["ada@example.com"]
    assert server.done("user_info")["resources"] == []
    live = {"api_org": "Acme", "api_environment": "live"}
    server.done("secret", name="db", value="open sesame", **live)
    assert [one["name"] for one in server.done("secret_info", **live)["resources"]] == ["db"]
    assert server.done("secret_info")["resources"] == []
    assert [one["name"] for one in server.done("environment_info", api_org="Acme")["resources"]] == ["live"]
    own = {"api_key": acme["key"], "api_environment": acme_env(server)}
    assert [one["name"] for one in server.done("secret_info", **own)["resources"]] == ["db"]
    assert "does not belong" in server.refused("secret_info", api_org="org_default", api_environment=acme_env(server))


def acme_env(server):
    return server.done("environment_info", api_org="Acme")["resources"][0]["id"]


def test_an_organisation_that_is_not_there():
    server = platform()
    assert 'there is no organisation "Defalt"; did you mean "Default"' in server.refused("user_info", api_org="Defalt")
    server.done("tenant", name="Acme")
    assert server.done("user_info", api_org="Acme")["resources"] == []
    server.done("tenant", name="Beta")
    assert server.done("user_info", api_org="Beta")["resources"] == []  # made after the names were asked for


@pytest.mark.parametrize(("module", "args"), [
    ("user", {"email": "ada@example.com"}), ("consumer_group", {"name": "g"}), ("kv_bucket", {"name": "b"}),
])  # fmt: skip
@pytest.mark.parametrize("check_mode", [True, False])
def test_nothing_is_absent_from_what_is_not_there(module, args, check_mode):
    server = platform()
    server.fault("status", status=403, path="platform/tenants", times=9)  # so that the id is not known to be wrong
    for where in ({"api_org": "org_other"}, {"api_environment": "env_other"}):
        told = server.refused(module, check_mode, state="absent", **args, **where)
        said = "organisation org_other" if "api_org" in where else "environment env_other"
        assert f"there is no {said}; api_" in told


def test_who_may_not_ask_as_another():
    told = Server().refused("user_info", api_org="org_default")
    assert "api_org needs a key that begins with ifplatform_" in told and "leave api_org out" in told
    server = Server()
    server.lab.keys["token"] = server.lab.keys.pop(server.lab.api_key)
    assert "platform credentials required" in server.refused("user_info", api_key="token", api_org="org_default")


def test_two_of_one_name():
    server = platform()
    first = server.done("tenant", name="Acme")["resource"]["id"]
    orgs = server.lab.room(Orgs).things
    orgs["org_other"] = {**orgs[first], "id": "org_other"}
    assert f"({', '.join(sorted([first, 'org_other']))}); give the id" in server.refused("user_info", api_org="Acme")
    assert server.done("user_info", api_org=first)["resources"] == []
