# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A server that answers from stored bytes, so that only the client is measured.

What it was never asked before it passes on, and remembers the reply.

``python -m tests.bench.stored UPSTREAM`` prints its address, and ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[2]
ASK = b"/_stored"
SIGNED = ("host", "x-amz-date", "x-amz-content-sha256", "x-amz-security-token")  # what a signature is made of
PASSED_ON = ("x-infrahub-key", "authorization", "content-type", *SIGNED)
Asked = tuple[bytes, bytes, bytes]


class Stored:
    def __init__(self, upstream: str) -> None:
        self.upstream = upstream
        self.session = requests.Session()
        self.replies: dict[Asked, bytes] = {}
        self.answered = self.learnt = 0

    def answer(self, asked: Asked, headers: dict[str, str]) -> bytes:
        if asked[1] == ASK:
            told = json.dumps({"answered": self.answered, "learnt": self.learnt}).encode()
            self.answered = self.learnt = 0
            return framed(200, "application/json", told)
        self.answered += 1
        if asked not in self.replies:
            self.learnt += 1
            method, target, body = asked
            kept = {name: value for name, value in headers.items() if name in PASSED_ON}
            url = self.upstream + target.decode()
            reply = self.session.request(method.decode(), url, data=body or None, headers=kept, timeout=60)
            self.replies[asked] = framed(reply.status_code, reply.headers["Content-Type"], reply.content)
        return self.replies[asked]


def framed(status: int, kind: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status} Stored\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


class Connection(asyncio.Protocol):
    def __init__(self, stored: Stored) -> None:
        self.stored, self.waiting = stored, b""

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while (end := self.waiting.find(b"\r\n\r\n")) >= 0:
            first, *lines = self.waiting[:end].split(b"\r\n")
            method, target, _version = first.split(b" ")
            pairs = (line.decode().split(":", 1) for line in lines)
            headers = {name.lower(): value.strip() for name, value in pairs}
            whole = end + 4 + int(headers.get("content-length", 0))
            if len(self.waiting) < whole:
                return
            body, self.waiting = self.waiting[end + 4 : whole], self.waiting[whole:]
            self.transport.write(self.stored.answer((method, target, body), headers))


async def serve(upstream: str) -> None:
    loop, stored = asyncio.get_running_loop(), Stored(upstream)
    server = await loop.create_server(lambda: Connection(stored), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


@contextlib.contextmanager
def stored(upstream: str) -> Iterator[str]:
    """The address of such a server, as a process of its own."""
    command = [sys.executable, "-m", "tests.bench.stored", upstream]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.communicate(timeout=30)


def counted(address: str, learning: bool = False) -> int:
    """The requests since this was asked last. Where it was not for learning, all of them came from stored bytes."""
    told = requests.get(address + ASK.decode(), timeout=60).json()
    if told["learnt"] and not learning:
        raise RuntimeError(f"{told['learnt']} requests were not answered from stored bytes; the figures mean nothing")
    return int(told["answered"])


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
