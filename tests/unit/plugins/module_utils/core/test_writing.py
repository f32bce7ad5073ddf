# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Files that are sent and received: whole or not at all, with their modes, and no more often than needed."""

from __future__ import annotations

import hashlib
import os
import stat

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import ApiError, PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.core.writing import (
    Content,
    Known,
    bring,
    checksum,
    source,
    target,
)


def options(path, **more):
    return {"dest": str(path), "mode": None, "owner": None, "group": None, **more}


def known(content):
    return Known("sha1", hashlib.sha1(content).hexdigest())


class Server:
    """Gives a content piece by piece, and counts how often."""

    def __init__(self, *pieces):
        self.pieces, self.asked = pieces, 0

    def __call__(self, take):
        self.asked += 1
        return take({}, iter(self.pieces))


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("told", [None, known(b"abcd")])
def test_brought_once(tmp_path, told):
    path, server = tmp_path / "x", Server(b"ab", b"cd")
    assert bring(target(options(path)), server, True, told) and not path.exists()
    assert bring(target(options(path)), server, False, told) and path.read_bytes() == b"abcd"
    before, asked = path.stat().st_ino, server.asked
    for check_mode in (True, False):
        assert not bring(target(options(path)), server, check_mode, told)
    assert path.stat().st_ino == before and os.listdir(tmp_path) == ["x"]
    assert server.asked - asked == (0 if told else 2)


def test_what_breaks_off_leaves_what_was_there(tmp_path):
    path = tmp_path / "x"
    path.write_text("old")

    def broken():
        yield b"ne"
        raise ApiError("the connection was lost")

    with pytest.raises(ApiError):
        target(options(path)).write(broken())
    with pytest.raises(PlanError, match="is not what the server told of"):
        target(options(path)).write([b"new"], known(b"other"))
    assert path.read_text() == "old" and os.listdir(tmp_path) == ["x"]


@pytest.mark.parametrize(("mode", "private", "meant"), [
    (None, True, 0o600), (None, False, 0o640), ("0640", True, 0o640), (0o644, False, 0o644),
])  # fmt: skip
def test_modes(tmp_path, mode, private, meant):
    path, before = tmp_path / "x", os.umask(0o027)
    try:
        assert bring(target(options(path, mode=mode), private), Server(b"a"), False)
    finally:
        os.umask(before)
    assert mode_of(path) == meant
    assert not bring(target(options(path, mode=mode), private), Server(b"a"), False)


def test_a_mode_alone_is_a_change_too(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"a")
    path.chmod(0o644)
    wanted = target(options(path, mode="0600"))
    assert bring(wanted, Server(b"a"), True) and mode_of(path) == 0o644
    assert bring(wanted, Server(b"a"), False) and mode_of(path) == 0o600
    assert bring(target(options(path)), Server(b"b"), False) and mode_of(path) == 0o600, "a mode not given stays"
    assert not bring(target(options(path, owner=str(os.getuid()), group=str(os.getgid()))), Server(b"b"), False)


@pytest.mark.parametrize(("more", "words"), [
    ({"mode": "rw"}, "mode is 'rw'; give it in octal"),
    ({"mode": 99999}, "give it in octal"),
    ({"mode": True}, "give it in octal"),
    ({"owner": "nobody-of-that-name"}, 'owner: this machine has no owner "nobody-of-that-name"'),
    ({"dest": "/nowhere/at/all"}, "there is no folder /nowhere/at"),
    ({"dest": "/"}, "is a folder"),
])  # fmt: skip
def test_what_cannot_be_written_is_said_first(tmp_path, more, words):
    with pytest.raises(PlanError, match=words):
        target(options(tmp_path / "x", **more))


@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 100])
def test_a_checksum_is_taken_on_the_way(tmp_path, count):
    pieces = [bytes([number]) * 3000 for number in range(count)]
    whole = b"".join(pieces)
    sent = Content(pieces, len(whole))
    assert list(sent) == pieces and sent.seen == sent.sha256 == hashlib.sha256(whole).hexdigest()
    assert list(sent) == pieces, "and again for the next try"
    assert Content(pieces, len(whole)).sha256 == sent.sha256
    path = tmp_path / "x"
    assert target(options(path)).write(iter(pieces), Known("sha256", sent.sha256)) and path.read_bytes() == whole


def test_what_was_sent_by_half_has_no_checksum_yet():
    sent = Content([b"x" * 3000] * 100, 300_000)
    flow = iter(sent)
    assert len([next(flow) for _number in range(50)]) == 50
    flow.close()
    assert sent.seen is None and sent.sha256 == hashlib.sha256(b"x" * 300_000).hexdigest()


def test_a_file_is_read_through_once(tmp_path):
    path = tmp_path / "x"
    path.write_text("old")
    wanted = target(options(path))
    assert wanted.checksum("sha1") == hashlib.sha1(b"old").hexdigest()
    path.write_text("somebody else's")
    assert wanted.checksum("sha1") == hashlib.sha1(b"old").hexdigest()
    assert wanted.write([b"new"]) and wanted.checksum("sha256") == hashlib.sha256(b"new").hexdigest()
    assert wanted.checksum("sha1") == hashlib.sha1(b"new").hexdigest()


def test_sources(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"a" * 100_000)
    one = source(str(path))
    assert len(one) == 100_000 and checksum(one, "sha1") == checksum(one, "sha1")
    assert max(map(len, one)) < 100_000
    with pytest.raises(PlanError, match="src: .* is a folder"):
        source(str(tmp_path))
    with pytest.raises(PlanError, match="src: .* is not there"):
        source(str(tmp_path / "none"))
    path.unlink()
    with pytest.raises(PlanError, match="cannot be read"):
        list(one)
