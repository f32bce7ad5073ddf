# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of what runs a server and puts it right: breakers, dead letters, tokens, tools of agents, templates."""

from __future__ import annotations

from .life import Life, each

ERAS = ("0.33.1", "0.46.0", "0.47.0", "0.53.0")
CALLBACK = {"agent": "ops", "callback_url": "https://ops.example.com/tools"}
RESTART = {"name": "restart", "description": "Restarts {{ 1 + 1 }}", "timeout_ms": 5000}
SCHEMA = {"type": "object", "properties": {"service": {"type": "string"}}}


def event(name, **data):
    return ("ironflow_event", {"name": name, "data": data})


LIVES = [
    *each(
        ERAS,
        Life(
            "ironflow_circuit_breaker_reset",
            {"function_id": "charge"},
            {},
            before=(event("failing.charge"), event("failing.refund")),
            fixed=True,
            twice=True,
        ),
        Life(
            "ironflow_debounce_delete",
            {"function_id": "sum", "key": "ä/b c?"},
            {},
            before=(event("debounced.sum", key="ä/b c?"), event("debounced.sum", key="ä")),
            fixed=True,
        ),
        Life(
            "ironflow_dead_letters",
            {"action": "requeue", "all": True, "topic": "orders"},
            {},
            before=(event("undeliverable.orders"), event("undeliverable.orders"), event("undeliverable.bills")),
            fixed=True,
        ),
        Life(
            "ironflow_dead_letters",
            {"action": "delete", "all": True},
            {},
            before=(event("undeliverable.orders"), event("undeliverable.bills")),
            fixed=True,
        ),
        Life(
            "ironflow_cluster_token_rotate",
            {"kind": "node", "new_value": "open sesame", "remote_key_id": "ak_1"},
            {},
            once=True,
            secrets=("new_value",),
        ),
        Life(
            "ironflow_agent_tools",
            {**CALLBACK, "tools": [RESTART, {"name": "stop", "input_schema": SCHEMA}]},
            {"tools": [{"name": "stop", "input_schema": SCHEMA, "description": "Stops"}]},
            alike=({"tools": [{"name": "stop", "description": "Stops", "input_schema": SCHEMA}], "show_secret": True},),
        ),
        Life(
            "ironflow_agent_tool_invoke",
            {"tool": "ops.restart", "input": {"service": "{{ 1 + 1 }}"}},
            {},
            before=(("ironflow_agent_tools", {**CALLBACK, "tools": [RESTART]}),),
            once=True,
        ),
    ),
    Life("ironflow_cluster_token_rotate", {"kind": "node"}, {}, once=True),
    *each(
        ("0.33.1", "0.53.0"),
        Life(
            "ironflow_bootstrap",
            {"email": "ada@example.com", "name": "Ada {{ 1 + 1 }}", "password": "open sesame"},
            {},
            fixed=True,
            secrets=("password",),
        ),
    ),
    *each(("0.33.1", "0.43.1"), Life("ironflow_policy_template", {"template": "no-prod-secrets"}, {}, fixed=True)),
]
