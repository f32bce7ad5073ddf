# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Events: emitted over REST or ConnectRPC, by the era, and looked up over REST in all."""

from __future__ import annotations

import base64
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ..call import Call, moment, seconds
from ..engine import started_by
from ..listeners import happened
from ..refused import Refused

USUAL, MOST, SCANNED = 20, 200, 10000


@dataclass
class Event:
    place: int
    name: str
    data: Any
    at: float
    version: int = 1
    metadata: Any = None
    key: str = ""
    runs: list[str] = field(default_factory=list)  # that it started
    by: str = ""  # the run that it was emitted in
    stream: tuple[str, str, int] = ("", "", 0)  # of an entity stream's event: its entity, the type of it, its version

    @property
    def id(self) -> str:
        return f"evt_{self.place:08x}"


@dataclass
class Events:
    """Oldest first."""

    all: list[Event] = field(default_factory=list)
    keyed: dict[str, Event] = field(default_factory=dict)


def emit(call: Call, name: str, data: Any, key: str = "") -> Event:
    """With the key of an earlier event that one is given back, and nothing happens."""
    events = call.room(Events)
    if key and key in events.keyed:
        return events.keyed[key]
    version, metadata = call.body.get("version") or 1, call.body.get("metadata")
    made = Event(events.all[-1].place + 1 if events.all else 1, name, data, call.lab.clock(), version, metadata, key)
    events.all.append(made)
    if key:
        events.keyed[key] = made
    made.by = call.body.get("run_id") or call.sent.get("x-ironflow-run-id") or ""
    happened(call, f"events:{name}", data, made.id, made.place, metadata)
    call.wrote(name)
    made.runs = started_by(call, made.id, name, data)
    return made


def emit_rest(call: Call) -> dict[str, Any]:
    made = emit(call, call.body["name"], call.body.get("data", {}))
    return {"event_id": made.id, "run_ids": made.runs}


def emit_rpc(call: Call) -> dict[str, Any]:
    made = triggered(call, call.body)
    return {"eventId": made.id, "runIds": made.runs}


def triggered(call: Call, asked: dict[str, Any]) -> Event:
    """What a TriggerRequest says."""
    if not asked.get("event"):
        raise Refused(400, "event is required")
    data = asked["dataValue"] if "dataValue" in asked else asked.get("data", {})
    return emit(call, asked["event"], data, asked.get("idempotencyKey", ""))


def told(event: Event) -> dict[str, Any]:
    when = moment(event.at)
    made = {
        "id": event.id,
        "name": event.name,
        "data": event.data,
        "processed": True,
        "source": "api",
        "timestamp": when,
        "created_at": when,
    }
    if event.metadata is not None:
        made["metadata"] = event.metadata
    if event.key:
        made["idempotency_key"] = event.key
    if event.by:
        made["run_id"] = event.by
    if event.stream[0]:
        made["entity_id"], made["entity_type"], _version = event.stream
    return made


def cursor(event: Event) -> str:
    return base64.urlsafe_b64encode(f"at:{event.place}".encode()).decode()


def place(text: str) -> int:
    try:
        kind, _skip, number = base64.urlsafe_b64decode(text.encode()).decode().partition(":")
        if kind == "at":
            return int(number)
    except ValueError:
        pass
    raise Refused(400, "invalid cursor")


def chosen(call: Call) -> list[Event]:
    """Newest first."""
    asked = call.query
    words = {name: asked[name].split(",") for name in ("names", "source") if asked.get(name)}
    since = seconds(asked["since"], "since") if asked.get("since") else None
    until = seconds(asked["until"], "until") if asked.get("until") else None
    return [
        event
        for event in reversed(call.room(Events).all)
        if asked.get("name", "") in event.name
        and event.name in words.get("names", [event.name])
        and "api" in words.get("source", ["api"])
        and (since is None or event.at >= since)
        and (until is None or event.at <= until)
        and asked.get("search", "") in f"{event.id} {event.name} {json.dumps(event.data, ensure_ascii=False)}"
    ]


def listed(call: Call) -> dict[str, Any]:
    asked, found = call.query, chosen(call)
    if asked.get("cursor") and asked.get("before"):
        raise Refused(400, "cursor and before exclude each other")
    limit = min(asked.get("limit", 0), MOST) if asked.get("limit", 0) > 0 else USUAL
    total = len(found)
    if asked.get("before"):
        newer = [event for event in found if event.place > place(asked["before"])]
        page = newer[-limit:]
    else:
        older = [event for event in found if not asked.get("cursor") or event.place < place(asked["cursor"])]
        page = older[:limit]
    more = bool(page) and page[-1] is not found[-1]
    earlier = bool(page) and page[0] is not found[0]
    made = {
        "events": [told(event) for event in page],
        "count": len(page),
        "limit": limit,
        "has_next": more,
        "has_prev": earlier,
    }
    made.update({"next_cursor": cursor(page[-1])} if more else {}, approx_total=total, approx_total_capped=False)
    return {**made, "prev_cursor": cursor(page[0])} if earlier else made


def get(call: Call) -> dict[str, Any]:
    found = next((event for event in call.room(Events).all if event.id == call.path["id"]), None)
    if found is None:
        raise Refused(404, "event not found")
    return told(found)


def names(call: Call) -> dict[str, Any]:
    scanned = chosen(call)[:SCANNED]
    counts = Counter(event.name for event in scanned).most_common()
    found = [{"name": name, "count": count} for name, count in counts]
    return {"names": found, "scan_cap": SCANNED, "scanned": len(scanned), "truncated": len(scanned) == SCANNED}


BEHAVIOURS = {
    "events_create": emit_rest,
    "IronflowService/Emit": emit_rpc,
    "events_get": get,
    "events_list": listed,
    "events_list_names": names,
}
