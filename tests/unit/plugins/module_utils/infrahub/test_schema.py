# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Loading schemas: from the task and from files, what is wrong with them, and workers that are slow to agree."""

from __future__ import annotations

import json

import pytest

from tests.lab.common.stand_in import Fault
from tests.unit.play import Play

from .altered import Altered


def kind(name, *attributes, **more):
    named = {"name": "name", "kind": "Text", "unique": True}
    hfid = {"human_friendly_id": ["name__value"]}
    return {"name": name, "namespace": "File", **hfid, "attributes": [named, *attributes], **more}


def document(*kinds, **more):
    return {"version": "1.0", "nodes": list(kinds), **more}


def relation(peer, identifier):
    return {"name": "other", "peer": peer, "cardinality": "one", "optional": True, "identifier": identifier}


@pytest.fixture
def play():
    made = Play("infrahub")
    made.load = lambda *documents, check=False, **more: made.task(
        "infrahub_schema", {"schemas": list(documents) or None, **more}, check
    )
    return made


def test_files_of_a_folder_are_loaded_together(play, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.yml").write_text(json.dumps(document(kind("Box", relationships=[relation("FileLid", "boxlid")]))))
    (tmp_path / "sub" / "c.json").write_text(json.dumps(document(kind("Lid"))))
    (tmp_path / "a.yaml").write_text('---\nversion: 1.0\n---\nversion: "1.0"\nnodes: []\n')
    (tmp_path / "notes.txt").write_text("no schema")
    done = play.load(files=[str(tmp_path)])
    assert done["changed"] and sorted(done["schema_diff"]["added"]) == ["FileBox", "FileLid"]
    assert sum(line.path == "/api/schema/load" for line in play.server.journal) == 1
    again = play.load(files=[str(tmp_path)])
    assert (again["changed"], again["hash"], again["diff"]) == (False, done["hash"], {"before": {}, "after": {}})


def test_check_mode_asks_and_does_not_load(play):
    foretold = play.load(document(kind("Box")), check=True)
    assert foretold["changed"] and play.server.writes == [] and "hash" not in foretold
    done = play.load(document(kind("Box")))
    assert {**foretold, "hash": done["hash"]}.items() >= {
        name: done[name] for name in ("changed", "operation", "schema_diff", "server_warnings", "diff", "hash")
    }.items()


def test_another_branch(play):
    play.task("infrahub_branch", {"name": "blue"})
    assert play.load(document(kind("Box")), branch="blue")["changed"]
    assert "FileBox" not in play.server.main.schema.kinds
    result = play.load(document(kind("Box")), branch="green")
    assert result["msg"] == 'Infrahub has no branch "green"; create it, or give another as branch'


def test_the_next_task_knows_the_new_kind(play):
    node = {"kind": "FileBox", "data": {"name": "one"}}
    assert 'has no kind "FileBox"' in play.task("infrahub_node", node)["msg"]
    play.load(document(kind("Box")))
    assert play.task("infrahub_node", node)["changed"]


def test_all_that_is_wrong_is_said_with_its_place(play, tmp_path):
    wrong = kind("Box", {"name": "colour", "kind": "Texty"}, {"name": "weight"}, relationships=[{"name": "lids"}])
    (tmp_path / "bad.yml").write_text(json.dumps(document(wrong)))
    result = play.load(document(kind("b")), files=[str(tmp_path)])
    path = tmp_path / "bad.yml"
    for told in (
        "schemas[0]: nodes[0].name: ",
        f'{path}: nodes[0].attributes[1].kind: there is no kind "Texty"; did you mean "Text"',
        f"{path}: nodes[0].attributes[2].kind: ",
        f"{path}: nodes[0].relationships[0].peer: Field required (FileBox.lids)",
    ):
        assert told in result["msg"], result["msg"]
    assert play.server.writes == []


def test_what_the_server_says_of_a_kind_is_said_with_its_file(play, tmp_path):
    (tmp_path / "bad.yml").write_text(json.dumps(document(kind("Box", relationships=[relation("FileNone", "nobody")]))))
    (tmp_path / "fine.yml").write_text(json.dumps(document(kind("Lid"))))
    result = play.load(files=[str(tmp_path)])
    said = f"{tmp_path / 'bad.yml'}: Unable to find the schema 'FileNone' in the registry"
    assert result["msg"].startswith(said) and result["errors"] == [result["msg"]] and result["valid"] is False


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- 1\n", "bad.yml: a schema is a mapping with version"),
        ("nodes: []\n", 'bad.yml: version is missing, such as version: "1.0"; it has "nodes"'),
        ("version: [1]\n", "bad.yml: version is a text"),
        ('version: "1.0"\nnodes: {}\n', "bad.yml: nodes is a list of kinds"),
        ('version: "1.0"\nextensions: []\n', None),
        ('version: "1.0"\nextensions: [a]\n', "bad.yml: extensions is a mapping with nodes"),
        ('version: "1.0"\n1: 2\n', "bad.yml: 1 is no name of anything"),
        ("a: [b\n", "bad.yml:2:1: "),
        ("", "bad.yml holds no schema"),
    ],
)
def test_files_that_are_no_schemas(play, tmp_path, text, told):
    (tmp_path / "bad.yml").write_text(text)
    result = play.load(files=[str(tmp_path / "bad.yml")])
    assert (told in result["msg"] and result["requests"] == 0) if told else not result["changed"]


def test_no_such_file(play, tmp_path):
    result = play.load(files=[str(tmp_path / "none.yml")])
    assert result["msg"] == f"files: there is no file or folder {tmp_path / 'none.yml'}"


def test_waiting_until_the_workers_agree(play):
    def behind(told, number):
        told["data"]["InfrahubStatus"]["summary"]["schema_hash_synced"] = number == 2

    Altered(play, "InfrahubStatus", behind)
    assert play.load(document(kind("Box")), wait_interval=7)["changed"]
    assert play.pauses == [7, 7]


def test_workers_that_never_agree(play):
    def behind(told, number):
        told["data"]["InfrahubStatus"]["summary"]["schema_hash_synced"] = False

    Altered(play, "InfrahubStatus", behind)
    result = play.load(document(kind("Box")), wait_timeout=3)
    assert result["failed"] and result["changed"] and result["done"] == ["the schema was loaded"]
    assert "do not agree on the schema of branch main after 3 seconds" in result["msg"]
    again = play.load(document(kind("Box")), wait_timeout=3)
    assert again["failed"] and not again.get("changed")
    assert not play.load(document(kind("Box")), wait=False)["changed"]


@pytest.mark.parametrize(("action", "loads"), [("drop_after", 1), ("delay", 1), ("drop_before", 2)])
def test_a_load_whose_answer_is_lost(play, action, loads):
    play.server.faults[:] = [Fault(action, path="/api/schema/load")]
    assert play.load(document(kind("Box")))["changed"]
    assert sum(line.path == "/api/schema/load" for line in play.server.journal) == loads
    assert "FileBox" in play.server.main.schema.kinds


def test_nothing_to_load(play):
    assert play.load(schemas=[])["msg"] == "schemas and files are both empty; give at least one schema"


def test_info(play):
    result = play.task("infrahub_schema_info", {"kinds": ["BuiltinTag", "CoreGroup", "NoKind"]})
    assert [(one["kind"], one["schema_type"]) for one in result["resources"]] == [
        ("BuiltinTag", "node"),
        ("CoreGroup", "generic"),
    ]
    assert {"name", "description"} <= {one["name"] for one in result["resources"][0]["attributes"]}
    assert result["hash"] == play.server.main.schema.hash
    assert len(play.task("infrahub_schema_info", {})["resources"]) > 50


def gone(*names):
    return [{"name": name, "namespace": "File", "state": "absent"} for name in names]


def test_kinds_that_refer_to_each_other_go_together(play):
    both = {"identifier": "boxlid", "optional": True}
    lids = {"name": "lids", "peer": "FileLid", "cardinality": "many", **both}
    back = {"name": "box", "peer": "FileThing", "cardinality": "one", **both}
    thing = {"name": "Thing", "namespace": "File", "relationships": [lids]}
    play.load(document(kind("Box", inherit_from=["FileThing"]), kind("Lid", relationships=[back]), generics=[thing]))
    alone = play.load(*gone("Lid"))
    assert "Relationship 'lids' is referring an invalid peer 'FileLid'" in alone["msg"]
    every = [{"version": "1.0", "nodes": gone("Box", "Lid"), "generics": gone("Thing")}]
    foretold = play.load(*every, check=True)
    done = play.load(*every)
    assert sorted(done["schema_diff"]["removed"]) == ["FileBox", "FileLid", "FileThing"] and done["changed"]
    assert foretold["schema_diff"] == done["schema_diff"]
    assert not play.load(*every)["changed"]


def test_single_kinds_need_no_document_around_them(play):
    thing = {"name": "Thing", "namespace": "File", "attributes": [{"name": "name", "kind": "Text"}]}
    box = {"name": "Box", "namespace": "File", "inherit_from": ["FileThing"]}
    done = play.load(
        box, thing, {"kind": "BuiltinTag", "attributes": [{"name": "hue", "kind": "Text", "optional": True}]}
    )
    assert sorted(done["schema_diff"]["added"]) == ["FileBox", "FileThing"]
    assert list(done["schema_diff"]["changed"]) == ["BuiltinTag"]
    assert play.server.main.schema.kinds["FileThing"].is_generic


def test_a_name_is_changed_by_id(play):
    play.load(document(kind("Box", {"name": "colour", "kind": "Text", "optional": True})))
    play.task("infrahub_node", {"kind": "FileBox", "data": {"name": "one", "colour": "red"}})
    told = play.task("infrahub_schema_info", {"kinds": ["FileBox"]})["resources"][0]["attributes"]
    colour = next(one["id"] for one in told if one["name"] == "colour")
    renamed = {"kind": "FileBox", "attributes": [{"id": colour, "name": "hue", "kind": "Text", "optional": True}]}
    assert play.load(renamed, check=True)["changed"] and play.load(renamed)["changed"]
    assert not play.load(renamed)["changed"]
    assert not play.task("infrahub_node", {"kind": "FileBox", "data": {"name": "one", "hue": "red"}})["changed"]


def test_only_checking(play):
    result = play.load(document(kind("Box")), action="check")
    assert (result["changed"], result["valid"], result["errors"]) == (False, True, []) and play.server.writes == []
    assert list(result["schema_diff"]["added"]) == ["FileBox"] and result["schema_updated"] is False
    wrong = play.load(document(kind("b")), action="check")
    assert wrong["failed"] and wrong["valid"] is False and wrong["errors"][0].startswith("schemas[0]: nodes[0].name: ")


def test_what_is_wrong_in_many_files_is_said_at_once(play, tmp_path):
    (tmp_path / "a.yml").write_text("a: [b\n")
    (tmp_path / "b.yml").write_text("nodes: {}\n")
    (tmp_path / "c.yml").write_text("")
    result = play.load(files=[str(tmp_path), str(tmp_path / "none")])
    assert [one.split(": ")[0].removeprefix(f"{tmp_path}/") for one in result["errors"]] == [
        "a.yml:2:1", "c.yml holds no schema, it is empty", "files", "b.yml", "b.yml",
    ]  # fmt: skip
    assert result["requests"] == 0 and result["valid"] is False


def test_hashes_and_warnings(play):
    first = play.load(document(kind("Box", {"name": "size", "kind": "Text", "optional": True, "max_length": 9})))
    assert first["previous_hash"] != first["hash"] and first["schema_updated"]
    text = "Use of 'max_length' on attributes is deprecated, use parameters instead"
    assert any(one.startswith(text) and "FileBox.size" in one for one in first["warnings"]), first["warnings"]
    again = play.load(document(kind("Box")))
    assert again["hash"] == again["previous_hash"] == first["hash"]
