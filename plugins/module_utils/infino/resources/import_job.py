# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Import jobs, which bring data from a connected source into a dataset. A changed job is a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...core.ensure import ensure, make_so, wish
from ...core.errors import ApiError, NotFound, PlanError, Uncertain
from ...core.plan import Plan
from ...core.spec import Field, Resource, Task
from ...core.waiting import check_waiting, look_until, waiting
from ...core.words import clip, unknown
from ..access import either
from ..client import INFINO, Infino, segment
from . import connection

LISTING = "/import/jobs"
ENDED = ("completed", "failed")
CRON_FIELDS = 5


def cron(value: Any) -> str:
    return " ".join(str(value).split())


FIELDS = (
    Field("id", key=True, computed=True),
    Field("connection", key=True),
    Field("target_dataset", key=True),
    Field("source_dataset", along=True),
    Field("query", along=True),
    Field("schedule", along=True, canonical=cron),
    Field("status", computed=True),
    Field("last_run", computed=True),
    Field("created_at", computed=True),
)
UNTOLD = ("query", "source_dataset")  # what most servers do not tell


@dataclass(frozen=True)
class JobStore:
    """``schedule`` says which is meant where several jobs fill one dataset from one connection."""

    schedule: str | None = None

    def find(self, client: Infino, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        rows = listing(client)
        if filters.get("id") is not None:
            rows = [row for row in rows if identity(row) == filters["id"]]
        if "target_dataset" in filters:
            rows = [row for row in rows if row.get("target_dataset") == filters["target_dataset"]]
        if not rows:
            return []
        names = by_id(connection.listing(client))
        jobs = [read(row, names, filters.get("connection")) for row in rows]
        if "connection" in filters:
            jobs = [job for job in jobs if job["connection"] == filters["connection"]]
        if len(jobs) > 1 and self.schedule is not None:
            alike = [job for job in jobs if cron(job["schedule"]) == cron(self.schedule)]
            jobs = alike or jobs
        return jobs

    def create(self, client: Infino, values: Mapping[str, Any]) -> dict[str, Any]:
        source = source_of(client, values["connection"])
        name = connection.identity(source)
        sent = {wire: values[wire] for wire in ("source_dataset", "target_dataset", "query") if values.get(wire)}
        if values.get("schedule"):
            sent["schedule"] = cron(values["schedule"])
        # Some servers want the connection under the one name, some under the other.
        body = {"source_id": name, "connection_id": name, **sent}
        answer = client.call("PUT", f"/import/{segment('type', str(source.get('type')))}", body, safe=False)
        told = answer if isinstance(answer, Mapping) and identity(answer) is not None else {}
        return {**computed(told), **({"id": identity(told)} if told else {})}

    def update(self, client: Infino, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        """Deleted, and made anew."""
        wanted = {**current, **changes}
        try:
            client.call("DELETE", at(current["id"]))
        except NotFound:
            # Gone, perhaps since the first answer was lost; else two of them would fill the dataset.
            if any(identity(row) == current["id"] for row in listing(client)):
                raise
        try:
            return self.create(client, wanted)
        except Uncertain:
            handle = {name: wanted[name] for name in JOB.key}
            found = JobStore(wanted.get("schedule")).find(client, handle)
            if len(found) != 1 or cron(found[0]["schedule"]) != cron(wanted.get("schedule")):
                raise
            return {f.name: found[0][f.name] for f in FIELDS if f.computed}

    def delete(self, client: Infino, current: Mapping[str, Any]) -> None:
        client.call("DELETE", at(current["id"]))


def at(name: str) -> str:
    return f"{LISTING}/{segment('import job', str(name))}"


def listing(client: Infino) -> list[Mapping[str, Any]]:
    return client.listing(LISTING, "import jobs", identity)


def identity(row: Mapping[str, Any]) -> Any:
    return either(row, "job_id", "id")


def by_id(rows: list[Mapping[str, Any]]) -> dict[Any, Any]:
    """What a job's connection is called: by its name where no other has that name, else by its id."""
    names = [connection.name_of(row) for row in rows]
    return {
        connection.identity(row): name if names.count(name) == 1 else connection.identity(row)
        for row, name in zip(rows, names)
    }


def read(row: Mapping[str, Any], names: Mapping[Any, Any], asked: Any) -> dict[str, Any]:
    source = either(row, "source_id", "connection_id")
    made = {
        "id": identity(row),
        "connection": source if source == asked else names.get(source, source),
        "target_dataset": row.get("target_dataset"),
        "schedule": row.get("schedule"),
        **{name: row[name] for name in UNTOLD if name in row},
    }
    return {**made, **{name: row.get(name) for name in ("status", "last_run", "created_at")}}


def computed(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("status", "last_run", "created_at") if row.get(name) is not None}


def source_of(client: Infino, name: str) -> Mapping[str, Any]:
    """The connection of that name or id."""
    rows = connection.listing(client)
    found = [row for row in rows if name in (connection.name_of(row), connection.identity(row))]
    if len(found) > 1:
        ids = ", ".join(str(connection.identity(row)) for row in found)
        raise PlanError(f"there are {len(found)} connections {name} (id: {ids}); name it by its id")
    if not found:
        raise PlanError(unknown("there is no connection", name, [connection.name_of(row) for row in rows]))
    return found[0]


JOB = Resource("import job", INFINO, FIELDS, JobStore())


def weigh_change(task: Task, planned: Plan) -> None:
    """A schedule is one, and nothing that the server does not tell gets lost with the old job."""
    schedule = planned.changes.get("schedule")
    if schedule and len(str(schedule).split()) != CRON_FIELDS:
        raise PlanError(f"{JOB.title(planned.wanted)}: schedule {schedule!r} is no cron expression of five fields")
    if planned.operation == "update":
        title = JOB.title(planned.before or {})
        for name in UNTOLD:
            if name not in planned.wanted and name not in (planned.before or {}):
                raise PlanError(
                    f"{title}: a change means a new job, and the server does not tell the {name} of this one; give "
                    f'{name} too, "" for none'
                )


def weigh(task: Task, planned: Plan) -> None:
    weigh_change(task, planned)
    if planned.operation == "create":
        try:
            source_of(task.client, planned.wanted["connection"])
        except PlanError as problem:
            if not task.check_mode:
                raise
            task.outside.warn(f"{problem}; a run fails unless an earlier task makes it")


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    resource = replace(JOB, store=JobStore(task.params["schedule"]))
    result = make_so(task, resource, wish(JOB, task.params), weigh)
    if task.params["wait"] and task.params["state"] == "present" and not task.check_mode:
        await_end(task, resource, result)
    return result


def await_end(task: Task, resource: Resource, result: dict[str, Any]) -> None:
    title = resource.title(result["resource"])
    done = [f"{result['operation']} {title}"] if result["changed"] else ()

    def look() -> Mapping[str, Any]:
        found = resource.store.find(task.client, {"id": result["resource"]["id"]})
        if not found:
            raise ApiError(f"{title} was deleted by somebody else meanwhile")
        return found[0]

    def ended(job: Mapping[str, Any]) -> bool:
        return job["status"] in ENDED

    seen, over = look_until(task.outside, look, ended, task.params["wait_timeout"], task.params["wait_interval"])
    if not over or seen["status"] == "failed":
        more = (
            "" if over else f" after {task.params['wait_timeout']} seconds; give a longer wait_timeout, or wait false"
        )
        error = ApiError(f"{title} is {clip(str(seen['status']))}{more}")
        error.done = done
        raise error
    result["resource"].update(computed(seen))


BASE = ensure(JOB)
WAIT = waiting(wait=False)
ENSURE_JOB = replace(BASE, fields=(*BASE.fields, *WAIT), run=run)
