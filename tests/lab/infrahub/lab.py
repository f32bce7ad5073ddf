# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""An Infrahub in memory, as version 1.11.9 answers: GraphQL made from the schema that was loaded, branches, logins."""

from __future__ import annotations

import time
from typing import Any, Awaitable, Callable, Iterable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..common.stand_in import StandIn
from .auth import Auth, Identity
from .branch import Branch
from .errors import Crash, Denied, Refused
from .parts import FEATURES
from .rights import Rights
from .schema import Schema, core
from .schema_migrate import migrate
from .seed import seed
from .store import Graph, View, new_id

ADMIN_TOKEN = "06438eb2-8019-4776-878c-0941b1f1d1ec"
VERSION = "1.11.9"
Endpoint = Callable[[Request], Awaitable[Response]]


class InfrahubLab(StandIn):
    """``tokens``: API tokens of the account ``admin``, or token to account name. ``accounts``: name to password."""

    version = VERSION

    def __init__(
        self, tokens: Iterable[str] | dict[str, str] = (ADMIN_TOKEN,), accounts: dict[str, str] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        super().__init__()
        self.given_tokens = dict(tokens) if isinstance(tokens, dict) else dict.fromkeys(tokens, "admin")
        self.given_accounts = accounts or {"admin": "infrahub"}
        self.clock = clock
        self.task_polls = 0  # how often a background task is told as RUNNING before it is COMPLETED
        self.start()

    def start(self) -> None:
        self.deployment = new_id()
        self.auth = Auth(self)
        self.shared = Graph()
        main = Branch(new_id(), "main", core(), Graph(), "Default Branch", is_default=True)
        self.branches: dict[str, Branch] = {"main": main}
        self.state: dict[str, Any] = {}  # what single features keep
        self.accounts = seed(self.main_view(), self.given_accounts)
        self.tokens = {token: self.accounts[name] for token, name in self.given_tokens.items()}

    def reset(self) -> None:
        super().reset()
        self.start()

    # what features ask

    @property
    def main(self) -> Branch:
        return self.branches["main"]

    def view(self, branch: Branch, at: str | None = None) -> View:
        if at is None:
            return View(branch.schema, branch.graph, self.shared)
        source = branch.graph
        if at < branch.branched_from and not branch.is_default:
            source = self.main.graph
        return View(branch.schema, source.at(at), self.shared.at(at))

    def main_view(self) -> View:
        return self.view(self.main)

    def token_account(self, token: str) -> str | None:
        """The account of an API token that is known and has not expired."""
        if any(one.value == token and one.expired(self.clock()) for one in self.state.get("tokens", {}).values()):
            return None
        return self.tokens.get(token)

    def rights(self, identity: Identity | None, branch: Branch) -> Rights:
        return Rights(self.view(branch), self.main_view(), branch, identity)

    def writable(self, branch: Branch) -> None:
        """The real 1.11.9 takes data on a merged branch too, so nothing is refused."""

    def change_schema(self, branch: Branch, schema: Schema) -> None:
        old, branch.schema = branch.schema, schema
        for graph in (branch.graph, self.shared):
            graph.indexes.clear()
        migrate(old, schema, branch.graph, self.shared)

    def guarded(self, endpoint: Endpoint) -> Endpoint:
        """Refusals become replies."""

        async def answer(request: Request) -> Response:
            try:
                return await endpoint(request)
            except (Denied, Crash) as refusal:
                return refusal.response()
            except Refused as refusal:
                return Denied(refusal.status, refusal.message).response()

        return answer

    def routes(self) -> Iterable[BaseRoute]:
        for feature in FEATURES:
            if feature.routes:
                yield from feature.routes(self)
        yield Route("/api/{rest:path}", self.guarded(self.unknown), methods=["GET", "POST", "PUT", "PATCH", "DELETE"])

    async def unknown(self, request: Request) -> Response:
        raise Denied(404, f"The requested endpoint {request.url.path} does not exist")
