# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Saved objects, which visualizations and dashboards are: an envelope with server-made ids, changed by merge patch."""

from __future__ import annotations

import copy
import uuid
from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from .area import Area, At, Call, invalid, missing

SERVER_OWNED = ("id", "schema_version", "created_at", "updated_at", "created_by")
OPERATORS = (
    "is", "is_not", "is_one_of", "is_not_one_of", "exists", "does_not_exist", "is_between",
    "is_not_between", "contains",
)  # fmt: skip
FILTER = {
    "id": None, "field": None, "operator": None, "value": None, "enabled": True, "is_time_filter": False,
    "query_type": None, "index": None,
}  # fmt: skip
PAGE, LARGEST_PAGE = 500, 1000
NAMES = uuid.UUID("2d0e5ed8-6f0c-4b8e-9a55-0d4f5a7f3f10")


class Saved(Area):
    kind: str
    path: str

    def reset(self) -> None:
        self.all: dict[str, dict[str, Any]] = {}
        self.made = 0  # ids follow from it, so that two labs that were asked the same tell the same

    def routes(self) -> Iterable[At]:
        one = f"{self.path}/{{id}}"
        return [
            At("GET", self.path, self.listing),
            At("POST", self.path, self.create),
            At("GET", one, lambda call: self.envelope(self[call["id"]])),
            At("PATCH", one, self.patch),
            At("PUT", one, self.replace),
            At("DELETE", one, self.delete),
        ]

    @abstractmethod
    def finished(self, given: dict[str, Any]) -> dict[str, Any]:
        """What is stored for what was given: checked, in today's form, with all defaults."""

    def __getitem__(self, found: str) -> dict[str, Any]:
        if found not in self.all:
            raise missing(f"no {self.kind} with id [{found}]")
        return self.all[found]

    def create(self, call: Call) -> Any:
        return 201, self.envelope(self.add(call.document))

    def add(self, given: dict[str, Any]) -> dict[str, Any]:
        checked, now = self.settable(given), self.lab.now()
        self.made += 1
        head = {"id": str(uuid.uuid5(NAMES, f"{self.kind} {self.made}")), "schema_version": 1}
        made = {**head, **checked, "created_at": now, "updated_at": now, "created_by": "lab"}
        self.all[made["id"]] = made
        self.lab.wrote(f"{self.kind} {made['id']} created")
        return made

    def patch(self, call: Call) -> Any:
        return self.change(call, merge(self[call["id"]], call.document))

    def replace(self, call: Call) -> Any:
        return self.change(call, call.document)

    def change(self, call: Call, given: dict[str, Any]) -> Any:
        old = self[call["id"]]
        owned = {name: old[name] for name in SERVER_OWNED}
        self.all[old["id"]] = made = {**owned, **self.settable(given), "updated_at": self.lab.now()}
        self.lab.wrote(f"{self.kind} {old['id']} updated")
        return self.envelope(made)

    def delete(self, call: Call) -> Any:
        del self.all[self[call["id"]]["id"]]
        self.lab.wrote(f"{self.kind} {call['id']} deleted")
        return {self.lab.plays("saved_delete"): True}

    def listing(self, call: Call) -> Any:
        limit, first = min(call.number("limit", PAGE), LARGEST_PAGE), call.number("offset", 0)
        page = list(self.all.values())[first : first + limit]
        return {"items": [self.item(one) for one in page]}

    def item(self, one: dict[str, Any]) -> dict[str, Any]:
        told, form = self.envelope(one), self.lab.plays("listing")
        if form == "full":
            return told
        if form == "outline":
            told["attributes"] = {"id": one["id"], "title": one["title"]}
        return {name: told[name] for name in ("id", "kind", "attributes")}

    def envelope(self, one: dict[str, Any]) -> dict[str, Any]:
        version = 1 if self.lab.plays("schema_version") == "number" else "v1"
        head = {name: one[name] for name in ("id", "created_at", "updated_at")}
        return {**head, "kind": self.kind, "attributes": {**one, "schema_version": version}}

    def settable(self, given: dict[str, Any]) -> dict[str, Any]:
        kept = {name: copy.deepcopy(value) for name, value in given.items() if name not in SERVER_OWNED}
        if not isinstance(kept.get("title"), str) or not kept["title"].strip():
            raise invalid("`title` is required")
        return self.finished(kept)


def merge(old: Any, patch: Any) -> Any:
    """RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    made = dict(old) if isinstance(old, dict) else {}
    for name, value in patch.items():
        if value is None:
            made.pop(name, None)
        else:
            made[name] = merge(made.get(name), value)
    return made


def filled(defaults: dict[str, Any], given: Any, where: str) -> dict[str, Any]:
    """The keys of the defaults, with what was given for them; a null counts as not given; other keys are not kept."""
    if given is None:
        given = {}
    if not isinstance(given, dict):
        raise invalid(f"`{where}` must be an object")
    return {
        name: copy.deepcopy(default) if given.get(name) is None else given[name] for name, default in defaults.items()
    }


def filters(given: Any) -> list[dict[str, Any]]:
    made = []
    for place, one in enumerate(a_list(given, "filters")):
        entry = filled(FILTER, one, f"filters[{place}]")
        if not isinstance(entry["field"], str):
            raise invalid(f"`filters[{place}].field` is required")
        one_of("filters[].operator", entry["operator"], OPERATORS)
        if entry["operator"] == "contains" and (entry["value"] is None or isinstance(entry["value"], (list, dict))):
            raise invalid(f"`filters[{place}].value` of contains must be a single value")
        made.append(entry | {"id": entry["id"] or uuid.uuid5(NAMES, f"filter {place} {entry['field']}").hex})
    return made


def a_list(given: Any, where: str) -> list[Any]:
    if given is not None and not isinstance(given, list):
        raise invalid(f"`{where}` must be a list")
    return given or []


def one_of(where: str, given: Any, allowed: tuple[str, ...]) -> str:
    if given is None:
        raise invalid(f"`{where}` is required")
    if given not in allowed:
        raise invalid(f"`{where}` is {given!r}, which is none of {', '.join(allowed)}")
    return given
