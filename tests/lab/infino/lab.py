# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The Infino stand-in: verified requests, handed to the areas of the API."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timezone
from email.utils import formatdate

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route, WebSocketRoute

from ..common.stand_in import StandIn
from .access import Access
from .area import VARIANTS, Area, At, Call, Endpoint, Refusal, missing, reply
from .dashboards import Dashboards
from .datasets import Datasets
from .execute import Execute
from .fino import PATHS, Fino
from .imports import Imports
from .jobs import Jobs
from .metrics import Metrics
from .outer import Outer
from .records import Records
from .search import Search
from .seeds import plant
from .signing import BadSignature, Verifier, Wire
from .sources import Sources
from .sql import Sql
from .threads import Threads
from .visualizations import Visualizations

ACCESS_KEY = "IAK_LAB0000000000000001"
SECRET_KEY = "lab-secret-0123456789abcdefghijklmnopqrs"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Service(Area):
    """What answers at the root."""

    def routes(self) -> Iterable[At]:
        yield At("GET", "/", self.ping)

    def ping(self, _call: Call) -> object:
        version = "2025-06-30"
        return {"version": version} if self.lab.plays("ping") == "version" else {"status": "ok", "version": version}


class InfinoLab(StandIn):
    """``variant`` chooses other replies than the most likely ones, such as ``{"sql": "B"}``; see ``VARIANTS``.

    ``users``: more key pairs that may sign, and do everything. ``max_body``: bytes of the largest body.
    ``max_window``: the last record that paging by from and size reaches. ``clock``: seconds since 1970, for signatures
    and timestamps. ``ticks``: seconds by which jobs move on. ``behind``: how many of them searches are behind writes.
    ``strict``: see ``Verifier``.
    """

    def __init__(
        self,
        access_key: str = ACCESS_KEY,
        secret_key: str = SECRET_KEY,
        *,
        users: Mapping[str, str] | None = None,
        variant: Mapping[str, str] | None = None,
        skew: float = 900.0,
        strict: bool = False,
        max_body: int = 4 * 1024 * 1024,
        max_window: int = 10_000,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
        behind: float = 0.0,
    ) -> None:
        super().__init__()
        self.access_key, self.secret_key = access_key, secret_key
        self.given_keys = {access_key: secret_key, **(users or {})}
        self.keys = dict(self.given_keys)
        self.variant = dict(variant or {})
        for name, choice in self.variant.items():
            if choice not in VARIANTS.get(name, ()):
                raise ValueError(f"variant {name}={choice}: the lab plays {VARIANTS.get(name, tuple(VARIANTS))}")
        self.verifier, self.clock, self.ticks = Verifier(skew, strict), clock, ticks
        self.behind = behind
        self.max_body, self.max_window = max_body, max_window
        self.access, self.datasets, self.sql = Access(self), Datasets(self), Sql(self)
        self.sources, self.jobs, self.metrics = Sources(self), Jobs(self), Metrics(self)
        self.visualizations, self.dashboards, self.outer = Visualizations(self), Dashboards(self), Outer(self)
        self.threads, self.fino = Threads(self), Fino(self)
        # Fixed paths come before those that begin with the name of a dataset.
        self.areas: list[Area] = [
            Service(self), self.access, self.sources, self.jobs, self.sql, self.metrics, self.visualizations,
            self.dashboards, Execute(self), self.threads, self.outer, Imports(self), Records(self), Search(self),
            self.datasets,
        ]  # fmt: skip

    def routes(self) -> Iterable[BaseRoute]:
        known = [
            Route(at.path, self.answering(at.endpoint, at.right), methods=at.methods.split())
            for area in self.areas
            for at in area.routes()
        ]

        def nothing(call: Call) -> object:
            if any(route.matches(call.request.scope)[0] is not Match.NONE for route in known):
                raise Refusal(405, "MethodNotAllowed", f"{call.request.method} is not allowed here")
            raise missing(f"there is nothing at {call.request.url.path}")

        known += [WebSocketRoute(path, self.fino.converse) for path in PATHS]
        return [*known, Route("/{path:path}", self.answering(nothing), methods=METHODS)]

    def answering(self, endpoint: Endpoint, right: str = "") -> Callable[[Request], object]:
        async def answer(request: Request) -> Response:
            body = await request.body()
            try:
                user = self.verified(request, body)
                if len(body) > self.max_body and not request.url.path.startswith("/import/"):
                    raise Refusal(413, "PayloadTooLarge", f"a body has at most {self.max_body} bytes, not {len(body)}")
                call = Call(self, request, body, user)
                if right:
                    call.need(right, request.path_params.get("dataset", ""))
                response = reply(endpoint(call))
            except Refusal as refusal:
                response = reply((refusal.status, refusal.body()))
            if self.clock is not time.time:
                response.headers["Date"] = formatdate(self.clock(), usegmt=True)
            return response

        return answer

    def verified(self, request: Request, body: bytes) -> str:
        headers: dict[str, str] = {}
        for name, value in request.headers.items():
            headers[name] = f"{headers[name]},{value}" if name in headers else value
        path = request.scope["raw_path"].decode("latin-1")
        wire = Wire(request.method, path, request.scope["query_string"].decode("latin-1"), headers, body)
        try:
            return self.verifier.header(wire, self.keys, self.clock())
        except BadSignature as bad:
            self.refused = str(bad)
            raise Refusal(401, "unauthorized", "Invalid signature") from None

    refused: str | None = None  # why the last bad signature was bad; clients are not told

    def plays(self, name: str) -> str:
        return self.variant.get(name, VARIANTS[name][0])

    def now(self) -> str:
        return datetime.fromtimestamp(self.clock(), timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def reset(self) -> None:
        super().reset()
        self.refused = None
        for area in self.areas:
            area.reset()

    def seed(self) -> None:
        """A small data set, a visualization of it and a dashboard."""
        plant(self)
