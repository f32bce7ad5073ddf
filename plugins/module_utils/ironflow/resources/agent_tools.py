# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The tools of an agent: what may be called, and where. Registering makes a new secret that calls are signed with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.ensure import carry_out, ensure, look, tell, wish
from ...core.errors import PlanError
from ...core.plan import Plan, plan
from ...core.spec import Field, Resource, Task
from ..client import IRONFLOW, Ironflow
from ..rpc_store import pages

SERVICE = "AgentToolsService"
TOOL = (
    Field("name", required=True),
    Field("description", server_default=""),
    Field("input_schema", "dict", server_default={}),
    Field("required_scopes", "list", elements="str", unordered=True, server_default=[]),
    Field("timeout_ms", "int"),
)
FIELDS = (
    Field("agent", key=True),
    Field("callback_url", required=True, along=True),
    Field("tools", "list", elements="dict", options=TOOL, required=True, along=True, unordered=True),
    Field("hmac_secret", computed=True),
    Field("registered_at", computed=True),
)


class ToolsStore:
    """The server lists tools, those that the key may use, and tells nothing of where they are called."""

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        agents: dict[str, list[dict[str, Any]]] = {}
        for one in pages(client, SERVICE, "ListTools", "tools"):
            agent, _dot, name = one.get("qualifiedName", "").partition(".")
            if filters.get("agent") in (None, agent):
                agents.setdefault(agent, []).append(read(name, one))
        return [{"agent": agent, "tools": tools} for agent, tools in agents.items()]

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        message = {
            "agentName": values["agent"],
            "callbackUrl": values["callback_url"],
            "tools": [sent(tool) for tool in values["tools"]],
        }
        answer = client.rpc(SERVICE, "RegisterTool", message, safe=False)
        return {"hmac_secret": answer.get("hmacSecret"), "registered_at": answer.get("registeredAt")}

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return self.create(client, {**current, **changes})

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        client.rpc(SERVICE, "UnregisterTool", {"agentName": current["agent"]}, safe=True)


def read(name: str, one: Mapping[str, Any]) -> dict[str, Any]:
    schema = one.get("inputSchemaJson")
    about = {"description": one.get("description", ""), "input_schema": json.loads(schema) if schema else {}}
    return {"name": name, **about, "required_scopes": one.get("requiredScopes", [])}


def sent(tool: Mapping[str, Any]) -> dict[str, Any]:
    names = {"required_scopes": "requiredScopes", "timeout_ms": "timeoutMs"}
    made = {names.get(name, name): value for name, value in tool.items() if name != "input_schema"}
    return {**made, "inputSchemaJson": json.dumps(tool.get("input_schema") or {})}


AGENT_TOOLS = Resource("agent", IRONFLOW, FIELDS, ToolsStore())
REGISTER = Field("register", default="on_change", choices=("on_change", "always"))
SHOW = Field("show_secret", "bool", default=False)


def run(task: Task) -> dict[str, Any]:
    desired = wish(AGENT_TOOLS, task.params)
    current = look(AGENT_TOOLS, desired, task.client)
    planned = plan(AGENT_TOOLS, desired, current, task.params["state"])
    if planned.operation == "none" and current and task.params["register"] == "always":
        changes = {name: value for name, value in desired.items() if name != "agent"}
        planned = Plan("update", desired, current, {**current, **changes}, changes, planned.unverified)
    if planned.operation == "update" and planned.changes.keys() < {"callback_url", "tools"}:
        # the server registers all or nothing, and does not tell where the tools are called
        raise PlanError(f"{AGENT_TOOLS.title(desired)}: give callback_url and tools, for it is registered anew")
    after = planned.after if task.check_mode else carry_out(AGENT_TOOLS, planned, task.client)
    return told(task, tell(AGENT_TOOLS, planned, after))


def told(task: Task, result: dict[str, Any]) -> dict[str, Any]:
    """The secret is told where that was asked for, and nowhere else."""
    secret = result["resource"].pop("hmac_secret", None)
    if secret and not task.params["show_secret"]:
        task.outside.conceal(secret)
    elif secret:
        result["resource"]["hmac_secret"] = secret
    elif task.params["show_secret"] and result["operation"] in ("create", "update") and not task.check_mode:
        title = AGENT_TOOLS.title(result["resource"])
        task.outside.warn(f"{title} is registered, but its secret went with the answer; for a new one register: always")
    return result


_ENSURE = ensure(AGENT_TOOLS)
ENSURE_AGENT_TOOLS = replace(_ENSURE, fields=(*_ENSURE.fields, REGISTER, SHOW), run=run)
