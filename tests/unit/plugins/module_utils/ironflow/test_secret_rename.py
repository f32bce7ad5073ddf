# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A secret gets another name and keeps its value, whatever goes wrong on the way."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.areas.secrets import Secrets

from .server import Server, each_era

DB = {"name": "db", "value": "open-sesame", "description": "Orders"}
NOW = {"name": "orders", "previous_name": "db"}


def kept(server):
    return {name: (one.value, one.description) for name, one in server.lab.room(Secrets).named.items()}


def there(version="0.53.0"):
    server = Server(version, api_retries=1)
    server.done("secret", **DB)
    return server


@each_era
def test_a_new_name(version):
    server = there(version)
    foretold = server.done("secret", check_mode=True, **NOW)
    done = server.done("secret", **NOW)
    assert kept(server) == {"orders": ("open-sesame", "Orders")}
    assert (done["operation"], done["diff"]) == ("update", foretold["diff"])
    assert (done["diff"]["before"]["name"], done["diff"]["after"]["name"]) == ("db", "orders")
    assert (done["resource"]["name"], done["resource"]["revision"]) == ("orders", 2)
    assert not server.done("secret", **NOW)["changed"]
    assert not server.done("secret", name="orders", previous_name="orders")["changed"]


def test_a_new_name_and_more():
    server = there()
    more = {**NOW, "description": "Orders, read only", "value": "close-sesame"}
    done = server.done("secret", **more)
    assert (kept(server), server.sent[-1][0]) == ({"orders": ("open-sesame", "Orders, read only")}, "PATCH")
    assert not server.done("secret", **more)["changed"] and "sesame" not in str(done)
    server.done("secret", name="again", previous_name="orders", value="close-sesame", update_secret="always")
    assert kept(server) == {"again": ("close-sesame", "Orders, read only")}


def test_a_name_that_is_taken():
    server = there()
    server.done("secret", name="orders", value="other-sesame")
    for check_mode in (True, False):
        told = server.refused("secret", check_mode, **NOW)
        assert "secret orders is there already, and so is secret db, which was to become it; delete one" in told
    assert kept(server) == {"db": ("open-sesame", "Orders"), "orders": ("other-sesame", "")}


def test_a_name_that_somebody_else_takes_meanwhile():
    server = there()

    def faster(method, path):
        if method == "PATCH":
            secrets = server.lab.room(Secrets).named
            secrets["orders"] = secrets["db"]

    server.between = faster
    assert "secret already exists" in server.refused("secret", **NOW)


def test_neither_is_there():
    server = Server()
    assert "secret orders does not exist yet; give value to create it" in server.refused("secret", **NOW)
    assert server.done("secret", **NOW, value="open-sesame")["operation"] == "create"
    assert "leave it out to delete it" in server.refused("secret", **NOW, state="absent")


@pytest.mark.parametrize("fault", [
    {"action": "drop_after"}, {"action": "truncate"}, {"action": "delay"}, {"action": "drop_before"},
    *({"action": "status", "status": status} for status in (403, 404, 429, 500, 503)),
])  # fmt: skip
@pytest.mark.parametrize("more", [{}, {"value": "close-sesame", "update_secret": "always"}])
def test_nothing_is_lost(fault, more):
    server = there()
    server.fault(method="PATCH", **fault)
    told = server.task("secret", **NOW, **more)
    assert "exception" not in told and "sesame" not in str(told)
    if fault["action"] in ("drop_after", "truncate", "delay") or fault.get("status") == 429:
        assert not told.get("failed"), told["msg"]
    values = [value for value, _description in kept(server).values()]
    assert values in (["open-sesame"], ["close-sesame"])
    server.done("secret", **NOW, **more)
    expected = "close-sesame" if more else "open-sesame"
    assert kept(server) == {"orders": (expected, "Orders")}
