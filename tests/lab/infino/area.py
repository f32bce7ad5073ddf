# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What every area of the stand-in is made of: routes, a call, a refusal, and the variants of replies."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from .rights import Rights

if TYPE_CHECKING:
    from .lab import InfinoLab

# The specification marks these replies as contradictory or unknown. The first of each is played by default.
VARIANTS: dict[str, tuple[str, ...]] = {
    "access": ("nested", "flat"),  # {name: {Version, Roles}} or {username, roles, created_at}
    "bulk": ("full", "short"),  # items with or without _index, _version and status
    "config": ("told", "part"),  # of a connection: all that is no secret, or only its name and address
    "connecting": ("fast", "slow"),
    "connection_id": ("id", "connection_id"),
    "connection_reply": ("guide", "whole"),  # to its creation: its id and a message, or all of it
    "connections": ("full", "outline"),  # in a listing, with or without config
    "create_reply": ("whole", "status"),  # of users and roles: the keys and so on, or {status, message}
    "dataset_row": ("cat", "underscore"),  # docs.count or docs_count
    "delete_records": ("count", "object"),
    "duplicate": ("refuse", "overwrite"),  # PUT of a user or role that is there
    "enrichment": ("acknowledged", "text"),
    "fino_end": ("own", "complete"),  # how an answer ends: EOM or a result, or a frame of its own after that
    "fino_error": ("type", "content", "message"),
    "fino_path": ("both", "nl", "ws"),  # where conversations are held
    "message": ("content", "text"),  # the form in which a question without a conversation is sent
    "thread": ("full", "metadata"),
    "thread_delete": ("true", "acknowledged"),
    "threads": ("full", "outline"),
    "execute": ("bound", "unbound", "old"),  # a result that tells its binding, or does not; 405 of an old server
    "import_reply": ("stats", "top"),  # of a file: where errors of single records stand
    "in_use": ("allow", "refuse"),  # deleting what something else uses
    "job_config": ("source_id", "connection_id"),  # what names the connection of an import job
    "job_query": ("left_out", "told"),
    "job_repeat": ("another", "same"),  # what a second PUT of one job makes
    "listing": ("full", "short", "outline"),  # the envelope; id, kind and attributes; of these only id and title
    "missing": ("refuse", "empty"),  # a user or role that is not there: 404, or {}
    "missing_dataset": ("refuse", "create"),  # what a bulk upload into a dataset that does not exist does
    "patch": ("merge", "replace"),  # of users, roles, connections and threads
    "ping": ("version", "status"),
    "saved_delete": ("acknowledged", "deleted"),
    "schema": ("object", "fields", "list"),
    "schema_version": ("number", "text"),
    "secrets": ("left_out", "masked", "told"),  # of a connection
    "source_error": ("inside", "status"),  # of a query to a connected source
    "sources": ("full", "outline"),
    "sql": ("A", "B", "C", "D"),
    "sql_error": ("status", "inside"),  # 400, or 200 with error_message
    "sql_null": ("tag", "word", "plain"),  # {"Null": null}, "Null", null
}


ADMIN = "administrator"  # the right of calls that only administrators may make


class Refusal(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.status, self.kind, self.reason = status, kind, reason

    def body(self) -> dict[str, Any]:
        return {"error": {"type": self.kind, "reason": self.reason}, "status": self.status}


def invalid(reason: str, kind: str = "ValidationError") -> Refusal:
    return Refusal(400, kind, reason)


def missing(reason: str) -> Refusal:
    return Refusal(404, "NotFound", reason)


def forbidden(reason: str) -> Refusal:
    return Refusal(403, "forbidden", reason)


class Raw(str):
    """A reply that is JSON text already."""


@dataclass
class Call:
    """One verified request, on its way to an endpoint."""

    lab: InfinoLab
    request: Request
    body: bytes
    user: str  # the access key

    @cached_property
    def rights(self) -> Rights:
        return self.lab.access.rights(self.user)

    def need(self, right: str, name: str) -> None:
        """Refuse a caller who has no such right on the dataset of that name."""
        if not self.rights.allow(right, name):
            raise forbidden(f"no permission for {right} on [{name}]" if name else f"no permission: {right}")

    def __getitem__(self, name: str) -> str:
        return str(self.request.path_params[name])

    @cached_property
    def text(self) -> str:
        try:
            return self.body.decode()
        except UnicodeDecodeError as error:
            raise invalid(f"the body is not UTF-8: {error}", "parsing_exception") from None

    @cached_property
    def document(self) -> dict[str, Any]:
        """The body as a JSON object, whatever its content type says."""
        try:
            found = json.loads(self.text)
        except ValueError as error:
            raise invalid(f"the body is not JSON: {error}", "parsing_exception") from None
        if not isinstance(found, dict):
            raise invalid("the body is not a JSON object", "parsing_exception")
        return found

    def number(self, name: str, default: int) -> int:
        given = self.request.query_params.get(name)
        if given is None:
            return default
        if not given.isdecimal():
            raise invalid(f"{name} must be a number of 0 or more, not {given!r}")
        return int(given)


# An endpoint gives the body of a 200, or (status, body).
Endpoint = Callable[[Call], Any]


@dataclass(frozen=True)
class At:
    """Where an endpoint is reached. ``right``: what the caller needs on the dataset in the path, if there is one."""

    methods: str
    path: str
    endpoint: Endpoint
    right: str = ""


class Area(ABC):
    """A part of the API: its routes, and the state that they share."""

    def __init__(self, lab: InfinoLab) -> None:
        self.lab = lab
        self.reset()

    @abstractmethod
    def routes(self) -> Iterable[At]:
        """What it answers."""

    def reset(self) -> None:  # noqa: B027  there are areas without any
        """Forget the state."""


def reply(result: Any) -> Response:
    status, body = result if isinstance(result, tuple) else (200, result)
    text = body if isinstance(body, Raw) else json.dumps(body, separators=(",", ":"), ensure_ascii=False)
    return Response(text.encode(), status, media_type="application/json")
