# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The object store: contents go in and come out as they are."""

from __future__ import annotations

from base64 import b64decode

import pytest

from tests.lab.common.stand_in import Fault
from tests.unit.play import Play


@pytest.fixture
def play():
    return Play("infrahub")


def put(play, check_mode=False, **args):
    done = play.task("infrahub_object", args, check_mode)
    assert not done.get("failed"), done["msg"]
    return done


@pytest.mark.parametrize("content", [b"", b"hello\n", b"\x00\xff\r\n--x", "Größe {{ 1 + 1 }}".encode(), b"a" * 300_000])
def test_what_goes_in_comes_out(play, tmp_path, content):
    src, dest = tmp_path / "in.bin", tmp_path / "out.bin"
    src.write_bytes(content)
    assert put(play, True, src=str(src))["changed"] and not play.server.writes
    stored = put(play, src=str(src))
    assert stored["changed"] and len(play.server.writes) == 1
    again = put(play, src=str(src), identifier=stored["identifier"])
    assert not again["changed"] and again["checksum"] == stored["checksum"] and len(play.server.writes) == 1
    taken = put(play, identifier=stored["identifier"])
    assert b64decode(taken["binary"]) == content and not taken["changed"]
    assert taken["checksum"] == stored["checksum"]
    assert put(play, True, identifier=stored["identifier"], dest=str(dest))["changed"] and not dest.exists()
    assert put(play, identifier=stored["identifier"], dest=str(dest))["changed"] and dest.read_bytes() == content
    assert not put(play, identifier=stored["identifier"], dest=str(dest))["changed"]


def test_another_content_gets_another_identifier(play):
    first = put(play, content="a")["identifier"]
    assert put(play, True, content="b", identifier=first)["changed"]
    second = put(play, content="b", identifier=first)
    assert second["changed"] and second["identifier"] != first and put(play, identifier=first)["text"] == "a"
    assert put(play, content="a", identifier="gone")["changed"]


def test_a_lost_answer_is_not_stored_twice(play):
    play.server.faults[:] = [Fault("drop_after", path="upload")]
    assert play.task("infrahub_object", {"content": "a"})["failed"] and len(play.server.writes) == 1


def test_what_cannot_be_is_said(play, tmp_path):
    for args, words in (
        ({"identifier": "nope"}, "has nothing with the identifier nope"),
        ({"identifier": "nope", "dest": str(tmp_path / "x")}, "has nothing with the identifier nope"),
        ({"src": str(tmp_path / "none")}, "is not there; give a file"),
        ({"content": "a", "dest": str(tmp_path / "x")}, "dest is for what is taken out"),
    ):
        assert words in play.task("infrahub_object", args)["msg"]
