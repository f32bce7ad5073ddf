# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the three stand-ins share: a Starlette application, a journal of what was asked, and misbehaviour on request.

A stand-in is a ``StandIn`` with routes. Its endpoints are ``async`` and never truly wait (no thread pool, no sleep), so
that the same application answers over a port (``serve.py``) and, driven by hand, as the transport of a ``Session``
(``direct.py``).
``/_lab/`` is the control endpoint; it stands outside authentication, journal and faults.
"""

from __future__ import annotations

import asyncio
import json
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any, Iterable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

ACTIONS = ("status", "drop_before", "drop_after", "delay", "truncate", "login_page")


@dataclass
class Fault:
    """One request that goes wrong.

    ``action``: ``status`` (answer with ``status`` instead of acting), ``drop_before`` and ``drop_after`` (close the
    connection before or after acting), ``delay`` (act, then wait ``seconds`` before answering), ``truncate`` (act, then
    send half of the body and close), ``login_page`` (an HTML page with status 200, without acting).
    ``skip``: how many matching requests go well first. ``times``: how many then go wrong.
    """

    action: str
    status: int = 503
    retry_after: str | None = None
    seconds: float = 0.0
    skip: int = 0
    times: int = 1
    method: str | None = None
    path: str | None = None  # a regular expression, searched in the path

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise ValueError(f"fault {self.action!r} is none of {', '.join(ACTIONS)}")

    def strikes(self, method: str, path: str) -> bool:
        if self.times < 1 or (self.method and self.method != method) or (self.path and not re.search(self.path, path)):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True


@dataclass
class Entry:
    """One line of the journal."""

    method: str
    path: str
    status: int | None = None
    fault: str | None = None


@dataclass
class StandIn(ABC):
    """The base of a stand-in: subclasses give ``routes`` and their state."""

    journal: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)  # one line for each change of state that a client caused

    @abstractmethod
    def routes(self) -> Iterable[BaseRoute]:
        """What it answers."""

    def reset(self) -> None:
        """Forget everything: as freshly started, with no data."""
        self.journal.clear()
        self.faults.clear()
        self.writes.clear()

    def become(self, version: str) -> None:
        """Be a server of another version, until the next reset."""
        raise ValueError(f"{type(self).__name__} is of one version, which is not {version}")

    def wrote(self, what: str) -> None:
        self.writes.append(what)

    def app(self) -> Any:
        inner = Starlette(routes=[*self._control(), *self.routes()])
        return Misbehaving(inner, self)

    def _control(self) -> list[BaseRoute]:
        async def faults(request: Request) -> Response:
            self.faults[:] = [Fault(**item) for item in await request.json()]
            return JSONResponse({"faults": len(self.faults)})

        async def journal(request: Request) -> Response:
            told = {"requests": [vars(entry) for entry in self.journal], "writes": self.writes}
            if request.method == "DELETE":
                self.journal.clear()
                self.writes.clear()
            return JSONResponse(told)

        async def reset(request: Request) -> Response:
            self.reset()
            return await become(request)

        async def become(request: Request) -> Response:
            """What there is stays, as when a server is brought to another version."""
            try:
                if request.query_params.get("version"):
                    self.become(request.query_params["version"])
            except ValueError as error:
                return JSONResponse({"error": str(error)}, 400)
            return JSONResponse({})

        return [
            Route("/_lab/faults", faults, methods=["POST"]),
            Route("/_lab/journal", journal, methods=["GET", "DELETE"]),
            Route("/_lab/reset", reset, methods=["POST"]),
            Route("/_lab/become", become, methods=["POST"]),
        ]


class Misbehaving:
    """ASGI: writes the journal and plays the faults that were asked for.

    ``scope["lab.wire"]`` is the connection: ``abort()`` closes it at once, ``wait(seconds)`` is awaited for a delay.
    """

    def __init__(self, app: Any, stand_in: StandIn) -> None:
        self.app, self.stand_in = app, stand_in

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] not in ("http", "websocket") or scope["path"].startswith("/_lab/"):
            await self.app(scope, receive, send)
            return
        method = scope.get("method", "GET")  # which a conversation begins with
        fault = next((f for f in self.stand_in.faults if f.strikes(method, scope["path"])), None)
        entry = Entry(method, scope["path"], fault=fault.action if fault else None)
        self.stand_in.journal.append(entry)
        if scope["type"] == "websocket":
            await self.converse(scope, receive, send, entry, fault)
            return
        if fault is None:
            await self.app(scope, receive, noting(entry, send))
            return
        body = await whole(receive)
        if fault.action == "drop_before":
            scope["lab.wire"].abort()
            return
        if fault.action == "status":
            await answer(noting(entry, send), fault.status, "application/json", refusal(fault), fault.retry_after)
            return
        if fault.action == "login_page":
            await answer(noting(entry, send), 200, "text/html", LOGIN_PAGE, None)
            return
        sent: list[dict[str, Any]] = []

        async def keep(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.app(scope, replay(body), noting(entry, keep))
        if fault.action == "drop_after":
            scope["lab.wire"].abort()
        elif fault.action == "truncate":
            await cut(sent, send)
            scope["lab.wire"].abort()
        else:
            await scope["lab.wire"].wait(fault.seconds)
            for message in sent:
                await send(message)

    async def converse(self, scope: Any, receive: Any, send: Any, entry: Entry, fault: Fault | None) -> None:
        """A conversation, which may be refused, or break off or fall silent when the stand-in first says something."""
        if fault and fault.action in ("status", "login_page"):
            status, kind = (fault.status, "application/json") if fault.action == "status" else (200, "text/html")
            body = refusal(fault) if fault.action == "status" else LOGIN_PAGE
            await answer(noting(entry, in_conversation(send)), status, kind, body, fault.retry_after)
            return
        wire = scope.get("lab.wire")

        async def broken(message: dict[str, Any]) -> None:
            if fault and message["type"] == "websocket.send":
                if fault.action == "delay":
                    await wire.wait(fault.seconds)
                else:
                    wire.abort()
            await send(message)

        if fault and fault.action == "drop_before":
            wire.abort()
        await self.app(scope, receive, noting(entry, broken))


LOGIN_PAGE = b"<!doctype html><title>Log in</title><form></form>"


def in_conversation(send: Any) -> Any:
    """An answer of HTTP in place of a conversation."""

    async def renamed(message: dict[str, Any]) -> None:
        await send({**message, "type": message["type"].replace("http.", "websocket.http.")})

    return renamed


def refusal(fault: Fault) -> bytes:
    message = f"the lab answers {fault.status} on request"
    return json.dumps(
        {"error": message, "errors": [{"message": message, "extensions": {"code": fault.status}}]}
    ).encode()


def noting(entry: Entry, send: Any) -> Any:
    async def note(message: dict[str, Any]) -> None:
        if message["type"].endswith("http.response.start"):
            entry.status = message["status"]
        if message["type"] == "websocket.accept":
            entry.status = 101
        await send(message)

    return note


async def whole(receive: Any) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def replay(body: bytes) -> Any:
    left = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return left.pop() if left else {"type": "http.disconnect"}

    return receive


async def answer(send: Any, status: int, kind: str, body: bytes, retry_after: str | None) -> None:
    headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    if retry_after is not None:
        headers.append((b"retry-after", retry_after.encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def cut(sent: list[dict[str, Any]], send: Any) -> None:
    """The head as it was, its Content-Length too, and half of the body."""
    body = b"".join(message.get("body", b"") for message in sent)
    await send(sent[0])
    await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})


class Wire:
    """A real connection, as ``serve.py`` puts it into the scope."""

    def __init__(self, transport: Any) -> None:
        self.transport = transport
        self.listening: asyncio.Future[Any] | None = None

    def abort(self) -> None:
        self.transport.flush()
        self.transport.close()

    async def wait(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def hear(self, receive: Any, news: Any) -> Any:
        """What the client says, or None when there is news before."""
        news.rung = news.rung or asyncio.Event()
        self.listening = self.listening or asyncio.ensure_future(receive())
        ringing = asyncio.ensure_future(news.rung.wait())
        await asyncio.wait((self.listening, ringing), return_when=asyncio.FIRST_COMPLETED)
        ringing.cancel()
        news.rung.clear()
        if not self.listening.done():
            return None
        said, self.listening = self.listening.result(), None
        return said
