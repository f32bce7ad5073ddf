# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Repositories, transforms, artifacts, stored objects and files: what the Infrahub SDK and our modules make and see."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha1
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from tests.live.real import given
from tests.live.repository import NAMED, located, repository
from tests.unit.lives.infrahub_files import ARTIFACT, BOXES, GENERATOR, REPOSITORY, TRANSFORM

from .conftest import Pair
from .ours import Failed
from .sdk import Refused

DOC = {
    "name": "Doc", "namespace": "Life", "inherit_from": ["CoreFileObject"], "human_friendly_id": ["title__value"],
    "attributes": [{"name": "title", "kind": "Text", "unique": True}],
}  # fmt: skip
DOCUMENTS = {"version": "1.0", "nodes": [DOC]}
CONTENTS = [b"interface eth0\n", b"\x00\xff\r\n--end", "Größe {{ 1 + 1 }}".encode()]
clones = pytest.mark.needs_worker("a server without one waits for itself while it takes in a repository")


@pytest.fixture
def location(tmp_path: Path) -> str:
    """Of a repository: one that a real server can clone."""
    return repository(tmp_path) if given() else NAMED


@pytest.fixture
def boxes(infrahub: Pair, location: str) -> Pair:
    """A server with all that an artifact needs, made by our modules."""
    made = (*BOXES, ("infrahub_transform", TRANSFORM), ("infrahub_artifact_definition", ARTIFACT))
    for module, args in located(made, location):
        infrahub.ours(module.partition("_")[2], **args)
    return infrahub


def box(pair: Pair) -> str:
    return pair.ours("node_info", kind="LifeBox")["resources"][0]["id"]


def made(pair: Pair, unlike: str = "", **which: str) -> str:
    """The text of an artifact, once it is another. The SDK does not wait until a real server has made it."""
    until = monotonic() + 60
    while True:
        try:
            text = pair.ours("artifact", **which)["text"]
        except Failed:
            if monotonic() > until:
                raise
        else:
            if text != unlike:
                return text
            assert monotonic() < until, f"the artifact is still {text!r}"
        sleep(1)


def test_stored_objects(infrahub: Pair) -> None:
    made = infrahub.sdk("object_upload", "Größe\n")
    taken = infrahub.ours("object", identifier=made["identifier"])
    assert (taken["text"], taken["checksum"]) == ("Größe\n", made["checksum"])
    assert not infrahub.ours("object", content="Größe\n", identifier=made["identifier"])["changed"]
    assert infrahub.sdk("object_get", infrahub.ours("object", content="ours")["identifier"]) == "ours"


@pytest.mark.parametrize("content", CONTENTS)
def test_a_file_of_theirs_is_read_in_every_way(infrahub: Pair, content: bytes) -> None:
    infrahub.ours("schema", schemas=[DOCUMENTS])
    made = infrahub.sdk("file_create", "LifeDoc", {"title": "a"}, "ü b.txt", b64encode(content).decode())
    assert (made["file_name"], made["checksum"]) == ("ü b.txt", sha1(content).hexdigest())
    assert made["file_size"] == len(content)
    assert infrahub.sdk("file_get", "LifeDoc", made["id"])["content"] == b64encode(content).decode()
    assert not infrahub.sdk("file_upload", "LifeDoc", made["id"], "ü b.txt", b64encode(content).decode())
    assert infrahub.sdk("file_upload", "LifeDoc", made["id"], "c.txt", b64encode(b"new").decode())
    again = infrahub.sdk("file_get", "LifeDoc", made["id"])
    assert (again["checksum"], again["file_name"]) == (sha1(b"new").hexdigest(), "c.txt")
    assert infrahub.sdk("file_text", "LifeDoc", made["id"], ["a"], again["storage_id"]) == ["new"] * 3


@pytest.mark.parametrize("content", CONTENTS)
def test_a_file_of_ours_is_the_same_to_both(infrahub: Pair, tmp_path: Path, content: bytes) -> None:
    infrahub.ours("schema", schemas=[DOCUMENTS])
    src, dest = tmp_path / "ü b.txt", tmp_path / "out"
    src.write_bytes(content)
    ours = infrahub.ours("file", kind="LifeDoc", data={"title": "a"}, src=str(src))["resource"]
    other = tmp_path / "d.txt"
    other.write_bytes(content + b"more")
    assert infrahub.sdk("file_from", "LifeDoc", ours["id"], str(other)) == [False, True]
    assert infrahub.ours("file", kind="LifeDoc", data={"title": "a"}, src=str(src))["changed"]
    ours = infrahub.ours.settled("file", kind="LifeDoc", data={"title": "a"}, src=str(src))["resource"]
    seen = infrahub.sdk("file_get", "LifeDoc", ours["id"])
    assert seen.pop("content") == b64encode(content).decode()
    assert seen == {name: ours[name] for name in seen}
    assert infrahub.sdk("file_upload", "LifeDoc", ours["id"], "c.txt", b64encode(b"new").decode())
    assert infrahub.ours("file", kind="LifeDoc", hfid=["a"], dest=str(dest))["changed"] and dest.read_bytes() == b"new"
    infrahub.ours.settled("file", kind="LifeDoc", data={"title": "a"}, content="new", file_name="c.txt")


@clones
def test_artifacts(boxes: Pair, tmp_path: Path) -> None:
    id_, name = box(boxes), ARTIFACT["artifact_name"]
    boxes.sdk("artifacts_generate", "box_text")
    told = made(boxes, artifact_name=name, target_id=id_)
    assert not boxes.ours("artifact_generate", definition="box_text")["changed"]
    assert boxes.sdk("artifact_fetch", "LifeBox", id_, name) == told
    boxes.ours("node", kind="LifeBox", id=id_, data={"name": "b"})
    boxes.sdk("artifact_generate", "LifeBox", id_, name)
    again, path = made(boxes, unlike=told, artifact_name=name, target_id=id_), tmp_path / "box.txt"
    assert boxes.ours("artifact", artifact_name=name, target_id=id_, dest=str(path))["changed"]
    assert path.read_text() == boxes.sdk("artifact_fetch", "LifeBox", id_, name) == again
    rendered = boxes.ours("transform_render", name="box_text", variables={"name": "b"})
    assert rendered["text"] == path.read_text()


@clones
def test_repositories(infrahub: Pair, location: str, tmp_path: Path) -> None:
    """The synchronous client has neither of these calls."""
    made = infrahub.ours("repository", **located(REPOSITORY, location))["resource"]
    there = repository(tmp_path / "library") if given() else "https://git.test/library.git"
    other = {"name": "library", "location": there, "read_only": True}
    library = infrahub.ours("repository", **other)["resource"]
    try:
        found = infrahub.sdk("repositories")
    except Refused as error:
        assert "won't be implemented in the sync client" in str(error)
        with pytest.raises(Refused, match="won't be implemented"):
            infrahub.sdk("update_commit", library["id"], 40 * "a", True)
        return
    looked = {one["name"]: one["commit"] for one in infrahub.ours("repository_info")["resources"]}
    assert looked == {name: one["branches"]["main"] for name, one in found.items()}
    assert found["templates"] == {"kind": "CoreRepository", "branches": {"main": made["commit"]}}
    assert found["library"] == {"kind": "CoreReadOnlyRepository", "branches": {"main": library["commit"]}}
    assert infrahub.sdk("update_commit", library["id"], 40 * "a", True)
    infrahub.ours.settled("repository", commit=40 * "a", **other)
    infrahub.ours("repository", commit=40 * "b", **other)
    assert infrahub.sdk("repositories")["library"]["branches"] == {"main": 40 * "b"}


@clones
def test_definitions_of_both_are_alike(boxes: Pair) -> None:
    sdk = boxes.sdk
    ids = {
        "query": sdk("get", "CoreGraphQLQuery", name__value="box")["id"],
        "repository": sdk("get", "CoreRepository", name__value="templates")["id"],
        "targets": sdk("get", "CoreStandardGroup", name__value="boxes")["id"],
    }
    transform = {"name": "theirs", "template_path": "box.j2", "query": ids["query"], "repository": ids["repository"]}
    sdk("create", "CoreTransformJinja2", transform)
    boxes.ours.settled("transform", **{**TRANSFORM, "name": "theirs"})
    ours = sdk("get", "CoreTransformJinja2", name__value="box_text", include=["query", "repository"])
    assert (ours["query"], ours["repository"]) == (ids["query"], ids["repository"])
    sdk("create", "CoreGeneratorDefinition", {**GENERATOR, **ids})
    boxes.ours.settled("generator", **GENERATOR)
    check: dict[str, Any] = {"name": "c", "file_path": "c.py", "class_name": "C"}
    sdk("create", "CoreCheckDefinition", {**check, "repository": ids["repository"], "query": ids["query"]})
    boxes.ours.settled("check", **check, repository="templates", query="box")


@clones
def test_generators_run(boxes: Pair) -> None:
    boxes.ours("generator", **GENERATOR)
    done = boxes.ours("generator_run", name=GENERATOR["name"], targets=[box(boxes)])
    assert [one["status"] for one in done["instances"]] == ["Ready"]
    seen = boxes.sdk("every", "CoreGeneratorInstance")
    assert [one["id"] for one in seen] == [one["id"] for one in done["instances"]]
