# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Projections: what is computed from the events of some names, by a worker or, in a table, by the server's own SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...core.errors import ApiError, NotFound, PlanError, Uncertain
from ...core.spec import Field, Resource
from ...core.values import differs
from ..client import IRONFLOW, Ironflow
from ..messages import Form, payload_of
from ..rest_store import PAGE, RestStore
from ..rpc_store import RpcStore, pages

NOUN, SERVICE, PATH = "projection", "ProjectionService", "/projections"
MODES = ("managed", "external")
STATUSES = ("active", "paused", "rebuilding", "error")


def statement(text: Any) -> str:
    return " ".join(str(text).split()).rstrip("; ")


def settled(status: Any) -> Any:
    """One that is being rebuilt goes on."""
    return "active" if status == "rebuilding" else status


FIELDS = (
    Field("name", key=True),
    Field("events", "list", elements="str", unordered=True),
    Field("mode", choices=MODES, server_default="managed"),
    Field("partition_key", server_default="", clearable=True),
    Field("version", "int", chosen=True),
    Field("table_sql", fixed=True, server_default="", canonical=statement, wire="sql_definition"),
    Field("event_handlers", "dict", fixed=True, server_default={}),
    Field("description", fixed=True, server_default=""),
    Field("status", choices=("active", "paused"), server_default="active", canonical=settled),
    Field("type", computed=True),
    Field("last_event_seq", "int", computed=True),
    Field("error_message", computed=True),
    Field("created_at", computed=True),
    Field("updated_at", computed=True),
)
RPC_FIELDS = tuple(f if f.name != "table_sql" else replace(f, wire="sqlDefinition") for f in FIELDS)
OF_SQL = ("event_handlers", "description")
OF_WORKERS = ("mode", "partition_key", "version")
REGISTERED = ("name", "events", *OF_WORKERS)
ROW = ("last_event_id", "last_event_seq", "last_event_time", "version", "updated_at")


class OldStore(RestStore):
    """Up to 0.35: what REST tells, where ConnectRPC told only half of it."""

    def listing(self, client: Ironflow, query: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        """A page does not tell how many there are in all."""
        found: list[Mapping[str, Any]] = []
        while True:
            answer = client.rest("GET", PATH, tells=("projections",), limit=PAGE, offset=len(found), **query)
            some = answer["projections"] or []
            found += some
            if len(some) < PAGE:
                return found

    def read(self, told: Mapping[str, Any]) -> dict[str, Any]:
        made = super().read(told)
        for name in ("events", "event_handlers"):  # of any type, says the server's own description
            if isinstance(made[name], str):
                made[name] = json.loads(made[name] or "null")
        return {**made, "events": made["events"] or [], "event_handlers": made["event_handlers"] or {}}

    def held(self, client: Ironflow, name: str, partition: str | None) -> tuple[dict[str, Any], Any]:
        told = client.rest("GET", self.place({"name": name}), tells=("name",), partition=partition)
        row = told.get("state")
        return self.read(told), row and {
            "partition": row["partition_key"],
            "state": row.get("state"),
            **{one: row.get(one) for one in ROW},
        }


class NewStore(RpcStore):
    def held(self, client: Ironflow, name: str, partition: str | None) -> tuple[dict[str, Any], Any]:
        told = client.rpc(self.service, self.get, {"name": name, "partition": partition or ""}, safe=True)
        one = self.read(told)
        row = {
            "partition": told.get("partition", ""),
            "state": payload_of(told, "state"),
            "last_event_id": told.get("lastEventId", ""),
            "last_event_seq": int(told.get("stateLastEventSeq") or 0),
            "last_event_time": told.get("lastEventTime"),
            "version": int(told.get("version") or 0),
            "updated_at": told.get("stateUpdatedAt"),
        }
        return one, row if row["last_event_id"] else None

    def read(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        if not answer.get(self.wrapped):
            raise half()
        return super().read(answer)

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        if "name" in filters:
            return super().find(client, filters)
        listed = list(pages(client, self.service, self.listed, self.items))
        if any("environmentId" not in one for one in listed):
            raise half()
        return [self.form.read(one) for one in listed]


def half() -> ApiError:
    """What ``either`` takes for a server that cannot do it."""
    text = "this server's ConnectRPC tells only half of a projection, as servers up to 0.35 do"
    return ApiError(text, 501, {"code": "unimplemented"})


OLD = OldStore(NOUN, PATH, FIELDS, by=("name",))
NEW = NewStore(
    NOUN,
    SERVICE,
    Form(RPC_FIELDS),
    get="GetProjection",
    listed="ListProjections",
    items="projections",
    wrapped="registry",
)


class ProjectionStore:
    """Writing is ConnectRPC's in all versions, and deleting is REST's."""

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        return client.either(lambda: OLD.find(client, filters), lambda: NEW.find(client, filters))

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        if values.get("table_sql"):
            message = {name: values[name] for name in ("name", "events", "description") if name in values}
            message.update(tableSql=values["table_sql"], eventHandlers=values["event_handlers"])
            made = self.surely(client, "CreateSQLProjection", message, values)
        else:
            made = self.register(client, values)
        if values.get("status", "active") == "paused":
            turn(client, values["name"], "paused")
        found = self.find(client, {"name": values["name"]})
        return {**made, **{f.name: found[0][f.name] for f in FIELDS if found and (f.computed or f.chosen)}}

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        """It is registered anew, as a whole."""
        made = {}
        if set(changes) - {"status"}:
            made = self.register(client, {**current, **changes})
        if "status" in changes:
            turn(client, current["name"], changes["status"] or "active")
        return made

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        client.rest("DELETE", OLD.place(current))

    def register(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        wanted = {name: values[name] for name in REGISTERED if name in values}
        return self.surely(client, "RegisterProjection", NEW.form.sent(wanted), wanted)

    def surely(
        self, client: Ironflow, method: str, message: Mapping[str, Any], values: Mapping[str, Any]
    ) -> dict[str, Any]:
        """What the server says of it. Where its answer is lost, what is there tells: more may have to be done."""
        try:
            answer = client.rpc(SERVICE, method, message, safe=False)
        except Uncertain:
            found = self.find(client, {"name": values["name"]})
            fields = [f for f in FIELDS if f.name in values and f.name != "status"]
            if not found or any(differs(f, values[f.name], found[0][f.name]) for f in fields):
                raise
            return {"last_event_seq": found[0]["last_event_seq"]}
        return {"last_event_seq": int(answer.get("lastEventSeq") or 0)}


def turn(client: Ironflow, name: str, status: str) -> None:
    client.rpc(SERVICE, "PauseProjection" if status == "paused" else "ResumeProjection", {"name": name}, safe=True)


def held(client: Ironflow, name: str, partition: str | None = None) -> tuple[dict[str, Any], Any] | None:
    """A projection, and what it holds of a partition: None where it holds nothing."""
    try:
        return client.either(lambda: OLD.held(client, name, partition), lambda: NEW.held(client, name, partition))
    except NotFound:
        return None


def adapt(desired: Mapping[str, Any], current: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Refuses what the one kind has and the other has not."""
    title = f"{NOUN} {desired['name']}"
    if "events" in desired and not desired["events"]:
        raise PlanError(f"{title}: events is empty; name at least one")
    if "events" in desired:
        desired = {**desired, "events": list(dict.fromkeys(desired["events"]))}
    if current is not None:
        return kept(title, desired, current)
    if not desired.get("table_sql"):
        refuse(title, desired, OF_SQL, "an SQL projection alone; give table_sql too, or leave it out")
        if not desired.get("events"):
            raise PlanError(f"{title} does not exist yet; give events to create it")
        return desired
    refuse(title, desired, OF_WORKERS, "what workers compute, and not for SQL; leave it out")
    if not desired.get("event_handlers"):
        raise PlanError(f"{title} does not exist yet; give event_handlers to create it, a statement for each event")
    return {"events": sorted(desired["event_handlers"]), **desired}


def kept(title: str, desired: Mapping[str, Any], current: Mapping[str, Any]) -> Mapping[str, Any]:
    """The server has no call to change what an SQL projection is."""
    fields = [f for f in FIELDS if f.name in ("events", *OF_WORKERS) and f.name in desired]
    for f in fields if current["table_sql"] else ():
        if differs(f, desired[f.name], current[f.name]):
            raise PlanError(f"{title}: {f.name} of an SQL projection cannot be changed; delete it first")
    return desired


def refuse(title: str, desired: Mapping[str, Any], names: Sequence[str], why: str) -> None:
    for name in names:
        if desired.get(name) is not None:
            raise PlanError(f"{title}: {name} is for {why}")


PROJECTION = Resource(NOUN, IRONFLOW, FIELDS, ProjectionStore(), adapt=adapt)
