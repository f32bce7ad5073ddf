# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Subscriptions over ConnectRPC: to a pattern, or as one of a consumer group, whose events each go to one member.

In a group with manual acks an event comes again until it is acked, or was tried often enough.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from .. import sockets
from ..call import Call
from ..listeners import Listener, Subscription
from ..refused import Refused
from .consumer_groups import find
from .events import emit_rpc

MANUAL, ACK, NAK, TERM = "ACK_MODE_MANUAL", "ACK_TYPE_ACK", "ACK_TYPE_NAK", "ACK_TYPE_TERM"
TALKS_SINCE = (0, 48)


@dataclass
class Delivery:
    """One event that a member has and has not acked; ``due`` is when it comes again."""

    told: dict[str, Any]
    due: float


@dataclass
class Deliveries:
    """By the group's id and the event's: what was given to a member, and what waits for its ack."""

    given: set[tuple[str, str]] = field(default_factory=set)
    open: dict[tuple[str, str], Delivery] = field(default_factory=dict)


@contextmanager
def listening(call: Call, one: Subscription) -> Iterator[Listener]:
    listener = Listener(call.operation.name, call.environment, subscriptions={one.id: one})
    call.lab.listeners.append(listener)
    try:
        yield listener
    finally:
        if listener in call.lab.listeners:
            call.lab.listeners.remove(listener)


def new_id() -> str:
    return f"sub_{uuid.uuid4().hex[:12]}"


def told(frame: dict[str, Any], bare: bool = False) -> dict[str, Any]:
    """What a socket tells, as a SubscriptionEvent."""
    meta = frame["meta"]
    made = {"subscriptionId": frame["subscriptionId"], "topic": frame["topic"], "eventId": frame["eventId"]}
    made.update(sequence=meta["sequence"], deliveryAttempt=1)
    made["data" if isinstance(frame["data"], dict) else "dataValue"] = frame["data"]
    if not bare:
        made["metadata"] = {"timestamp": meta["timestamp"], "source": meta["source"], "custom": meta["custom"]}
    return made


def subscribe(call: Call) -> Iterator[dict[str, Any] | None]:
    asked, options = call.body, call.body.get("options") or {}
    if options.get("consumerGroup"):
        group = find(call, {"namespace": options.get("namespace"), "name": options["consumerGroup"]})
        yield from member(call, group)
        return
    listener = Listener(call.operation.name, call.environment)
    wanted = {"pattern": asked.get("pattern", ""), "options": {**options, "includeMetadata": True}}
    result = sockets.subscribe(call.lab, listener, wanted)
    if result["status"] != "ok":
        raise Refused(400, result["message"])
    one = listener.subscriptions[result["subscriptionId"]]
    with listening(call, one) as listener:
        sockets.replay(call.lab, listener, one)
        while True:
            while listener.news.frames:
                yield told(listener.news.frames.popleft(), bare=not options.get("includeMetadata"))
            yield None


def join(call: Call) -> Iterator[dict[str, Any] | None]:
    yield from member(call, of(call, call.body))


def of(call: Call, asked: dict[str, Any]) -> dict[str, Any]:
    return find(call, {"namespace": asked.get("namespace"), "name": asked.get("groupName", "")})


def member(call: Call, group: dict[str, Any], id_: str = "") -> Iterator[dict[str, Any] | None]:
    """A group sees what happens from now on."""
    one = Subscription(id_ or new_id(), group["pattern"], {"includeMetadata": True})
    with listening(call, one) as listener:
        group["memberCount"] = group.get("memberCount", 0) + 1
        try:
            while True:
                yield from mine(call, group, listener)
                yield from again(call, group, one)
                yield None
        finally:
            group["memberCount"] -= 1


def mine(call: Call, group: dict[str, Any], listener: Listener) -> Iterator[dict[str, Any]]:
    """Of what happened that which no other member has been given."""
    deliveries = call.room(Deliveries)
    while listener.news.frames:
        found = told(listener.news.frames.popleft())
        key = (group["id"], found["eventId"])
        if key not in deliveries.given:
            deliveries.given.add(key)
            if group["ackMode"] == MANUAL:
                deliveries.open[key] = Delivery(found, call.lab.clock() + group["redeliverDelayMs"] / 1000)
            yield found


def again(call: Call, group: dict[str, Any], one: Subscription) -> Iterator[dict[str, Any]]:
    open_, now = call.room(Deliveries).open, call.lab.clock()
    for key, found in list(open_.items()):
        if key[0] != group["id"] or found.due > now:
            continue
        if found.told["deliveryAttempt"] > group["maxRedeliveries"]:
            del open_[key]
            continue
        found.told = {**found.told, "subscriptionId": one.id, "deliveryAttempt": found.told["deliveryAttempt"] + 1}
        found.due = now + group["redeliverDelayMs"] / 1000
        yield found.told


def ack(call: Call) -> dict[str, Any]:
    asked = call.body
    group = of(call, asked)
    settle(call, group, asked, asked.get("consumerId", ""))
    return {}


def settle(call: Call, group: dict[str, Any], asked: dict[str, Any], consumer: str = "") -> None:
    """``consumer``: the subscription that the event came to, where the call does not say it by itself."""
    open_, key = call.room(Deliveries).open, (group["id"], asked.get("eventId", ""))
    kind = asked.get("ackType")
    if kind not in (ACK, NAK, TERM):
        raise Refused(400, "ack_type is required")
    if key not in open_ or consumer not in ("", open_[key].told["subscriptionId"]):
        raise Refused(404, "delivery not found")
    if kind == NAK:
        open_[key].due = call.lab.clock() + asked.get("redeliverDelayMs", 0) / 1000
    else:
        del open_[key]
    call.wrote(f"{kind} {key[1]}")


def talk(call: Call) -> Iterator[dict[str, Any] | None]:
    """The first message joins a group, the others ack; then come events, with the results of the acks before."""
    if call.lab.at < TALKS_SINCE:
        raise Refused(501, "not implemented", "unimplemented")
    first, *acks = call.body or [{}]
    wanted = first.get("join")
    if not wanted:
        raise Refused(400, "the first message must be join")
    group, id_ = of(call, wanted), new_id()
    about = {"groupName": group["name"], "pattern": group["pattern"], "ackMode": group["ackMode"]}
    yield {"joined": {**about, "subscriptionId": id_}}
    for one in (said["ack"] for said in acks if said.get("ack")):
        yield {"ackResult": result(call, group, one)}
    for found in member(call, group, id_):
        yield {"event": found} if found else None


def result(call: Call, group: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
    made = {"ackId": one.get("ackId", 0), "eventId": one.get("eventId", ""), "code": "ACK_RESULT_CODE_OK"}
    try:
        settle(call, group, one)
    except Refused as refused:
        code = "NOT_FOUND" if refused.status == 404 else "INVALID_ARGUMENT"
        made.update(code=f"ACK_RESULT_CODE_{code}", message=refused.message)
    return made


BEHAVIOURS = {
    "PubSubService/Emit": emit_rpc,
    "PubSubService/Subscribe": subscribe,
    "PubSubService/JoinConsumerGroup": join,
    "PubSubService/SubscribeBidirectional": talk,
    "PubSubService/AckEvent": ack,
}
