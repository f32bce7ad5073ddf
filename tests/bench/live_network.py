# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Devices with a site, tags and ports of their own, for what is measured on a real server."""

from __future__ import annotations

from typing import Any, Iterator

SITES, TAGS, PORTS = 50, 5, 2


def kind(name: str, relations: list[dict[str, Any]], hfid: list[str], unique: bool = True) -> dict[str, Any]:
    attributes = [{"name": "name", "kind": "Text", "unique": unique}]
    attributes += [{"name": f"fact{number}", "kind": "Text", "optional": True} for number in range(4)]
    more = {"human_friendly_id": hfid, "display_label": "{{ name__value }}", "attributes": attributes}
    return {"name": name, "namespace": "Benchlive", **more, "relationships": relations}


def one(name: str, peer: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "peer": peer, "cardinality": "one", "optional": False, **more}


OWN = {"identifier": "benchlive_device__port"}
SCHEMA: dict[str, Any] = {
    "version": "1.0",
    "nodes": [
        kind("Site", [], ["name__value"]),
        kind(
            "Device",
            [
                one("site", "BenchliveSite", kind="Attribute"),
                {"name": "tags", "peer": "BuiltinTag", "cardinality": "many", "kind": "Attribute", "optional": True},
                {"name": "ports", "peer": "BenchlivePort", "cardinality": "many", "kind": "Component",
                 "optional": True, **OWN},
            ],
            ["name__value"],
        ),
        kind(
            "Port",
            [one("device", "BenchliveDevice", kind="Parent", **OWN)],
            ["device__name__value", "name__value"],
            unique=False,
        ),
    ],
}  # fmt: skip


def nodes(count: int) -> Iterator[dict[str, Any]]:
    for number in range(TAGS):
        yield {"kind": "BuiltinTag", "data": {"name": f"bench{number}"}}
    for number in range(SITES):
        yield {"kind": "BenchliveSite", "data": {"name": f"site{number}", **facts(number)}}
    for number in range(count):
        own = {"name": f"sw{number}", "site": f"site{number % SITES}", **facts(number)}
        yield {"kind": "BenchliveDevice", "data": {**own, "tags": [f"bench{number % TAGS}"]}}
    for number in range(count * PORTS):
        data = {"name": f"eth{number % PORTS}", "device": f"sw{number // PORTS}", **facts(number)}
        yield {"kind": "BenchlivePort", "data": data}


def facts(number: int) -> dict[str, str]:
    return {f"fact{place}": f"{place} of {number}" for place in range(4)}
