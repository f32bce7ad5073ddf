# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Files in buckets, from 0.41 on: contents that are known by their SHA-256, and sent and fetched piece by piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ...core.errors import ApiError, Conflict, NotFound, PlanError
from ...core.spec import Field, Resource
from ...core.writing import Content
from .. import revisions
from ..client import IRONFLOW, Ironflow, segment, segments
from ..eras import need
from .file_bucket import PATH, SERVED

META = "X-Ironflow-Meta-"
HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
PAGE = 1000
ETAG = "etag"

FIELDS = (
    Field("bucket", key=True),
    Field("path", key=True),
    Field("sha256"),
    Field("content_type", wire="contentType"),
    Field("metadata", "dict", server_default={}),
    Field("size", "int", computed=True),
    Field(ETAG, computed=True),
    Field("created_at", wire="createdAt", computed=True),
    Field("updated_at", wire="updatedAt", computed=True),
)
WRITTEN = ("sha256", "content_type", "metadata")  # all that an upload brings, and that it takes away if left out


class FileStore:
    """``content`` is what is sent where something is."""

    def __init__(self, content: Content | None = None) -> None:
        self.content = content

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        need(client, FILE.name, SERVED)
        try:
            return [read(client.rest("GET", place(filters, "info"), tells=("path", ETAG)))]
        except NotFound:
            return []

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        return self.put(client, None, values, revisions.NOBODY)

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return self.put(client, current, {**current, **changes}, revisions.unchanged(current, ETAG))

    def put(
        self,
        client: Ironflow,
        found: Mapping[str, Any] | None,
        values: Mapping[str, Any],
        condition: Mapping[str, str],
    ) -> dict[str, Any]:
        """Metadata that an upload does not bring may be gone after it: what is there already is sent along."""
        content = self.content or Content((), 0)
        headers = {META + name: text for name, text in (values.get("metadata") or {}).items()}
        headers |= {"Content-Type": values["content_type"], **condition}
        data = content if len(content) else b""  # of a flow that is empty no length is told, and the server wants one

        def send() -> dict[str, Any]:
            return read(client.rest("PUT", place(values), data=data, headers=headers, tells=("sha256",)))

        def wanted() -> dict[str, Any]:
            return {**{name: values.get(name) for name in (*FILE.key, *WRITTEN)}, "sha256": content.sha256}

        told = revisions.write(FILE, client, send, found, wanted, ETAG)
        if told["sha256"] != content.sha256:
            text = f"{FILE.title(values)}: the server has taken in another content than the one that was to be sent"
            raise ApiError(f"{text}; did src change meanwhile? run the task again")
        return computed(told)

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        try:
            client.rest("DELETE", place(current), headers=revisions.unchanged(current, ETAG))
        except Conflict:
            now = self.find(client, current)
            if now:
                raise revisions.overtaken(FILE.title(current), current, now[0], ETAG) from None


class CopyStore(FileStore):
    """Another file's content, which the server puts there itself. ``source`` is that file, as it was found."""

    def __init__(self, verb: str, source: Mapping[str, Any]) -> None:
        super().__init__()
        self.verb, self.source = verb, source

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        source = self.source
        body = {"from": source["path"], "to": values["path"], "toBucket": values["bucket"]}
        try:
            answer = client.rest(
                "POST",
                f"{PATH}/{segment(source['bucket'])}/{self.verb}",
                body,
                headers=revisions.unchanged(source, ETAG),
                tells=(ETAG,),
            )
        except Conflict as error:
            if error.status != 412:
                raise
            now = next(iter(FILE.store.find(client, source)), None)
            raise revisions.overtaken(FILE.title(source), source, now, ETAG) from None
        return computed(read(answer))

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return self.create(client, current)


def place(values: Mapping[str, Any], what: str = "objects") -> str:
    return f"{PATH}/{segment(values['bucket'])}/{what}/{segments(values['path'], 'path')}"


def content_of(client: Ironflow, values: Mapping[str, Any]) -> Callable[[Any], Any]:
    return lambda take: client.receive(place(values), take)


def read(told: Mapping[str, Any]) -> dict[str, Any]:
    """Names of metadata travel as names of headers, whose case means nothing."""
    made = {f.name: told.get(f.wire_name) for f in FIELDS}
    return {**made, "metadata": {name.lower(): text for name, text in (made["metadata"] or {}).items()}}


def computed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: values[f.name] for f in FIELDS if f.computed}


def listed(
    client: Ironflow, bucket: str, prefix: str | None, delimiter: str | None
) -> Iterator[tuple[Sequence[Mapping[str, Any]], Sequence[str]]]:
    """Page by page, the files and what stands for those that lie deeper."""
    need(client, FILE.name, SERVED)
    cursor = None
    while True:
        query: dict[str, Any] = {"prefix": prefix or None, "delimiter": delimiter, "limit": PAGE, "cursor": cursor}
        answer = client.rest("GET", f"{PATH}/{segment(bucket)}/objects", tells=("files",), **query)
        yield answer["files"] or [], answer.get("prefixes") or []
        cursor = answer.get("nextCursor")
        if not cursor:
            return


def checked(metadata: Mapping[str, Any], title: str) -> dict[str, str]:
    """Metadata as it travels in headers."""
    made: dict[str, str] = {}
    for name, value in metadata.items():
        if not HEADER.fullmatch(str(name)):
            raise PlanError(f"{title}: metadata {name!r} cannot be a name; use letters, digits and dashes")
        if str(name).lower() in made:
            raise PlanError(f"{title}: metadata {name} is given twice; upper and lower case are the same there")
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            raise PlanError(f"{title}: metadata {name} must be a text; quote it")
        text = str(value)
        if text != text.strip() or not all(" " <= letter <= "~" for letter in text):
            raise PlanError(f"{title}: metadata {name} travels in a header: plain ASCII without blanks around it only")
        made[str(name).lower()] = text
    return made


FILE = Resource("file", IRONFLOW, FIELDS, FileStore())
