# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Sign requests to Infino with AWS Signature Version 4. The only file that imports botocore."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlsplit

try:
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials
except ImportError:
    SigV4Auth = None

from ..core.errors import MissingLibrary

SERVICE, REGION = "es", "us-east-1"
UNSIGNED = "UNSIGNED-PAYLOAD"
NOTICED = 60  # seconds between two clocks that are worth a word


@dataclass
class SigV4:
    """Signs what is really sent: called by requests last, for each try anew, so that a retry has a date of its own."""

    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)

    def __post_init__(self) -> None:
        if SigV4Auth is None:
            raise MissingLibrary("botocore")
        self._signer = SigV4Auth(Credentials(self.access_key, self.secret_key), SERVICE, REGION)

    def advise(self, headers: Mapping[str, str], now: float) -> str:
        """A signature has the time in it; a server refuses one of another time as if the secret were wrong."""
        seconds = ahead(headers, now)
        if seconds is None or abs(seconds) < NOTICED:
            return ""
        way = "ahead of" if seconds > 0 else "behind"
        return f", and the clocks: the server's is {abs(seconds)} seconds {way} this one's; signatures hold for minutes"

    def __call__(self, request: Any) -> Any:
        kind = request.headers.get("Content-Type") or ""
        multipart = kind.startswith("multipart/")
        digest = UNSIGNED if multipart else sha256(request.body or b"").hexdigest()
        headers = {"X-Amz-Content-SHA256": digest, **({} if multipart or not kind else {"Content-Type": kind})}
        signed = AWSRequest(request.method, request.url, headers, None if multipart else request.body or b"")
        self._signer.add_auth(signed)
        for name in ("X-Amz-Content-SHA256", "X-Amz-Date", "Authorization"):
            request.headers[name] = signed.headers[name]
        return request

    def handshake(self, request: Any) -> None:
        """A WebSocket is opened by a signed address: of its headers only the host is signed, and it does not expire."""
        dated = AWSRequest("GET", request.url)
        self._signer.add_auth(dated)  # for its date: the clock is the signer's
        now, host = dated.context["timestamp"], urlsplit(request.url).netloc.lower()
        host = host.removesuffix(":443" if request.url.startswith("https:") else ":80")
        pairs = {
            "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
            "X-Amz-Credential": self._signer.scope(dated),
            "X-Amz-Date": now,
            "X-Amz-SignedHeaders": "host",
        }
        query = "&".join(f"{name}={quote(value, safe='-_.~')}" for name, value in pairs.items())
        signed = AWSRequest("GET", f"{request.url}?{query}", {"Host": host})
        signed.context["timestamp"] = now
        text = self._signer.string_to_sign(signed, self._signer.canonical_request(signed))
        request.url = f"{signed.url}&X-Amz-Signature={self._signer.signature(text, signed)}"
        request.headers["Host"] = host


def ahead(headers: Mapping[str, str], now: float) -> int | None:
    """By how many seconds the server's clock is ahead of ours; None where it does not tell the time."""
    try:
        return round(parsedate_to_datetime(headers.get("Date", "")).timestamp() - now)
    except (TypeError, ValueError):
        return None
