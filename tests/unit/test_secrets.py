# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A mark in every secret shows up nowhere: in no result, diff, error, or file that a run keeps for its next task."""

from __future__ import annotations

import json

import pytest
import websocket

from tests.lab.common.direct import Direct

from .lives.every import LIVES, every_life, numbered
from .lives.life import TRACE
from .play import LifePlay, leaks

LEAD = 500  # as many characters as a message quotes
WITH_SECRETS = [life for life in LIVES if life.secrets]


class Gossip:
    """A server whose refusals quote all of what it was sent, as some do, from any letter on, or after other words."""

    def __init__(self, server) -> None:
        self.direct, self.start = Direct(server), LEAD

    def __call__(self, method, url, **how):
        reply = self.direct(method, url, **how)
        if reply.status_code >= 400:
            body = reply.request.body or b""
            reply._content = self.told(
                f"{body if isinstance(body, str) else body.decode()} {dict(reply.request.headers)}"
            )
        return reply

    def websocket(self, url, **how):
        try:
            return self.direct.websocket(url, **how)
        except websocket.WebSocketBadStatusException as error:
            error.resp_body = self.told(f"{url} {how}")
            raise

    def told(self, sent):
        told = (LEAD * "." + sent)[self.start :]
        return json.dumps({"error": told, "message": told, "errors": [{"message": told}]}).encode()


@every_life
def test_secrets(life, tmp_path):
    play = LifePlay(life, tmp_path / "memo")
    for stage in play.stages:
        for check_mode in (True, False, False):
            result = play.run(stage.args, check_mode)
            assert not leaks(result), stage.name
            assert not result.get("failed"), result["msg"]
    for path in (tmp_path / "memo").rglob("*"):
        assert path.is_dir() or TRACE not in path.read_text(), path


def refused(play, status, place, start):
    """The result of a task of which that request is refused with a quotation from there on."""
    play.transport.start = start
    play.misbehave(action="status", status=status, skip=place)
    result = play.run(play.stages[0].args)
    assert not play.server.faults[0].times, "that request was never made"
    return result


def gossip(life):
    """A play on a server that gossips, and the place of its first write among a task's requests."""
    play = LifePlay(life)
    play.transport = Gossip(play.server)
    play.run(play.stages[0].args, check_mode=True)  # from now on the run knows the schema
    return play, play.run(play.stages[0].args, check_mode=True)["requests"]


@every_life
@pytest.mark.parametrize("status", (400, 403, 422))
def test_a_server_that_quotes_what_it_was_sent(life, status):
    play, write = gossip(life)
    for place in range(write + 1):
        for start in range(LEAD, LEAD + 1500, 400):
            result = refused(play, status, place, start)
            assert not leaks(result)
            if not result.get("failed"):  # it got by without that request, and has done its work: begin again
                play, _write = gossip(life)


@pytest.mark.parametrize("life", WITH_SECRETS, ids=numbered(WITH_SECRETS))
def test_a_secret_that_is_cut_where_a_message_ends(life):
    play, write = gossip(life)
    for start in range(0, LEAD + 1000, 7):
        assert not leaks(refused(play, 400, write, start)), start
