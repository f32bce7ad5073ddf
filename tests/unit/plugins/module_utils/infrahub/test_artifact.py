# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Artifacts and rendered transforms: what is made, fetched, written, and said when it cannot be made."""

from __future__ import annotations

import hashlib
import json
import stat

import pytest

from tests.lab.common.stand_in import Fault
from tests.unit.lives.infrahub_files import ARTIFACT, BOXES, TRANSFORM, nodes
from tests.unit.play import Play

MADE = {"LifeBox": {"edges": [{"node": {"id": None, "name": {"value": "a"}}}]}}
PYTHON = {**TRANSFORM, "name": "box_data", "template_path": None, "file_path": "box.py", "class_name": "Box"}


@pytest.fixture
def play():
    made = Play("infrahub")
    for module, args in (
        *BOXES, ("infrahub_transform", TRANSFORM), ("infrahub_transform", PYTHON),
        ("infrahub_artifact_definition", ARTIFACT),
    ):  # fmt: skip
        assert not (done := made.task(module, args)).get("failed"), done["msg"]
    return made


def box(play, name="a"):
    return play.task("infrahub_node_info", {"kind": "LifeBox", "filters": {"name__value": name}})["resources"][0]["id"]


def expected(play):
    made = json.loads(json.dumps(MADE))
    made["LifeBox"]["edges"][0]["node"]["id"] = box(play)
    return made


def generate(play, **args):
    done = play.task("infrahub_artifact_generate", args or {"definition": "box_text"})
    assert not done.get("failed"), done["msg"]
    return done


def failure(play, module, **args):
    done = play.task(module, args)
    assert done["failed"], done
    return done["msg"]


def test_an_artifact_is_made_and_read(play):
    play.server.task_polls = 2
    done = generate(play)
    assert done["changed"] and [one["status"] for one in done["artifacts"]] == ["Ready"] and play.pauses
    told = play.task("infrahub_artifact", {"artifact_name": "box text", "target_id": box(play)})
    assert not told["changed"] and json.loads(told["text"]) == expected(play)
    by_id = play.task("infrahub_artifact", {"artifact_id": told["resource"]["id"]})
    assert by_id["text"] == told["text"] and by_id["resource"] == told["resource"]
    assert told["resource"]["checksum"] == hashlib.md5(told["text"].encode()).hexdigest()


def test_what_stays_the_same_is_no_change(play):
    generate(play)
    assert not generate(play)["changed"]
    one = {"artifact_name": "box text", "target_id": box(play)}
    assert not generate(play, **one)["changed"]
    play.task("infrahub_node", {"kind": "LifeBox", "id": box(play), "data": {"name": "b"}})
    assert generate(play, definition="box_text", targets=[one["target_id"]])["changed"]
    assert not generate(play, **one)["changed"]
    assert generate(play, definition="box_text", wait=False)["changed"]


def test_data_is_given_as_data(play):
    data = {**ARTIFACT, "name": "box_data", "artifact_name": "box data", "transformation": "box_data"}
    play.task("infrahub_artifact_definition", {**data, "content_type": "application/json"})
    generate(play, definition="box_data")
    told = play.task("infrahub_artifact", {"artifact_name": "box data", "target_id": box(play)})
    assert told["json"] == expected(play)


@pytest.mark.parametrize("module", ["infrahub_artifact", "infrahub_transform_render"])
def test_into_a_file(play, tmp_path, module):
    generate(play)
    path = tmp_path / "box.txt"
    args = {"artifact_name": "box text", "target_id": box(play), "dest": str(path)}
    if module == "infrahub_transform_render":
        args = {"name": "box_text", "variables": {"name": "a"}, "dest": str(path)}
    foretold = play.task(module, args, check_mode=True)
    assert foretold["changed"] and not path.exists()
    done = play.task(module, args)
    assert done["changed"] and json.loads(path.read_text()) == expected(play) and done["dest"] == str(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for check_mode in (True, False):
        again = play.task(module, args, check_mode)
        assert not again["changed"] and again["diff"]["before"] == again["diff"]["after"]
    assert play.task(module, {**args, "mode": "0640"}, check_mode=True)["changed"]
    path.write_text("somebody else's")
    play.server.faults[:] = []
    assert play.task(module, args)["changed"] and json.loads(path.read_text()) == expected(play)


@pytest.mark.parametrize("action", ["drop_before", "truncate", "status"])
def test_a_file_is_whole_or_as_it_was(play, tmp_path, action):
    generate(play)
    path = tmp_path / "box.txt"
    path.write_text("old")
    args = {"artifact_name": "box text", "target_id": box(play), "dest": str(path)}
    play.server.faults[:] = [Fault(action, path="/api/storage/object/", times=9)]
    assert play.task("infrahub_artifact", args)["failed"] and path.read_text() == "old"
    play.server.faults[:] = [Fault(action, path="/api/storage/object/", times=2)]
    assert play.task("infrahub_artifact", args)["changed"] and json.loads(path.read_text()) == expected(play)


def test_what_cannot_be_made_is_said(play):
    play.task(*nodes(("CoreStandardGroup", {"name": "boxes", "members": [{"kind": "LifeBox", "hfid": ["a"]}]})))
    play.task("infrahub_artifact_definition", {**ARTIFACT, "parameters": {"name": "id"}})
    told = failure(play, "infrahub_artifact_generate", definition="box_text")
    assert told.startswith("1 of 1 artifacts of box_text could not be made: artifact box text of LifeBox(ID: ")
    assert told.endswith("list object has no element 0")
    told = failure(play, "infrahub_artifact", artifact_name="box text", target_id=box(play))
    assert "is Error: list object has no element 0" in told


def test_what_does_not_exist_is_said(play):
    here, nowhere = box(play), "33333333-3333-4333-8333-333333333333"
    generate(play)
    for module, args, words in (
        ("infrahub_artifact", {"artifact_id": nowhere}, "Infrahub has no artifact with the id"),
        ("infrahub_artifact", {"artifact_name": "box txt", "target_id": here}, 'did you mean "box text"?'),
        ("infrahub_artifact", {"artifact_name": "box text", "target_id": "a"}, 'target_id: "a" is no id'),
        ("infrahub_artifact_generate", {"definition": "box_txt"}, 'did you mean "box_text"?'),
        (
            "infrahub_artifact_generate",
            {"definition": "box_text", "targets": [nowhere]},
            "has no artifact of box_text yet",
        ),
        ("infrahub_artifact_generate", {"artifact_id": nowhere, "targets": [here]}, "give definition too"),
        ("infrahub_transform_render", {"name": "box_txt"}, 'did you mean "box_text" or "box_data"?'),
        ("infrahub_transform_render", {"name": "box_text"}, "Variable '$name' of required type 'String!'"),
        ("infrahub_transform_render", {"name": "box_text", "variables": {"name": "z"}}, "list object has no element 0"),
        ("infrahub_transform_render", {"name": "box_text", "variables": {"branch": "z"}}, "rename the variable"),
        ("infrahub_transform_render", {"name": "box_text", "variables": {"name": ["z"]}}, "texts and numbers only"),
    ):
        assert words in failure(play, module, **args), args
    assert not play.pauses


def test_running_out_of_time(play):
    play.server.task_polls = 99
    done = play.task("infrahub_artifact_generate", {"definition": "box_text", "wait_timeout": 5})
    assert done["msg"] == "the artifacts of box_text are not made; 1 are waiting after 5 seconds"
    assert done["changed"] and done["done"]


def test_render_gives_data(play):
    done = play.task("infrahub_transform_render", {"name": "box_data", "variables": {"name": "a"}})
    assert done["json"] == expected(play) and not done["changed"]
