# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the Ironflow SDKs and our modules see of a server as whoever runs it does, and how they put it right."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Pair
from .ours import Failed
from .sdk import Refused

OLD = "0.33.1"
EDGES = ("emit", "stream", "topic")
TOOL = {"name": "restart", "description": "Restarts", "input_schema": {"type": "object"}}


def old_sdk(ironflow: Pair) -> bool:
    return str(ironflow.sdk("version")) == OLD


def speaks(ironflow: Pair) -> bool:
    """Whether SDK and server name environments, and a debounce key, in the same way."""
    return old_sdk(ironflow) == (ironflow.version == OLD)


def trouble(ironflow: Pair, name: str, **data: Any) -> str:
    return str(ironflow.ours("event", name=name, data=data)["event_id"])


def system(ironflow: Pair, subset: str, **more: Any) -> Any:
    return ironflow.ours("system_info", subset=[subset], **more)["system"][subset]


def test_a_server_is_the_same_to_both(ironflow: Pair) -> None:
    told = ironflow.ours("info")
    health, ready, able = (ironflow.sdk(method) for method in ("health", "ready", "capabilities"))
    assert told["version"] == health["version"] == able["version"] == ironflow.version
    assert told["ready"] and told["readiness"]["status"] == ready["status"]
    assert told["capabilities"]["transports"] == able["transports"]


def test_an_audit_of_what_both_did(ironflow: Pair) -> None:
    ironflow.ours("kv_bucket", name="ours")
    ironflow.sdk("kv_buckets", {"name": "theirs"})
    ours = system(ironflow, "audit")
    assert len(ours) == 2
    if speaks(ironflow):  # of another era, the answer has more or less than the SDK knows
        assert [one["id"] for one in ours] == [one["id"] for one in ironflow.sdk("audit_list")["events"]]
    trail = ironflow.sdk("audit.get_auth_trail", {})["events"]
    assert [one["id"] for one in system(ironflow, "auth_audit")] == [one["id"] for one in trail]


def test_breakers(ironflow: Pair) -> None:
    trouble(ironflow, "failing.charge")
    trouble(ironflow, "failing.refund")
    seen = system(ironflow, "circuit_breakers")
    if speaks(ironflow):
        assert seen == ironflow.sdk("circuit_breakers_list")
        assert ironflow.sdk("circuit_breakers_reset", seen[0]["key"])["state"] == "closed"
        ironflow.ours.settled("circuit_breaker_reset", key=seen[0]["key"])
        assert ironflow.ours("circuit_breaker_reset", function_id="refund")["keys"] == [seen[1]["key"]]
        assert {one["state"] for one in ironflow.sdk("circuit_breakers_list")} == {"closed"}


def test_debounced_events(ironflow: Pair) -> None:
    for key in ("a/b ä", "plain"):
        trouble(ironflow, "debounced.sum", key=key)
    seen = ironflow.sdk("debounce_list_entries")
    assert [one["debounce_key"] for one in system(ironflow, "debounce")] == [one["debounce_key"] for one in seen]
    if speaks(ironflow):
        ironflow.sdk("debounce_delete_entries", "env_default", "sum", "a/b ä")
        ironflow.ours.settled("debounce_delete", function_id="sum", key="a/b ä")
    assert ironflow.ours("debounce_delete", function_id="sum")["changed"]
    assert ironflow.sdk("debounce_list_entries") == []


def test_dead_letters(ironflow: Pair) -> None:
    ids = [trouble(ironflow, "undeliverable.orders") for _time in range(4)]
    seen = ironflow.sdk("outbox_list_dead_letter", limit=2)
    assert [one["event_id"] for one in seen["items"]] == ids[:2]
    assert [one["event_id"] for one in system(ironflow, "outbox")] == ids
    assert ironflow.sdk("outbox_dead_letter_requeue", ids[0])["event_id"] == ids[0]
    assert ironflow.sdk("outbox_delete_dead_letter", ids[1])["event_id"] == ids[1]
    ironflow.ours.settled("dead_letters", action="requeue", event_ids=ids[:2])
    assert ironflow.ours("dead_letters", action="requeue", event_ids=[ids[2]])["changed"]
    assert ironflow.ours("dead_letters", action="delete", all=True)["event_ids"] == [ids[3]]
    assert ironflow.sdk("outbox_list_dead_letter")["items"] == []


def test_a_token_of_the_cluster(ironflow: Pair) -> None:
    body = {"kind": "node", "new_value": "open sesame"}
    theirs = ironflow.sdk("cluster_rotate_token", body, idempotency_key="k")
    again = ironflow.ours("cluster_token_rotate", **body, idempotency_key="k")
    assert (again["rotated_at"], again["status"]) == (theirs["rotated_at"], theirs["status"])


def test_flow_and_workers(ironflow: Pair) -> None:
    flow = system(ironflow, "flow")
    for kind in EDGES:
        assert flow[f"{kind}_edges"] == ironflow.sdk(f"flow_list_{kind}_edges")["edges"]
    assert flow["webhooks"] == ironflow.sdk("flow_list_webhooks")
    if not old_sdk(ironflow) and ironflow.version != OLD:
        assert flow["wait_edges"] == ironflow.sdk("flow_list_wait_edges")["edges"]
    assert system(ironflow, "workers") == ironflow.sdk("workers_list")["workers"]


def test_tools_of_agents(ironflow: Pair) -> None:
    callback = "https://ops.example.com/tools"
    made = ironflow.ours("agent_tools", agent="ours", callback_url=callback, tools=[TOOL], show_secret=True)
    assert made["resource"]["hmac_secret"]
    message = {"agentName": "theirs", "callbackUrl": callback, "tools": [
        {"name": "restart", "description": "Restarts", "inputSchemaJson": '{"type":"object"}'}
    ]}  # fmt: skip
    assert ironflow.sdk("agent_tools.register", message)["hmacSecret"]
    ironflow.ours.settled("agent_tools", agent="theirs", tools=[TOOL])
    seen = ironflow.sdk("agent_tools.list", {})["tools"]
    names = [one["qualifiedName"] for one in seen]
    assert names == ["ours.restart", "theirs.restart"]
    assert [one["name"] for one in system(ironflow, "agent_tools")] == names
    asked = {"service": "shop", "count": 2}
    output = ironflow.ours("agent_tool_invoke", tool="theirs.restart", input=asked)["output"]
    assert output == ironflow.sdk("agent_tools.invoke", {"toolName": "ours.restart", "input": asked})["output"] == asked
    assert ironflow.ours("agent_tools", agent="theirs", state="absent")["operation"] == "delete"
    assert ironflow.sdk("agent_tools.unregister", {"agentName": "ours"})["removedCount"] == 1
    ironflow.ours.settled("agent_tools", agent="ours", state="absent")
    with pytest.raises((Refused, Failed)):
        ironflow.ours("agent_tool_invoke", tool="ours.restart")


def test_a_secret_gets_another_name(ironflow: Pair) -> None:
    ironflow.ours("secret", name="db", value="hunter22", description="of ours")
    assert ironflow.ours("secret", name="orders", previous_name="db")["operation"] == "update"
    if speaks(ironflow):
        assert ironflow.sdk("secrets_get", "orders")["description"] == "of ours"
        ironflow.sdk("secrets_patch", "orders", {"name": "bills"})
        ironflow.ours.settled("secret", name="bills", previous_name="orders")
        assert [one["name"] for one in ironflow.sdk("secrets_list")] == ["bills"]


def test_a_template_of_policies(ironflow: Pair) -> None:
    if ironflow.version != OLD:
        with pytest.raises(Failed, match="use ironflow_policy_set"):
            ironflow.ours("policy_template", template="no-prod-secrets")
        return
    looked = ironflow.ours("policy_template_info")["resources"]
    if not old_sdk(ironflow):  # which has them no more
        assert ironflow.ours("policy_template", template=looked[0]["id"])["changed"]
        return
    assert [one["template_id"] for one in looked] == [
        one["template_id"] for one in ironflow.sdk("policy_templates_list")
    ]
    made = ironflow.sdk("policy_templates_install", looked[0]["id"])["policies"]
    ironflow.ours.settled("policy_template", template=looked[0]["template_id"])
    assert [one["id"] for one in ironflow.ours("policy_info")["resources"]] == [one["id"] for one in made]


def test_the_first_user_of_a_platform(ironflow: Pair) -> None:
    ada = {"email": "ada@example.com", "name": "Ada", "password": "hunter22"}
    who = {"email": ada["email"], "password": ada["password"]}
    assert ironflow.ours("bootstrap", **ada)["changed"]
    ironflow.ours.settled("bootstrap", **ada)
    with pytest.raises(Refused) as error:
        ironflow.sdk("platform_bootstrap", ada)
    assert error.value.status == 409
    theirs = ironflow.sdk("platform_auth_login", who)
    ours = ironflow.ours("login", scope="platform", show_token=True, **who)
    assert ours["user"] == theirs["user"]
    for token in (theirs["token"], ours["token"]):
        assert ironflow.ours("user_info", scope="platform", api_key=token)["resources"][0]["email"] == ada["email"]
        assert ironflow.ours("user_info", api_key=token, api_org="Default")["resources"] == []
