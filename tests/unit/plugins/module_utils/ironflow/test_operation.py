# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Putting a server right by hand: what is odd about breakers, debounced events, dead letters, tokens and tools."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.areas.operation import Breakers, Cluster, Outbox

from .server import NEW, OLD, Server, each_era

TOOLS = {"agent": "ops", "callback_url": "https://ops.example.com", "tools": [{"name": "restart", "timeout_ms": 5000}]}


def trouble(server, *names, **data):
    return [server.done("event", name=name, data=data)["event_id"] for name in names]


@each_era
def test_breakers_that_fit_are_closed(version):
    server = Server(version)
    trouble(server, "failing.charge", "failing.refund")
    done = server.done("circuit_breaker_reset", endpoint="https://charge.example.com/run")
    assert done["keys"] == ["charge:https://charge.example.com/run"]
    states = {key: one["state"] for key, one in server.lab.room(Breakers).keyed.items()}
    assert states == {done["keys"][0]: "closed", "refund:https://refund.example.com/run": "open"}
    assert not server.done("circuit_breaker_reset", function_id="charge")["changed"]
    assert not server.done("circuit_breaker_reset", key="nothing that failed")["changed"]
    both = server.done("circuit_breaker_reset", function_id="refund", endpoint="https://charge.example.com/run")
    assert not both["changed"], "all that is given has to fit"


@pytest.mark.parametrize(("version", "path"), [
    ("0.46.0", "env_default/sum/%C3%A4%2Fb%20c%3F"), ("0.47.0", "env_default/sum/w6QvYiBjPw"),
])  # fmt: skip
def test_the_key_of_a_debounced_event_in_the_path(version, path):
    server = Server(version)
    trouble(server, "debounced.sum", key="ä/b c?")
    trouble(server, "debounced.sum", key="other")
    done = server.done("debounce_delete", function_id="sum", key="ä/b c?")
    assert server.requests()[-1] == ("DELETE", f"/api/v1/debounce/entries/{path}")
    assert [one["debounce_key"] for one in done["entries"]] == ["ä/b c?"]
    rest = server.done("debounce_delete", function_id="sum")
    assert [one["debounce_key"] for one in rest["entries"]] == ["other"]
    assert not server.done("debounce_delete", function_id="sum")["changed"]


def test_a_debounced_event_without_a_key():
    server = Server()
    trouble(server, "debounced.sum")
    told = server.refused("debounce_delete", function_id="sum")
    assert "function sum: an event that waits there has no key, and the server can be told of none without" in told


def test_a_debounced_event_that_fires_meanwhile():
    server = Server()
    trouble(server, "debounced.sum", key="k")

    def fires(method, path):
        if method == "DELETE":
            from tests.lab.ironflow.areas.debounced import Debounced

            server.lab.room(Debounced).entries.clear()

    server.between = fires
    assert server.done("debounce_delete", function_id="sum")["changed"]


@each_era
def test_dead_letters_of_an_event(version):
    server = Server(version)
    ids = trouble(server, "undeliverable.orders", "undeliverable.bills", "undeliverable.orders")
    assert server.done("dead_letters", action="delete", event_ids=[ids[1], "evt_other"])["event_ids"] == [ids[1]]
    assert server.done("dead_letters", action="requeue", all=True)["event_ids"] == [ids[0], ids[2]]
    assert server.lab.room(Outbox).requeued == [ids[0], ids[2]]
    assert not server.done("dead_letters", action="requeue", event_ids=ids)["changed"]


def test_dead_letters_of_another_environment():
    server = Server(api_environment="staging")
    ids = trouble(server, "undeliverable.orders")
    assert not server.done("dead_letters", action="delete", all=True, api_environment="default")["changed"]
    assert server.done("dead_letters", action="delete", all=True)["event_ids"] == ids


def test_what_was_sent_off_before_an_error_is_told():
    server = Server(api_retries=0)
    ids = trouble(server, "undeliverable.orders", "undeliverable.orders")
    server.fault("status", status=500, path=f"{ids[1]}/requeue")
    told = server.task("dead_letters", action="requeue", all=True)
    assert (told["failed"], told["changed"], told["done"], told["failed_item"]) == (True, True, ids[:1], ids[1])


def test_a_token_is_told_only_where_nobody_gave_one():
    server = Server()
    made = server.done("cluster_token_rotate", kind="node")
    assert made["token"] == server.lab.room(Cluster).tokens["node", ""] and len(made["token"]) == 64
    given = server.done("cluster_token_rotate", kind="node", new_value="open sesame")
    assert given["token"] is None and "open sesame" not in str(given)
    for _time in range(2):
        server.done("cluster_token_rotate", kind="node", new_value="once", idempotency_key="k")
    assert len(server.lab.writes) == 3


@pytest.mark.parametrize("version", [OLD, NEW])
def test_the_secret_of_an_agent(version):
    server = Server(version)
    hidden = server.done("agent_tools", **TOOLS)
    assert "hmac_secret" not in hidden["resource"] and "ifhmac_" not in str(hidden)
    assert hidden["unverified"] == []
    again = server.done("agent_tools", **TOOLS, show_secret=True)
    assert (again["changed"], again["unverified"]) == (False, ["callback_url", "tools.timeout_ms"])
    shown = server.done("agent_tools", **TOOLS, show_secret=True, register="always")
    assert shown["operation"] == "update" and shown["resource"]["hmac_secret"].startswith("ifhmac_")
    foretold = server.done("agent_tools", check_mode=True, **TOOLS, show_secret=True, register="always")
    assert foretold["changed"] and "hmac_secret" not in foretold["resource"]


def test_a_secret_that_went_with_the_answer():
    server = Server()
    server.fault("drop_after", path="RegisterTool")
    told = server.done("agent_tools", **TOOLS, show_secret=True)
    assert "its secret went with the answer; for a new one register: always" in told["warnings"][0]


def test_an_agent_is_registered_whole():
    server = Server()
    assert "give callback_url and tools to create it" in server.refused("agent_tools", agent="ops")
    server.done("agent_tools", **TOOLS)
    more = [*TOOLS["tools"], {"name": "stop"}]
    assert "give callback_url and tools, for it" in server.refused("agent_tools", agent="ops", tools=more)
    assert "give callback_url and tools" in server.refused("agent_tools", agent="ops", register="always")
    done = server.done("agent_tools", **{**TOOLS, "tools": more})
    assert [tool["name"] for tool in done["resource"]["tools"]] == ["restart", "stop"]


def test_an_agent_of_another_key():
    server = Server()
    server.done("agent_tools", **TOOLS)
    other = server.done("api_key", name="other", roles=["developer"])["resource"]["key"]
    more = {**TOOLS, "tools": [{"name": "stop"}]}
    assert "is owned by another API key" in server.refused("agent_tools", **more, api_key=other)
    assert "is owned by another API key" in server.refused("agent_tools", agent="ops", state="absent", api_key=other)


def test_what_a_tool_answers():
    server = Server()
    server.done("agent_tools", **TOOLS)
    assert server.done("agent_tool_invoke", tool="ops.restart", input={"a": 1})["output"] == {"a": 1}
    assert server.done("agent_tool_invoke", tool="ops.restart", input=[1, "{{ x }}"])["output"] == [1, "{{ x }}"]
    told = server.task("agent_tool_invoke", tool="ops.restart", input={"fail": "no such service"})
    assert told["msg"] == "tool ops.restart was called and failed: tool_failed: no such service"
    unknown = server.refused("agent_tool_invoke", tool="ops.restrat", input={})
    assert 'there is no tool "ops.restrat"; did you mean "ops.restart"?' in unknown
    server.fault("drop_after", path="InvokeTool")
    lost = server.task("agent_tool_invoke", tool="ops.restart")
    assert "tool ops.restart may have been called" in lost["msg"]
    old = Server(OLD).refused("agent_tool_invoke", tool="ops.restart", input=[1])
    assert "an input that is no dictionary: Ironflow has it from 0.34 on" in old


def test_tools_that_need_a_scope():
    server = Server()
    key = server.done("api_key", name="ops", roles=["developer"], tool_scopes=["restart"])["resource"]["key"]
    scoped = {**TOOLS, "tools": [{"name": "restart", "required_scopes": ["restart"]}], "api_key": key}
    server.done("agent_tools", **scoped)
    assert not server.done("agent_tools", **scoped)["changed"]
    assert server.done("agent_tool_invoke", tool="ops.restart", api_key=key)["changed"]
    assert "there is no tool" in server.refused("agent_tool_invoke", tool="ops.restart")
