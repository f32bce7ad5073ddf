# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What whoever runs a server looks at: audit, capacity, breakers, debouncing, dead letters, flow, agents' tools."""

from __future__ import annotations

from typing import Any

from ..walk import Look, finds, row, see

TOOL = {"name": "weigh", "description": "Weighs", "inputSchemaJson": '{"type": "object"}'}


def look(subset: str, part: str = "", inside: str = "", **more: Any) -> Look:
    result = f"system.{subset}" + (f".{inside}" if inside else "")
    return see("system_info", part=part, result=result, subset=[subset], **more)


AUDIT = (
    row("audit_list", limit=100),
    row("audit_list_settings", look=look("audit_settings")),
    row("AuditService/GetAuthAuditTrail", {"limit": 10}),
)
CAPACITY = (
    *(
        row(f"capacity_list_{part}", of_platform=True, look=look("capacity", inside=part, api_key="<platform.key>"))
        for part in ("buckets", "credits", "lanes", "leases", "queue", "sessions", "stats")
    ),
)
BREAKERS = (
    row("IronflowService/Emit", {"event": "failing.sum"}, always=True),
    row("circuit_breakers_list", keep="breakers", look=look("circuit_breakers")),
    row("circuit_breakers_reset", "<breakers.0.key>", look=finds("circuit_breaker_reset", function_id="sum")),
)
DEBOUNCE = (
    row("IronflowService/Emit", {"event": "debounced.later", "data": {"key": "a/b"}}, always=True),
    row("debounce_list_entries", keep="entries", look=look("debounce")),
    row(
        "debounce_delete_entries",
        "env_default",
        "later",
        "<entries.0.debounce_key>",
        look=finds("debounce_delete", function_id="later"),
    ),
)
OUTBOX = (
    row("IronflowService/Emit", {"event": "undeliverable.a"}, always=True, keep="first"),
    row("IronflowService/Emit", {"event": "undeliverable.b"}, always=True, keep="second"),
    row("outbox_list_dead_letter", look=look("outbox", part="items")),
    row(
        "outbox_dead_letter_requeue",
        "<first.event_id>",
        look=finds("dead_letters", action="requeue", event_ids=["<first.event_id>"]),
    ),
    row(
        "outbox_delete_dead_letter",
        "<second.event_id>",
        look=finds("dead_letters", action="delete", event_ids=["<second.event_id>"]),
    ),
)
CLUSTER = (row("cluster_rotate_token", {"kind": "join", "new_value": "0123456789abcdef0123456789abcdef"}),)
FLOW = (
    row("IronflowService/RegisterFunction", {"id": "sum", "triggers": [{"event": "order.*"}]}, always=True),
    row("IronflowService/Emit", {"event": "order.paid"}, always=True),
    *(
        row(f"flow_list_{kind}_edges", look=look("flow", part="edges", inside=f"{kind}_edges"))
        for kind in ("emit", "stream", "topic", "invoke", "wait")
    ),
    row("flow_list_webhooks", look=look("flow", inside="webhooks")),
)
NEW_TOOLS = (
    row("AgentToolsService/RegisterTool", {"agentName": "scale", "callbackUrl": "http://localhost:9", "tools": [TOOL]}),
    row("AgentToolsService/ListTools", {}, look=look("agent_tools", part="tools")),
    row(
        "AgentToolsService/InvokeTool",
        {"toolName": "scale.weigh", "input": {"kg": 3}},
        look=see("agent_tool_invoke", part="output", result="output", tool="scale.weigh", input={"kg": 3}),
    ),
    row(
        "AgentToolsService/UnregisterTool",
        {"agentName": "scale"},
        look=finds("agent_tools", agent="scale", state="absent"),
    ),
)
