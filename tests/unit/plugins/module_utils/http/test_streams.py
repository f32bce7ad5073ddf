# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What is large comes and goes in pieces: again from the beginning where that is right, and never all at once."""

from __future__ import annotations

from email import message_from_bytes

import pytest
import requests

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import ApiError, NotFound, Uncertain
from ansible_collections.opsweave.platform.plugins.module_utils.http.multipart import Multipart, Upload

from .replies import LOST, OK, answer, busy, session


class Flow:
    """An answer whose bytes come in pieces; an error among them breaks it off."""

    status_code, headers = 200, {"X-Kind": "flow"}

    def __init__(self, *pieces):
        self.pieces, self.closed = pieces, False

    def iter_content(self, _size):
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    def close(self):
        self.closed = True


BROKEN = requests.exceptions.ChunkedEncodingError("secret")


def whole(headers, pieces):
    return headers["X-Kind"], b"".join(pieces)


@pytest.mark.parametrize("before", [(), (LOST,), (busy(503),), (Flow(b"ab", BROKEN), busy(429))])
def test_an_answer_comes_in_pieces_and_again_from_the_beginning(before):
    last = Flow(b"ab", b"cd")
    http = session(*before, last)
    assert http.receive("/x?y", whole) == ("flow", b"abcd")
    assert last.closed and len(http.pauses) == len(before)
    assert all(how["stream"] for _method, _url, how in http.asked)


def test_an_answer_that_always_breaks_off_is_told():
    http = session(*(Flow(b"ab", BROKEN) for _number in range(2)), retries=1)
    with pytest.raises(Uncertain, match=r"GET /x: the connection was lost \(try 2 of 2\)") as caught:
        http.receive("/x?token=secret", whole)
    assert "secret" not in str(caught.value)


def test_more_headers_are_sent_with_the_question():
    http = session(Flow(b"ab"))
    assert http.receive("/x", whole, {"X-Where": "here"}) == ("flow", b"ab")
    assert http.asked[0][2]["headers"] == {**http.headers, "X-Where": "here"}


def test_a_refusal_is_no_content():
    with pytest.raises(NotFound, match="HTTP 404"):
        session(answer(404, {})).receive("/x", whole)


def test_what_the_taker_raises_is_its_own():
    def full(_headers, _pieces):
        raise ApiError("the disk is full")

    http = session(Flow(b"ab"))
    with pytest.raises(ApiError, match="the disk is full"):
        http.receive("/x", full)
    assert not http.pauses


class Pieces:
    """Counts how often they are gone through."""

    def __init__(self):
        self.times = 0

    def __iter__(self):
        self.times += 1
        yield from (b"in", b"side")


def test_a_form_is_read_again_for_each_try():
    pieces = Pieces()
    form = Multipart({"map": "{}"}, "0", Upload('a "b".txt', pieces, 6, "text/plain"))
    http = session(busy(429), OK)
    http.send("POST", "/x", data=form, headers=form.headers)
    bodies = [b"".join(how["data"]) for _method, _url, how in http.asked]
    assert pieces.times == 2 and bodies[0] == bodies[1] and len(bodies[0]) == len(form)
    kind = http.asked[0][2]["headers"]["Content-Type"]
    parts = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + bodies[0]).get_payload()
    told = [(part.get_param("name", header="Content-Disposition"), part.get_payload()) for part in parts]
    assert told == [("map", "{}"), ("0", "inside")]
    assert parts[1].get_filename() == "a %22b%22.txt" and parts[1].get_content_type() == "text/plain"
