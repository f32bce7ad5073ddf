# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Consumer groups: kept by namespace and name."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..refused import Refused
from ..shelf import Plain, Shelf

STANDARD = {
    "namespace": "default",
    "ackMode": "ACK_MODE_AUTO",
    "backpressure": "BACKPRESSURE_MODE_BUFFER",
    "maxInflight": 100,
    "maxRedeliveries": 3,
    "redeliverDelayMs": 5000,
    "status": "CONSUMER_GROUP_STATUS_ACTIVE",
}
MUTABLE = ["pattern", "filterExpr", "ackMode", "backpressure", "maxInflight", "maxRedeliveries", "redeliverDelayMs"]
MUTABLE += ["metadata", "status"]


class Groups(Shelf):
    pass


PLAIN = Plain(Groups, "consumer group", "cg", ("namespace", "name"), lambda call: dict(STANDARD), shared=False)


def told(group: dict[str, Any]) -> dict[str, Any]:
    return {**group, "createdAt": group["created_at"], "updatedAt": group["updated_at"]}


def find(call: Call, asked: dict[str, Any]) -> dict[str, Any]:
    key = asked.get("namespace") or "default", asked.get("name", "")
    for group in PLAIN.things(call).values():
        if (group["namespace"], group["name"]) == key:
            return group
    raise Refused(404, "consumer group not found")


def create(call: Call) -> dict[str, Any]:
    for name in ("name", "pattern"):
        if not call.body.get(name):
            raise Refused(400, f"{name} is required")
    return told(PLAIN.make(call, {name: value for name, value in call.body.items() if value not in ("", None)}))


def get(call: Call) -> dict[str, Any]:
    return told(find(call, call.body))


def listed(call: Call) -> dict[str, Any]:
    asked = call.body
    found = [
        group
        for group in PLAIN.things(call).values()
        if asked.get("namespace") in (None, "", group["namespace"]) and asked.get("status") in (None, group["status"])
    ]
    start = int(asked.get("cursor") or 0)
    end = start + (asked.get("limit") or 50)
    made = {"groups": [told(group) for group in found[start:end]], "totalCount": len(found)}
    return {**made, "nextCursor": str(end)} if end < len(found) else made


def update(call: Call) -> dict[str, Any]:
    """An empty mask stands for all that can be changed; a field of the mask that is not sent becomes zero."""
    sent = call.body.get("group") or {}
    group = find(call, sent)
    names = mask(call.body.get("updateMask")) or MUTABLE
    for name in names:
        if name not in MUTABLE:
            raise Refused(400, f"{name} cannot be updated")
        group[name] = sent.get(name)
    group["updated_at"] = call.now()
    call.wrote(group["id"])
    return told(group)


def mask(told_as: Any) -> list[str]:
    """A comma-joined text by the rules of protobuf, or the paths as the Go client sends them."""
    if isinstance(told_as, str):
        told_as = told_as.split(",")
    return [path for path in (told_as.get("paths", []) if isinstance(told_as, dict) else told_as or []) if path]


def delete(call: Call) -> dict[str, Any]:
    group = find(call, call.body)
    del PLAIN.things(call)[group["id"]]
    call.wrote(group["id"])
    return {}


BEHAVIOURS = {
    "PubSubService/CreateConsumerGroup": create,
    "PubSubService/GetConsumerGroup": get,
    "PubSubService/ListConsumerGroups": listed,
    "PubSubService/UpdateConsumerGroup": update,
    "PubSubService/DeleteConsumerGroup": delete,
}
