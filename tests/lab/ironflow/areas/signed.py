# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Addresses at which one file can be fetched or put for a while, by whoever has them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

from ..call import Call, moment
from ..refused import Refused
from .files import Bucket, Files, here, proper, put, sent, served, told

USUAL, MOST = 900, 7 * 86400  # seconds


@dataclass(frozen=True)
class Grant:
    environment: str
    bucket: str
    path: str
    until: float
    uploads: bool
    limits: dict[str, Any] = field(default_factory=dict)


@dataclass
class Signed:
    """For all environments: the token says which is meant."""

    grants: dict[str, Grant] = field(default_factory=dict)


def sign(call: Call, uploads: bool) -> dict[str, Any]:
    bucket, path = here(call), proper(call.body["path"])
    allowed(bucket)
    ttl = call.body.get("ttlSeconds") or USUAL
    if not 0 < ttl <= MOST:
        raise Refused(400, f"ttlSeconds must be between 1 and {MOST}")
    if (call.body.get("maxBytes") or 0) < 0:
        raise Refused(400, "maxBytes must not be negative")
    limits = {name: value for name, value in call.body.items() if name not in ("path", "ttlSeconds")}
    token, until = secrets.token_urlsafe(32), call.lab.clock() + ttl
    grants = call.lab.room(Signed).grants
    grants[token] = Grant(call.environment, bucket.name, path, until, uploads, limits)
    address = f"http://{call.sent.get('host', 'localhost')}/api/v1/files/signed?token={token}"
    call.wrote(f"{bucket.name} {path}")
    return {"url": address, "expiresAt": moment(until)}


def allowed(bucket: Bucket) -> None:
    if not bucket.signs:
        raise Refused(403, "signed URLs are disabled for this bucket", "SIGNED_URLS_DISABLED")


def granted(call: Call, uploads: bool) -> tuple[Grant, Files, Bucket]:
    grant = call.lab.room(Signed).grants.get(call.query.get("token") or "")
    if grant is None or grant.uploads != uploads or grant.until < call.lab.clock():
        raise Refused(403, "the signed URL is not valid or has expired")
    files = call.lab.room(Files, grant.environment)
    bucket = files.bucket(grant.bucket)
    allowed(bucket)
    return grant, files, bucket


def sign_upload(call: Call) -> dict[str, Any]:
    return sign(call, True)


def sign_download(call: Call) -> dict[str, Any]:
    return sign(call, False)


def fetch(call: Call) -> Response:
    grant, files, bucket = granted(call, False)
    return served(call, files.file(bucket.name, grant.path))


def store(call: Call) -> dict[str, Any]:
    grant, files, bucket = granted(call, True)
    call.environment = grant.environment
    upload = sent(call, bucket)
    if grant.limits.get("maxBytes") and upload[0].size > grant.limits["maxBytes"]:
        raise Refused(413, f"file exceeds the URL's limit of {grant.limits['maxBytes']} bytes")
    if grant.limits.get("contentType") and upload[1] != grant.limits["contentType"]:
        raise Refused(415, f"content type must be {grant.limits['contentType']}")
    if grant.limits.get("createOnly") and grant.path in bucket.files:
        raise Refused(412, "file already exists")
    return told(bucket.name, grant.path, put(call, files, bucket, grant.path, upload))


BEHAVIOURS = {
    "files_buckets_signed_urls_upload": sign_upload,
    "files_buckets_signed_urls_download": sign_download,
    "files_list_signed": fetch,
    "files_update_signed": store,
}
