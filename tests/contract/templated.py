# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Kinds with profiles and object templates, and what the SDK sees of their nodes."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from .conftest import Pair

SCHEMA: dict[str, Any] = {
    "version": "1.0",
    "nodes": [
        {"name": "Device", "namespace": "Lab", "generate_template": True, "human_friendly_id": ["name__value"],
         "display_label": "{{ name__value }}",
         "attributes": [{"name": "name", "kind": "Text", "unique": True},
                        {"name": "mtu", "kind": "Number", "optional": True, "default_value": 1500},
                        {"name": "serial", "kind": "Text", "optional": True},
                        {"name": "role", "kind": "Text"}],
         "relationships": [{"name": "ports", "peer": "LabPort", "kind": "Component", "cardinality": "many",
                            "identifier": "device__port", "optional": True},
                           {"name": "tags", "peer": "BuiltinTag", "kind": "Attribute", "cardinality": "many",
                            "optional": True}]},
        {"name": "Port", "namespace": "Lab", "generate_template": True,
         "human_friendly_id": ["device__name__value", "name__value"], "display_label": "name__value",
         "uniqueness_constraints": [["device", "name__value"]],
         "attributes": [{"name": "name", "kind": "Text"}, {"name": "speed", "kind": "Number", "optional": True}],
         "relationships": [{"name": "device", "peer": "LabDevice", "kind": "Parent", "cardinality": "one",
                            "identifier": "device__port", "optional": False}]},
    ],
}  # fmt: skip
NAMES = ("d1", "d2", "d3")


class Kinds(NamedTuple):
    """A server with these kinds, in a namespace that is new."""

    pair: Pair
    device: str
    port: str

    @property
    def profile(self) -> str:
        return f"Profile{self.device}"

    @property
    def template(self) -> str:
        return f"Template{self.device}"

    def seen(self, name: str) -> dict[str, Any]:
        """What the SDK sees of a device: each value, and whose it is."""
        whose = "value is_default is_from_profile source { display_label }"
        query = (
            f"query ($n: String) {{ {self.device}(name__value: $n) {{ edges {{ node {{ id mtu {{ {whose} }}"
            f" serial {{ {whose} }} role {{ {whose} }} ports {{ edges {{ node {{ hfid speed {{ value }} }} }} }}"
            " tags { edges { node { display_label } } } } } } }"
        )
        (edge,) = self.pair.sdk("graphql", query, {"n": name})[self.device]["edges"]
        node = edge["node"]
        made: dict[str, Any] = {one: said(node[one]) for one in ("mtu", "serial", "role")}
        made["ports"] = {one["node"]["hfid"][1]: one["node"]["speed"]["value"] for one in node["ports"]["edges"]}
        return {**made, "tags": [one["node"]["display_label"] for one in node["tags"]["edges"]]}

    def devices(self, **data: Any) -> list[dict[str, Any]]:
        return [{"kind": self.device, "data": {"name": name, **data}} for name in NAMES]

    def bulk(self, nodes: list[dict[str, Any]], **expected: int) -> dict[str, Any]:
        """In check mode and out of it, and then there is nothing left to do."""
        operations = {"create": 0, "update": 0, "delete": 0, "none": 0, **expected}
        foretold = self.pair.ours("nodes", nodes=nodes, check=True)
        done = self.pair.ours("nodes", nodes=nodes)
        assert foretold["operations"] == done["operations"] == operations
        assert foretold["diff"] == done["diff"]
        self.pair.ours.settled("nodes", nodes=nodes)
        return done


def said(told: dict[str, Any]) -> tuple[Any, str]:
    if told["is_from_profile"]:
        return told["value"], f"profile {told['source']['display_label']}"
    if told["source"]:
        return told["value"], f"template {told['source']['display_label']}"
    return told["value"], "default" if told["is_default"] else "own"


def kinds_in(pair: Pair, space: str) -> Kinds:
    assert not pair.sdk("load", [json.loads(json.dumps(SCHEMA).replace('"Lab', f'"{space}'))])["errors"]
    pair.ours.begin()
    return Kinds(pair, f"{space}Device", f"{space}Port")


def jumbo(kinds: Kinds, **data: Any) -> dict[str, str]:
    kinds.pair.ours(
        "profile", kind=kinds.device, profile_name="jumbo", profile_priority=100,
        data={"mtu": 9000, "serial": "p", **data},
    )  # fmt: skip
    return {"kind": kinds.profile, "hfid": "jumbo"}


def tall(kinds: Kinds) -> str:
    """A template with two ports and a tag."""
    ports = [
        {"kind": f"Template{kinds.port}", "data": {"template_name": f"t{number}", "name": f"eth{number}",
                                                   "speed": speed, "device": "tall"}}
        for number, speed in ((0, 10), (1, None))
    ]  # fmt: skip
    data = {"template_name": "tall", "mtu": 4000, "role": "leaf", "tags": ["blue"]}
    kinds.bulk(
        [*ports, {"kind": kinds.template, "data": data}, {"kind": "BuiltinTag", "data": {"name": "blue"}}], create=4
    )
    return "tall"
