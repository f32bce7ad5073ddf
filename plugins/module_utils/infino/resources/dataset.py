# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Datasets: what records are kept in. They are there or not; nothing else of them can be set."""

from __future__ import annotations

from typing import Any, Mapping

from ...core.errors import NotFound
from ...core.spec import Field, Resource
from ..client import INFINO, Infino, segment

FIELDS = (
    Field("name", key=True),
    Field("health", computed=True, wire="health"),
    Field("records", "int", computed=True, wire="docs.count"),
    Field("size", computed=True, wire="store.size"),
    Field("uuid", computed=True),
)
SPELLINGS = {
    "name": ("index", "name"),
    "docs.count": ("docs.count", "docs_count", "count"),
    "store.size": ("store.size", "store_size"),
}


class DatasetStore:
    def find(self, client: Infino, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        if "name" not in filters:
            return [read(row) for row in client.call("GET", "/metadata") or []]
        try:
            row = client.call("GET", f"/{segment('dataset', filters['name'])}/metadata")
        except NotFound:
            return []
        row = row[0] if isinstance(row, list) and row else row
        return [read({**row, "index": filters["name"]})] if row else []

    def create(self, client: Infino, values: Mapping[str, Any]) -> dict[str, Any]:
        client.call("PUT", f"/{segment('dataset', values['name'])}", safe=False)
        return {}

    def update(self, client: Infino, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        raise AssertionError("a dataset has nothing that could change")

    def delete(self, client: Infino, current: Mapping[str, Any]) -> None:
        try:
            client.call("DELETE", f"/{segment('dataset', current['name'])}")
        except NotFound:
            pass  # somebody was faster


def read(row: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for f in FIELDS:
        spelt = SPELLINGS.get(f.wire or f.name, (f.wire_name,))
        value = next((row[word] for word in spelt if row.get(word) is not None), None)
        made[f.name] = int(value) if f.type == "int" and str(value).isdigit() else value
    return made


DATASET = Resource("dataset", INFINO, FIELDS, DatasetStore())
