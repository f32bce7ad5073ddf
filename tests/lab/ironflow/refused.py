# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A refusal, raised by whatever notices it, and its form in REST and in Connect."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import JSONResponse, Response

from .versions import Version

CODES = {
    400: "invalid_argument",
    401: "unauthenticated",
    403: "permission_denied",
    404: "not_found",
    408: "deadline_exceeded",
    409: "already_exists",
    412: "failed_precondition",
    428: "failed_precondition",
    429: "resource_exhausted",
    500: "internal",
    501: "unimplemented",
    503: "unavailable",
    504: "deadline_exceeded",
    507: "failed_precondition",
}
STATUSES = {
    "canceled": 499,
    "invalid_argument": 400,
    "failed_precondition": 400,
    "out_of_range": 400,
    "unauthenticated": 401,
    "permission_denied": 403,
    "not_found": 404,
    "already_exists": 409,
    "aborted": 409,
    "resource_exhausted": 429,
    "unknown": 500,
    "internal": 500,
    "data_loss": 500,
    "unimplemented": 501,
    "unavailable": 503,
    "deadline_exceeded": 504,
}
CAPITALS = {
    "invalid_argument": "INVALID",
    "permission_denied": "FORBIDDEN",
    "unauthenticated": "UNAUTHORIZED",
    "not_found": "NOT_FOUND",
    "already_exists": "CONFLICT",
    "internal": "INTERNAL",
}
LOWER_SINCE = (0, 49)
REASON = "Ironflow-Error-Reason"


class Refused(Exception):
    """``code`` is the Connect code, or one of the few capital words that all versions use.

    ``bare``: the handlers of some areas tell nothing but ``{"error": message}`` in REST. ``reason`` refines a Connect
    code, in a header.
    """

    def __init__(self, status: int, message: str, code: str = "", bare: bool = False, reason: str = "") -> None:
        super().__init__(message)
        self.status, self.message, self.bare, self.reason = status, message, bare, reason
        self.code = code or CODES.get(status, "internal" if status >= 500 else "invalid_argument")

    def rest(self, at: Version) -> Response:
        told: dict[str, Any] = {"error": self.message}
        if not self.bare:
            code = self.code if at >= LOWER_SINCE else CAPITALS.get(self.code, self.code)
            told.update(code=code, message=self.message)
        return JSONResponse(told, self.status)

    def connect(self) -> Response:
        """Always JSON, for a binary call too. A status that Connect has no code for gets that of its code."""
        told = {"code": self.code, "message": self.message}
        status, headers = STATUSES.get(self.code, self.status), {REASON: self.reason} if self.reason else None
        return Response(json.dumps(told), status, headers, media_type="application/json")


def bare(status: int, message: str) -> Refused:
    return Refused(status, message, bare=True)
