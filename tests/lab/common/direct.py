# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Answer a Session's requests from a stand-in in this process: no port, no thread, no event loop."""

from __future__ import annotations

from threading import Lock
from typing import Any
from urllib.parse import unquote, urlsplit

import requests

from .direct_socket import DirectSocket
from .stand_in import StandIn


class Late(Exception):
    """The stand-in answers later than anybody waits."""


class DirectWire:
    def __init__(self) -> None:
        self.closed = False

    def abort(self) -> None:
        self.closed = True

    async def wait(self, seconds: float) -> None:
        raise Late


class Direct:
    """Call it as ``requests.Session.request`` is called; it answers, or raises, as requests does.

    The request is prepared by requests itself, authentication included, so that what is signed is what is sent.
    """

    def __init__(self, stand_in: StandIn) -> None:
        self.stand_in, self.app = stand_in, stand_in.app()
        self.session = requests.Session()
        self.session.trust_env = False
        self.turn = Lock()  # one request at a time, as the event loop of a served stand-in takes them

    def __call__(self, method: str, url: str, **how: Any) -> requests.Response:
        known = ("params", "data", "json", "headers", "files", "auth")
        asked = requests.Request(method, url, **{name: how[name] for name in known if name in how})
        prepared = self.session.prepare_request(asked)
        wire, head, body = DirectWire(), {}, []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": content(prepared.body), "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            head.update({} if head else message)
            body.append(message.get("body", b""))

        try:
            with self.turn:
                drive(self.app(scope(prepared, wire), receive, send))
        except Late:
            raise requests.ReadTimeout(f"late: {dict(prepared.headers)}") from None
        if wire.closed:
            kind = requests.exceptions.ChunkedEncodingError if head else requests.ConnectionError
            raise kind(f"closed: {dict(prepared.headers)}")
        return response(prepared, head, b"".join(body))

    def websocket(self, url: str, **how: Any) -> DirectSocket:
        """As ``websocket.create_connection`` is called; it opens, or raises, as that does."""
        with self.turn:
            return DirectSocket(self.app, url, **how)


def scope(prepared: requests.PreparedRequest, wire: DirectWire) -> dict[str, Any]:
    parts = urlsplit(prepared.url)
    headers = [
        (name.lower().encode(), value.encode() if isinstance(value, str) else value)
        for name, value in prepared.headers.items()
    ]
    if "host" not in {name.lower() for name in prepared.headers}:
        headers.append((b"host", parts.netloc.encode()))
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": prepared.method,
        "scheme": parts.scheme,
        "path": unquote(parts.path) or "/",
        "raw_path": (parts.path or "/").encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": headers,
        "server": (parts.hostname, parts.port or 80),
        "client": ("127.0.0.1", 1),
        "lab.wire": wire,
    }


def content(body: Any) -> bytes:
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    return body if isinstance(body, (bytes, bytearray)) else b"".join(body)


def response(prepared: requests.PreparedRequest, head: dict[str, Any], body: bytes) -> requests.Response:
    made = requests.Response()
    made.status_code, made._content, made.request, made.url = head["status"], body, prepared, prepared.url
    made._content_consumed = True  # all of it is here
    made.headers.update({name.decode(): value.decode() for name, value in head["headers"]})
    made.encoding = requests.utils.get_encoding_from_headers(made.headers)
    return made


def drive(coroutine: Any) -> None:
    """Run a coroutine that never truly waits."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise RuntimeError("an endpoint of the stand-in waits for something; it must answer at once")
