# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A small network schema, and a stand-in that has it."""

from __future__ import annotations

from typing import Any

from tests.unit.play import Play


def attribute(name: str, kind: str = "Text", **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": kind, **more}


def relation(name: str, peer: str, cardinality: str = "one", **more: Any) -> dict[str, Any]:
    return {"name": name, "peer": peer, "cardinality": cardinality, **more}


SCHEMA = {
    "version": "1.0",
    "nodes": [
        {
            "name": "Site",
            "namespace": "Net",
            "human_friendly_id": ["name__value"],
            "attributes": [attribute("name", unique=True), attribute("floor", "Number", optional=True)],
            "relationships": [relation("devices", "NetDevice", "many", identifier="netdevice__netsite")],
        },
        {
            "name": "Device",
            "namespace": "Net",
            "human_friendly_id": ["name__value"],
            "attributes": [
                attribute("name", unique=True),
                attribute("mtu", "Number", default_value=1500, optional=True),
                attribute("active", "Boolean", optional=True),
                attribute("address", "IPHost", optional=True),
                attribute("facts", "JSON", optional=True),
                attribute("pin", "Password", optional=True),
                attribute(
                    "role",
                    "Dropdown",
                    optional=True,
                    choices=[{"name": "leaf"}, {"name": "spine"}],
                    default_value="leaf",
                ),
            ],
            "relationships": [
                relation("site", "NetSite", optional=False, kind="Attribute", identifier="netdevice__netsite"),
                relation("backup", "NetDevice", identifier="device__backup", direction="outbound", optional=True),
                relation("tags", "BuiltinTag", "many", kind="Attribute", optional=True),
                relation("ports", "NetPort", "many", kind="Component", identifier="netdevice__netport"),
            ],
        },
        {
            "name": "Port",
            "namespace": "Net",
            "human_friendly_id": ["device__name__value", "name__value"],
            "uniqueness_constraints": [["device", "name__value"]],
            "attributes": [attribute("name"), attribute("speed", "Number", optional=True)],
            "relationships": [
                relation("device", "NetDevice", kind="Parent", optional=False, identifier="netdevice__netport")
            ],
        },
        {
            "name": "Note",
            "namespace": "Net",
            "attributes": [attribute("text", "Text")],
        },
    ],
}


def network() -> Play:
    """A fresh stand-in with the schema above; what loading it wrote is forgotten."""
    return loaded(Play("infrahub"))


def loaded(play: Play) -> Play:
    url = "http://localhost/api/schema/load?branch=main"
    token = next(iter(play.server.tokens))
    answer = play.transport("POST", url, json={"schemas": [SCHEMA]}, headers={"X-INFRAHUB-KEY": token})
    assert answer.status_code == 200, answer.text
    play.server.journal.clear()
    play.server.writes.clear()
    return play


def node(kind: str, **data: Any) -> dict[str, Any]:
    return {"kind": kind, "data": data}


def site(name: str = "ams", **data: Any) -> dict[str, Any]:
    return node("NetSite", name=name, **data)


def device(name: str, where: Any = "ams", **data: Any) -> dict[str, Any]:
    return node("NetDevice", name=name, site=where, **data)


def port(where: Any, name: str, **data: Any) -> dict[str, Any]:
    return node("NetPort", name=name, device=where, **data)


def fabric(devices: int = 3) -> list[dict[str, Any]]:
    """Peers stand before what they refer to, and after it."""
    nodes = [port(f"sw{n}", f"eth{p}", speed=10) for n in range(devices) for p in range(2)]
    return [*nodes, *(device(f"sw{n}") for n in range(devices)), site()]


def count(play: Play, kind: str) -> int:
    text = f"query {{ {kind} {{ count }} }}"
    return play.task("infrahub_query", {"query": text})["data"][kind]["count"]
