# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Datasets: what records are kept in. They are there or not; nothing else of them can be set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import NotFound
from ...core.spec import Field, Resource
from ..client import INFINO, Infino, dataset_at

FIELDS = (
    Field("name", key=True),
    Field("health", computed=True, wire="health"),
    Field("status", computed=True),
    Field("records", "int", computed=True, wire="docs.count"),
    Field("deleted", "int", computed=True, wire="docs.deleted"),
    Field("size", computed=True, wire="store.size"),
    Field("uuid", computed=True),
    Field("created_at", computed=True, wire="creation_date"),
)
SPELLINGS = {
    "name": ("index", "name"),
    "docs.count": ("docs.count", "docs_count", "count"),
    "docs.deleted": ("docs.deleted", "docs_deleted"),
    "creation_date": ("creation_date", "created_at"),
    "store.size": ("store.size", "store_size"),
}


class DatasetStore:
    def find(self, client: Infino, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        if "name" not in filters:
            return listing(client)
        try:
            row = client.call("GET", f"{dataset_at(filters['name'])}/metadata")
        except NotFound:
            return []
        row = row[0] if isinstance(row, list) and row else row
        if isinstance(row, Mapping) and read(row)["name"] == filters["name"]:
            return [read(row)]
        # An answer that does not name the dataset says nothing of whether it is there.
        return [found for found in listing(client) if found["name"] == filters["name"]]

    def create(self, client: Infino, values: Mapping[str, Any]) -> dict[str, Any]:
        client.call("PUT", dataset_at(values["name"]), safe=False)
        return {}

    def update(self, client: Infino, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        raise AssertionError("a dataset has nothing that could change")

    def delete(self, client: Infino, current: Mapping[str, Any]) -> None:
        client.call("DELETE", dataset_at(current["name"]))


def listing(client: Infino) -> list[dict[str, Any]]:
    return [read(row) for row in client.listing("/metadata", "datasets")]


def read(row: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for f in FIELDS:
        spelt = SPELLINGS.get(f.wire or f.name, (f.wire_name,))
        value: Any = next((row[word] for word in spelt if row.get(word) is not None), None)
        made[f.name] = int(value) if f.type == "int" and str(value).isdigit() else value
    return made


DATASET = Resource("dataset", INFINO, FIELDS, DatasetStore())
