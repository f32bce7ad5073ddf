# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What whoever runs a server looks at: each subset is one question or several, as the server's version has them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...core.errors import ApiError, PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.values import given
from ...core.words import unknown
from ..client import IRONFLOW, Ironflow
from ..environment import id_of
from ..eras import ALWAYS, Span, need
from ..listing import by_cursor, by_offset, by_time, first, widened
from ..messages import payload_of, words
from ..rpc_store import pages

Question = Callable[[Ironflow, Mapping[str, Any], int], Any]
NOT_FOR_US = (402, 403, 404, 501)  # it needs a licence or a right, or this server was built without it
BY_ID = (0, 50)  # from here on capacity is asked for by env_id, before by env
CAPACITY = ("buckets", "credits", "lanes", "leases", "queue", "sessions")
EDGES = {"emit": ALWAYS, "stream": ALWAYS, "topic": ALWAYS, "invoke": Span((0, 35)), "wait": Span((0, 35))}

TIMES = (Field("since", wire="from"), Field("until", wire="to"))
WHOSE = (Field("action"), Field("api_key_id"))
FILTERS = {
    "audit": (Field("event_type"), Field("function_id"), Field("run_id"), *WHOSE, *TIMES),
    "auth_audit": (Field("org_id"), *WHOSE, *TIMES),
    "platform_audit": (Field("event_type"), Field("impersonated_org_id"), Field("platform_key_id"), *TIMES),
    "capacity": (Field("function_id", wire="function"), Field("environment")),
}
SINCE_0_37 = {"audit": ("action", "api_key_id")}


def query(name: str, filters: Mapping[str, Any]) -> dict[str, Any]:
    return {f.wire_name: filters[f.name] for f in FILTERS[name] if f.name in filters}


def audit(client: Ironflow, filters: Mapping[str, Any], most: int) -> Any:
    for name in SINCE_0_37["audit"]:
        if name in filters:
            need(client, f"audit: {name}", Span((0, 37), instead="leave it out"))
    return first(by_cursor(client, "/audit", "events", query("audit", filters)), most)


def auth_audit(client: Ironflow, filters: Mapping[str, Any], most: int) -> Any:
    wire = {"from": "fromTimestamp", "to": "toTimestamp", "org_id": "orgId", "api_key_id": "apiKeyId"}
    asked = {wire.get(name, name): value for name, value in query("auth_audit", filters).items()}
    found = pages(client, "AuditService", "GetAuthAuditTrail", "events", asked, most)
    return [event(one) for one in found]


def event(one: Mapping[str, Any]) -> dict[str, Any]:
    twins = ("payloadValue", "metadataValue")
    plain = words({name: value for name, value in one.items() if name not in twins})
    return {**plain, "payload": payload_of(one, "payload"), "metadata": payload_of(one, "metadata")}


def platform_audit(client: Ironflow, filters: Mapping[str, Any], most: int) -> Any:
    return first(by_time(client, "/platform/audit", "events", query("platform_audit", filters)), most)


def capacity(client: Ironflow, filters: Mapping[str, Any], most: int) -> Any:
    asked = query("capacity", filters)
    if "environment" in asked:
        name = "env_id" if client.version >= BY_ID else "env"
        asked[name] = id_of(client, asked.pop("environment"))
    made = {part: widened(client, f"/capacity/{part}", asked, most) for part in CAPACITY}
    return {**made, "stats": listing("/capacity/stats")(client, {}, most)}


def flow(client: Ironflow, filters: Mapping[str, Any], most: int) -> Any:
    """Edges that this server does not tell are null."""
    made: dict[str, Any] = {}
    for kind, span in EDGES.items():
        path = f"/flow/{kind}-edges"
        made[f"{kind}_edges"] = listing(path, "edges")(client, {}, most) if span.covers(client.version) else None
    webhooks = client.rest("GET", "/flow/webhooks", tells=("edges", "sources"))
    return {**made, "webhooks": {name: webhooks[name] or [] for name in ("edges", "sources")}}


def agent_tools(client: Ironflow, filters: Mapping[str, Any], most: int) -> Any:
    found = pages(client, "AgentToolsService", "ListTools", "tools", most=most)
    return [
        {
            "name": one.get("qualifiedName"),
            "description": one.get("description", ""),
            "input_schema": json.loads(one["inputSchemaJson"]) if one.get("inputSchemaJson") else None,
            "required_scopes": one.get("requiredScopes", []),
        }
        for one in found
    ]


def listing(path: str, items: str = "") -> Question:
    """What comes whole."""

    def question(client: Ironflow, filters: Mapping[str, Any], most: int) -> Any:
        answer = client.rest("GET", path, tells=(items,) if items else ())
        found = (answer[items] if items else answer) or []
        return found[:most] if most else found

    return question


@dataclass(frozen=True)
class Subset:
    ask: Question
    served: Span = ALWAYS


SUBSETS = {
    "audit": Subset(audit),
    "audit_settings": Subset(lambda client, filters, most: client.rest("GET", "/audit/settings"), Span((0, 37))),
    "auth_audit": Subset(auth_audit),
    "platform_audit": Subset(platform_audit),
    "capacity": Subset(capacity),
    "circuit_breakers": Subset(listing("/circuit-breakers")),
    "debounce": Subset(listing("/debounce/entries")),
    "outbox": Subset(lambda client, _, most: first(by_offset(client, "/outbox/dead-letter", "items", {}), most)),
    "flow": Subset(flow),
    "workers": Subset(listing("/workers", "workers")),
    "agent_tools": Subset(agent_tools),
}


def run(task: Task) -> dict[str, Any]:
    """What is named must be told; of what is not, what cannot be told is left out, with the reason."""
    named = task.params["subset"]
    for name in named or ():
        if name not in SUBSETS:
            raise PlanError(unknown("subset: there is no", name, SUBSETS))
    filters = given((FILTER,), task.params).get("filters", {})
    for name in filters:
        if named and name not in named:
            raise PlanError(f"filters: {name} is not in subset, so nothing of it is looked up; name it there too")
    limit = task.params["limit"]
    if limit < 0:
        raise PlanError(f"limit is {limit}; it is at least 0, which means all")
    found: dict[str, Any] = {}
    left_out: dict[str, str] = {}
    for name in named or SUBSETS:
        try:
            need(task.client, f"subset {name}", SUBSETS[name].served)
            found[name] = SUBSETS[name].ask(task.client, filters.get(name, {}), limit)
        except (PlanError, ApiError) as error:
            if named or name in filters or getattr(error, "status", 404) not in NOT_FOR_US:
                raise
            left_out[name] = str(error)
    return {"changed": False, "system": found, "left_out": left_out}


FILTER = Field("filters", "dict", options=tuple(Field(name, "dict", options=FILTERS[name]) for name in FILTERS))
INFO = ModuleSpec(
    IRONFLOW,
    (Field("subset", "list", elements="str"), FILTER, Field("limit", "int", default=0)),
    run,
    ("system", "left_out"),
)
