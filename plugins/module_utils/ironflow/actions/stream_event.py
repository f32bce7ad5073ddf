# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Append an event to an entity stream. What a version or a key protects is appended once, however often it is asked.

A version that does not fit, or an answer that is lost, says nothing of whether the event is there: the stream does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import ApiError, Conflict, NotTheApi, PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ...core.values import differs, given
from ..client import IRONFLOW, RPC_SINCE, Ironflow, no_such_route, segment
from ..eras import Span, fields_known
from ..forms import refuse_nan
from ..lost import sent
from ..messages import Form
from ..streams import SERVICE, event_at, events, stream

FIELDS = (
    Field("entity_id", required=True),
    Field("entity_type", required=True),
    Field("name", required=True, aliases=("event_name",), wire="eventName"),
    Field("data", "dict", conceal=True),
    Field("metadata", "dict", conceal=True),
    Field("version", "int"),
    Field("expected_version", "int"),
    Field("idempotency_key"),
)
MESSAGE = Form(FIELDS)
KNOWN = {"metadata": Span(RPC_SINCE)}
UNCHECKED = -1  # stands for no version; left out, it would mean that the stream must be new
COMPARED = tuple(f for f in FIELDS if f.name in ("name", "data", "metadata", "version"))


def run(task: Task) -> dict[str, Any]:
    wanted = given(FIELDS, task.params)
    expected = wanted.get("expected_version")
    if expected is not None and expected < 0:
        raise PlanError("expected_version is 0 for a new stream, else the version that it is at; leave it out for any")
    for name in ("data", "metadata"):
        refuse_nan(wanted.get(name), f"{title(wanted)}: {name}")
    fields_known(title(wanted), KNOWN)(task.client, wanted)
    version, there = look(task.client, wanted, task.check_mode)
    if there:
        return {"changed": False, "event_id": there["id"], "entity_version": there["entity_version"]}
    if task.check_mode:
        return {"changed": True, "event_id": None, "entity_version": None if expected is None else expected + 1}
    made = append(task.client, wanted)
    return {"changed": made["entity_version"] > version, **made}


def title(wanted: Mapping[str, Any]) -> str:
    return f"event {wanted['name']} of entity stream {wanted['entity_id']}"


def look(client: Ironflow, wanted: Mapping[str, Any], foretell: bool) -> tuple[int, dict[str, Any] | None]:
    """The version that the stream is at, and the event that is asked for where it is there already.

    Which event has a key only the server knows without reading the whole stream.
    """
    found = stream(client, wanted["entity_id"])
    if found and found["deleted"]:
        raise PlanError(f"{title(wanted)}: the stream was deleted, and takes no more events")
    version, key = found["version"] if found else 0, wanted.get("idempotency_key")
    if key is not None and not foretell:
        return version, None
    if found and key is not None:
        backward = events(client, wanted["entity_id"], direction="backward")
        there = next((one for one in backward if one["idempotency_key"] == key), None)
        if there:
            return version, there
    expected = wanted.get("expected_version", version)
    if version != expected:
        there = event_at(client, wanted["entity_id"], expected + 1) if version > expected else None
        if not there or not same(wanted, there):
            raise conflict(wanted, version, there)
        return version, there
    return version, None


def same(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    if "idempotency_key" in wanted and found["idempotency_key"]:
        return bool(found["idempotency_key"] == wanted["idempotency_key"])
    values = {"data": {}, **wanted}
    return not any(differs(f, values[f.name], found[f.name]) for f in COMPARED if f.name in values)


def conflict(wanted: Mapping[str, Any], version: int, there: Mapping[str, Any] | None) -> PlanError:
    expected = wanted["expected_version"]
    text = f"{title(wanted)}: the stream is at version {version}, and expected_version asks for {expected}"
    if there:
        text += f"; event {expected + 1} is {there['name']} ({there['id']})"
    return PlanError(f"{text}; nothing was appended, look at the stream again")


def append(client: Ironflow, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Its place in the stream. With an expected version it can only get there once, so that it may be sent again."""
    guarded, keyed = "expected_version" in wanted, "idempotency_key" in wanted
    values = {"expected_version": UNCHECKED, **wanted}
    safe = guarded or keyed

    def send() -> dict[str, Any]:
        return client.either(lambda: over_rest(client, values, safe), lambda: over_rpc(client, values, safe))

    if not guarded:
        return sent(title(wanted), keyed, send)
    try:
        return send()
    except (Conflict, Uncertain, NotTheApi) as error:
        if no_such_route(error):
            raise
        return settle(client, wanted, error)


def settle(client: Ironflow, wanted: Mapping[str, Any], error: ApiError) -> dict[str, Any]:
    """What the stream says of an append that was refused or not answered."""
    place = wanted["expected_version"] + 1
    again = "run the task again: expected_version keeps it from being appended twice"
    try:
        there = event_at(client, wanted["entity_id"], place)
        if there and same(wanted, there):
            return {"event_id": there["id"], "entity_version": place}
        found = stream(client, wanted["entity_id"])
    except ApiError:
        raise Uncertain(f"{title(wanted)} may have been sent: {error}; {again}") from None
    if there or isinstance(error, Conflict):
        raise conflict(wanted, found["version"] if found else 0, there) from None
    raise Uncertain(f"{title(wanted)} is not in the stream: {error}; {again}") from None


def over_rest(client: Ironflow, values: Mapping[str, Any], safe: bool) -> dict[str, Any]:
    body = {"event_name" if name == "name" else name: value for name, value in values.items() if name != "entity_id"}
    path = f"/streams/{segment(values['entity_id'])}/events"
    answer = client.rest("POST", path, body, safe=safe, tells=("event_id", "entity_version"))
    return {"event_id": answer["event_id"], "entity_version": answer["entity_version"]}


def over_rpc(client: Ironflow, values: Mapping[str, Any], safe: bool) -> dict[str, Any]:
    answer = client.rpc(SERVICE, "AppendEvent", MESSAGE.sent(values), safe=safe)
    return {"event_id": answer.get("eventId", ""), "entity_version": int(answer.get("entityVersion") or 0)}


STREAM_EVENT = ModuleSpec(IRONFLOW, FIELDS, run, ("event_id", "entity_version"))
