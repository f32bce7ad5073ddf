# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""KV buckets. The server has no way to change one, and does not tell the two maxima."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import NotFound
from ...core.spec import Field, Resource
from ..client import IRONFLOW, Ironflow, segment

PATH = "/kv/buckets"

FIELDS = (
    Field("name", key=True),
    Field("description", fixed=True, server_default=""),
    Field("history", "int", fixed=True, server_default=1),
    Field("ttl_seconds", "int", fixed=True, server_default=0),
    Field("max_bytes", "int", fixed=True),
    Field("max_value_size", "int", fixed=True),
    Field("values", "int", computed=True),
    Field("bytes", "int", computed=True),
    Field("created_at", computed=True),
)
UNTOLD = ("max_bytes", "max_value_size")


class BucketStore:
    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        if "name" not in filters:
            return [read(bucket) for bucket in client.rest("GET", PATH, tells=("buckets",))["buckets"] or []]
        try:
            return [read(client.rest("GET", f"{PATH}/{segment(filters['name'])}", tells=("name",)))]
        except NotFound:
            return []

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        return computed(read(client.rest("POST", PATH, dict(values))))

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        raise AssertionError("all fields of a bucket are fixed")

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        client.rest("DELETE", f"{PATH}/{segment(current['name'])}")


def read(bucket: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: bucket.get(f.name, f.server_default) for f in FIELDS if f.name not in UNTOLD}


def computed(bucket: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: bucket[f.name] for f in FIELDS if f.computed}


KV_BUCKET = Resource("KV bucket", IRONFLOW, FIELDS, BucketStore())
