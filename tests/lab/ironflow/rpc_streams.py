# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""ConnectRPC calls whose answer, or both sides, are streams: messages in frames, with one at the end that says how.

A behaviour gets one message, or the list of what the client sends, and gives messages one by one; None while it has
none. Both sides of a conversation over HTTP/1.1 take turns: what the client sends is read to its end first.
"""

from __future__ import annotations

import gzip
import json
import struct
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import closing

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from . import rpc_fields
from .access import admit
from .call import Call
from .refused import Refused
from .rpc import CODECS, message

COMPRESSED, END = 1, 2
BEAT, PATIENCE = 0.02, 10.0  # seconds: of a look for news, and without any until the stream is closed
UNARY = {"application/connect+json": "application/json", "application/connect+proto": "application/proto"}


def answer(call: Call, request: Request) -> Response:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in UNARY:
        return Response(status_code=415, headers={"Accept-Post": ", ".join(UNARY)})
    read, write = CODECS[UNARY[kind]]
    operation = call.operation

    async def frames() -> AsyncIterator[bytes]:
        quiet = 0.0
        try:
            admit(call)
            behaviour = call.lab.behaviours.get(operation.name)
            if behaviour is None:
                raise Refused(501, f"the lab does not know yet how {operation.name} behaves")
            sent = [rpc_fields.take(operation.fields, message(operation, read, raw)) for raw in taken(call.raw)]
            if operation.kind == "server-stream" and len(sent) != 1:
                raise Refused(400, "a server-stream takes one message")
            call.body = sent if operation.kind == "bidi-stream" else sent[0]
            with closing(behaviour(call)) as told:
                for one in told:
                    if one is not None:
                        quiet = 0.0
                        yield frame(0, write(operation, rpc_fields.tell(operation.reply, one)))
                        continue
                    quiet += BEAT
                    if quiet > PATIENCE:
                        break
                    await request.scope["lab.wire"].wait(BEAT)
            yield frame(END, b"{}")
        except Refused as refused:
            yield frame(END, json.dumps({"error": {"code": refused.code, "message": refused.message}}).encode())

    return StreamingResponse(frames(), media_type=kind)


def taken(raw: bytes) -> Iterator[bytes]:
    """The messages in the frames of a request."""
    while raw:
        if len(raw) < 5:
            raise Refused(400, "protocol error: incomplete envelope")
        flags, size = struct.unpack(">BI", raw[:5])
        content, raw = raw[5 : 5 + size], raw[5 + size :]
        try:
            yield gzip.decompress(content) if flags & COMPRESSED else content
        except (OSError, EOFError, zlib.error):
            raise Refused(400, "decompress message: not gzip") from None


def frame(flags: int, content: bytes) -> bytes:
    return struct.pack(">BI", flags, len(content)) + content
