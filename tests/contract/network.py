# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A small Infrahub schema with an attribute of every type that is easily got wrong, and nodes of it."""

from __future__ import annotations

import json
from typing import Any

SITE = {
    "name": "Site",
    "namespace": "Lab",
    "human_friendly_id": ["name__value"],
    "display_label": "{{ name__value }}",
    "attributes": [
        {"name": "name", "kind": "Text", "unique": True},
        {"name": "description", "kind": "Text", "optional": True},
    ],
    "relationships": [
        {"name": "devices", "peer": "LabDevice", "cardinality": "many", "optional": True, "kind": "Component"}
    ],
}
DEVICE = {
    "name": "Device",
    "namespace": "Lab",
    "human_friendly_id": ["site__name__value", "name__value"],
    "display_label": "{{ name__value }}",
    "uniqueness_constraints": [["site", "name__value"]],
    "attributes": [
        {"name": "name", "kind": "Text"},
        {"name": "mtu", "kind": "Number", "default_value": 1500},
        {"name": "enabled", "kind": "Boolean", "default_value": True},
        {"name": "role", "kind": "Dropdown", "optional": True, "choices": [{"name": "leaf"}, {"name": "spine"}]},
        {"name": "loopback", "kind": "IPHost", "optional": True},
        {"name": "lan", "kind": "IPNetwork", "optional": True},
        {"name": "installed", "kind": "DateTime", "optional": True},
        {"name": "facts", "kind": "JSON", "optional": True},
        {"name": "ntp", "kind": "List", "optional": True},
        {"name": "mac", "kind": "MacAddress", "optional": True},
    ],
    "relationships": [
        {"name": "site", "peer": "LabSite", "cardinality": "one", "optional": False, "kind": "Parent"},
        {"name": "tags", "peer": "BuiltinTag", "cardinality": "many", "optional": True, "kind": "Attribute"},
    ],
}
SCHEMA: dict[str, Any] = {"version": "1.0", "nodes": [SITE, DEVICE]}


def schema_in(space: str) -> dict[str, Any]:
    """The same kinds in another namespace."""
    made: dict[str, Any] = json.loads(json.dumps(SCHEMA).replace('"Lab', f'"{space}'))
    return made


PLAIN = {"name": "plain"}
FULL: dict[str, Any] = {
    "name": "full",
    "mtu": 9000,
    "enabled": False,
    "role": "leaf",
    "loopback": "10.0.0.1/32",
    "lan": "10.1.0.0/24",
    "installed": "2026-01-02T03:04:05+00:00",
    "facts": {"rack": 3, "power": ["a", "b"], "note": "{{ x }}"},
    "ntp": ["10.0.0.1", "10.0.0.2"],
    "mac": "60:23:6c:c9:5b:37",
}


def devices(count: int, site: str = "AMS") -> list[dict[str, Any]]:
    """Nodes as ``infrahub_nodes`` takes them."""
    return [{"kind": "LabDevice", "data": {"name": f"sw{number:03}", "site": [site]}} for number in range(count)]
