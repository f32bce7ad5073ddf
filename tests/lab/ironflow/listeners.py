# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Who listens on a socket, and what they are told when something happens."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any

from ..common.news import News
from .call import Call, moment
from .subjects import matches


@dataclass
class Subscription:
    id: str
    pattern: str
    options: dict[str, Any]

    def wants(self, topic: str) -> bool:
        return matches(self.pattern.replace(":", "."), topic.replace(":", "."))


@dataclass
class Listener:
    """``of`` is what it listens to: a bucket or a document by name, or nothing but its subscriptions."""

    kind: str
    environment: str
    of: str = ""
    pattern: str = ">"
    news: News = field(default_factory=News)
    subscriptions: dict[str, Subscription] = field(default_factory=dict)


def framed(
    one: Subscription, topic: str, data: Any, id_: str, sequence: int, at: float, metadata: Any = None
) -> dict[str, Any]:
    made = {"type": "event", "subscriptionId": one.id, "topic": topic, "data": data, "eventId": id_}
    if one.options.get("includeMetadata"):
        made["meta"] = {"timestamp": moment(at), "sequence": sequence, "source": "api", "custom": metadata or {}}
    return made


def happened(call: Call, topic: str, data: Any, id_: str, sequence: int, metadata: Any = None) -> None:
    """An event or a message of a topic, for those who have subscribed to it."""
    for listener in call.lab.listeners:
        for one in listener.subscriptions.values() if listener.environment == call.environment else ():
            if one.wants(topic):
                listener.news.tell(framed(one, topic, data, id_, sequence, call.lab.clock(), metadata))


def key_changed(call: Call, bucket: str, key: str, value: bytes | None, revision: int) -> None:
    frame: dict[str, Any] = {"type": "kv_update", "bucket": bucket, "key": key, "revision": revision}
    frame["operation"] = "delete" if value is None else "put"
    if value is not None:
        frame["value"] = base64.b64encode(value).decode()
    for listener in listeners(call, "watch_kv", bucket):
        if matches(listener.pattern, key):
            listener.news.tell(frame)


def document_changed(call: Call, name: str, data: Any, revision: int, updated: str) -> None:
    frame = {"type": "config_update", "name": name, "data": data, "revision": revision, "updatedAt": updated}
    for listener in listeners(call, "watch_config", name):
        listener.news.tell(frame)


def listeners(call: Call, kind: str, of: str) -> list[Listener]:
    who = (kind, call.environment, of)
    return [one for one in call.lab.listeners if (one.kind, one.environment, one.of) == who]
