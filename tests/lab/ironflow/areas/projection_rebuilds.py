# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rebuilds of projections: a job that comes further with each look, until it has seen all of its events."""

from __future__ import annotations

import uuid
from typing import Any

from ..areas.events import Events
from ..call import Call
from ..projected import Job, Projection, Projections, event_of, found, look, moved
from ..refused import Refused
from .projections import asked_name, wire


def told(job: Job | None, name: str) -> dict[str, Any]:
    """In REST's names. ``progress`` goes from 0 to 100."""
    if job is None:
        return {"job": None}
    made = {
        "job_id": job.id,
        "projection_name": name,
        "status": job.status,
        "events_processed": job.seen,
        "total_events": job.total,
        "progress": 100 * job.seen / job.total if job.total else 100 if job.status == "completed" else 0,
        "started_at": job.started,
    }
    return {"job": made}


def spoken(call: Call, job: Job | None, name: str) -> dict[str, Any]:
    rest = told(job, name)
    if job is None or not call.operation.rpc:
        return rest if job or not call.operation.rpc else {}
    return {"job": {**wire(rest["job"]), **{part: value for part, value in job.asked.items() if part != "name"}}}


def rebuild(call: Call) -> dict[str, Any]:
    asked, one = call.body or {}, found(call, asked_name(call))
    if one.status == "rebuilding":
        raise Refused(409, "projection is already rebuilding")
    first, last = asked.get("fromEventId"), asked.get("toEventId")
    start = event_of(call, first).place - 1 if first else 0
    every = call.room(Events).all
    target = event_of(call, last).place if last else every[-1].place if every else 0
    partition = asked.get("partition", "")
    wanted = [event for event in every if start < event.place <= target and one.wants(event)]
    total = sum(partition in ("", one.partition(event)) for event in wanted)
    job = Job(f"rebuild_{uuid.uuid4()}", call.now(), start, target, total, one.status, asked=dict(asked))
    if asked.get("dryRun"):
        job.status = "dry_run_ok"
        return spoken(call, job, one.name)
    if one.status == "error":
        job.before, one.error = "active", ""
    clear(call, one, partition, start)
    one.job, one.status, one.cursor, one.updated = job, "rebuilding", start, call.now()
    call.wrote(one.name)
    return spoken(call, job, one.name)


def clear(call: Call, one: Projection, partition: str, start: int) -> None:
    """What is computed anew is forgotten."""
    if start == 0:
        for table in one.tables:
            call.room(Projections).base.execute(f'DELETE FROM "{table}"')
        one.rows = {name: row for name, row in one.rows.items() if partition not in ("", name)}


def job_of(call: Call) -> dict[str, Any]:
    one = look(call, asked_name(call))
    return spoken(call, one.job, one.name)


def cancel(call: Call) -> dict[str, Any]:
    one = found(call, asked_name(call))
    if one.status != "rebuilding" or one.job is None:
        raise Refused(409, "projection is not rebuilding", "failed_precondition")
    one.job.status, one.status, one.updated = "cancelled", one.job.before, call.now()
    call.wrote(one.name)
    return {"status": "ok"}


def report(call: Call) -> dict[str, Any]:
    """A worker of old days tells how far it has come."""
    one = found(call, call.body.get("name", ""))
    if one.job is None or one.status != "rebuilding":
        raise Refused(409, "projection is not rebuilding", "failed_precondition")
    one.served = True
    one.job.seen = int(call.body.get("eventsProcessed") or 0)
    one.job.total = int(call.body.get("totalEvents") or one.job.total)
    if call.body.get("completed"):
        moved(one, one.job.target)
    return {}


BEHAVIOURS = {
    "projections_rebuild": rebuild,
    "ProjectionService/RebuildProjection": rebuild,
    "projections_list_rebuild": job_of,
    "ProjectionService/GetRebuildJob": job_of,
    "projections_cancel": cancel,
    "ProjectionService/CancelRebuild": cancel,
    "ProjectionService/ReportRebuildProgress": report,
}
