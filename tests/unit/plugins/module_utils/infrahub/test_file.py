# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes that are files: sent when their content differs, fetched when the file on the disk does."""

from __future__ import annotations

from base64 import b64decode
from hashlib import sha1

import pytest

from tests.lab.common.stand_in import Fault
from tests.unit.lives.infrahub_files import DOCUMENTS
from tests.unit.play import Play

CONTENTS = [b"", b"hello\n", b"\x00\xff\r\n--x", b"a" * 300_000]


@pytest.fixture
def play():
    made = Play("infrahub")
    assert not (done := made.task(*DOCUMENTS)).get("failed"), done["msg"]
    return made


def task(play, check_mode=False, module="infrahub_file", **args):
    done = play.task(module, {"kind": "LifeDoc", **args}, check_mode)
    assert not done.get("failed"), done["msg"]
    return done


def sent(play):
    """The requests so far that carried a file."""
    return sum(line.startswith("LifeDoc") for line in play.server.writes)


@pytest.mark.parametrize("content", CONTENTS)
def test_a_file_goes_and_comes_back(play, tmp_path, content):
    src, dest = tmp_path / "ü b.bin", tmp_path / "out.bin"
    src.write_bytes(content)
    args = {"data": {"title": "a"}, "src": str(src)}
    assert task(play, True, **args)["operation"] == "create" and not sent(play)
    made = task(play, **args)["resource"]
    assert (made["file_name"], made["checksum"]) == ("ü b.bin", sha1(content).hexdigest())
    assert made["file_size"] == len(content)
    for check_mode in (True, False):
        assert not task(play, check_mode, **args)["changed"] and sent(play) == 1
    for who in ({"id": made["id"]}, {"hfid": ["a"]}, {"data": {"title": "a"}}, {"storage_id": made["storage_id"]}):
        assert task(play, True, dest=str(dest), **who)["changed"] and not dest.exists()
        assert task(play, dest=str(dest), **who)["changed"] and dest.read_bytes() == content
        asked = play.requests
        assert not task(play, dest=str(dest), **who)["changed"]
        assert play.requests - asked <= 2
        dest.unlink()


def test_only_what_differs_is_sent(play, tmp_path):
    src = tmp_path / "a.txt"
    src.write_text("one")
    made = task(play, data={"title": "a"}, src=str(src))["resource"]
    stored = len(play.server.state["storage"])
    noted = task(play, data={"title": "a", "note": "Sea"}, src=str(src))
    assert noted["operation"] == "update" and noted["diff"]["after"]["note"] == "Sea"
    assert len(play.server.state["storage"]) == stored, "the content has not changed"
    src.write_text("two")
    foretold, done = (task(play, check_mode, id=made["id"], src=str(src)) for check_mode in (True, False))
    assert foretold["diff"] == done["diff"] and done["diff"]["after"]["checksum"] == sha1(b"two").hexdigest()
    assert done["resource"]["file_size"] == 3 and done["resource"]["storage_id"] != made["storage_id"]
    task(play, hfid=["a"], state="absent")
    assert not task(play, hfid=["a"], state="absent")["changed"]


def test_node_takes_and_gives_files_as_opsmill_has_it(play, tmp_path):
    src = tmp_path / "a.txt"
    src.write_text("one")
    args = {"module": "infrahub_node", "data": {"title": "a"}, "file_path": str(src), "fetch_file": True}
    done = task(play, **args)
    assert (done["text"], b64decode(done["binary"])) == ("one", b"one") and done["changed"]
    again = task(play, **args)
    assert not again["changed"] and again["text"] == "one"
    src.write_bytes(b"\xff")
    done = task(play, **args)
    assert done["operation"] == "update" and b64decode(done["binary"]) == b"\xff" and done["text"] is None
    assert not task(play, module="infrahub_node", data={"title": "a"})["changed"]


def test_a_lost_answer_makes_no_second_file(play):
    args = {"kind": "LifeDoc", "data": {"title": "a"}, "content": "one", "file_name": "a.txt"}
    for operation, content in (("create", "one"), ("update", "two")):
        play.server.faults[:] = [Fault("drop_after", path="graphql", skip=1)]
        before = sent(play)
        done = play.task("infrahub_file", {**args, "content": content})
        assert done.get("operation") == operation and sent(play) == before + 1, done
        assert not play.task("infrahub_file", {**args, "content": content})["changed"]


def test_what_cannot_be_is_said(play, tmp_path):
    there = {"kind": "LifeDoc", "data": {"title": "a"}}
    dest = str(tmp_path / "x")
    for args, words in (
        (there, "LifeDoc a does not exist yet; give src or content to create it"),
        ({**there, "src": str(tmp_path / "none")}, "src: "),
        ({**there, "content": "a"}, "give file_name too"),
        ({**there, "content": "a", "file_name": "a", "dest": dest}, "for what is fetched"),
        ({**there, "dest": dest}, "Infrahub has no LifeDoc a"),
        ({"storage_id": "nope", "dest": dest}, "no file with the storage_id nope"),
        ({"storage_id": "nope"}, "give dest too"),
        ({"data": {"title": "a"}}, "kind is missing"),
        ({"kind": "BuiltinTag", "data": {"name": "a"}, "content": "a", "file_name": "a"}, "is no kind of file"),
        ({"kind": "LifeDocs", "data": {"title": "a"}}, 'did you mean "LifeDoc"?'),
    ):
        done = play.task("infrahub_file", args)
        assert words in done["msg"], (args, done["msg"])
    assert not sent(play)
