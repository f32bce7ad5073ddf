# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""How the server refuses: errors of a GraphQL field, of a whole request, and of a REST call."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse, PlainTextResponse, Response


class Refused(Exception):
    """One GraphQL field fails; its code and data stand in the error's extensions."""

    def __init__(self, message: str, code: str = "UNDEFINED_ERROR", status: int = 422, **data: Any) -> None:
        super().__init__(message)
        self.message, self.code, self.status, self.data = message, code, status, data

    def extensions(self) -> dict[str, Any]:
        return {"code": self.code, "http_status": self.status, "data": self.data}


class ManyRefused(Exception):
    """Several fields of one mutation's data are wrong."""

    def __init__(self, errors: list[tuple[str, Refused]]) -> None:
        super().__init__("; ".join(error.message for _skip, error in errors))
        self.errors = errors


class NullData(Refused):
    """The error of a field that may not be null: the whole reply's data is null."""


class Denied(Exception):
    """The whole request is refused with an HTTP status; ``code`` is None for REST, where the status takes its place."""

    def __init__(self, status: int, message: str, code: str | None = None, **data: Any) -> None:
        super().__init__(message)
        self.status, self.message, self.code, self.data = status, message, code, data

    def response(self) -> Response:
        extensions: dict[str, Any] = {"code": self.status}
        if self.code is not None:
            extensions = {"code": self.code, "http_status": self.status, "data": self.data}
        return JSONResponse(
            {"data": None, "errors": [{"message": self.message, "extensions": extensions}]}, self.status
        )


class Crash(Exception):
    """The server answers 500 with a plain text and then closes the connection without having announced it."""

    def response(self) -> Response:
        return Closing("Internal Server Error", 500)


class Closing(PlainTextResponse):
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await super().__call__(scope, receive, send)
        transport = getattr(scope.get("lab.wire"), "transport", None)  # there is none without a port
        if transport is not None:
            transport.flush()
            transport.close()


def not_found(kind: str, identifier: str) -> Refused:
    message = f"Unable to find the node {identifier} / {kind} in the database."
    return Refused(message, "NODE_NOT_FOUND", 404, node_kind=kind, identifier=identifier)


def violated(kind: str, field: str, constraint: str) -> Refused:
    data = {"node_kind": kind, "field_name": field, "constraint": constraint, "detail": None}
    return Refused(f"{constraint} at {field}", "ATTRIBUTE_CONSTRAINT_VIOLATION", 422, **data)


def wrong_type(kind: str, field: str, expected: str, value: Any) -> Refused:
    data = {"node_kind": kind, "field_name": field, "expected_type": expected, "received_type": str(value)}
    return Refused(f"{value} is not a valid {expected} at {field}", "ATTRIBUTE_INVALID_TYPE", 422, **data)


def mandatory(kind: str, field: str) -> Refused:
    message = f"{field} is mandatory for {kind} at {field}"
    return Refused(message, "ATTRIBUTE_REQUIRED", 422, node_kind=kind, field_name=field)


def branch_not_found(name: str) -> Refused:
    return Refused(f"Branch: {name} not found.", "BRANCH_NOT_FOUND", 400, branch_name=name)
