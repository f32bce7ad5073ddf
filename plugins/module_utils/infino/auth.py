# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Sign requests to Infino with AWS Signature Version 4. The only file that imports botocore."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

try:
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials
except ImportError:
    SigV4Auth = None

from ..core.errors import MissingLibrary

SERVICE, REGION = "es", "us-east-1"
UNSIGNED = "UNSIGNED-PAYLOAD"


@dataclass
class SigV4:
    """Signs what is really sent: called by requests last, for each try anew, so that a retry has a date of its own."""

    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)

    def __post_init__(self) -> None:
        if SigV4Auth is None:
            raise MissingLibrary("botocore")
        self._signer = SigV4Auth(Credentials(self.access_key, self.secret_key), SERVICE, REGION)

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
