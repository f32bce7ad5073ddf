# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Topics: what is published on them, over REST or ConnectRPC by the era, and how much that is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ..call import Call, moment
from ..listeners import happened
from ..refused import Refused

KEY = re.compile(r"[^\s\x00-\x1f\x7f]{1,255}")
RESERVED = ("$", "system.")  # the server has some and does not tell which


@dataclass
class Message:
    sequence: int
    topic: str
    data: Any
    at: float

    @property
    def id(self) -> str:
        return f"msg_{self.sequence:08x}"


@dataclass
class Topics:
    """Messages of all topics in the order of their sequence; those with a key by topic and key."""

    all: list[Message] = field(default_factory=list)
    keyed: dict[tuple[str, str], Message] = field(default_factory=dict)


def publish(call: Call, data: Any, key: str) -> tuple[Message, bool]:
    """The message, and whether it is that of an earlier publish with this key."""
    topic, topics = call.body.get("topic", ""), call.room(Topics)
    if not topic or topic.startswith(RESERVED):
        raise Refused(400, "topic is required and may not begin with a reserved prefix")
    if key and (not KEY.fullmatch(key) or len(key.encode()) > 255):
        raise Refused(400, "idempotency_key has at most 255 bytes, and neither blanks nor control characters")
    if key and (topic, key) in topics.keyed:
        return topics.keyed[topic, key], True
    made = Message(len(topics.all) + 1, topic, data, call.lab.clock())
    topics.all.append(made)
    happened(call, topic, data, made.id, made.sequence)
    if key:
        topics.keyed[topic, key] = made
    call.wrote(topic)
    return made, False


def publish_rest(call: Call) -> dict[str, Any]:
    made, _duplicate = publish(call, call.body.get("data"), call.body.get("idempotency_key", ""))
    return {"event_id": made.id, "sequence": made.sequence}


def publish_rpc(call: Call) -> dict[str, Any]:
    data = call.body.get("dataValue", call.body.get("data", {}))
    made, duplicate = publish(call, data, call.body.get("idempotencyKey", ""))
    return {"eventId": made.id, "sequence": made.sequence, "duplicate": duplicate}


def of(call: Call, topic: str) -> list[Message]:
    return [one for one in call.room(Topics).all if one.topic == topic]


def listed(call: Call) -> dict[str, Any]:
    names = sorted({one.topic for one in call.room(Topics).all})
    return {"topics": [outline(name, of(call, name)) for name in names]}


def outline(name: str, messages: list[Message]) -> dict[str, Any]:
    made = {"name": name, "messageCount": len(messages), "consumerCount": 0}
    return {**made, "firstMessageAt": moment(messages[0].at), "lastMessageAt": moment(messages[-1].at)}


def statistics(call: Call) -> dict[str, Any]:
    name = call.body.get("topic", "")
    found = of(call, name)
    if not found:
        raise Refused(404, "topic not found")
    made = {"name": name, "messageCount": len(found), "consumerCount": 0, "lag": 0}
    return {**made, "firstSeq": found[0].sequence, "lastSeq": found[-1].sequence}


BEHAVIOURS = {
    "pub_sub_create": publish_rest,
    "PubSubService/Publish": publish_rpc,
    "PubSubService/ListTopics": listed,
    "PubSubService/GetTopicStats": statistics,
}
