# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Threads of Fino AI. A server tells of one in either of two ways; what it does not tell is not compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.errors import NotFound, NotTheApi, PlanError
from ...core.spec import Field, Resource, Task
from ...core.words import unknown
from ..client import INFINO, Infino, segment

LISTING = "/fino/threads"
FIELDS = (
    Field("id", key=True, computed=True),
    Field("name", key=True),
    Field("workflow_name"),
    Field("streaming", "bool", server_default=False),
    Field(
        "sources",
        "list",
        elements="dict",
        unordered=True,
        options=(Field("index_name", required=True), Field("connection_id")),
        server_default=[],
    ),
    Field("metadata", "dict"),
    Field("workflow", computed=True),
    Field("status", computed=True),
    Field("user_id", computed=True),
    Field("created_at", computed=True),
    Field("updated_at", computed=True),
)
MESSAGES = Field("messages", "list", elements="dict", computed=True)
WRITTEN = ("name", "streaming", "sources", "metadata")
STAMPS = ("status", "user_id", "created_at", "updated_at")


class ThreadStore:
    def find(self, client: Infino, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Each is fetched: a listing may tell only a part of it."""
        if filters.get("id") is not None:
            return [read(one) for one in fetch(client, filters["id"])]
        listed = ids(listing(client), filters.get("name"))
        return [read(one) for name in listed for one in fetch(client, name, listed=True)]

    def create(self, client: Infino, values: Mapping[str, Any]) -> dict[str, Any]:
        return told(client.call("POST", LISTING, wire(values), safe=False), "POST", LISTING)

    def update(self, client: Infino, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        """All that is known is sent: whether a server keeps what it is not sent is not documented."""
        kept = {name: current[name] for name in WRITTEN if current.get(name) is not None}
        answer = client.call("PUT", at(current["id"]), wire({**kept, **changes}))
        return {**told(answer, "PUT", at(current["id"])), "id": current["id"]}

    def delete(self, client: Infino, current: Mapping[str, Any]) -> None:
        client.call("DELETE", at(current["id"]))


def at(name: str) -> str:
    return f"{LISTING}/{segment('thread', str(name))}"


def listing(client: Infino) -> list[Mapping[str, Any]]:
    return client.listing(LISTING, "threads", lambda row: row.get("id"))


def ids(rows: list[Mapping[str, Any]], name: str | None) -> list[str]:
    return [row["id"] for row in rows if name is None or name_of(row) == name]


def fetch(client: Infino, name: str, listed: bool = False) -> list[Mapping[str, Any]]:
    """None where there is none; one that is listed, now too, must be there."""
    try:
        answer = client.call("GET", at(name))
    except NotFound:
        if listed and any(row["id"] == name for row in listing(client)):
            raise
        return []
    if not isinstance(answer, Mapping) or answer.get("id") != name:
        raise NotTheApi(f"GET {at(name)} was answered with something that is no thread; is api_url right?")
    return [answer]


def name_of(row: Mapping[str, Any]) -> Any:
    metadata = row.get("metadata")
    return row.get("name") or (metadata.get("name") if isinstance(metadata, Mapping) else None)


def read(row: Mapping[str, Any]) -> dict[str, Any]:
    """Only threads that stream say so; one that is told whole and does not say it does not stream."""
    made = {"id": row["id"], "name": name_of(row), **stamped(row), "messages": list(row.get("messages") or ())}
    if isinstance(row.get("sources"), list):
        made["sources"] = [{name: one.get(name) for name in ("index_name", "connection_id")} for one in row["sources"]]
    if "streaming" in row or "status" in row:
        made["streaming"] = bool(row.get("streaming"))
    if isinstance(row.get("metadata"), Mapping):
        inside = "name" not in row
        made["metadata"] = {name: one for name, one in row["metadata"].items() if name != "name" or not inside}
    return made


def stamped(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"workflow": row.get("workflow_name"), **{name: row.get(name) for name in STAMPS}}


def told(answer: Any, method: str, path: str) -> dict[str, Any]:
    if not isinstance(answer, Mapping) or not answer.get("id"):
        raise NotTheApi(f"{method} {path} was answered with something that is no thread; is api_url right?")
    return {"id": answer["id"], **{name: value for name, value in stamped(answer).items() if value is not None}}


def wire(values: Mapping[str, Any]) -> dict[str, Any]:
    made = {name: values[name] for name in (*WRITTEN, "workflow_name") if values.get(name) is not None}
    if "sources" in made:
        made["sources"] = [{name: one.get(name) for name in ("index_name", "connection_id")} for one in made["sources"]]
    return made


def adapt(desired: Mapping[str, Any], current: Mapping[str, Any] | None) -> dict[str, Any]:
    """Of the metadata what is not named stays, and a null unsets."""
    made = dict(desired)
    if made.get("metadata") is not None:
        there = (current or {}).get("metadata") or {}
        whole = {**there, **made["metadata"]}
        made["metadata"] = {name: value for name, value in whole.items() if value is not None}
    return made


def fits(client: Infino, desired: Mapping[str, Any]) -> None:
    if not str(desired.get("name", "-")).strip():
        raise PlanError("the name of a thread is empty; nothing could find it again")


THREAD = Resource("thread", INFINO, FIELDS, ThreadStore(), adapt=adapt, fits=fits)
WITH_MESSAGES = replace(THREAD, fields=(*FIELDS, MESSAGES))


def the_thread(task: Task, name: str) -> dict[str, Any] | None:
    """The thread of that id or name. Where there is none yet, check mode warns, and a run fails."""
    rows = listing(task.client)
    found = [name] if name in {row["id"] for row in rows} else ids(rows, name)
    if len(found) > 1:
        raise PlanError(f"there are {len(found)} threads {name} (id: {', '.join(found)}); name it by its id")
    for one in fetch(task.client, found[0], listed=True) if found else ():
        return read(one)
    problem = unknown("there is no thread", name, [name_of(row) for row in rows])
    if not task.check_mode:
        raise PlanError(problem)
    task.outside.warn(f"{problem}; a run fails unless an earlier task makes it")
    return None
