# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The menu: some items are built in and protected, and some namespaces are nobody's."""

from __future__ import annotations

from typing import Any

from . import nodes
from .errors import Refused
from .features import Feature
from .hooks import Hook, hook
from .schema_fields import RESTRICTED
from .schema_kind import Kind
from .store import Change, Node, View

KIND = "CoreMenuItem"
BUILT_IN: tuple[tuple[str, str, str | None, str | None, int, str], ...] = (
    ("Other", "Other", None, None, 10000, "object"),
    ("Tag", "Tags", "Other", "/objects/BuiltinTag", 10000, "object"),
    ("IPAM", "IPAM", None, None, 9500, "object"),
    ("IPPrefix", "IP Prefixes", "IPAM", "/ipam", 1000, "internal"),
    ("IPAddress", "IP Addresses", "IPAM", "/ipam/ip_addresses", 2000, "internal"),
    ("ProposedChanges", "Proposed Changes", None, "/proposed-changes", 1000, "internal"),
    ("Branches", "Branches", None, "/branches", 1500, "internal"),
)


class Menu(Hook):
    def before_create(self, change: Change, _kind: Kind, data: dict[str, Any]) -> dict[str, Any]:
        return unrestricted(data) if change.by else data

    def before_update(self, _change: Change, _kind: Kind, node: Node, data: dict[str, Any]) -> dict[str, Any]:
        unrestricted(data)
        if node.value("protected"):
            raise Refused("This object is protected, it can't be modified.")
        return data

    def deleted(self, _change: Change, _kind: Kind, node: Node) -> None:
        if node.value("protected"):
            raise Refused("This object is protected, it can't be deleted.")


def unrestricted(data: dict[str, Any]) -> dict[str, Any]:
    space = (data.get("namespace") or {}).get("value")
    if space in RESTRICTED:
        raise Refused(f"{space} is not valid, it's a restricted namespace at namespace")
    return data


def seed_menu(view: View) -> None:
    """As installed: these items are there before anybody asks."""
    made: dict[str, str] = {}
    for name, label, parent, path, weight, section in BUILT_IN:
        data: dict[str, Any] = {
            "namespace": "Builtin", "name": name, "label": label, "path": path, "order_weight": weight,
            "section": section, "icon": "mdi:cube-outline", "required_permissions": [],
        }  # fmt: skip
        given: dict[str, Any] = {key: {"value": value} for key, value in data.items() if value is not None}
        if parent:
            given["parent"] = {"id": made[parent]}
        node = nodes.create(view, KIND, given, None).node
        node.attrs["protected"].value = True
        made[name] = node.id


hook(KIND, Menu())
MENU = Feature()
