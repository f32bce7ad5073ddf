# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Projections: registered over ConnectRPC in all versions, looked at and paused over REST too in old ones."""

from __future__ import annotations

from typing import Any

from .. import past
from ..call import Call
from ..projected import GLOBAL, Projection, Projections, found, look, pending, registry, row
from ..refused import Refused
from ..rpc_fields import camel
from ..shelf import page

MODES = ("managed", "external")
DEFINED = ("name", "environmentId", "version", "events", "partitionKey", "mode", "type", "sqlDefinition")
DEFINED += ("eventHandlers", "description")


def wire(told: dict[str, Any]) -> dict[str, Any]:
    return {camel(name): value for name, value in told.items()}


def definition(call: Call, one: Projection) -> dict[str, Any]:
    told = wire(registry(call, one))
    return {name: told[name] for name in DEFINED if name in told}


def archive(call: Call, one: Projection, what: str) -> None:
    """What it was before it is replaced or deleted."""
    entries = call.room(Projections).past.setdefault(one.name, [])
    past.remember(call, entries, what, definition(call, one), (call.body or {}).get("changeReason", ""))


def register(call: Call) -> dict[str, Any]:
    """It is replaced as a whole."""
    asked = call.body
    name, events, mode = asked.get("name", ""), asked.get("events") or [], asked.get("mode") or MODES[0]
    if not name or not events:
        raise Refused(400, f"{'events are' if name else 'name is'} required")
    if mode not in MODES:
        raise Refused(400, f"invalid mode: {mode}")
    named = call.room(Projections).named
    one = named.get(name)
    if one and one.sql:
        raise Refused(409, f"{name} is an SQL projection")
    if one:
        archive(call, one, "updated")
    else:
        named[name] = Projection(name, call.now(), call.now(), [])
    made = named[name]
    made.events, made.mode, made.updated = list(dict.fromkeys(events)), mode, call.now()
    made.partition_key, made.version = asked.get("partitionKey", ""), asked.get("version") or 1
    call.wrote(name)
    return {"status": "updated" if one else "registered", "lastEventSeq": made.cursor}


def drop(call: Call, name: str) -> None:
    one = found(call, name)
    archive(call, one, "deleted")
    room = call.room(Projections)
    for table in one.tables:
        room.base.execute(f'DROP TABLE "{table}"')
    del room.named[name]
    call.wrote(name)


def delete(call: Call) -> dict[str, Any]:
    drop(call, call.path["name"])
    return {"status": "deleted"}


def unregister(call: Call) -> dict[str, Any]:
    drop(call, call.body.get("name", ""))
    return {}


def asked_name(call: Call) -> str:
    return str((call.body if call.operation.rpc else call.path).get("name", ""))


def chosen(call: Call) -> tuple[list[dict[str, Any]], int]:
    asked = call.body if call.operation.rpc else call.query
    some = [
        registry(call, one)
        for _name, one in sorted(call.room(Projections).named.items())
        if asked.get("status") in (None, "", one.status) and asked.get("mode") in (None, "", one.mode)
    ]
    return page(call, some)


def old_list(call: Call) -> dict[str, Any]:
    some, _total = chosen(call)
    return {"count": len(some), "projections": some}


def new_list(call: Call) -> dict[str, Any]:
    some, total = chosen(call)
    return {"projections": [full(one) for one in some], "totalCount": total}


def full(told: dict[str, Any]) -> dict[str, Any]:
    return {**wire(told), "versionFull": told["version"]}


def old_get(call: Call) -> dict[str, Any]:
    one = look(call, call.path["name"])
    return {**registry(call, one), "state": row(call, one, call.query.get("partition", ""))}


def new_get(call: Call) -> dict[str, Any]:
    one = look(call, call.body.get("name", ""))
    partition = call.body.get("partition") or GLOBAL
    held = row(call, one, partition)
    made = {"name": one.name, "partition": partition, "mode": one.mode, "version": held["version"] if held else 0}
    if held:
        made.update(lastEventId=held["last_event_id"], lastEventTime=held["last_event_time"])
        made.update(stateLastEventSeq=held["last_event_seq"], stateUpdatedAt=held["updated_at"])
        made.update(stateEnvironmentId=call.environment)
        made["state" if isinstance(held["state"], dict) else "stateValue"] = held["state"]
    return {**made, "registry": full(registry(call, one))}


def status(call: Call) -> dict[str, Any]:
    one = look(call, asked_name(call))
    told = registry(call, one)
    return wire({**told, "lag": len(list(pending(call, one)))}) if call.operation.rpc else told


def partitions(call: Call) -> dict[str, Any]:
    one = look(call, call.path["name"])
    wanted = sorted(name for name in one.rows if call.query.get("q", "") in name)
    some = wanted[: call.query.get("limit") or 100]
    return {"partitions": some, "returned": len(some)}


def pause(call: Call) -> dict[str, Any]:
    one = found(call, asked_name(call))
    if one.status == "rebuilding":
        raise Refused(409, "projection is rebuilding", "failed_precondition")
    return turned(call, one, "paused")


def resume(call: Call) -> dict[str, Any]:
    one = found(call, asked_name(call))
    return {"status": "ok"} if one.status == "rebuilding" else turned(call, one, "active")


def turned(call: Call, one: Projection, word: str) -> dict[str, Any]:
    if one.status != word:
        one.status, one.error, one.updated = word, "", call.now()
        call.wrote(one.name)
    return {"status": "ok"}


def entries(call: Call) -> list[dict[str, Any]]:
    return call.room(Projections).past.get(call.body.get("name", ""), [])


BEHAVIOURS = {
    "ProjectionService/RegisterProjection": register,
    "ProjectionService/UnregisterProjection": unregister,
    "projections_delete": delete,
    "projections_list": old_list,
    "ProjectionService/ListProjections": new_list,
    "projections_get": old_get,
    "ProjectionService/GetProjection": new_get,
    "projections_list_status": status,
    "ProjectionService/GetProjectionStatus": status,
    "projections_list_partitions": partitions,
    "projections_pause": pause,
    "ProjectionService/PauseProjection": pause,
    "projections_resume": resume,
    "ProjectionService/ResumeProjection": resume,
    "ProjectionService/ListProjectionHistory": lambda call: past.listed(call, entries(call)),
    "ProjectionService/GetProjectionRevision": lambda call: past.revision(call, entries(call)),
}
