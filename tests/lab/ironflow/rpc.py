# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One unary ConnectRPC request, in JSON or in binary protobuf, gzipped or not."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from . import binary, rpc_fields
from .access import admit
from .call import Call
from .refused import Refused
from .rest_fields import refuse
from .table import Operation


def read_json(operation: Operation, raw: bytes) -> Any:
    return json.loads(raw or b"{}", parse_constant=refuse)


def read_binary(operation: Operation, raw: bytes) -> Any:
    return binary.decode(operation.fields, operation.body, raw)


def write_json(operation: Operation, told: dict[str, Any]) -> bytes:
    if operation.name.startswith("WebhookService/"):  # which has a codec of its own
        told = rpc_fields.snaked(operation.reply, told)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def write_binary(operation: Operation, told: dict[str, Any]) -> bytes:
    return binary.encode(operation.reply, operation.answer, told)


CODECS: dict[str, tuple[Callable[[Operation, bytes], Any], Callable[[Operation, dict[str, Any]], bytes]]] = {
    "application/json": (read_json, write_json),
    "application/proto": (read_binary, write_binary),
}


def answer(call: Call, request: Request) -> Response:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in CODECS:
        return Response(status_code=415, headers={"Accept-Post": ", ".join(CODECS)})
    read, write = CODECS[kind]
    operation = call.operation
    try:
        admit(call)
        if request.headers.get("connect-protocol-version", "1") != "1":
            raise Refused(400, "connect-protocol-version must be 1")
        behaviour = call.lab.behaviours.get(operation.name)
        if behaviour is None:
            raise Refused(501, f"the lab does not know yet how {operation.name} behaves")
        call.body = rpc_fields.take(operation.fields, message(operation, read, plain(request, call.raw)))
        told = rpc_fields.tell(operation.reply, behaviour(call))
        return Response(write(operation, told), media_type=kind)
    except Refused as refused:
        return refused.connect()


def unknown(path: str) -> Response:
    told = json.dumps({"code": "unimplemented", "message": f"{path.removeprefix('/')} is not implemented"})
    return Response(told, 404, media_type="application/json")


def plain(request: Request, raw: bytes) -> bytes:
    coding = request.headers.get("content-encoding", "identity")
    if coding == "identity":
        return raw
    if coding != "gzip":
        raise Refused(501, f"unknown compression {coding!r}: supported encodings are gzip", "unimplemented")
    try:
        return gzip.decompress(raw)
    except (OSError, EOFError, zlib.error):
        raise Refused(400, "decompress message: not gzip") from None


def message(operation: Operation, read: Callable[[Operation, bytes], Any], raw: bytes) -> Any:
    try:
        return read(operation, raw)
    except ValueError:
        raise Refused(400, f"unmarshal message: not a {operation.body}") from None
