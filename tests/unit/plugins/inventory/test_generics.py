# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Generics: the fields of each of their kinds, of hosts, of peers that nest, and of peers that are shared."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleParserError

from tests.unit.plugins.module_utils.infrahub.network import attribute, node, relation


def kind(name, attributes=(), relations=(), **more):
    return {
        "name": name, "namespace": "Gear", "attributes": list(attributes), "relationships": list(relations), **more,
    }  # fmt: skip


BOX = {"inherit_from": ["GearBox"]}
SCHEMA = {
    "version": "1.0",
    "generics": [
        kind(
            "Box",
            [attribute("name", unique=True)],
            [
                relation("rack", "GearRack", optional=True, identifier="box__rack"),
                relation("uplink", "GearBox", optional=True, identifier="box__uplink", direction="outbound"),
            ],
            human_friendly_id=["name__value"],
        )
    ],
    "nodes": [
        kind(
            "Rack",
            [attribute("name", unique=True)],
            [relation("boxes", "GearBox", "many", optional=True, identifier="box__rack")],
            human_friendly_id=["name__value"],
        ),
        # one name, two types: GraphQL would refuse them side by side
        kind("Router", [attribute("size", "Number", optional=True), attribute("asn", "Number", optional=True)], **BOX),
        kind(
            "Wall",
            [attribute("size", optional=True), attribute("pin", "Password", optional=True)],
            [relation("home", "NetSite", optional=True, identifier="wall__site")],
            **BOX,
        ),
    ],
}
NODES = [
    node("GearRack", name="r1"),
    node("GearRouter", name="core", size=5, asn=65000, rack="r1"),
    node("GearWall", name="wall", size="big", rack="r1", home="ams", uplink={"kind": "GearRouter", "hfid": ["core"]}),
]
GEAR = {"schema": SCHEMA, "nodes_of_it": NODES}


def test_hosts_of_a_generic_have_the_fields_of_their_kinds(world):
    hosts = world(**GEAR, nodes={"GearBox": None}).hosts
    core, wall = hosts["core"].vars, hosts["wall"].vars
    assert (core["size"], core["asn"], core["kind"], "home" in core) == (5, 65000, "GearRouter", False)
    assert (wall["size"], wall["home"]["hfid"], wall["uplink"]["hfid"]) == ("big", ["ams"], ["core"])
    assert "asn" not in wall and "pin" not in wall


def test_a_path_through_a_field_that_one_kind_has(world):
    hosts = world(**GEAR, nodes={"GearBox": {"include": ["home.floor", "home.devices.name"], "exclude": ["asn"]}}).hosts
    assert [one["name"] for one in hosts["wall"].vars["home"]["devices"]] == ["sw0", "sw1", "evil"]
    assert "floor" in hosts["wall"].vars["home"] and "asn" not in hosts["core"].vars


def test_peers_of_several_kinds(world):
    hosts = world(**GEAR, nodes={"GearRack": {"include": ["boxes", "boxes.uplink.asn"]}}).hosts
    boxes = {one["name"]: one for one in hosts["r1"].vars["boxes"]}
    assert (boxes["core"]["size"], boxes["core"]["asn"], boxes["wall"]["size"]) == (5, 65000, "big")
    assert boxes["wall"]["uplink"]["asn"] == 65000 and boxes["core"]["uplink"] is None


def test_shared_peers_are_read_by_their_kind(world):
    hosts = world(**GEAR, nodes={"GearWall": {"include": ["uplink", "uplink.rack.name"]}}).hosts
    assert hosts["wall"].vars["uplink"]["size"] == 5
    assert hosts["wall"].vars["uplink"]["rack"]["name"] == "r1"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("sise", 'GearBox has no attribute or relation "sise"; did you mean "size"'),
        ("pin", "GearWall.pin is a secret, which is not told"),
        ("name.first", "GearBox.name is an attribute; first cannot be read of it"),
    ],
)
def test_mistakes(world, path, words):
    with pytest.raises(AnsibleParserError) as caught:
        world(**GEAR, nodes={"GearBox": {"include": [path]}})
    assert words in str(caught.value)
