# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What whoever runs a server looks at: capacity, circuit breakers, debounced events, dead letters, tokens.

What goes wrong is asked for by the names of events: ``undeliverable.x`` dies in the outbox, ``failing.x`` cannot be
brought to function x, which opens its breaker, and ``debounced.x`` waits for others of the key in its data.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import Any

from ..call import Call, moment
from ..refused import Refused, bare

ENCODED_SINCE = (0, 47)  # from here on a debounce key is base64url in the path
ENVIRONMENT_ID_SINCE = (0, 50)
MOST = 100  # of a page of dead letters, and of a listing of capacity that names no limit
THRESHOLD = 5  # failures in a row open a breaker
PARTS = ("buckets", "credits", "lanes", "leases", "queue", "sessions")


@dataclass
class Capacity:
    """``parts`` of the whole server by the name of their listing; each entry tells its environment."""

    parts: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in (*PARTS, "stats")})


@dataclass
class Workers:
    connected: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Breakers:
    keyed: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass
class Debounced:
    entries: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Outbox:
    dead: list[dict[str, Any]] = field(default_factory=list)
    requeued: list[str] = field(default_factory=list)  # ids of events


@dataclass
class Cluster:
    tokens: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)  # by kind and remote key
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)  # by idempotency key


def capacity(part: str) -> Any:
    def listed(call: Call) -> list[dict[str, Any]]:
        name = "env_id" if call.operation.at >= ENVIRONMENT_ID_SINCE else "env"
        asked = {"environment_id": call.query.get(name), "function_id": call.query.get("function")}
        found = [
            one
            for one in call.lab.room(Capacity).parts[part]
            if all(value in (None, "", one.get(field)) for field, value in asked.items())
        ]
        return found if part == "stats" else found[: call.query.get("limit") or MOST]

    return listed


def workers(call: Call) -> dict[str, Any]:
    found = call.room(Workers).connected
    return {"workers": found, "count": len(found)}


def fail(breakers: Breakers, function: str, endpoint: str, now: float, environment: str) -> None:
    """One more failure in a row of what a function is called at."""
    key = f"{function}:{endpoint}"
    about = {"key": key, "function_id": function, "endpoint": endpoint, "environment_id": environment}
    one = breakers.keyed.setdefault(key, {**about, "state": "closed", "consecutive_fails": 0})
    one.update(consecutive_fails=one["consecutive_fails"] + 1, last_failure=moment(now))
    if one["consecutive_fails"] >= THRESHOLD:
        one["state"] = "open"


def reset(call: Call) -> dict[str, Any]:
    found = call.room(Breakers).keyed.get(call.path["key"])
    if found is None:
        raise bare(404, "circuit breaker not found")
    found.update(state="closed", consecutive_fails=0)
    call.wrote(found["key"])
    return found


def arm(debounced: Debounced, function: str, event_id: str, now: float, environment: str, **more: Any) -> None:
    """An event that waits for others of its key: the newest counts, and the time begins anew."""
    key, period = more.get("key", ""), more.get("period_ms", 1000)
    same = [one for one in debounced.entries if (one["function_id"], one["debounce_key"]) == (function, key)]
    for old in same:
        debounced.entries.remove(old)
    about = {"function_id": function, "debounce_key": key, "environment_id": environment, "event_id": event_id}
    times = {"armed_at": moment(now), "fires_at": moment(now + period / 1000), "period_ms": period}
    debounced.entries.append({**about, **times, "function_version": more.get("version", 1)})


def debounce_delete(call: Call) -> None:
    key = plain_key(call)
    entries = call.lab.room(Debounced, call.path["envID"]).entries
    if call.path["envID"] != call.environment:
        raise Refused(403, "environment does not match API key scope")
    found = [one for one in entries if (one["function_id"], one["debounce_key"]) == (call.path["fnID"], key)]
    if not found:
        raise bare(404, "debounce entry not found")
    entries.remove(found[0])
    call.wrote(f"{call.path['fnID']} {key}")


def plain_key(call: Call) -> str:
    key = call.path["key"]
    if call.operation.at < ENCODED_SINCE:
        return key
    if "=" in key:
        raise bare(400, "invalid debounce key: padded")
    try:
        return base64.urlsafe_b64decode(key + "=" * (-len(key) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise bare(400, "invalid debounce key: not base64url") from None


def bury(outbox: Outbox, event_id: str, topic: str, now: float, environment: str, **more: Any) -> None:
    """What could not be delivered, however often it was tried."""
    number = len(outbox.dead) + len(outbox.requeued) + 1
    about = {"id": f"dlq_{number}", "event_id": event_id, "topic": topic, "environment_id": environment}
    fate = {"attempts": 10, "created_at": moment(now), "dead_at": moment(now), "last_error": "no responders"}
    outbox.dead.append({**about, **fate, "kind": "event", **more})


def dead_letters(call: Call) -> dict[str, Any]:
    limit = max(1, min(call.query.get("limit") or 50, MOST))
    start = call.query.get("offset") or 0
    return {"items": call.room(Outbox).dead[start : start + limit], "limit": limit, "offset": start}


def taken(call: Call) -> str:
    """All dead rows of that event are taken out."""
    outbox, event = call.room(Outbox), call.path["eventID"]
    left = [one for one in outbox.dead if one["event_id"] != event]
    if len(left) == len(outbox.dead):
        raise bare(404, "dead letter not found")
    outbox.dead[:] = left
    call.wrote(event)
    return event


def requeue(call: Call) -> dict[str, Any]:
    event = taken(call)
    call.room(Outbox).requeued.append(event)
    return {"event_id": event, "result": "requeued"}


def rotate(call: Call) -> dict[str, Any]:
    """The same idempotency key gets the same answer, and nothing is done twice."""
    cluster, key = call.lab.room(Cluster), call.header("Idempotency-Key")
    if not call.body["kind"] or not call.body["new_value"]:
        raise bare(400, "kind and new_value are required")
    if key and key in cluster.answers:
        return cluster.answers[key]
    cluster.tokens[call.body["kind"], call.body.get("remote_key_id") or ""] = call.body["new_value"]
    made = {"rotated_at": call.now(), "status": "rotated"}
    if key:
        cluster.answers[key] = made
    call.wrote(call.body["kind"])
    return made


def trouble(call: Call, told: dict[str, Any]) -> None:
    name, event = call.body.get("event") or call.body.get("name"), told.get("eventId") or told["event_id"]
    kind, _skip, of = name.partition(".")
    now, data = call.lab.clock(), call.body.get("data") or {}
    if kind == "undeliverable" and event not in [one["event_id"] for one in call.room(Outbox).dead]:
        bury(call.room(Outbox), event, of, now, call.environment)
    elif kind == "failing":
        for _time in range(THRESHOLD):
            fail(call.room(Breakers), of, f"https://{of}.example.com/run", now, call.environment)
    elif kind == "debounced":
        arm(call.room(Debounced), of, event, now, call.environment, key=data.get("key", ""), period_ms=600_000)


AFTER = {"IronflowService/Emit": trouble, "events_create": trouble}
BEHAVIOURS = {
    **{f"capacity_list_{part}": capacity(part) for part in (*PARTS, "stats")},
    "workers_list": workers,
    "circuit_breakers_list": lambda call: list(call.room(Breakers).keyed.values()),
    "circuit_breakers_reset": reset,
    "debounce_list_entries": lambda call: call.room(Debounced).entries,
    "debounce_delete_entries": debounce_delete,
    "outbox_list_dead_letter": dead_letters,
    "outbox_dead_letter_requeue": requeue,
    "outbox_delete_dead_letter": lambda call: {"event_id": taken(call), "result": "deleted"},
    "cluster_rotate_token": rotate,
}
