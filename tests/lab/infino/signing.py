# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""AWS Signature Version 4 as a server verifies it: in the Authorization header, or in a WebSocket's URL."""

from __future__ import annotations

import calendar
import hashlib
import hmac
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from urllib.parse import parse_qsl, quote, unquote

ALGORITHM = "AWS4-HMAC-SHA256"
SCOPE = "us-east-1/es/aws4_request"
UNSIGNED = "UNSIGNED-PAYLOAD"
UNSIGNED_ALLOWED = ("POST", "/import/file")
# The vendor's SDK adds limit and offset of these listings only after it has signed the URL without them.
QUERY_MAY_BE_UNSIGNED = (("GET", "/visualizations"), ("GET", "/dashboards"))
AUTHORIZATION = re.compile(
    rf"{ALGORITHM} +Credential=([^/,\s]+)/(\d{{8}})/([^,\s]+) *, *SignedHeaders=([a-z0-9;-]+) *, *"
    r"Signature=([0-9a-f]{64})"
)


class BadSignature(Exception):
    """The request is not signed as it should be; the text says why, for whoever debugs the lab."""


@dataclass(frozen=True)
class Wire:
    """A request as it was received: the path as sent, not decoded; header names in lower case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Verifier:
    """``strict`` allows only the standard's own form of path and query, to test a client of one's own."""

    skew: float = 900.0
    strict: bool = False

    def header(self, wire: Wire, keys: Mapping[str, str], now: float) -> str:
        """The access key that signed the request."""
        found = AUTHORIZATION.fullmatch(wire.headers.get("authorization", ""))
        if not found:
            raise BadSignature("no Authorization header of the expected form")
        access_key, day, scope, names, signature = found.groups()
        secret, date = self._credential(keys, access_key, day, scope, wire.headers.get("x-amz-date", ""), now)
        signed = names.split(";")
        needed = {"host", "x-amz-date"} | ({"x-amz-content-sha256"} & set(wire.headers))
        if missing := needed - set(signed):
            raise BadSignature(f"not signed: {', '.join(sorted(missing))}")
        if absent := [name for name in signed if name not in wire.headers]:
            raise BadSignature(f"signed, but not sent: {', '.join(absent)}")
        lines = "".join(f"{name}:{wire.headers[name]}\n" for name in sorted(signed))
        payload = payload_hash(wire)
        for path, query in product(self._paths(wire), self._queries(wire)):
            request = f"{wire.method}\n{path}\n{query}\n{lines}\n{names}\n{payload}"
            if hmac.compare_digest(sign(secret, date, request), signature):
                return access_key
        raise BadSignature("the signature does not match")

    def url(self, wire: Wire, keys: Mapping[str, str], now: float) -> str:
        """The access key that signed the URL of a WebSocket."""
        asked = dict(parse_qsl(wire.query, keep_blank_values=True))
        signature = asked.pop("X-Amz-Signature", "")
        if asked.get("X-Amz-Algorithm") != ALGORITHM or asked.get("X-Amz-SignedHeaders") != "host":
            raise BadSignature("no signed URL of the expected form")
        access_key, _skip, rest = asked.get("X-Amz-Credential", "").partition("/")
        day, _skip, scope = rest.partition("/")
        secret, date = self._credential(keys, access_key, day, scope, asked.get("X-Amz-Date", ""), now)
        query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in sorted(asked.items()))
        lines = f"host:{wire.headers.get('host', '')}\n"
        request = "\n".join((wire.method, wire.path, query, lines, "host", hashlib.sha256(b"").hexdigest()))
        if not hmac.compare_digest(sign(secret, date, request), signature):
            raise BadSignature("the signature does not match")
        return access_key

    def _credential(
        self, keys: Mapping[str, str], access_key: str, day: str, scope: str, date: str, now: float
    ) -> tuple[str, str]:
        if access_key not in keys:
            raise BadSignature(f"unknown access key {access_key}")
        if scope != SCOPE:
            raise BadSignature(f"the scope is {scope}, not {SCOPE}")
        try:
            signed_at = calendar.timegm(time.strptime(date, "%Y%m%dT%H%M%SZ"))
        except ValueError:
            raise BadSignature(f"X-Amz-Date is {date!r}") from None
        if date[:8] != day:
            raise BadSignature("the credential is of another day than X-Amz-Date")
        if abs(now - signed_at) > self.skew:
            raise BadSignature(f"signed {now - signed_at:.0f} seconds ago by the server's clock")
        return keys[access_key], date

    def _paths(self, wire: Wire) -> Iterator[str]:
        """The rule of the real service is not known, so each that a client may reasonably follow is tried."""
        yield quote(wire.path, safe="/~")
        if not self.strict:
            yield from (wire.path, unquote(wire.path), quote(unquote(wire.path), safe="/~"))

    def _queries(self, wire: Wire) -> Iterator[str]:
        pairs = [part.partition("=") for part in wire.query.split("&") if part]
        yield "&".join(f"{name}={value}" for name, _skip, value in sorted(pairs))
        if not self.strict and wire.query and (wire.method, wire.path) in QUERY_MAY_BE_UNSIGNED:
            yield ""


def payload_hash(wire: Wire) -> str:
    real = hashlib.sha256(wire.body).hexdigest()
    told = wire.headers.get("x-amz-content-sha256", real)
    if told == UNSIGNED and (wire.method, wire.path) == UNSIGNED_ALLOWED:
        return told
    if not hmac.compare_digest(told, real):
        raise BadSignature("X-Amz-Content-Sha256 is not the body's")
    return told


def sign(secret: str, date: str, canonical_request: str) -> str:
    digest = hashlib.sha256(canonical_request.encode()).hexdigest()
    text = "\n".join((ALGORITHM, date, f"{date[:8]}/{SCOPE}", digest))
    return hmac.new(signing_key(secret, date[:8]), text.encode(), hashlib.sha256).hexdigest()


def signing_key(secret: str, day: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (day, *SCOPE.split("/")):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key
