# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Conversations with a stand-in, over a port and in this process: both alike, and with the same faults."""

from __future__ import annotations

import asyncio
from itertools import islice
from threading import Thread

import pytest
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import (
    Denied,
    NotTheApi,
    Uncertain,
    Unreachable,
)
from ansible_collections.opsweave.platform.plugins.module_utils.http.auth import HeaderAuth
from ansible_collections.opsweave.platform.plugins.module_utils.http.session import Session
from ansible_collections.opsweave.platform.plugins.module_utils.http.socket import conversation
from tests.lab.common.direct import Direct
from tests.lab.common.serve import listen, server
from tests.lab.common.stand_in import Fault, StandIn


class Echo(StandIn):
    """Says what it hears, with what the headers say of who speaks."""

    def routes(self):
        yield WebSocketRoute("/echo", self.echo)

    async def echo(self, talk: WebSocket) -> None:
        await talk.accept()
        async for said in talk.iter_json():
            self.wrote(f"said {said}")
            if said == "leave":
                await talk.close(1001, "enough")
                return
            await talk.send_json([said, talk.headers["x-key"], talk.headers["host"]])


@pytest.fixture(params=["port", "direct"])
def echo(request):
    """The stand-in, and a session on it."""
    made = Echo()
    if request.param == "direct":
        yield made, Session("http://test", HeaderAuth("X-Key", "k"), transport=Direct(made), retries=0)
        return
    listening = listen()
    running = server(made)
    thread = Thread(target=lambda: asyncio.run(running.serve(sockets=[listening])), daemon=True)
    thread.start()
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    yield made, Session(base, HeaderAuth("X-Key", "k"), timeout=5, retries=0)
    running.should_exit = True
    thread.join(10)


def said(http, *words, seconds=5.0):
    with conversation(http, "/echo") as talk:
        heard = []
        for word in words:
            talk.send(word)
            heard += islice(talk.frames(seconds), 1)
        return heard


def test_both_speak(echo):
    made, http = echo
    host = http.base.removeprefix("http://")
    assert said(http, 1, "é") == [[1, "k", host], ["é", "k", host]]
    assert [(entry.method, entry.path, entry.status) for entry in made.journal] == [("GET", "/echo", 101)]
    with pytest.raises(Uncertain, match=r"ended the conversation \(1001: enough\)"):
        said(http, "leave")


@pytest.mark.parametrize(
    ("fault", "kind", "written"),
    [
        ({"action": "status", "status": 401}, Denied, 0),
        ({"action": "status", "status": 503}, Uncertain, 0),
        ({"action": "login_page"}, NotTheApi, 0),
        ({"action": "drop_before"}, Unreachable, 0),
        ({"action": "drop_after"}, Uncertain, 1),
        ({"action": "truncate"}, Uncertain, 1),
    ],
)
def test_faults(echo, fault, kind, written):
    made, http = echo
    made.faults.append(Fault(**fault))
    with pytest.raises(kind):
        said(http, 1)
    assert len(made.writes) == written and made.journal[0].fault == fault["action"]


def test_silence(echo):
    made, http = echo
    made.faults.append(Fault("delay", seconds=1))
    assert said(http, 1, seconds=0.2) == [] and made.writes == ["said 1"]
