# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Serve stand-ins on loopback ports with uvicorn: keep-alive, concurrent, each reply in one write."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from .stand_in import StandIn, Wire


class Corked:
    """A transport that gathers what is written in one turn of the loop and sends it at once."""

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop, self._parts = transport, loop, []

    def write(self, data: bytes) -> None:
        if not self._parts:
            self._loop.call_soon(self.flush)
        self._parts.append(data)

    def flush(self) -> None:
        if self._parts:
            data, self._parts = b"".join(self._parts), []
            self._transport.write(data)

    def close(self) -> None:
        self.flush()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class OneWrite(HttpToolsProtocol):
    def connection_made(self, transport: Any) -> None:
        super().connection_made(Corked(transport, self.loop))

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["lab.wire"] = Wire(self.transport)


class Talk(WebSocketsSansIOProtocol):
    """A conversation, whose connection the stand-in can break off too."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        inner: Any = self.app

        async def app(scope: Any, receive: Any, send: Any) -> None:
            await inner({**scope, "lab.wire": Wire(self.transport)}, receive, send)

        self.app = app


def listen(port: int = 0) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(("127.0.0.1", port))
    made.listen(128)
    return made


def server(stand_in: StandIn) -> uvicorn.Server:
    config = uvicorn.Config(
        stand_in.app(), http=OneWrite, ws=Talk, loop="asyncio", lifespan="off", log_level="critical", access_log=False,
        timeout_keep_alive=75, timeout_graceful_shutdown=1,
    )  # fmt: skip
    return uvicorn.Server(config)


async def serve(stand_ins: dict[socket.socket, StandIn]) -> None:
    servers = [(server(stand_in), listening) for listening, stand_in in stand_ins.items()]
    await asyncio.gather(*(one.serve(sockets=[listening]) for one, listening in servers))
