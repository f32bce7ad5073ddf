# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A client of the Infino stand-in for its own tests, and some records."""

from __future__ import annotations

import datetime
import hashlib
import json
import time
from types import SimpleNamespace
from typing import Any
from unittest import mock

import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from tests.lab.common.direct import Direct
from tests.lab.infino.lab import ACCESS_KEY, SECRET_KEY, InfinoLab

BASE = "http://127.0.0.1:8000"


class Botocore(requests.auth.AuthBase):
    """Signs as botocore does, which knows nothing of the lab's verifier. ``signed``: another URL than the one sent."""

    def __init__(
        self, key: str = ACCESS_KEY, secret: str = SECRET_KEY, signed: str | None = None, at: float = 0
    ) -> None:
        self.credentials, self.signed, self.at = Credentials(key, secret), signed, at

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        body = request.body or b""
        body = body.encode() if isinstance(body, str) else body
        headers = {"Content-Type": "application/json", "X-Amz-Content-SHA256": hashlib.sha256(body).hexdigest()}
        asked = AWSRequest(method=request.method, url=self.signed or request.url, data=body, headers=headers)
        then = datetime.datetime.fromtimestamp(self.at or time.time(), datetime.timezone.utc).replace(tzinfo=None)
        with mock.patch("botocore.auth.get_current_datetime", lambda *a, **k: then):
            SigV4Auth(self.credentials, "es", "us-east-1").add_auth(asked)
        request.headers.update(dict(asked.headers.items()))
        return request


class Client(SimpleNamespace):
    def __init__(self, **options: Any) -> None:
        self.lab = InfinoLab(**options)
        self.direct = Direct(self.lab)

    def raw(self, method: str, path: str, data: Any = None, **how: Any) -> requests.Response:
        if isinstance(data, (dict, list)):
            data = json.dumps(data)
        data = data.encode() if isinstance(data, str) else data
        return self.direct(method, BASE + path, data=data, **{"auth": Botocore(), **how})

    def __call__(self, method: str, path: str, data: Any = None, status: int = 200) -> Any:
        got = self.raw(method, path, data)
        assert got.status_code == status, got.text
        assert got.headers["content-type"] == "application/json"
        return got.json()

    def refusal(self, method: str, path: str, data: Any = None, status: int = 400) -> str:
        told = self(method, path, data, status)
        assert told["status"] == status
        return f"{told['error']['type']}: {told['error']['reason']}"

    def bulk(self, dataset: str, records: dict[str, dict[str, Any]]) -> Any:
        lines = [json.dumps(one) for i, record in records.items() for one in ({"index": {"_id": i}}, record)]
        return self("POST", f"/{dataset}/json", "\n".join(lines) + "\n")

    def ids(self, **search: Any) -> list[str]:
        told = self("GET", "/web/querydsl", search)
        return [hit["_id"] for hit in told["hits"]["hits"]]

    def sql(self, query: str, status: int = 200) -> Any:
        return self("GET", "/sql", {"query": query}, status)


PAGES = {
    "a": {
        "path": "/",
        "hits": 7,
        "up": True,
        "at": "2026-06-01T08:00:00Z",
        "tags": ["red", "blue"],
        "geo": {"c": "SE"},
    },
    "b": {"path": "/docs/API guide", "hits": 3, "up": False, "at": "2026-06-02T08:00:00+02:00", "geo": {"c": "KE"}},
    "c": {"path": "/docs/Guide", "hits": 3.5, "up": True, "at": "2026-06-03", "tags": ["red"], "note": None},
    "d": {"path": "/login", "up": False, "items": [{"k": 1}, {"k": 2}]},
}


def with_pages() -> Client:
    client = Client()
    client("PUT", "/web")
    client.bulk("web", PAGES)
    return client
