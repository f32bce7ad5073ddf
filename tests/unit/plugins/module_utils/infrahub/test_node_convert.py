# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""infrahub_node_convert: fields taken over, said and left; found again afterwards; what is refused."""

from __future__ import annotations

import pytest

from tests.unit.play import Play

BOX = {"name": "Box", "attributes": [
    {"name": "name", "kind": "Text", "unique": True}, {"name": "size", "kind": "Number", "optional": True},
    {"name": "colour", "kind": "Text", "optional": True}]}  # fmt: skip
CRATE = {"name": "Crate", "attributes": [
    {"name": "name", "kind": "Text", "unique": True}, {"name": "size", "kind": "Number", "optional": True},
    {"name": "wood", "kind": "Text"}, {"name": "paint", "kind": "Text", "optional": True}]}  # fmt: skip
KINDS = [{**kind, "namespace": "Demo", "human_friendly_id": ["name__value"]} for kind in (BOX, CRATE)]


@pytest.fixture
def play():
    made = Play("infrahub")
    assert not made.task("infrahub_schema", {"schemas": [{"version": "1.0", "nodes": KINDS}]}).get("failed")
    box = {"kind": "DemoBox", "data": {"name": "one", "size": 3, "colour": "red"}}
    made.id = made.task("infrahub_node", box)["resource"]["id"]
    made.convert = lambda check_mode=False, **more: made.task(
        "infrahub_node_convert", {"kind": "DemoBox", "target_kind": "DemoCrate", **more}, check_mode
    )
    return made


def test_fields_are_taken_over_said_and_left(play):
    fields = {"wood": {"value": "oak"}, "paint": {"source_field": "colour"}, "size": {"use_default": True}}
    foretold = play.convert(True, hfid=["one"], fields=fields)
    done = play.convert(hfid=["one"], fields=fields)
    assert (foretold["diff"], foretold["changed"]) == (done["diff"], True)
    assert done["resource"]["kind"] == "DemoCrate" and done["resource"]["id"] != play.id
    (crate,) = play.task("infrahub_node_info", {"kind": "DemoCrate"})["resources"]
    assert (crate["name"], crate["wood"], crate["paint"], crate["size"]) == ("one", "oak", "red", None)
    assert play.task("infrahub_node_info", {"kind": "DemoBox"})["count"] == 0
    assert play.convert(hfid=["one"], fields=fields)["operation"] == "none"


def test_by_id_and_under_another_name(play):
    fields = {"wood": {"value": "oak"}, "name": {"value": "two"}}
    made = play.convert(id=play.id, fields=fields)["resource"]
    assert made["hfid"] == ["two"]
    assert play.convert(hfid=["one"], target_hfid=["two"], fields=fields)["operation"] == "none"
    assert play.convert(id=made["id"], fields=fields)["operation"] == "none"
    assert play.convert(id=play.id, fields=fields)["operation"] == "none"
    assert play.convert(id=play.id, target_hfid=["two"])["operation"] == "none"
    assert "a converted node has a new id, give hfid or target_hfid" in play.convert(id=play.id)["msg"]


def test_peers_are_named_as_anywhere(play):
    play.task("infrahub_node", {"kind": "CoreStandardGroup", "data": {"name": "crates"}})
    group = {"kind": "CoreStandardGroup", "hfid": ["crates"]}
    fields = {"wood": {"value": "oak"}, "member_of_groups": {"value": [group]}}
    lost = {**fields, "member_of_groups": {"value": [{"kind": "CoreStandardGroup", "hfid": ["none"]}]}}
    assert "no CoreStandardGroup none" in play.convert(hfid=["one"], fields=lost)["msg"]
    assert play.convert(hfid=["one"], fields=fields)["operation"] == "update"
    wanted = {"kind": "DemoCrate", "fields": ["member_of_groups"]}
    (crate,) = play.task("infrahub_node_info", wanted)["resources"]
    assert crate["member_of_groups"] == ["crates"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "a DemoCrate must have wood, not known of DemoBox; give it in fields"),
        ({"fields": {"wod": {"value": "oak"}}}, 'DemoCrate has no field "wod"; did you mean "wood"?'),
        ({"fields": {"wood": {"source_field": "color"}}}, 'DemoBox has no attribute or relation "color"'),
        ({"fields": {"wood": "oak"}}, "fields.wood is a dictionary with one of source_field, value, use_default"),
        ({"fields": {"wood": {"value": "oak"}, "size": {"value": "wide"}}}, '"wide" is not a Number'),
        ({"hfid": ["nine"]}, "there is no DemoBox nine, and no DemoCrate either"),
        ({"target_kind": "DemoCrat"}, 'no kind "DemoCrat"; did you mean "DemoCrate"'),
    ],
)
def test_what_is_refused_writes_nothing(play, asked, words):
    before = list(play.server.writes)
    for check_mode in (True, False):
        done = play.convert(check_mode, **{"hfid": ["one"], **asked})
        assert done["failed"] and words in done["msg"], done["msg"]
    assert play.server.writes == before
