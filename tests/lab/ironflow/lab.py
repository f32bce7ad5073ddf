# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""An Ironflow server of any version in memory: the table says what it offers, the files in ``areas/`` how it behaves.

An area is a file with ``BEHAVIOURS``: for the name of each operation a function of one ``Call`` that returns the reply
or raises ``Refused``. Its state is a dataclass of its own, made once for each environment by ``call.room``. It may have
``AFTER``: what an operation of another area brings about in this one, told its call and its answer.
"""

from __future__ import annotations

import importlib
import pkgutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from ..common.stand_in import StandIn
from . import areas, rest, rpc, rpc_streams, sockets
from .access import Key
from .call import Call, Room
from .table import RPC, Operation, table
from .versions import version as parsed

API_KEY = "ifkey_0123456789abcdef0123456789abcdef"
PLATFORM_KEY = "ifplatform_0123456789abcdef0123456789abcdef"
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@dataclass
class IronflowLab(StandIn):
    """``api_key`` is the first admin's, bound to no environment; ``keys`` takes more, by their text.

    ``platform_key`` is for the whole server.
    """

    version: str = "0.53.0"
    api_key: str = field(default=API_KEY, repr=False)
    platform_key: str = field(default=PLATFORM_KEY, repr=False)
    clock: Callable[[], float] = time.time
    default_environment: str = "env_default"

    def __post_init__(self) -> None:
        self.first = self.version
        self.behaviours = behaviours()
        self.started = self.clock()
        self.become(self.version)
        self.fresh()

    def become(self, version: str) -> None:
        self.version, self.at = version, parsed(version)
        self.table = table(self.at)

    def fresh(self) -> None:
        self.keys = {
            self.api_key: Key(self.api_key),
            self.platform_key: Key(self.platform_key, platform=True),
        }
        self.environments = {"env_default": "default", "env_staging": "staging"}  # names by id
        self.rooms: dict[tuple[type, str], Any] = {}
        self.listeners: list[sockets.Listener] = []

    def reset(self) -> None:
        super().reset()
        self.become(self.first)
        self.fresh()

    def room(self, kind: type[Room], environment: str = "env_default") -> Room:
        """The state of one area; tests look into it too."""
        if (kind, environment) not in self.rooms:
            self.rooms[kind, environment] = kind()
        found: Room = self.rooms[kind, environment]
        return found

    def routes(self) -> Iterable[BaseRoute]:
        return [Route("/{path:path}", self.answer, methods=METHODS), WebSocketRoute("/{path:path}", self.converse)]

    async def converse(self, talk: WebSocket) -> None:
        await sockets.converse(self, talk)

    async def answer(self, request: Request) -> Response:
        # the path as it was sent, since an encoded slash is part of a name
        path = request.scope.get("raw_path", b"").decode("ascii", "replace") or request.url.path
        allowed: list[str] = []
        for operations, parameters in self.table.find(path):
            operation = operations.get(request.method)
            if operation is not None:
                raw = await self.taken(request, operation)
                call = Call(self, operation, request.headers, parameters, raw=raw, question=request.url.query)
                if operation.kind.endswith("stream"):
                    return rpc_streams.answer(call, request)
                return rpc.answer(call, request) if operation.rpc else rest.answer(call, request)
            allowed += operations
        await request.body()
        return rpc.unknown(path) if path.startswith(RPC) and not allowed else rest.missing(allowed)

    async def taken(self, request: Request, operation: Operation) -> Any:
        """What was sent. Plain bytes may be many: they are held once."""
        if operation.body != "bytes":
            return await request.body()
        held = bytearray()
        async for piece in request.stream():
            held += piece
        return held


def behaviours() -> dict[str, Callable[[Call], Any]]:
    modules = [importlib.import_module(f"{areas.__name__}.{one.name}") for one in pkgutil.iter_modules(areas.__path__)]
    found: dict[str, Callable[[Call], Any]] = {}
    for area in modules:
        found.update(area.BEHAVIOURS)
    for area in modules:
        for name, then in getattr(area, "AFTER", {}).items():
            found[name] = followed(found[name], then)
    return found


def followed(behave: Callable[[Call], Any], then: Callable[[Call, Any], None]) -> Callable[[Call], Any]:
    def both(call: Call) -> Any:
        told = behave(call)
        then(call, told)
        return told

    return both
