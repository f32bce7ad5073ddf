# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Choices of dropdowns and enums: added, taken away, and refused with what was probably meant."""

from __future__ import annotations

import pytest

from tests.unit.play import Play

ATTRIBUTES = [
    {"name": "name", "kind": "Text", "unique": True},
    {"name": "role", "kind": "Dropdown", "optional": True, "choices": [{"name": "edge", "label": "Edge"}]},
    {"name": "size", "kind": "Number", "optional": True, "enum": [1, 2]},
    {"name": "unit", "kind": "Text", "optional": True, "enum": ["m"]},
]
BOX = {"name": "Box", "namespace": "Life", "human_friendly_id": ["name__value"], "attributes": ATTRIBUTES}


@pytest.fixture
def play():
    made = Play("infrahub")
    assert made.task("infrahub_schema", {"schemas": [{"version": "1.0", "nodes": [BOX]}]})["changed"]
    made.choice = lambda attribute, choice, check=False, **more: made.task(
        "infrahub_schema_choice", {"kind": "LifeBox", "attribute": attribute, "choice": choice, **more}, check
    )
    made.names = lambda attribute: made.server.main.schema.kinds["LifeBox"].attributes[attribute]
    return made


def box(role):
    return {"kind": "LifeBox", "data": {"name": "one", "role": role}}


def test_a_dropdown(play):
    assert play.choice("role", "border", check=True, color="#AABBCC")["operation"] == "create"
    made = play.choice("role", "border", color="#AABBCC", label="Border")
    assert made["operation"] == "create" and made["resource"]["label"] == "Border"
    assert not play.choice("role", "border", color="#aabbcc")["changed"]
    assert [one["name"] for one in play.names("role")["choices"]] == ["edge", "border"]
    assert play.task("infrahub_node", box("border"))["changed"], "the run knows the schema as it now is"
    assert "There are still LifeBox objects using this value" in play.choice("role", "border", state="absent")["msg"]
    assert play.task("infrahub_node", box("edge"))["changed"]
    assert play.choice("role", "border", state="absent")["operation"] == "delete"
    assert not play.choice("role", "border", state="absent")["changed"]


def test_what_is_there_is_not_changed(play):
    assert "label cannot be changed" in play.choice("role", "edge", label="Rim")["msg"]


def test_an_enum(play):
    assert play.choice("unit", "ft")["changed"] and not play.choice("unit", "ft")["changed"]
    assert play.names("unit")["enum"] == ["m", "ft"]
    assert play.choice("unit", "m", state="absent")["changed"] and play.names("unit")["enum"] == ["ft"]
    assert "label can be given for a dropdown only" in play.choice("unit", "in", label="Inch")["msg"]


def test_numbers_are_for_schema_documents(play):
    assert "LifeBox.size is an enum of numbers" in play.choice("size", "3")["msg"]


def test_what_has_no_choices(play):
    assert "LifeBox.name is a Text without an enum" in play.choice("name", "x")["msg"]
    assert 'LifeBox has no attribute "rol"; did you mean "role"?' in play.choice("rol", "x")["msg"]
    assert 'no kind "LifeBix"; did you mean "LifeBox"' in play.choice("role", "x", kind="LifeBix")["msg"]
