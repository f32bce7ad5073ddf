# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Read entity streams: over REST up to 0.35, over ConnectRPC since. Both answer in the same names here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..core.errors import NotFound
from ..core.spec import Field
from .client import Ironflow, segment
from .messages import Form, camel
from .rest_store import RestStore
from .rpc_store import EraStore, RpcStore, pages

SERVICE = "EntityStreamService"
TOMBSTONE = "$stream.deleted"  # the last event of a stream that was deleted
PAGE = 200

STREAM_FIELDS = (
    Field("entity_id", key=True),
    Field("entity_type"),
    Field("version", "int"),
    Field("event_count", "int", computed=True),
    Field("deleted", "bool", computed=True),
    Field("created_at", computed=True),
    Field("updated_at", computed=True),
)
STREAM, SNAPSHOT, EVENT = (
    Form(STREAM_FIELDS),
    Form(
        (
            Field("snapshot_id", computed=True),
            Field("entity_id"),
            Field("entity_type"),
            Field("entity_version", "int"),
            Field("state", "raw"),
            Field("created_at", computed=True),
        ),
        free=("state",),
    ),
    Form(
        (
            Field("id", computed=True),
            Field("name"),
            Field("data", "raw"),
            Field("entity_version", "int"),
            Field("version", "int"),
            Field("timestamp", computed=True),
            Field("source", computed=True),
            Field("metadata", "dict"),
            Field("idempotency_key", computed=True),
            Field("run_id", computed=True),
        ),
        free=("data",),
    ),
)
TIMED = (Field("started_at", computed=True), Field("ended_at", computed=True), Field("duration_ms", "int"))
STEP = (Field("step_id"), Field("name"), Field("step_type"), Field("status"), TIMED[2], Field("error_message"))
STEPS = Field("steps", "list", server_default=[], options=STEP)
RUN = (Field("run_id"), Field("function_id"), Field("status"), *TIMED, STEPS)
ENTRY = Form(
    (
        Field("event_id"),
        Field("event_name"),
        Field("event_data", "raw"),
        Field("entity_version", "int"),
        Field("schema_version", "int"),
        Field("timestamp", computed=True),
        Field("source", computed=True),
        Field("runs", "list", server_default=[], options=RUN),
    ),
    free=("event_data",),
)
STREAMS = EraStore(
    RestStore("entity stream", "/streams", STREAM_FIELDS, envelope="streams", by=("entity_id",), paged=True),
    RpcStore("entity stream", SERVICE, STREAM, get="GetStreamInfo", listed="ListStreams", items="streams"),
)


def stream(client: Ironflow, entity: str) -> dict[str, Any] | None:
    """What there is to know of a stream, None where there is no such."""
    found = STREAMS.find(client, {"entity_id": entity})
    return STREAM.read(found[0]) if found else None


def listing(client: Ironflow, wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All streams that fit; ``wanted`` are entity_type, search, include_deleted."""
    message = {camel(name): value for name, value in wanted.items()}
    found = client.either(
        lambda: STREAMS.old.listing(client, wanted),
        lambda: list(pages(client, SERVICE, "ListStreams", "streams", message)),
    )
    return [STREAM.read(one) for one in found]


def asked(client: Ironflow, place: str, method: str, entity: str, **wanted: Any) -> dict[str, Any]:
    given = {name: value for name, value in wanted.items() if value is not None}
    message = {"entityId": entity, **{camel(name): value for name, value in given.items()}}
    answer: dict[str, Any] = client.either(
        lambda: client.rest("GET", f"/streams/{segment(entity)}/{place}", **given),
        lambda: client.rpc(SERVICE, method, message, safe=True),
    )
    return answer


def events(
    client: Ironflow, entity: str, start: int | None = None, direction: str = "forward", page: int = PAGE
) -> Iterator[dict[str, Any]]:
    """From that version on, page by page; ``start`` itself is one of them."""
    seen, step = 0, -1 if direction == "backward" else 1
    while True:
        answer = asked(client, "events", "ReadStream", entity, from_version=start, direction=direction, limit=page)
        found = [EVENT.read(one) for one in answer.get("events") or []]
        yield from found
        seen += len(found)
        total = int(answer.get("totalCount", answer.get("total_count")) or 0)
        if not found or seen >= total:
            return
        start = found[-1]["entity_version"] + step
        if start < 1:
            return


def event_at(client: Ironflow, entity: str, version: int) -> dict[str, Any] | None:
    try:
        first = next(events(client, entity, version, page=1), None)
    except NotFound:
        return None
    return first if first and first["entity_version"] == version else None


def history(client: Ironflow, entity: str, **wanted: Any) -> Iterator[dict[str, Any]]:
    """The events with the runs that they started."""
    while True:
        answer = asked(client, "history", "GetEntityHistory", entity, limit=PAGE, **wanted)
        yield from (ENTRY.read(one) for one in answer.get("entries") or [])
        following = int(answer.get("nextCursor", answer.get("next_cursor")) or 0)
        if not following:
            return
        wanted["from_version"] = following


def snapshot(client: Ironflow, entity: str, at: int | None = None) -> dict[str, Any] | None:
    """The latest at or before that version."""
    try:
        return SNAPSHOT.read(asked(client, "snapshots", "GetSnapshot", entity, before_version=at))
    except NotFound:
        return None
