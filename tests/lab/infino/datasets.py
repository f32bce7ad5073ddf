# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Datasets: create, list, look at, delete."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .area import Area, At, Call, Refusal, invalid, missing
from .dataset import SCALARS, Dataset

NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
# Datasets stand at the root of the URL, beside these.
RESERVED = {
    "sql", "metadata", "promql", "fino", "source", "sources", "import", "user", "users", "role", "roles",
    "visualizations", "dashboards", "_connectors", "_conversation", "account", "alert", "alerts", "monitor", "monitors",
    "_sql", "_flush",
}  # fmt: skip
UNITS = ("b", "kb", "mb", "gb", "tb")


class Datasets(Area):
    def reset(self) -> None:
        self.policies: dict[str, Any] = {}
        self.all: dict[str, Dataset] = {}

    def routes(self) -> Iterable[At]:
        return [
            At("GET", "/metadata", self.rows),
            At("PUT", "/{dataset}", self.create, "dataset.create"),
            At("DELETE", "/{dataset}", self.delete, "dataset.delete"),
            At("GET", "/{dataset}/metadata", lambda call: self.row(self[call["dataset"]]), "metadata.read"),
            At("GET", "/{dataset}/_schema", self.schema, "metadata.read"),
            At("POST", "/{dataset}/enrich_dataset", self.enrich, "record.write"),
        ]

    def enrich(self, call: Call) -> Any:
        """Nothing tells a policy again, and what it does to records is not documented."""
        dataset, policy = self[call["dataset"]], call.document
        if not policy:
            raise invalid("a policy is required")
        self.policies[dataset.name] = policy
        self.lab.wrote(f"policy of {dataset.name} set")
        return {"acknowledged": True} if self.lab.plays("enrichment") == "acknowledged" else "Enrichment policy set"

    def __getitem__(self, name: str) -> Dataset:
        if name not in self.all:
            raise missing(f"no such dataset [{name}]")
        return self.all[name]

    def now(self) -> float:
        return self.lab.ticks()

    def add(self, name: str) -> Dataset:
        if not NAME.fullmatch(name) or name in RESERVED:
            raise invalid(f"[{name}] cannot be the name of a dataset", "invalid_index_name_exception")
        if name in self.all:
            raise Refusal(409, "resource_already_exists_exception", f"dataset [{name}] already exists")
        made = self.all[name] = Dataset(name, now=self.now, behind=lambda: self.lab.behind)
        self.lab.wrote(f"dataset {name} created")
        return made

    def create(self, call: Call) -> Any:
        made = self.add(call["dataset"])
        return {"acknowledged": True, "shards_acknowledged": True, "index": made.name}

    def delete(self, call: Call) -> Any:
        found = self[call["dataset"]]
        del self.all[found.name]
        self.lab.wrote(f"dataset {found.name} deleted")
        return {"acknowledged": True}

    def rows(self, call: Call) -> Any:
        return [self.row(one) for name, one in self.all.items() if call.rights.allow("metadata.read", name)]

    def row(self, dataset: Dataset) -> dict[str, str]:
        size = readable(dataset.size())
        told = {
            "health": "green", "status": "open", "index": dataset.name, "uuid": f"{dataset.name}-uuid",
            "pri": "1", "rep": "0", "docs.count": str(len(dataset.shown())), "docs.deleted": str(dataset.deleted),
            "store.size": size, "pri.store.size": size,
        }  # fmt: skip
        if self.lab.plays("dataset_row") == "cat":
            return told
        return {name.replace(".", "_"): value for name, value in told.items()}

    def schema(self, call: Call) -> Any:
        known = {path: kind for path, kind in self[call["dataset"]].fields.items() if kind in SCALARS}
        form = self.lab.plays("schema")
        if form == "object":
            return {path: {"source": "Logs", "infino_type": kind} for path, kind in known.items()}
        listed = [{"name": path, "type": kind} for path, kind in known.items()]
        return listed if form == "list" else {"fields": listed}


def readable(size: float) -> str:
    unit = 0
    while size >= 1024 and unit < len(UNITS) - 1:
        size, unit = size / 1024, unit + 1
    return f"{size:.1f}{UNITS[unit]}" if unit else f"{size:.0f}b"
