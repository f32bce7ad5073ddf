# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Keys in KV buckets. The server stores bytes and nothing of what they mean: the user says how to read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import NotFound, PlanError
from ...core.spec import Field, Resource
from .. import revisions
from ..client import BYTES, IRONFLOW, Ironflow, segment, words
from ..forms import compared, decode, encode, stored
from .kv_bucket import PATH

JSON = {"Content-Type": "application/json"}

FIELDS = (
    Field("bucket", key=True),
    Field("key", key=True),
    Field("value", "raw", required=True, conceal=True, canonical=compared),
    Field("revision", "int", computed=True),
    Field("created_at", computed=True),
)


class KeyStore:
    """``no_bucket`` is known after a look-up."""

    def __init__(self, form: str, purge: bool = False) -> None:
        self.form, self.purge, self.no_bucket = form, purge, False
        self.resource = Resource("KV key", IRONFLOW, FIELDS, self)

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        try:
            entry = fetch(client, filters["bucket"], filters["key"])
        except NotFound as error:
            self.no_bucket = bucket_missing(error)
            return []
        return [{**filters, **entry, "value": decode(self.form, entry["value"])}]

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        if self.no_bucket:
            raise PlanError(f"{self.resource.title(values)}: {advice(values['bucket'])}")
        return self._put(client, None, values, revisions.NOBODY)

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return self._put(client, current, {**current, **changes}, revisions.unchanged(current))

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        client.rest("DELETE", place(current), purge=self.purge or None)

    def _put(
        self,
        client: Ironflow,
        read: Mapping[str, Any] | None,
        values: Mapping[str, Any],
        condition: Mapping[str, str],
    ) -> dict[str, Any]:
        wanted = {name: values[name] for name in ("bucket", "key", "value")}
        headers = {**(JSON if self.form == "json" else BYTES), **condition}

        def send() -> Any:
            return client.rest("PUT", place(values), data=encode(self.form, values["value"]), headers=headers)

        try:
            return revisions.made(revisions.write(self.resource, client, send, read, lambda: wanted))
        except NotFound:
            raise PlanError(f"{self.resource.title(values)}: {advice(values['bucket'])}") from None


def place(values: Mapping[str, Any]) -> str:
    return f"{PATH}/{segment(values['bucket'])}/keys/{segment(values['key'])}"


def fetch(client: Ironflow, bucket: str, key: str) -> dict[str, Any]:
    """A key's bytes, revision and date."""
    entry = client.rest("GET", place({"bucket": bucket, "key": key}), tells=("value", "revision", "created_at"))
    return {"value": stored(entry["value"]), "revision": entry["revision"], "created_at": entry["created_at"]}


def listed(client: Ironflow, bucket: str, pattern: str | None) -> list[str]:
    answer = client.rest("GET", f"{PATH}/{segment(bucket)}/keys", tells=("keys",), filter=pattern)
    return sorted(answer["keys"] or [])


def bucket_missing(error: NotFound) -> bool:
    said = words(error.body)
    return "bucket" in said and "key" not in said


def advice(bucket: str) -> str:
    return f"there is no KV bucket {bucket}; create it first, with ironflow_kv_bucket"
