# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A conversation with a stand-in in this process, as websocket-client would have it over a port."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urlsplit

import websocket


class Turn:
    """Waits until the other side has said something."""

    def __await__(self) -> Generator[None, None, None]:
        yield


class Lost(Exception):
    """The stand-in closed the connection."""


class Late(Exception):
    """The stand-in says nothing for longer than anybody waits."""


class SocketWire:
    """``heard`` is what was said to the stand-in."""

    def __init__(self, heard: deque[dict[str, Any]]) -> None:
        self.heard = heard

    async def hear(self, receive: Any, news: Any) -> Any:
        while not (news.frames or self.heard):
            await Turn()
        return await receive() if self.heard else None

    def abort(self) -> None:
        raise Lost

    async def wait(self, seconds: float) -> None:
        raise Late


class DirectSocket:
    """The stand-in goes on each time that something is said to it, until it waits for more."""

    def __init__(self, app: Any, url: str, **how: Any) -> None:
        self.heard: deque[dict[str, Any]] = deque([{"type": "websocket.connect"}])
        self.told: deque[dict[str, Any]] = deque()
        self.late, self.over, self.closed = False, False, False
        self.turns = app({**scope(url, how), "lab.wire": SocketWire(self.heard)}, self._receive, self._send)
        self._go_on()
        self._accepted()

    async def _receive(self) -> dict[str, Any]:
        while not self.heard:
            await Turn()
        return self.heard.popleft()

    async def _send(self, message: dict[str, Any]) -> None:
        self.told.append(message)

    def _go_on(self) -> None:
        try:
            self.turns.send(None)
        except (StopIteration, Lost):
            self.over = True
        except Late:
            self.late = self.over = True

    def _accepted(self) -> None:
        first = self.told.popleft() if self.told else {"type": "nothing"}
        if first["type"] == "websocket.accept":
            return
        if first["type"] == "websocket.http.response.start":
            headers = {name.decode(): value.decode() for name, value in first["headers"]}
            body = b"".join(message.get("body", b"") for message in self.told)
            raise websocket.WebSocketBadStatusException("refused", first["status"], "no", headers, body)
        if first["type"] == "websocket.close":
            raise websocket.WebSocketBadStatusException("refused", 403, "no", {}, b"")
        raise websocket.WebSocketTimeoutException if self.late else websocket.WebSocketConnectionClosedException

    def settimeout(self, seconds: float) -> None:
        assert seconds > 0

    def send(self, text: str) -> None:
        if self.over:
            raise websocket.WebSocketConnectionClosedException
        self.heard.append({"type": "websocket.receive", "text": text})
        self._go_on()

    def recv_data_frame(self, control_frame: bool = False) -> tuple[int, Any]:
        if not (self.told or self.over):
            self._go_on()  # it may have something to say by itself
        if not self.told:
            quiet = self.late or not self.over
            raise websocket.WebSocketTimeoutException if quiet else websocket.WebSocketConnectionClosedException
        message = self.told.popleft()
        if message["type"] == "websocket.close":
            data = message["code"].to_bytes(2, "big") + (message.get("reason") or "").encode()
            return websocket.ABNF.OPCODE_CLOSE, SimpleNamespace(data=data)
        data = message["text"].encode() if message.get("text") is not None else message["bytes"]
        return websocket.ABNF.OPCODE_TEXT, SimpleNamespace(data=data)

    def close(self, timeout: float) -> None:
        if not self.over:
            self.heard.append({"type": "websocket.disconnect", "code": 1000})
            self._go_on()

    def shutdown(self) -> None:
        self.turns.close()
        self.closed = True


def scope(url: str, how: dict[str, Any]) -> dict[str, Any]:
    parts = urlsplit(url)
    lines = [line.split(": ", 1) for line in how["header"]]
    host = how["host"] or parts.netloc
    headers = [("host", host), ("upgrade", "websocket"), *((name.lower(), value) for name, value in lines)]
    return {
        "type": "websocket",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": parts.scheme,
        "path": unquote(parts.path) or "/",
        "raw_path": (parts.path or "/").encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers],
        "server": (parts.hostname, parts.port or 80),
        "client": ("127.0.0.1", 1),
        "subprotocols": [],
        "extensions": {"websocket.http.response": {}},
    }
