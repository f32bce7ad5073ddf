# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Conversations with a server over a port: what is sent, what is told of each fault, and that none stays open."""

from __future__ import annotations

import json
import socket as network
import time
from threading import Thread

import pytest
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Response
from websockets.sync.server import serve

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import (
    ApiError,
    Denied,
    MissingLibrary,
    NotTheApi,
    PlanError,
    Uncertain,
    Unreachable,
)
from ansible_collections.opsweave.platform.plugins.module_utils.http import socket
from ansible_collections.opsweave.platform.plugins.module_utils.http.auth import HeaderAuth
from ansible_collections.opsweave.platform.plugins.module_utils.http.session import Session
from ansible_collections.opsweave.platform.plugins.module_utils.http.socket import conversation

SECRET = "secret-of-the-header"


class Server:
    """It says back what it hears; told to ``lose``, it leaves with these words."""

    def __init__(self):
        self.asked, self.over, self.refusals = [], [], []

    def refuse(self, _connection, request):
        self.asked.append(request)
        if not self.refusals:
            return None
        status, body = self.refusals.pop(0)
        text = (body or f"no: {request.path} {dict(request.headers)}").encode()
        return Response(status, "No", Headers({"Content-Length": str(len(text)), "Retry-After": "7"}), text)

    def talk(self, connection):
        try:
            for text in connection:
                self.hear(connection, text)
        except ConnectionClosed:
            pass
        self.over.append(connection.close_code)

    def hear(self, connection, text):
        said = json.loads(text)
        if said == "leave":
            connection.close(1011, "out of breath")
        elif said == "drop":
            connection.socket.shutdown(network.SHUT_RDWR)
        elif said == "babble":
            connection.send("not JSON")
        elif said == "ping":
            for _time in range(20):
                connection.ping()
                time.sleep(0.02)
        else:
            connection.send(text)
            connection.send(text.encode())


@pytest.fixture
def server():
    made = Server()
    with serve(made.talk, "127.0.0.1", 0, process_request=made.refuse) as running:
        made.base = f"http://127.0.0.1:{running.socket.getsockname()[1]}"
        Thread(target=running.serve_forever, daemon=True).start()
        yield made
        running.shutdown()


def session(server, auth=None, **options):
    pauses = []
    made = Session(server.base, auth or HeaderAuth("X-Key", SECRET), sleep=pauses.append, **{"timeout": 5, **options})
    made.pauses = pauses
    return made


def greet(http):
    """Open a conversation, and say nothing."""
    with conversation(http, "/talk"):
        pass


def gone(server):
    """The number with which the conversation ended, as soon as it has."""
    until = time.monotonic() + 5
    while not server.over and time.monotonic() < until:
        time.sleep(0.01)
    return server.over


def test_both_sides_speak(server):
    http = session(server, headers={"X-More": "1"})
    with conversation(http, "/talk?a=b", {"x-thread": "t"}) as talk:
        talk.send({"n": "é"})
        frames = talk.frames(5)
        assert [next(frames), next(frames)] == [{"n": "é"}, {"n": "é"}]
    asked = server.asked[0]
    assert asked.path == "/talk?a=b"
    assert [asked.headers[name] for name in ("X-Key", "X-More", "x-thread")] == [SECRET, "1", "t"]
    assert "Origin" not in asked.headers and gone(server) == [1000]
    assert len(http.journal) == 1 and http.journal[0].startswith("WebSocket /talk: open, ")


def test_silence_ends_when_the_time_is_over(server):
    with conversation(session(server), "/talk") as talk:
        started = time.monotonic()
        assert list(talk.frames(0.2)) == [] and 0.15 < time.monotonic() - started < 2
        assert list(talk.frames(0)) == []


def test_pings_are_no_reason_to_wait_longer(server):
    with conversation(session(server), "/talk") as talk:
        talk.send("ping")
        started = time.monotonic()
        assert list(talk.frames(0.2)) == [] and time.monotonic() - started < 0.35


@pytest.mark.parametrize(
    ("said", "kind", "told"),
    [
        ("leave", Uncertain, r"^WebSocket /talk: the server ended the conversation \(1011: out of breath\)$"),
        ("drop", Uncertain, r"^WebSocket /talk: the connection was lost$"),
        ("babble", NotTheApi, r"not JSON; is api_url right\?"),
    ],
)
def test_a_conversation_that_breaks_off(server, said, kind, told):
    with pytest.raises(kind, match=told), conversation(session(server), "/talk?token=x") as talk:
        talk.send(said)
        list(talk.frames(5))
    assert gone(server)


def test_whoever_fails_inside_leaves_it_closed(server):
    with pytest.raises(ZeroDivisionError), conversation(session(server), "/talk"):
        raise ZeroDivisionError
    assert gone(server) == [1000]


class UrlAuth:
    """Says who asks in the address."""

    def handshake(self, request):
        request.url += "?X-Signature=0123456789%2Fabcdef"


@pytest.mark.parametrize("auth", [None, UrlAuth()])
def test_a_refusal_hides_who_asked_even_where_it_quotes_that(server, auth):
    server.refusals = [(401, "")]
    with pytest.raises(
        Denied, match="WebSocket /talk was answered with HTTP 401: no: .*check the credential"
    ) as caught:
        greet(session(server, auth))
    assert SECRET not in str(caught.value) and "0123456789" not in str(caught.value)
    assert "********" in str(caught.value)


def test_a_busy_server_is_asked_again(server):
    server.refusals = [(503, "x"), (429, "x")]
    http = session(server)
    with conversation(http, "/talk") as talk:
        talk.send(1)
        assert next(talk.frames(5)) == 1
    assert http.pauses == [7.0, 7.0] and len(http.journal) == 3


@pytest.mark.parametrize("status", [200, 302])
def test_an_answer_that_is_no_socket(server, status):
    server.refusals = [(status, "hello")]
    with pytest.raises(ApiError):
        greet(session(server, retries=0))


def test_nobody_there():
    with network.socket() as free:
        free.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{free.getsockname()[1]}"
    http = Session(base, HeaderAuth("X-Key", SECRET), retries=1, sleep=lambda seconds: None)
    with pytest.raises(Unreachable, match=r"no connection; is the server up, and api_url right\? \(try 2 of 2\)"):
        greet(http)


def test_a_server_without_tls(server):
    http = session(server)
    http.base = http.base.replace("http", "https")
    with pytest.raises(ApiError, match="TLS failed; see validate_certs, ca_path and client_cert"):
        greet(http)


def test_certificates_that_are_not_there(server, tmp_path):
    http = session(server, verify=str(tmp_path / "none.pem"))
    http.base = http.base.replace("http", "https")
    with pytest.raises(ApiError, match="check ca_path, client_cert and client_key"):
        greet(http)


def test_proxies(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with pytest.raises(PlanError, match="proxy at http://, not at socks5://; see api_proxy"):
        greet(session(server, proxy="socks5://127.0.0.1:9"))
    with pytest.raises(Unreachable):
        greet(session(server, retries=0))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    greet(session(server))
    with pytest.raises(Unreachable):
        greet(session(server, retries=0, proxy="http://ada:word@127.0.0.1:9"))


def test_without_the_library(server, monkeypatch):
    monkeypatch.setattr(socket, "websocket", None)
    with pytest.raises(MissingLibrary, match="websocket-client"):
        greet(session(server))
