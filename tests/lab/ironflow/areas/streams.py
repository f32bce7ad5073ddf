# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Entity streams: the events of one entity in their order, snapshots of its state, and their end.

What is appended is an event like any other, too. Over REST in the names of fields, over ConnectRPC in camelCase.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..call import Call, moment, seconds
from ..engine import ENDED, Engine, Run
from ..refused import Refused
from ..rpc_fields import camel
from ..shelf import page
from .events import Event, Events, emit

ENTITY = re.compile(r"[A-Za-z0-9_.:~-]+")
TOMBSTONE = "$stream.deleted"
USUAL, MOST = 50, 1000


@dataclass
class Stream:
    entity_id: str
    entity_type: str
    events: list[Event] = field(default_factory=list)
    snapshots: list[dict[str, Any]] = field(default_factory=list)
    keyed: dict[str, Event] = field(default_factory=dict)
    deleted: bool = False

    @property
    def version(self) -> int:
        return self.events[-1].stream[2] if self.events else 0


@dataclass
class Streams:
    all: dict[str, Stream] = field(default_factory=dict)


def entity(call: Call) -> str:
    asked = str(call.body.get("entityId", "")) if call.operation.rpc else call.path["entityId"]
    if not ENTITY.fullmatch(asked):
        raise Refused(400, "entity_id may hold letters, digits and - _ . : ~")
    return asked


def found(call: Call) -> Stream:
    stream = call.room(Streams).all.get(entity(call))
    if stream is None:
        raise Refused(404, "stream not found")
    return stream


def asked(call: Call, name: str, default: Any = None) -> Any:
    """A field of the message, body or query, whatever the era calls it."""
    if call.operation.rpc:
        return call.body.get(camel(name), default)
    return ({} if call.body is None else call.body).get(name, call.query.get(name, default))


def payload(call: Call, name: str, default: Any) -> Any:
    return (
        call.body.get(f"{name}Value", asked(call, name, default)) if call.operation.rpc else asked(call, name, default)
    )


def append(call: Call) -> dict[str, Any]:
    for name in ("entity_type", "event_name"):
        if not asked(call, name):
            raise Refused(400, f"{name} is required")
    room, key = call.room(Streams).all, asked(call, "idempotency_key", "")
    stream = room.get(entity(call)) or Stream(entity(call), asked(call, "entity_type"))
    if key and key in stream.keyed:
        return appended(call, stream.keyed[key])
    if stream.deleted:
        raise Refused(400, f"stream {stream.entity_id} is deleted", "failed_precondition")
    expected = asked(call, "expected_version", 0)
    if expected != -1 and expected != stream.version:
        text = f"version conflict: expected {expected}, stream is at {stream.version}"
        raise Refused(409, text, "aborted")
    room[stream.entity_id] = stream
    made = grow(call, stream, asked(call, "event_name"), payload(call, "data", {}))
    if key:
        made.key, stream.keyed[key] = key, made
    return appended(call, made)


def grow(call: Call, stream: Stream, name: str, data: Any) -> Event:
    made = emit(call, name, data)
    made.stream = stream.entity_id, stream.entity_type, stream.version + 1
    stream.events.append(made)
    return made


def appended(call: Call, event: Event) -> dict[str, Any]:
    return wire(call, {"entity_version": event.stream[2], "event_id": event.id})


def wire(call: Call, told: Mapping[str, Any]) -> dict[str, Any]:
    """Documents that are none travel under the name of their twin."""
    if not call.operation.rpc:
        return dict(told)
    made = {}
    for name, value in told.items():
        twin = name in ("data", "state", "event_data") and not isinstance(value, dict)
        made[camel(name) + ("Value" if twin else "")] = value
    return made


def outline(call: Call, stream: Stream) -> dict[str, Any]:
    made = {"entity_id": stream.entity_id, "entity_type": stream.entity_type, "version": stream.version}
    made.update(event_count=len(stream.events), created_at=moment(stream.events[0].at), deleted=stream.deleted)
    return wire(call, {**made, "updated_at": moment(stream.events[-1].at)})


def get(call: Call) -> dict[str, Any]:
    return outline(call, found(call))


def listed(call: Call) -> dict[str, Any]:
    kind, text = asked(call, "entity_type"), asked(call, "search", "")
    fit = [
        outline(call, one)
        for _name, one in sorted(call.room(Streams).all.items())
        if kind in (None, "", one.entity_type) and text in one.entity_id
        if asked(call, "include_deleted") or not one.deleted
    ]
    some, total = page(call, fit)
    return wire(call, {"streams": some, "total_count": total, "count": len(some)})


def part(call: Call, events: list[Event]) -> tuple[list[Event], int]:
    """From the version that is asked for, that one included, in the direction that is asked for; and what follows."""
    start, direction = asked(call, "from_version", 0), asked(call, "direction") or "forward"
    if direction not in ("forward", "backward"):
        raise Refused(400, "direction must be forward or backward")
    back = direction == "backward"
    fit = [one for one in events if not start or (one.stream[2] <= start if back else one.stream[2] >= start)]
    limit = min(asked(call, "limit", 0) or USUAL, MOST)
    ordered = fit[::-1] if back else fit
    return ordered[:limit], ordered[limit].stream[2] if len(ordered) > limit else 0


def read(call: Call) -> dict[str, Any]:
    stream = found(call)
    some, _following = part(call, stream.events)
    return wire(call, {"events": [event_told(call, one) for one in some], "total_count": len(stream.events)})


def event_told(call: Call, event: Event) -> dict[str, Any]:
    when = moment(event.at)
    made = {
        "id": event.id,
        "name": event.name,
        "data": event.data,
        "entity_id": event.stream[0],
        "entity_type": event.stream[1],
        "entity_version": event.stream[2],
        "version": event.version,
        "timestamp": when,
        "created_at": when,
        "source": "entity_stream",
        "environment_id": call.environment,
        "processed": True,
        "idempotency_key": event.key,
        "run_id": event.by,
        "metadata": event.metadata,
    }
    return wire(call, {name: one for name, one in made.items() if name == "data" or one not in ("", None)})


def history(call: Call) -> dict[str, Any]:
    stream = found(call)
    since, until = (
        text and seconds(text, name)
        for name, text in ((name, asked(call, name)) for name in ("from_timestamp", "to_timestamp"))
    )
    within = [one for one in stream.events if (not since or one.at >= since) and (not until or one.at <= until)]
    some, following = part(call, within)
    entries = [
        wire(
            call,
            {
                "event_id": one.id,
                "event_name": one.name,
                "event_data": one.data,
                "entity_version": one.stream[2],
                "schema_version": one.version,
                "source": "entity_stream",
                "timestamp": moment(one.at),
                "runs": [ran(call, of) for of in started(call, one)],
            },
        )
        for one in some
    ]
    info = {"entity_id": stream.entity_id, "entity_type": stream.entity_type, "current_version": stream.version}
    info.update(total_event_count=len(stream.events), created_at=moment(stream.events[0].at))
    made = {"entries": entries, "info": wire(call, {**info, "updated_at": moment(stream.events[-1].at)})}
    return wire(call, {**made, "next_cursor": following, "total_events": len(stream.events)})


def started(call: Call, event: Event) -> list[Run]:
    """The runs of an event that are still there."""
    runs = call.room(Engine).runs
    return [runs[id_] for id_ in event.runs if id_ in runs]


def ran(call: Call, of: Run) -> dict[str, Any]:
    steps = [
        wire(call, {"step_id": one.name, "name": one.name, "step_type": "invoke", "status": one.status})
        for one in of.steps
        if one.status != "pending"
    ]
    made = {"run_id": of.id, "function_id": of.function, "status": of.status, "started_at": of.created}
    return wire(call, {**made, "steps": steps, **({"ended_at": of.ended} if of.ended else {})})


def snapshot(call: Call) -> dict[str, Any]:
    stream, version = found(call), asked(call, "entity_version", 0)
    if not 1 <= version <= stream.version:
        raise Refused(400, f"entity_version must be a version of the stream, which is at {stream.version}")
    made = {"snapshot_id": f"snap_{uuid.uuid4()}", "entity_id": stream.entity_id, "entity_type": stream.entity_type}
    made.update(entity_version=version, state=payload(call, "state", {}), created_at=call.now())
    stream.snapshots.append(made)
    call.wrote(f"{stream.entity_id} {version}")
    return wire(call, {"snapshot_id": made["snapshot_id"]})


def latest(call: Call) -> dict[str, Any]:
    """The latest at or before a version; 0 is the latest of all."""
    most = asked(call, "before_version", 0)
    fit = [one for one in found(call).snapshots if not most or one["entity_version"] <= most]
    if not fit:
        raise Refused(404, "snapshot not found")
    return wire(call, max(reversed(fit), key=lambda one: one["entity_version"]))


def delete(call: Call) -> dict[str, Any]:
    """A last event ends the stream; with ``purge`` it is all that is left. Only purging can be asked for again.

    What is purged takes the runs along that it started, which must have ended.
    """
    stream, purge = found(call), call.body.get("purge", False)
    if stream.deleted and not purge:
        raise Refused(400, f"stream {stream.entity_id} is deleted", "failed_precondition")
    runs = [one for event in stream.events for one in started(call, event)]
    if purge and any(one.status not in ENDED for one in runs):
        raise Refused(400, f"runs of stream {stream.entity_id} are active", "failed_precondition")
    stream.snapshots.clear()
    if not stream.deleted:
        grow(call, stream, TOMBSTONE, {})
        stream.deleted = True
    if purge:
        gone, stream.events = stream.events[:-1], stream.events[-1:]
        events = call.room(Events)
        events.all = [one for one in events.all if one not in gone]
        for one in runs:
            del call.room(Engine).runs[one.id]
        call.wrote(f"{stream.entity_id} purged")
    return {"entityVersion": stream.version}


BEHAVIOURS = {
    "streams_events": append,
    "streams_get": get,
    "streams_list": listed,
    "streams_list_events": read,
    "streams_list_history": history,
    "streams_list_snapshots": latest,
    "streams_snapshots": snapshot,
    "EntityStreamService/AppendEvent": append,
    "EntityStreamService/GetStreamInfo": get,
    "EntityStreamService/ListStreams": listed,
    "EntityStreamService/ReadStream": read,
    "EntityStreamService/GetEntityHistory": history,
    "EntityStreamService/GetSnapshot": latest,
    "EntityStreamService/CreateSnapshot": snapshot,
    "EntityStreamService/DeleteStream": delete,
}
