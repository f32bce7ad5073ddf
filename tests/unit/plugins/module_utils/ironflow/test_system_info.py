# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What whoever runs a server looks at: every subset in every era, listings to their end, refusals that say why."""

from __future__ import annotations

import time

import pytest

from tests.lab.ironflow.areas.audit import note
from tests.lab.ironflow.areas.debounced import Debounced, arm
from tests.lab.ironflow.areas.flow import Flow
from tests.lab.ironflow.areas.operation import Breakers, Capacity, Outbox, bury, fail
from tests.lab.ironflow.lab import PLATFORM_KEY

from .server import OLD, Server, each_era

ALL = {
    "agent_tools", "audit", "audit_settings", "auth_audit", "capacity", "circuit_breakers", "debounce", "flow",
    "outbox", "platform_audit", "workers",
}  # fmt: skip


def told(server, subset, **more):
    return server.done("system_info", subset=[subset], **more)["system"][subset]


@each_era
def test_everything_that_a_server_has(version):
    server = Server(version, api_key=PLATFORM_KEY)
    done = server.done("system_info")
    expected = {"audit_settings"} if server.lab.at < (0, 37) else set()
    assert (set(done["system"]), set(done["left_out"])) == (ALL - expected, expected)
    assert done["changed"] is False and server.lab.writes == []
    flow = done["system"]["flow"]
    assert (flow["invoke_edges"] is None) == (server.lab.at < (0, 35)) and flow["emit_edges"] == []
    assert set(done["system"]["capacity"]) == {
        "buckets", "credits", "lanes", "leases", "queue", "sessions", "stats",
    }  # fmt: skip


def test_what_a_key_may_not_read():
    server = Server()
    done = server.done("system_info")
    assert set(done["left_out"]) == {"platform_audit", "capacity"}
    assert "HTTP 403: platform credentials required" in done["left_out"]["capacity"]
    assert "platform credentials required" in server.refused("system_info", subset=["audit", "capacity"])
    filters = {"capacity": {"function_id": "f"}}
    assert "platform credentials required" in server.refused("system_info", filters=filters)


def test_what_cannot_be_asked():
    server = Server(OLD)
    assert 'there is no "breakers"; did you mean' in server.refused("system_info", subset=["breakers"])
    old = server.refused("system_info", subset=["audit_settings"])
    assert old == "subset audit_settings: Ironflow has it from 0.37 on, and this server is 0.33.1"
    filters = {"audit": {"action": "secrets:manage"}}
    assert "audit: action: Ironflow has it from 0.37 on" in server.refused("system_info", filters=filters)
    unasked = server.refused("system_info", subset=["flow"], filters={"audit": {"run_id": "r"}})
    assert "filters: audit is not in subset" in unasked
    assert "it is at least 0" in server.refused("system_info", limit=-1)


def test_a_server_that_fails_is_no_server_that_lacks():
    server = Server(api_retries=0)
    server.fault("status", status=500, path="circuit-breakers")
    assert "HTTP 500" in server.refused("system_info")


@each_era
def test_an_audit_to_its_end(version):
    server = Server(version)
    for number in range(450):
        run = f"run_{number % 2}"
        note(server.lab, "run.started", "env_default", run_id=run, function_id="f", payload={"number": number})
    found = told(server, "audit")
    assert [one["payload"]["number"] for one in found] == list(range(449, -1, -1))
    assert len(server.requests()) - server.requests().count(("GET", "/api/v1/capabilities")) == 5
    filters = {"audit": {"run_id": "run_1"}}
    assert len(told(server, "audit", filters=filters)) == 225
    assert [one["payload"]["number"] for one in told(server, "audit", filters=filters, limit=2)] == [449, 447]


@each_era
def test_who_was_let_in(version):
    server = Server(version)
    key = server.done("api_key", name="watcher", roles=["viewer"])["resource"]
    assert server.task("kv_bucket", name="b", api_key=key["key"])["failed"]
    found = told(server, "auth_audit", filters={"auth_audit": {"api_key_id": key["id"]}})
    assert [one["payload"]["outcome"] for one in found] == ["denied"]
    assert found[0]["event_type"] == "authz.denied" and found[0]["created_at"]
    if server.lab.at >= (0, 37):
        same = told(server, "audit", filters={"audit": {"action": found[0]["payload"]["action"]}})
        assert found[0]["id"] in [one["id"] for one in same]


def test_an_audit_whose_answers_have_no_cursor():
    server = Server(api_key=PLATFORM_KEY)
    now = [1_700_000_000.0]
    server.lab.clock = lambda: now[0]
    for number in range(250):
        now[0] += number % 3  # some at the same time
        note(server.lab, "platform.tested", scope="platform", payload={"number": number})
    found = told(server, "platform_audit")
    assert sorted(one["payload"]["number"] for one in found) == list(range(250))
    for _each in range(120):
        note(server.lab, "platform.tested", scope="platform")
    done = server.done("system_info", subset=["platform_audit"])
    assert "the server tells of 370 entries, and 100 could be read" in done["warnings"][0]


def test_who_asked_as_an_organisation():
    server = Server(api_key=PLATFORM_KEY)
    server.done("user_info", api_org="org_default")
    filters = {"platform_audit": {"event_type": "platform.impersonated", "impersonated_org_id": "org_default"}}
    assert len(told(server, "platform_audit", filters=filters)) == 1


@each_era
def test_dead_letters_to_their_end(version):
    server = Server(version)
    for number in range(230):
        bury(server.lab.room(Outbox), f"evt_{number}", "orders", 0, "env_default")
    assert len(told(server, "outbox")) == 230 and len(server.requests()) == 3
    assert len(told(server, "outbox", limit=7)) == 7
    assert told(server, "outbox", api_environment="staging") == []


@each_era
def test_capacity_of_an_environment(version):
    server = Server(version, api_key=PLATFORM_KEY)
    for name in ("env_default", "env_staging"):
        bucket = {"created_at": "2026-01-01T00:00:00Z", "environment_id": name, "function_id": "f"}
        server.lab.room(Capacity).parts["buckets"] += [bucket] * 1100
    assert len(told(server, "capacity")["buckets"]) == 2200
    filters = {"capacity": {"environment": "staging", "function_id": "f"}}
    found = told(server, "capacity", filters=filters)["buckets"]
    assert {one["environment_id"] for one in found} == {"env_staging"} and len(found) == 1100
    assert len(told(server, "capacity", limit=3)["buckets"]) == 3


@pytest.mark.parametrize("version", [OLD, "0.53.0"])
def test_the_rest(version):
    server = Server(version)
    fail(server.lab.room(Breakers), "charge", "https://shop/charge", 0, "env_default")
    arm(server.lab.room(Debounced), "sum", "evt_1", time.time(), "env_default", key="a/b")
    server.lab.room(Flow).saw("emit", event="paid", function_id="charge")
    assert [one["consecutive_fails"] for one in told(server, "circuit_breakers")] == [1]
    assert [one["debounce_key"] for one in told(server, "debounce")] == ["a/b"]
    assert told(server, "flow")["emit_edges"] == [{"event": "paid", "function_id": "charge"}]
    register = {"agentName": "ops", "callbackUrl": "https://ops.example.com", "tools": [
        {"name": "restart", "description": "Restarts", "inputSchemaJson": '{"type": "object"}'}
    ]}  # fmt: skip
    server.done("call", operation="AgentToolsService/RegisterTool", params=register)
    tool = {"name": "ops.restart", "description": "Restarts", "input_schema": {"type": "object"}}
    assert told(server, "agent_tools") == [{**tool, "required_scopes": []}]
