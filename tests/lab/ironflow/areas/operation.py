# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What whoever runs a server looks at: capacity, circuit breakers, dead letters, tokens of the cluster.

What goes wrong is asked for by the names of events: ``undeliverable.x`` dies in the outbox, ``failing.x`` cannot be
brought to function x, which opens its breaker. A function whose endpoint is at a name below ``.invalid`` fails too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from ..call import Call, moment
from ..engine import ENDED, Engine, Run
from ..refused import bare

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
            for one in (*call.lab.room(Capacity).parts[part], *(busy(call) if part == "stats" else ()))
            if all(value in (None, "", one.get(field)) for field, value in asked.items())
        ]
        return found if part == "stats" else found[: call.query.get("limit") or MOST]

    return listed


def busy(call: Call) -> Iterator[dict[str, Any]]:
    """What functions with a limit of their own are busy with, in all environments."""
    for (kind, environment), engine in list(call.lab.rooms.items()):
        for one in engine.functions.values() if kind is Engine else ():
            limit = (one.message.get("concurrency") or {}).get("limit")
            active = [run for run in engine.runs.values() if run.function == one.id and run.status not in ENDED]
            about = {"environment_id": environment, "function_id": one.id, "lane_limit": limit}
            leases = min(len(active), limit or 0)
            rest = {"active_leases": leases, "queued": len(active) - leases, "reservations": 0}
            if limit:
                yield {**about, **rest, "oldest_queue_age_seconds": 0}


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
    now = call.lab.clock()
    if kind == "undeliverable" and event not in [one["event_id"] for one in call.room(Outbox).dead]:
        bury(call.room(Outbox), event, of, now, call.environment)
    elif kind == "failing":
        for _time in range(THRESHOLD):
            fail(call.room(Breakers), of, f"https://{of}.example.com/run", now, call.environment)
    for id_ in told.get("runIds") or told.get("run_ids") or []:
        pushed(call, call.room(Engine).runs[id_])


def pushed(call: Call, one: Run) -> None:
    """What is called at an address that nobody has fails."""
    source = call.room(Engine).functions.get(one.function)
    endpoint = source.message.get("endpointUrl", "") if source else ""
    if one.mode == "push" and (urlsplit(endpoint).hostname or "").endswith(".invalid"):
        fail(call.room(Breakers), one.function, endpoint, call.lab.clock(), call.environment)


AFTER = {"IronflowService/Emit": trouble, "events_create": trouble}
BEHAVIOURS = {
    **{f"capacity_list_{part}": capacity(part) for part in (*PARTS, "stats")},
    "workers_list": workers,
    "circuit_breakers_list": lambda call: list(call.room(Breakers).keyed.values()),
    "circuit_breakers_reset": reset,
    "outbox_list_dead_letter": dead_letters,
    "outbox_dead_letter_requeue": requeue,
    "outbox_delete_dead_letter": lambda call: {"event_id": taken(call), "result": "deleted"},
    "cluster_rotate_token": rotate,
}
