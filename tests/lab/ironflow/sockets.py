# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Conversations: watches of KV and config documents, and subscriptions to events. They say what happens, as it does."""

from __future__ import annotations

import base64
import json
import uuid
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers
from starlette.websockets import WebSocket

from ..common.news import heard
from .access import admit
from .areas.events import Events
from .areas.kv import Buckets
from .call import Call
from .listeners import Listener, Subscription, framed
from .refused import Refused
from .rest_fields import parameters

if TYPE_CHECKING:
    from .lab import IronflowLab

PROTOCOL, BEARER = "ironflow.v1", "ironflow.auth.bearer."
ACKS = ("ack", "nak", "term")
SPACES = ("events", "topic")


async def converse(lab: IronflowLab, talk: WebSocket) -> None:
    try:
        call, protocol = opened(lab, talk)
    except Refused as refused:
        await talk.send_denial_response(refused.rest(lab.at))
        return
    listener = Listener(call.operation.name, call.environment, call.path.get("bucket") or call.path.get("name", ""))
    listener.pattern = call.query.get("key") or ">"
    await talk.accept(protocol)
    if listener.kind == "watch_kv" and listener.of not in call.room(Buckets).named:
        await talk.send_json({"type": "error", "message": "bucket not found"})
        await talk.close(1011)
        return
    lab.listeners.append(listener)
    try:
        async for message in heard(talk, listener.news):
            if listener.kind == "GET /ws":
                said(lab, listener, message.get("text"))
    finally:
        if listener in lab.listeners:
            lab.listeners.remove(listener)


def opened(lab: IronflowLab, talk: WebSocket) -> tuple[Call, str | None]:
    """Who asks stands in the header as ever, or where a browser can put it."""
    path = talk.scope.get("raw_path", b"").decode("ascii", "replace") or talk.url.path
    sent = dict(talk.headers)
    offered = talk.scope.get("subprotocols") or []
    token = next((one.removeprefix(BEARER) for one in offered if one.startswith(BEARER)), "")
    if token:
        sent["authorization"] = "Bearer " + base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
    if path == "/ws" and talk.query_params.get("token"):
        sent["authorization"] = f"Bearer {talk.query_params['token']}"
    for operations, found in lab.table.find(path):
        operation = operations.get("GET")
        if operation is not None and operation.kind == "websocket":
            call = Call(lab, operation, Headers(sent), found)
            call.query = parameters(operation.query, talk.query_params)
            admit(call)
            return call, PROTOCOL if PROTOCOL in offered else None
    raise Refused(404, "404 page not found", bare=True)


def said(lab: IronflowLab, listener: Listener, text: str | None) -> None:
    """What a client says on /ws: that it subscribes, no longer does, or has handled an event."""
    try:
        frame = json.loads(text or "")
        kind = frame.get("type") if isinstance(frame, dict) else None
    except ValueError:
        kind = None
    if kind == "subscribe":
        asked = frame.get("subscription")
        wanted = asked if isinstance(asked, list) else [asked]
        results = [subscribe(lab, listener, one if isinstance(one, dict) else {}) for one in wanted]
        listener.news.tell({"type": "subscription_result", "results": results})
        for result in results:
            if result["status"] == "ok":
                replay(lab, listener, listener.subscriptions[result["subscriptionId"]])
    elif kind == "unsubscribe":
        listener.subscriptions.pop(frame.get("subscriptionId"), None)
    elif kind == "ack" and frame.get("ackType") in ACKS:
        lab.wrote(f"{frame['ackType']} {frame.get('eventId')}")
    else:
        listener.news.tell({"type": "error", "code": "INVALID_ARGUMENT", "message": "unknown message"})


def subscribe(lab: IronflowLab, listener: Listener, asked: dict[str, Any]) -> dict[str, Any]:
    pattern, options = str(asked.get("pattern", "")), asked.get("options") or {}
    space, colon, _rest = pattern.partition(":")
    wrong = ""
    if not (colon and space in SPACES) and not pattern.startswith("system."):
        wrong = "a pattern begins with events:, topic: or system."
    elif options.get("startAfterSequence") is not None and (options.get("replay") or options.get("consumerGroup")):
        wrong = "startAfterSequence goes with neither replay nor consumerGroup"
    if wrong:
        return {"pattern": pattern, "status": "error", "code": "INVALID_ARGUMENT", "message": wrong}
    made = Subscription(f"sub_{uuid.uuid4().hex[:12]}", pattern, options)
    listener.subscriptions[made.id] = made
    return {"pattern": pattern, "status": "ok", "subscriptionId": made.id}


def replay(lab: IronflowLab, listener: Listener, one: Subscription) -> None:
    """What has happened before, where it is asked for: so many of the last, or all after a number."""
    past = [event for event in lab.room(Events, listener.environment).all if one.wants(f"events:{event.name}")]
    after, last = one.options.get("startAfterSequence"), one.options.get("replay") or 0
    some = [event for event in past if event.place > int(after)] if after is not None else past[-last:] if last else []
    for event in some:
        topic = f"events:{event.name}"
        listener.news.tell(framed(one, topic, event.data, event.id, event.place, event.at, event.metadata))
