# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Tools of agents: registered with the address they are called at, listed and called by who has their scopes."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from ..call import Call
from ..refused import Refused

PAGE = 20
LONGEST = 120_000  # milliseconds


@dataclass
class Agent:
    owner: str = field(repr=False)  # the key that registered it
    callback: str
    secret: str = field(repr=False)
    tools: dict[str, dict[str, Any]]


@dataclass
class Agents:
    named: dict[str, Agent] = field(default_factory=dict)


def scopes(call: Call) -> list[str]:
    """Of the key that asks."""
    from .keys import Keys

    text = call.key.text if call.key else ""
    own = (one for one in call.lab.room(Keys).things.values() if one["text"] == text)
    return next((one["tool_scopes"] for one in own if one.get("tool_scopes")), [])


def visible(call: Call) -> dict[str, tuple[Agent, dict[str, Any]]]:
    may = scopes(call)
    found = {}
    for name, agent in sorted(call.room(Agents).named.items()):
        for tool in agent.tools.values():
            if set(tool.get("requiredScopes") or ()) <= set(may):
                found[f"{name}.{tool['name']}"] = (agent, tool)
    return found


def register(call: Call) -> dict[str, Any]:
    """All tools of the agent from now on, and a new secret to sign its calls with."""
    asked = call.body
    name, tools = asked.get("agentName"), asked.get("tools") or []
    if not name or "." in name or not tools:
        raise Refused(400, "agent_name and tools are required")
    if not str(asked.get("callbackUrl", "")).startswith(("http://", "https://")):
        raise Refused(400, "callback_url must be an http or https address")
    guarded(call, name)
    for tool in tools:
        sound(tool)
    named = {tool["name"]: tool for tool in tools}
    if len(named) < len(tools):
        raise Refused(400, "a tool is named twice")
    made = Agent(call.key.text if call.key else "", asked["callbackUrl"], f"ifhmac_{secrets.token_hex(24)}", named)
    call.room(Agents).named[name] = made
    call.wrote(name)
    names = [f"{name}.{tool}" for tool in named]
    return {"hmacSecret": made.secret, "registeredToolNames": names, "registeredAt": call.now()}


def guarded(call: Call, name: str) -> None:
    known = call.room(Agents).named.get(name)
    if known and call.key and known.owner != call.key.text:
        raise Refused(409, f"agent {name} is owned by another API key")


def sound(tool: dict[str, Any]) -> None:
    if not tool.get("name"):
        raise Refused(400, "a tool needs a name")
    if tool.get("timeoutMs", 0) > LONGEST:
        raise Refused(400, f"tool {tool['name']}: timeout_ms must be at most {LONGEST}")
    try:
        found = json.loads(tool.get("inputSchemaJson") or "{}")
    except ValueError:
        raise Refused(400, f"tool {tool['name']}: input_schema_json is not JSON") from None
    if not isinstance(found, dict):
        raise Refused(400, f"tool {tool['name']}: input_schema_json is not an object")


def unregister(call: Call) -> dict[str, Any]:
    name = call.body.get("agentName") or ""
    guarded(call, name)
    gone = call.room(Agents).named.pop(name, None)
    if gone:
        call.wrote(name)
    return {"removedCount": len(gone.tools) if gone else 0}


def listed(call: Call) -> dict[str, Any]:
    found, cursor = visible(call), call.body.get("cursor") or ""
    later = [name for name in found if name > cursor]
    some = later[:PAGE]
    names = ("description", "inputSchemaJson", "requiredScopes")
    tools = [{"qualifiedName": name, **{n: found[name][1].get(n) for n in names}} for name in some]
    return {"tools": tools, "nextCursor": some[-1] if len(later) > PAGE else ""}


def invoke(call: Call) -> dict[str, Any]:
    """Nobody is at the callback: in his place a tool gives back its input, and fails where that says so."""
    found = visible(call).get(call.body.get("toolName") or "")
    if found is None:
        raise Refused(404, f"tool not found: {call.body.get('toolName', '')}")
    call.wrote(call.body["toolName"])
    if "inputValue" in call.body:
        return {"outputValue": call.body["inputValue"]}
    given = call.body.get("input") or {}
    if "fail" in given:
        return {"error": {"code": "tool_failed", "message": str(given["fail"])}}
    return {"output": given}


BEHAVIOURS = {
    "AgentToolsService/RegisterTool": register,
    "AgentToolsService/UnregisterTool": unregister,
    "AgentToolsService/ListTools": listed,
    "AgentToolsService/InvokeTool": invoke,
}
