# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One REST request: checked against the table, carried out by its behaviour, answered in JSON."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from .access import admit
from .call import Call
from .refused import Refused
from .rest_fields import document, parameters, take, tell


def missing(allowed: list[str]) -> Response:
    """As Go's router words it: plain text, so that a client can tell a missing route from a missing thing."""
    if allowed:
        return PlainTextResponse("Method Not Allowed\n", 405, {"Allow": ", ".join(sorted(allowed))})
    return PlainTextResponse("404 page not found\n", 404)


def answer(call: Call, request: Request) -> Response:
    try:
        call.query = parameters(call.operation.query, request.query_params)
        admit(call)
        if call.operation.kind == "websocket":
            raise Refused(426, "this address speaks WebSocket; ask for an upgrade")
        call.body = body(call)
        behaviour = call.lab.behaviours.get(call.operation.name)
        if behaviour is None:
            raise Refused(501, f"the lab does not know yet how {call.operation.name} behaves")
        return reply(call, behaviour(call))
    except Refused as refused:
        return refused.rest(call.lab.at)


def body(call: Call) -> Any:
    if call.operation.body == "document":
        return document(call.raw)
    if call.operation.body == "fields":
        return take(call.operation.fields, document(call.raw or b"{}"))
    return None


def reply(call: Call, told: Any) -> Response:
    """None is a 204. A behaviour whose answer is not JSON gives a Response."""
    if isinstance(told, Response):
        return told
    if told is None:
        return Response(status_code=204)
    return JSONResponse(tell(call.operation.reply, told), call.operation.status)
