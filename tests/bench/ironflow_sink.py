# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A stand-in for Ironflow to which a gigabyte is no matter: it checks what it is sent and keeps nothing of it, and
what it gives lies on the disk.

``python -m tests.bench.ironflow_sink FILE`` prints its address, and ends when its standard input does.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from tests.lab.ironflow.areas.files import Bucket, Content, File, Files
from tests.lab.ironflow.call import Call
from tests.lab.ironflow.lab import IronflowLab
from tests.lab.ironflow.table import Operation

from .process import stay

BUCKET, THERE, UPLOAD = "bench", "there.bin", "files_update_buckets_objects"
PIECE = 256 * 1024


@dataclass(frozen=True)
class OnDisk(Content):
    def part(self, first: int, end: int, status: int, headers: dict[str, str]) -> Response:
        return StreamingResponse(flow(self.data), status, {**headers, "Content-Length": str(self.size)})


async def flow(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece


class Sink(IronflowLab):
    """It has one file; others are taken in and forgotten."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        with path.open("rb") as stream:
            made = sha256()
            while piece := stream.read(PIECE):
                made.update(piece)
        content = OnDisk(path.stat().st_size, made.hexdigest(), path)
        now = self.clock()
        file = File(content, "application/octet-stream", {}, "1", now, now)
        self.room(Files).named[BUCKET] = Bucket(BUCKET, now, now, files={THERE: file})
        self.upload = self.behaviours[UPLOAD]
        self.behaviours[UPLOAD] = self.forgetful

    async def taken(self, request: Request, operation: Operation) -> Any:
        if operation.name != UPLOAD:
            return await super().taken(request, operation)
        made, size = sha256(), 0
        async for piece in request.stream():
            made.update(piece)
            size += len(piece)
        return Content(size, made.hexdigest())

    def forgetful(self, call: Call) -> Any:
        told = self.upload(call)
        self.room(Files).named[BUCKET].files.pop(told["path"])
        self.writes.clear()
        return told


if __name__ == "__main__":
    stay(Sink(Path(sys.argv[1])))
