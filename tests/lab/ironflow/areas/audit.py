# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The audit trail: what was allowed and what was denied to whom, and who of the platform asked as an organisation.

Other areas ``note`` what happens to runs. An event is told in REST with these names, and in ConnectRPC in camelCase.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..call import Call, moment, seconds
from ..refused import Refused
from ..rpc_fields import camel

if TYPE_CHECKING:
    from ..lab import IronflowLab

RETENTION = 30  # days
MOST, USUAL = 100, 50  # of a page


@dataclass
class Audit:
    events: list[dict[str, Any]] = field(default_factory=list)  # the oldest first


def note(lab: IronflowLab, event_type: str, environment: str = "", **facts: Any) -> None:
    """``scope`` is tenant or platform; ``org`` is told to nobody."""
    blank = {"run_id": "", "function_id": "", "payload": {}, "scope": "tenant", "org": ""}
    about = {"id": f"aud_{uuid.uuid4()}", "event_type": event_type, "environment_id": environment}
    lab.room(Audit).events.append({**blank, **about, "created_at": moment(lab.clock()), **facts})


def decided(call: Call, action: str, outcome: str) -> None:
    """That somebody was let in, or was not; reading is not noted where it was allowed."""
    if outcome == "denied" or not call.operation.reads:
        payload = {"action": action, "api_key_id": key_id(call), "outcome": outcome}
        note(call.lab, f"authz.{outcome}", call.environment, payload=payload, org=call.org, scope=scope_of(call))


def impersonated(call: Call, org: str) -> None:
    key = key_id(call)
    facts = {"impersonated_org_id": org, "platform_key_id": key, "scope": "platform"}
    note(call.lab, "platform.impersonated", payload={"path": call.operation.path}, **facts)


def scope_of(call: Call) -> str:
    return "platform" if call.operation.path.startswith("/api/v1/platform/") else "tenant"


def key_id(call: Call) -> str:
    from .keys import Keys

    rooms = [room for (kind, _org), room in call.lab.rooms.items() if kind is Keys]
    text = call.key.text if call.key else ""
    return next((one["id"] for room in rooms for one in room.things.values() if one["text"] == text), "ak_bootstrap")


def page(found: list[dict[str, Any]], asked: dict[str, Any]) -> tuple[list[dict[str, Any]], str]:
    """The newest first, from the one that the cursor names on; and the cursor of what follows."""
    newest, cursor = found[::-1], asked.get("cursor") or ""
    ids = [one["id"] for one in newest]
    if cursor and cursor not in ids:
        raise Refused(400, "invalid cursor")
    start = ids.index(cursor) + 1 if cursor else 0
    some = newest[start : start + max(1, min(asked.get("limit") or USUAL, MOST))]
    more = start + len(some) < len(newest)
    return some, some[-1]["id"] if some and more else ""


def within(one: dict[str, Any], since: Any, until: Any) -> bool:
    at = seconds(one["created_at"], "created_at")
    return not (since and at < seconds(since, "from") or until and at > seconds(until, "to"))


def tenant(call: Call) -> list[dict[str, Any]]:
    own = (one for one in call.lab.room(Audit).events if (one["scope"], one["org"]) == ("tenant", call.org))
    return [one for one in own if one["environment_id"] == call.environment]


def listed(call: Call) -> dict[str, Any]:
    asked = call.query
    same = {name: asked[name] for name in ("event_type", "function_id", "run_id") if asked.get(name)}
    inside = {name: asked[name] for name in ("action", "api_key_id") if asked.get(name)}
    found = [
        one
        for one in tenant(call)
        if all(one[name] == value for name, value in same.items())
        and all(one["payload"].get(name) == value for name, value in inside.items())
        and within(one, asked.get("from"), asked.get("to"))
    ]
    some, cursor = page(found, asked)
    return {"events": some, "next_cursor": cursor, "total_count": len(found), "retention_days": RETENTION}


def platform(call: Call) -> dict[str, Any]:
    """Its answers have no cursor; one goes on from the id of the last event."""
    asked = call.query
    same = {n: asked[n] for n in ("event_type", "impersonated_org_id", "platform_key_id") if asked.get(n)}
    own = (one for one in call.lab.room(Audit).events if one["scope"] == "platform")
    fits = (one for one in own if all(one.get(name) == value for name, value in same.items()))
    found = [one for one in fits if within(one, asked.get("from"), asked.get("to"))]
    return {"events": page(found, asked)[0], "total": len(found)}


def settings(call: Call) -> dict[str, Any]:
    return {
        "authz_excluded_actions": [],
        "authz_successful_reads": False,
        "capture_scope": "all",
        "changes_require_restart": True,
        "delivery_failure_count": 0,
        "delivery_guarantee": "best_effort",
        "delivery_healthy": True,
        "function_recording": "steps",
        "kv_capture": False,
        "payload_redaction_enabled": False,
        "payload_redaction_fields": [],
        "retention_days": RETENTION,
    }


def told(found: list[dict[str, Any]], asked: dict[str, Any]) -> dict[str, Any]:
    some, cursor = page(found, asked)
    events = [{camel(name): value for name, value in one.items()} for one in some]
    return {"events": events, "totalCount": len(found), "nextCursor": cursor}


def trail(call: Call) -> dict[str, Any]:
    asked = call.body
    if not asked.get("runId"):
        raise Refused(400, "run_id is required")
    own = (one for one in tenant(call) if one["run_id"] == asked["runId"])
    fits = (one for one in own if asked.get("eventType") in (None, "", one["event_type"]))
    return told([one for one in fits if within(one, asked.get("fromTimestamp"), asked.get("toTimestamp"))], asked)


def run_audit(call: Call) -> dict[str, Any]:
    """The same in REST, up to 0.35."""
    asked = call.query
    own = (one for one in tenant(call) if one["run_id"] == call.path["id"])
    fits = (one for one in own if asked.get("event_type") in (None, "", one["event_type"]))
    found = [one for one in fits if within(one, asked.get("from"), asked.get("to"))]
    some, cursor = page(found, asked)
    return {"events": some, "next_cursor": cursor, "total_count": len(found)}


def auth_trail(call: Call) -> dict[str, Any]:
    """Of all environments of the organisation."""
    from .projects import ORG

    asked = call.body
    if asked.get("orgId") not in (None, "", call.org or ORG):
        raise Refused(403, "permission denied: audit:read")
    own = (one for one in call.lab.room(Audit).events if (one["scope"], one["org"]) == ("tenant", call.org))
    found = [
        one
        for one in own
        if one["event_type"].startswith("authz.")
        and asked.get("apiKeyId") in (None, "", one["payload"]["api_key_id"])
        and asked.get("action") in (None, "", one["payload"]["action"])
        and within(one, asked.get("fromTimestamp"), asked.get("toTimestamp"))
    ]
    return told(found, asked)


BEHAVIOURS = {
    "audit_list": listed,
    "audit_list_settings": settings,
    "runs_list_audit": run_audit,
    "platform_audit_list": platform,
    "AuditService/GetAuditTrail": trail,
    "AuditService/GetAuthAuditTrail": auth_trail,
}
