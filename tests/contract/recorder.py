# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A server that takes any request of the Infino API, verifies its signature, keeps it and answers as it was told."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Iterator

from tests.lab.infino.signing import BadSignature, Verifier, Wire

ACCESS_KEY, SECRET_KEY = "IAK_RECORDER00000001", "recorder-secret-0123456789"
TOLD = ("content-type", "x-infino-connection-id", "x-amz-content-sha256")


@dataclass
class Recorder:
    answer: Any = None
    requests: list[dict[str, Any]] = field(default_factory=list)
    address: str = ""

    def take(self, answer: Any = None) -> list[dict[str, Any]]:
        """What was asked since the last time; from now on this is the answer."""
        asked, self.requests, self.answer = self.requests, [], answer
        return asked


@contextmanager
def recorder() -> Iterator[Recorder]:
    made = Recorder()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            path, _mark, query = self.path.partition("?")
            wire = Wire(self.command, path, query, headers, body)
            status = 200
            try:
                Verifier().header(wire, {ACCESS_KEY: SECRET_KEY}, time.time())
            except BadSignature as bad:
                status, made.answer = 401, {"error": {"type": "unauthorized", "reason": str(bad)}}
            made.requests.append({
                "method": self.command, "path": path, "query": query, "body": body,
                "headers": {name: headers[name] for name in TOLD if name in headers},
            })  # fmt: skip
            reply = json.dumps(made.answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        do_GET = do_PUT = do_POST = do_PATCH = do_DELETE = answer

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
