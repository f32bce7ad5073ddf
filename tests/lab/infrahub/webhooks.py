# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Webhooks: which events they may be for. Nothing is ever sent from here."""

from __future__ import annotations

from typing import Any

from .errors import Refused
from .features import Feature
from .hooks import Hook, hook
from .schema_kind import Kind
from .store import Change, Node

OF_NODES = ("all", "infrahub.node.created", "infrahub.node.updated", "infrahub.node.deleted")


class Webhook(Hook):
    def before_create(self, change: Change, _kind: Kind, data: dict[str, Any]) -> dict[str, Any]:
        return checked(change, data)

    def before_update(self, change: Change, _kind: Kind, node: Node, data: dict[str, Any]) -> dict[str, Any]:
        held = {name: {"value": node.value(name)} for name in ("event_type", "node_kind")}
        checked(change, {**held, **data})
        return data


def checked(change: Change, data: dict[str, Any]) -> dict[str, Any]:
    event, kind = ((data.get(name) or {}).get("value") for name in ("event_type", "node_kind"))
    if kind and kind not in change.schema.kinds:
        raise Refused(f"Unable to find the schema '{kind}' in the registry", "SCHEMA_NOT_FOUND", 422)
    if kind and event and event not in OF_NODES:
        raise Refused(f"Defining a node_kind is not valid for {event} events")
    return data


hook("CoreWebhook", Webhook())
WEBHOOKS = Feature()
