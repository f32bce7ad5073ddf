# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""``POST /graphql/{branch}``: credentials, branch, instant and body of a request, and the shape of its refusals."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from .branch import Branch, zulu
from .errors import Denied
from .features import Feature
from .forms import graphql_form
from .gql_run import Run
from .store import now

if TYPE_CHECKING:
    from .lab import InfrahubLab

INSTANT = re.compile(r"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?)?$")

AGO = [(1, re.compile(r"(\d+)s")), (60, re.compile(r"(\d+)m")), (3600, re.compile(r"(\d+)h"))]


def instant(text: str | None, main: Branch, writes: bool = False) -> str | None:
    """The instant to look at, in the form that the store uses; None for now."""
    if text is None:
        return None
    moment = told_as(text)
    if writes:
        return None
    if moment < main.created_at:
        told = (
            f"Requested time '{zulu(moment)}' is before branch '{main.name}' was created at '{zulu(main.created_at)}'."
        )
        raise Denied(422, told, "UNDEFINED_ERROR")
    return None if moment >= now() else moment


def told_as(text: str) -> str:
    """The instant in the store's form. ``2h`` or ``10m 30s`` is so long ago."""
    if not INSTANT.match(text):
        ago = sum(int(found[1]) * size for size, part in AGO if (found := part.search(text)))
        if not any(part.search(text) for _size, part in AGO):
            raise Denied(400, f"Invalid time format for {text}", "UNDEFINED_ERROR")
        return (datetime.fromisoformat(now()) - timedelta(seconds=ago)).isoformat(timespec="microseconds")
    day, _skip, clock = text.replace(" ", "T").partition("T")
    clock = re.sub(r"(Z|[+-]\d\d:?\d\d)$", "", clock) or "12:00:00"
    seconds, _skip, part = clock.partition(".")
    return f"{day}T{seconds}.{part[:6]:0<6}+00:00"


def routes(lab: InfrahubLab) -> list[BaseRoute]:
    async def post(request: Request) -> Response:
        identity = lab.auth.identity(request, graphql=True)
        name = request.path_params.get("branch") or "main"
        branch = lab.branches.get(name)
        if branch is None:
            return JSONResponse({"errors": [f"Branch: {name} not found."]}, 404)
        kind = request.headers.get("content-type", "")
        if not kind.startswith(("application/json", "multipart/form-data")):
            return JSONResponse({"errors": ["Content-type must be application/json or multipart/form-data"]}, 400)
        try:
            body = await graphql_form(request) if kind.startswith("multipart") else json.loads(await request.body())
        except ValueError:
            return JSONResponse({"errors": ["Request body is not a valid JSON"]}, 400)
        if isinstance(body, list):
            return JSONResponse({"errors": ["This server does not support batching"]}, 400)
        text = body.get("query")
        writes = isinstance(text, str) and re.search(r"\bmutation\b", text)
        # A write is stored under the present instant.
        at = instant(request.query_params.get("at"), lab.main, bool(writes))
        run = Run(lab, branch, lab.view(branch, at), identity)
        return JSONResponse(run.answer(text, body.get("variables"), body.get("operationName")))

    async def get(_request: Request) -> Response:
        return PlainTextResponse("Internal Server Error", 500)

    async def options(_request: Request) -> Response:
        return Response(status_code=200, headers={"allow": "OPTIONS, POST"})

    return [
        Route(path, lab.guarded(endpoint), methods=[method])
        for path in ("/graphql", "/graphql/{branch:path}")
        for method, endpoint in (("POST", post), ("GET", get), ("OPTIONS", options))
    ]


GRAPHQL = Feature(routes=routes)
