# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The schema in its other forms: documents that load elsewhere, JSON Schema for editors, SDL, hashes, and in files."""

from __future__ import annotations

import json

import pytest
import yaml

from tests.unit.play import Play

from .network import SCHEMA, network

TAGGED = {"kind": "BuiltinTag", "relationships": [{"name": "devices", "peer": "NetDevice", "cardinality": "many"}]}


@pytest.fixture
def play():
    return network()


def ask(play, form, **more):
    result = play.task("infrahub_schema_info", {"format": form, **more})
    assert not result.get("failed"), result["msg"]
    return result


def test_what_is_exported_loads_elsewhere_and_is_the_same(play):
    play.task("infrahub_schema", {"schemas": [TAGGED]})
    before = ask(play, "documents")
    assert list(before["content"]) == ["Ipam", "Net"]
    (added,) = before["content"]["Net"]["extensions"]["nodes"]
    assert added["kind"] == "BuiltinTag" and TAGGED["relationships"][0].items() - {("cardinality", "many")} <= (
        added["relationships"][0].items()
    )
    settled = play.task("infrahub_schema", {"schemas": list(before["content"].values())})
    assert not settled["changed"] and not settled.get("failed") and not settled["server_warnings"]
    other = Play("infrahub")
    assert other.task("infrahub_schema", {"schemas": list(before["content"].values())})["changed"]
    assert ask(other, "hashes")["content"] == ask(play, "hashes")["content"]
    assert ask(other, "documents")["content"] == before["content"]


def test_what_is_exported_has_nothing_of_the_server_s_own(play):
    (device,) = [one for one in ask(play, "documents")["content"]["Net"]["nodes"] if one["name"] == "Device"]
    assert not device.keys() & {"id", "hash", "kind", "used_by", "uniqueness_constraints", "default_filter", "state"}
    names = {one["name"] for one in device["relationships"]}
    assert names == {"site", "backup", "tags", "ports"}
    mtu = next(one for one in device["attributes"] if one["name"] == "mtu")
    assert {"name": "mtu", "kind": "Number", "default_value": 1500, "optional": True}.items() <= mtu.items()
    assert not mtu.keys() & {"id", "inherited", "unique", "read_only", "regex", "branch"}


def test_only_some_kinds_and_namespaces(play):
    found = ask(play, "kinds", namespaces=["Net"], kinds=["NetSite", "BuiltinTag"])["resources"]
    assert [one["kind"] for one in found] == ["NetSite"]
    some = ask(play, "documents", namespaces=["Nett", "Core", "Net"])
    assert list(some["content"]) == ["Net"]
    assert some["warnings"] == [
        'namespaces: there is no namespace "Nett"; did you mean "Net"?; it is left out',
        "namespaces: Core is the server's own; it is left out",
    ]
    assert ask(play, "hashes", kinds=["NetSite"])["content"].keys() == {"NetSite"}
    refused = play.task("infrahub_schema_info", {"format": "graphql", "kinds": ["NetSite"]})
    assert refused["msg"] == "kinds cannot be chosen with format: graphql" and refused["requests"] == 0


def test_the_module_that_loads_exports_too(play):
    result = play.task("infrahub_schema", {"action": "export", "namespaces": ["Net"]})
    assert result["schemas"] == ask(play, "documents", namespaces=["Net"])["content"]
    assert (result["changed"], result["msg"]) == (False, 'the schema of branch "main" was exported')


def test_an_editor_knows_attributes_choices_and_what_is_mandatory(play):
    made = ask(play, "object_files", kinds=["NetPort"])["content"]
    spec = made["properties"]["spec"]
    assert spec["properties"]["kind"] == {"enum": ["NetPort"]}
    (rule,) = spec["allOf"]
    assert rule["then"]["properties"]["data"]["items"] == {"$ref": "#/$defs/NetPort", "required": ["name", "device"]}
    device = made["$defs"]["NetDevice"]
    assert device["additionalProperties"] is False
    role = device["properties"]["role"]["anyOf"][0]["oneOf"]
    assert sorted(one["const"] for one in role) == ["leaf", "spine"]
    assert device["properties"]["mtu"]["default"] == 1500
    assert device["properties"]["mtu"]["anyOf"][0] == {"type": "integer"}
    assert device["properties"]["site"]["description"] == "NetSite, by name"
    inside = device["properties"]["ports"]["anyOf"][1]["properties"]
    assert inside["kind"] == {"enum": ["NetPort"]}
    assert inside["data"]["items"] == {"$ref": "#/$defs/NetPort", "required": ["name"]}, "the device is known there"
    assert set(references(made)) == {f"#/$defs/{name}" for name in made["$defs"]}


def references(value):
    if isinstance(value, dict):
        for name, item in value.items():
            yield from [item] if name == "$ref" else references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def test_an_editor_knows_what_a_schema_file_holds(play):
    made = ask(play, "schema_files")["content"]
    assert set(made["properties"]) == {"version", "nodes", "generics", "extensions"}
    assert set(references(made)) == {f"#/$defs/{name}" for name in made["$defs"]}
    assert "SchemaUpdate" not in made["$defs"]
    assert made["$defs"]["NodeSchemaWrite"]["additionalProperties"] is False
    assert "NetSite" in made["$defs"]["RelationshipSchemaWrite"]["properties"]["peer"]["anyOf"][0]["enum"]


def test_graphql_and_hashes(play):
    assert "type NetDevice" in ask(play, "graphql")["content"]
    told = ask(play, "hashes")
    assert told["requests"] == 1 and told["content"]["NetDevice"] == play.server.main.schema.kinds["NetDevice"].hash


@pytest.mark.parametrize(
    ("form", "name"),
    [("documents", "a.yml"), ("documents", "a.json"), ("object_files", "b.json"), ("graphql", "c.graphql")],
)
def test_files_are_written_once(play, tmp_path, form, name):
    path = tmp_path / name
    foretold = play.task("infrahub_schema_info", {"format": form, "dest": str(path)}, check_mode=True)
    assert foretold["changed"] and not path.exists()
    done = ask(play, form, dest=str(path), mode="0640")
    assert (done["changed"], done["dest"], done["content"]) == (True, str(path), None)
    assert path.stat().st_mode & 0o777 == 0o640
    assert not ask(play, form, dest=str(path))["changed"]
    if form == "documents":
        assert not play.task("infrahub_schema", {"files": [str(path)]})["changed"]
        every = list(yaml.safe_load_all(path.read_text()))
        assert sum(len(one["nodes"]) for one in every) == len(SCHEMA["nodes"]) + 1  # IPAM's own namespace
    elif form == "object_files":
        assert json.loads(path.read_text()) == ask(play, form)["content"]
