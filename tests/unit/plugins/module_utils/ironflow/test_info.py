# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a server of any version says of itself: to anybody, to whom it knows, and while it is starting up."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.areas.meta import Readiness
from tests.lab.ironflow.lab import PLATFORM_KEY

from .server import Server, each_era

FAST = {"wait": True, "wait_timeout": 6, "wait_interval": 1}


@each_era
def test_of_every_version(version):
    told = Server(version).done("info")
    assert (told["version"], told["ready"]) == (version, True)
    assert told["readiness"] == {"ready": True, "status": "ready", "issues": {}, "warnings": {}}
    assert told["health"]["status"] == "ok" and told["health"]["warnings"] == []
    assert told["capabilities"]["auth_required"] is True
    assert told["components"] == {"store": {"status": "ok", "message": ""}}
    assert (told["server"]["active_runs"], told["identity"]) == (0, None)


def test_without_a_key():
    server = Server(api_key=None)
    told = server.done("info")
    assert told["ready"] and told["components"] is told["server"] is told["identity"] is None
    assert [path for _method, path in server.requests()] == ["/ready", "/health", "/api/v1/capabilities"]
    assert all("Authorization" not in headers for _method, _path, headers, _data in server.sent)
    assert "api_key is missing; give it, or set the environment" in server.refused("project_info")
    assert server.requests() == []


def test_a_wrong_key_is_told():
    assert "authentication required" in Server(api_key="ifkey_ffffffffffffffffffffffffffffffff").refused("info")


@pytest.mark.parametrize("platform", [False, True])
def test_the_key_that_asks(platform):
    server = Server()
    how = {"platform": True, "api_key": PLATFORM_KEY} if platform else {}
    made = server.done("api_key", name="build", roles=[] if platform else ["viewer"], **how)["resource"]
    found = server.done("info", api_key=made["key"])["identity"]
    assert (found["id"], found["name"], found["platform"]) == (made["id"], "build", platform)
    assert made["key"] not in str(server.done("info"))


def test_a_server_that_is_not_ready_says_why():
    server = Server()
    server.lab.room(Readiness).issues = {"store": "migrating"}
    told = server.done("info")
    assert not told["ready"] and told["readiness"]["issues"] == {"store": "migrating"}
    assert told["version"] == "0.53.0" and told["components"] is None
    assert [path for _method, path in server.requests()].count("/ready") == 1
    assert "not ready after 6 seconds: store: migrating" in server.refused("info", **FAST)

    def soon(method, path):
        if sum(one == "/ready" for _method, one in server.requests()) == 2:
            server.lab.room(Readiness).issues = {}

    server.between = soon
    assert server.done("info", **FAST)["ready"]


@pytest.mark.parametrize("fault", [{"action": "drop_before"}, {"action": "login_page"}, {"action": "status"}])
def test_a_server_that_does_not_answer_yet(fault):
    server = Server()
    server.fault(path="/ready", times=3, **fault)
    assert server.done("info", **FAST)["ready"]
    server.fault(path="/ready", times=99, **fault)
    assert "Ironflow is not ready after 6 seconds" in server.refused("info", **FAST)
    server.fault(path="/ready", **fault)
    once = server.task("info")  # a server that is busy is asked again; a login page is nobody's server
    assert bool(once.get("failed")) == (fault["action"] == "login_page")


def test_what_a_server_refuses_is_not_waited_for():
    server = Server()
    server.fault("status", status=403, path="/ready", times=99)
    assert "HTTP 403" in server.refused("info", **FAST)
    assert len(server.sent) == 1


def test_what_may_not_be_read_is_left_out():
    server = Server()
    server.fault("status", status=403, path="IronflowService/Info")
    told = server.done("info")
    assert told["server"] is None and told["components"]
