# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A projection in the stand-in: what it gathers, how far it has come, and what it holds.

A worker of the vendor's takes events and saves states. Where none has shown itself, the stand-in plays one: whenever
somebody looks at the projection, it handles a few events. So nothing has to sleep, and each look sees the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .areas.events import Event, Events
from .call import Call, moment
from .refused import Refused
from .subjects import matches

GLOBAL = "__global__"
PACE = 10  # events that the stand-in's worker handles between two looks
LOOKS = 4  # looks that a rebuild takes


@dataclass
class Row:
    """What a partition holds."""

    state: Any
    event: Event
    version: int
    updated: str


@dataclass
class Job:
    """A rebuild. ``before``: what the projection's status was."""

    id: str
    started: str
    start: int
    target: int
    total: int
    before: str = "active"
    seen: int = 0
    status: str = "running"
    asked: dict[str, Any] = field(default_factory=dict)


@dataclass
class Projection:
    """``served``: a worker of somebody's handles its events. ``lease`` is who may: token, epoch, and until when."""

    name: str
    created: str
    updated: str
    events: list[str]
    mode: str = "managed"
    version: int = 1
    partition_key: str = ""
    description: str = ""
    sql: str = ""
    tables: tuple[str, ...] = ()
    handlers: dict[str, str] = field(default_factory=dict)
    status: str = "active"
    error: str = ""
    cursor: int = 0
    rows: dict[str, Row] = field(default_factory=dict)
    job: Job | None = None
    served: bool = False
    lease: tuple[str, int, float] | None = None
    epoch: int = 0

    @property
    def kind(self) -> str:
        return "sql" if self.sql else "state"

    def wants(self, event: Event) -> bool:
        return any(matches(pattern, event.name) for pattern in self.events)

    def partition(self, event: Event) -> str:
        """The value at the key's path in the event's data; without one, that of all."""
        value = event.data
        for part in self.partition_key.removeprefix("event.").removeprefix("data.").split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return str(value) if self.partition_key and value is not None else GLOBAL


@dataclass
class Projections:
    """``base`` holds the tables of SQL projections."""

    named: dict[str, Projection] = field(default_factory=dict)
    past: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    base: sqlite3.Connection = field(
        default_factory=lambda: sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    )


def found(call: Call, name: str) -> Projection:
    there = call.room(Projections).named.get(name)
    if there is None:
        raise Refused(404, "projection not found", bare=not call.operation.rpc)
    return there


def pending(call: Call, one: Projection, upto: int | None = None) -> Iterator[Event]:
    """The events that it has not handled yet."""
    for event in call.room(Events).all:
        if event.place > one.cursor and (upto is None or event.place <= upto) and one.wants(event):
            yield event


def event_of(call: Call, id_: str) -> Event:
    for event in call.room(Events).all:
        if event.id == id_:
            return event
    raise Refused(404, "event not found", bare=not call.operation.rpc)


def look(call: Call, name: str) -> Projection:
    """The projection, after its worker has done some more."""
    one = found(call, name)
    if one.served or one.status not in ("active", "rebuilding"):
        return one
    job = one.job if one.status == "rebuilding" else None
    most = max(1, -(-job.total // LOOKS)) if job else PACE
    for event in [event for event, _number in zip(pending(call, one, job.target if job else None), range(most))]:
        mine = not job or job.asked.get("partition", "") in ("", one.partition(event))
        if mine and not handle(call, one, event):
            return one
        moved(one, event.place, rebuilt=mine)
    moved(one, one.cursor)
    return one


def handle(call: Call, one: Projection, event: Event) -> bool:
    """As a worker of the stand-in's would: it counts. Of SQL, the server itself carries out the handler."""
    if one.sql:
        return carry_out(call, one, event)
    if one.mode == "managed":
        partition = one.partition(event)
        before = one.rows.get(partition)
        count = (before.state.get("count", 0) if before and isinstance(before.state, dict) else 0) + 1
        keep(call, one, partition, {"count": count, "last": event.name}, event)
    return True


def carry_out(call: Call, one: Projection, event: Event) -> bool:
    """Values come by name from the event's data. What the vendor calls them is not documented."""
    data = event.data if isinstance(event.data, dict) else {}
    values = {name: value for name, value in data.items() if isinstance(value, (str, int, float, type(None)))}
    values |= {"event_id": event.id, "event_name": event.name, "event_seq": event.place}
    statement = one.handlers.get(event.name, "")
    try:
        if statement:
            call.room(Projections).base.execute(statement, values)
    except sqlite3.Error as error:
        one.status, one.error = "error", f"event {event.id}: {error}"
        return False
    return True


def keep(call: Call, one: Projection, partition: str, state: Any, event: Event) -> None:
    before = one.rows.get(partition)
    one.rows[partition] = Row(state, event, before.version + 1 if before else 1, call.now())
    one.updated = call.now()


def moved(one: Projection, place: int, rebuilt: bool = False) -> None:
    """It has come to that place; a rebuild ends where it was to end."""
    one.cursor = max(one.cursor, place)
    job = one.job
    if one.status != "rebuilding" or job is None:
        return
    job.seen += rebuilt
    if one.cursor >= job.target or job.seen >= job.total:
        job.status, job.seen, one.status = "completed", job.total, job.before
        one.cursor = max(one.cursor, job.target)


def registry(call: Call, one: Projection) -> dict[str, Any]:
    """What there is to tell of it, in REST's names."""
    made = {
        "name": one.name,
        "environment_id": call.environment,
        "events": list(one.events),
        "mode": one.mode,
        "type": one.kind,
        "status": one.status,
        "version": one.version,
        "partition_key": one.partition_key,
        "last_event_seq": one.cursor,
        "created_at": one.created,
        "updated_at": one.updated,
        "description": one.description,
        "error_message": one.error,
    }
    if one.sql:
        made.update(sql_definition=one.sql, event_handlers=dict(one.handlers))
    if one.status == "rebuilding" and one.job:
        job = one.job
        made.update(rebuild_target_seq=job.target, rebuild_start_cursor=job.start, rebuild_started_at=job.started)
    return made


def row(call: Call, one: Projection, partition: str) -> dict[str, Any] | None:
    held = one.rows.get(partition or GLOBAL)
    return held and {
        "projection_name": one.name,
        "environment_id": call.environment,
        "partition_key": partition or GLOBAL,
        "state": held.state,
        "last_event_id": held.event.id,
        "last_event_seq": held.event.place,
        "last_event_time": moment(held.event.at),
        "version": held.version,
        "updated_at": held.updated,
    }
