# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Schemas of events by name and version, over REST on old servers and ConnectRPC on new ones; their history."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from .. import past
from ..call import Call
from ..refused import Refused
from ..shelf import page

Key = tuple[str, int]


@dataclass
class Schemas:
    kept: dict[Key, dict[str, Any]] = field(default_factory=dict)
    history: dict[Key, list[dict[str, Any]]] = field(default_factory=dict)


def register(call: Call, event: str, version: int, text: str, description: str, reason: str = "") -> str:
    if not event:
        raise Refused(400, "event_name is required", bare=not call.operation.rpc)
    if version < 1:
        raise Refused(400, "version must be at least 1", bare=not call.operation.rpc)
    try:
        parsed = json.loads(text)
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise Refused(400, "schema_json is not a JSON Schema", bare=not call.operation.rpc)
    room, key = call.room(Schemas), (event, version)
    old = room.kept.get(key)
    remember(call, key, old, "updated" if old else "created", reason)
    room.kept[key] = {
        "event_name": event,
        "version": version,
        "schema_json": text,
        "description": description,
        "created_at": old["created_at"] if old else call.now(),
        "environment_id": call.environment,
    }
    call.wrote(f"{event} {version}")
    return "updated" if old else "created"


def remember(call: Call, key: Key, old: dict[str, Any] | None, what: str, reason: str) -> None:
    entries = call.room(Schemas).history.setdefault(key, [])
    past.remember(call, entries, what, wire(old) if old else None, reason)


def found(call: Call, event: str, version: int) -> dict[str, Any]:
    """Version 0 is the latest."""
    kept = call.room(Schemas).kept
    key = max((key for key in kept if key[0] == event and version in (0, key[1])), default=None)
    if key is None:
        raise Refused(404, "schema not found", bare=not call.operation.rpc)
    return kept[key]


def gone(call: Call, event: str, version: int, reason: str = "") -> None:
    old = found(call, event, version)
    del call.room(Schemas).kept[event, version]
    remember(call, (event, version), old, "deleted", reason)
    call.wrote(f"{event} {version}")


def every(call: Call, event: str | None) -> list[dict[str, Any]]:
    return [one for key, one in sorted(call.room(Schemas).kept.items()) if event in (None, "", key[0])]


def wire(schema: dict[str, Any]) -> dict[str, Any]:
    names = {"event_name": "eventName", "schema_json": "schemaJson", "created_at": "createdAt"}
    return {names.get(name, "environmentId" if name == "environment_id" else name): one for name, one in schema.items()}


def old_list(call: Call) -> dict[str, Any]:
    some, total = page(call, every(call, call.query.get("event_name")))
    return {"count": len(some), "schemas": some, "total_count": total}


def old_create(call: Call) -> dict[str, Any]:
    body = call.body
    return {
        "status": register(call, body["event_name"], body["version"], body["schema_json"], body.get("description", ""))
    }


def old_get(call: Call) -> dict[str, Any]:
    text = call.path.get("version", "0")
    if not text.isdecimal():
        raise Refused(400, "invalid version", bare=True)
    return found(call, call.path["name"], int(text))


def old_delete(call: Call) -> dict[str, Any]:
    gone(call, call.path["name"], int(call.path["version"]))
    return {"status": "deleted"}


def new_list(call: Call) -> dict[str, Any]:
    some, total = page(call, every(call, call.body.get("eventName")))
    return {"schemas": [wire(one) for one in some], "totalCount": total}


def new_register(call: Call) -> dict[str, Any]:
    body = call.body
    facts = body.get("eventName", ""), body.get("version", 0), body.get("schemaJson", ""), body.get("description", "")
    return {"status": register(call, *facts, body.get("changeReason", ""))}


def new_get(call: Call) -> dict[str, Any]:
    return wire(found(call, call.body.get("eventName", ""), call.body.get("version", 0)))


def new_delete(call: Call) -> dict[str, Any]:
    gone(call, call.body.get("eventName", ""), call.body.get("version", 0), call.body.get("changeReason", ""))
    return {}


def upcast(call: Call, event: str, old: int, new: int, data: Any) -> tuple[Any, list[dict[str, Any]]]:
    """The stand-in knows no functions that bring data from one version to the next: it goes through as it is."""
    if new < old:
        raise Refused(400, "to_version is below from_version", bare=not call.operation.rpc)
    for version in range(old, new + 1):
        found(call, event, version)
    return data, [
        {"from_version": one, "to_version": one + 1, "description": found(call, event, one + 1)["description"]}
        for one in range(old, new)
    ]


def old_upcast(call: Call) -> dict[str, Any]:
    body = call.body
    data, steps = upcast(call, body["event_name"], body["from_version"], body["to_version"], body.get("data") or {})
    return {"data": data, "steps_applied": steps}


def new_upcast(call: Call) -> dict[str, Any]:
    body = call.body
    name = "dataValue" if "dataValue" in body else "data"
    asked = body.get("eventName", ""), body.get("fromVersion", 0), body.get("toVersion", 0)
    data, steps = upcast(call, *asked, body.get(name))
    applied = [
        {"fromVersion": one["from_version"], "toVersion": one["to_version"], "description": one["description"]}
        for one in steps
    ]
    return {**({name: data} if data is not None else {}), "stepsApplied": applied}


def entries_of(call: Call) -> list[dict[str, Any]]:
    return call.room(Schemas).history.get((call.body.get("eventName", ""), call.body.get("version", 0)), [])


def enforcement(call: Call) -> dict[str, Any]:
    hours = call.body.get("trafficWindowHours") or 24
    checks = [
        {"eventName": one["event_name"], "version": one["version"], "asserts": True, "traffic": []}
        for one in every(call, call.body.get("eventName"))
    ]
    return {"mode": "off", "schemas": checks, "trafficWindowHours": hours, "totalSchemas": len(checks)}


BEHAVIOURS = {
    "schemas_list": old_list,
    "schemas_create": old_create,
    "schemas_get": old_get,
    "schemas_get_by_name": old_get,
    "schemas_delete": old_delete,
    "schemas_create_upcast": old_upcast,
    "EventSchemaService/ListSchemas": new_list,
    "EventSchemaService/RegisterSchema": new_register,
    "EventSchemaService/GetSchema": new_get,
    "EventSchemaService/DeleteSchema": new_delete,
    "EventSchemaService/TestUpcast": new_upcast,
    "EventSchemaService/ListSchemaHistory": lambda call: past.listed(call, entries_of(call)),
    "EventSchemaService/GetSchemaRevision": lambda call: past.revision(call, entries_of(call)),
    "EventSchemaService/CheckEnforcement": enforcement,
}
