# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lookup of artifacts: by id and by name, as text and as data, and what takes the place of one that is missing."""

from __future__ import annotations

import json

import pytest
from ansible.errors import AnsibleError

from tests.unit.lives.infrahub_files import ARTIFACT, BOXES, TRANSFORM

JSON = {**ARTIFACT, "name": "box_json", "artifact_name": "box json", "content_type": "application/json"}
NOBODY = "18ea3a77-8080-2bec-e3ca-14b7b30c3312"


@pytest.fixture
def box(infrahub):
    play = infrahub.play
    definitions = [("infrahub_artifact_definition", one) for one in (ARTIFACT, JSON)]
    for module, args in (*BOXES, ("infrahub_transform", TRANSFORM), *definitions):
        assert not (done := play.task(module, args)).get("failed"), done["msg"]
    for definition in ("box_text", "box_json"):
        assert not play.task("infrahub_artifact_generate", {"definition": definition}).get("failed")
    return play.task("infrahub_node_info", {"kind": "LifeBox"})["resources"][0]["id"]


def test_text_and_data(infrahub, box):
    text, data = infrahub("artifact", "box text", ["box json"], target=box)
    assert isinstance(text, str) and isinstance(data, dict) and json.loads(text) == data
    assert infrahub.requests() == 3
    play = infrahub.play
    one = play.task("infrahub_artifact", {"artifact_name": "box json", "target_id": box})["resource"]["id"]
    assert infrahub("artifact", one, "box text", one, target_id=box) == [data, text, data]


@pytest.mark.parametrize(
    ("terms", "target", "words"),
    [
        (["box tex"], True, 'has no artifact "box tex"; did you mean "box text"'),
        (["box text"], False, "give target, the id of the node"),
        ([NOBODY], False, f"Infrahub has no artifact with the id {NOBODY}"),
    ],
)
def test_what_is_missing(infrahub, box, terms, target, words):
    given = {"target": box} if target else {}
    with pytest.raises(AnsibleError) as caught:
        infrahub("artifact", *terms, **given)
    assert words in str(caught.value)
    if words.startswith("give"):
        return
    assert infrahub("artifact", *terms, default="none", **given) == ["none"]
