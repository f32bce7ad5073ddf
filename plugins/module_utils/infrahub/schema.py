# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What this collection needs to know of a schema: kinds, their attributes and relations, and how nodes are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..core.errors import UnknownName
from ..core.memo import Memo
from ..core.words import unknown
from .values import SECRETS

ATTRIBUTE = ("kind", "optional", "unique", "read_only", "default_value", "enum", "ordered")
RELATION = ("peer", "kind", "cardinality", "optional", "read_only", "hierarchical", "identifier", "direction")
GROUPS = ("member_of_groups", "subscriber_of_groups")


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind, as a dict that ``describe`` made."""

    facts: Mapping[str, Any]

    @property
    def name(self) -> str:
        return self.facts["name"]

    @property
    def attributes(self) -> Mapping[str, Mapping[str, Any]]:
        return self.facts["attributes"]

    @property
    def relations(self) -> Mapping[str, Mapping[str, Any]]:
        return self.facts["relations"]

    @property
    def generic(self) -> bool:
        return self.facts["generic"]

    @cached_property
    def hfid(self) -> tuple[tuple[str, ...], ...]:
        """The parts of the human friendly id as paths: ``(("device", "name"), ("name",))``."""
        return tuple(tuple(path.removesuffix("__value").split("__")) for path in self.facts["hfid"])

    @cached_property
    def secrets(self) -> tuple[str, ...]:
        return tuple(name for name, attribute in self.attributes.items() if attribute["kind"] in SECRETS)

    @cached_property
    def names(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """The ways to name a node, best first: the human friendly id, unique attributes, uniqueness constraints."""
        unique = [((name,),) for name, attribute in self.attributes.items() if attribute["unique"]]
        constraints = [
            tuple(tuple(path.removesuffix("__value").split("__")) for path in one) for one in self.facts["constraints"]
        ]
        return tuple(way for way in (self.hfid, *unique, *constraints) if way)

    def is_a(self, name: str) -> bool:
        return name == self.name or name in self.facts["inherits"]

    def field(self, name: str) -> Mapping[str, Any]:
        """The attribute or relation of that name; of a relation the facts have ``peer``."""
        found = self.attributes.get(name) or self.relations.get(name)
        if found is None:
            what = f"{self.name} has no attribute or relation"
            raise UnknownName(unknown(what, name, (*self.attributes, *self.relations)))
        return found


@dataclass
class Schema:
    """The kinds of one branch of one server."""

    memo: Memo
    place: tuple[str, str]  # address and branch
    fetch: Callable[[], dict[str, Any]]
    fresh: bool = False  # whether it was fetched by this very task

    def kind(self, name: str) -> Kind:
        return Kind(self._facts(name))

    def kinds(self) -> list[str]:
        return self._get("kinds")

    @property
    def hash(self) -> str:
        return self._get("hash")

    def _facts(self, name: str) -> Mapping[str, Any]:
        facts = self._get(f"kind {name}")
        if facts is None and not self.fresh:  # it may have been loaded since
            self._load()
            facts = self._get(f"kind {name}")
        if facts is None:
            visible = [kind for kind in self.kinds() if not kind.startswith(("Profile", "Template"))]
            raise UnknownName(unknown(f'the schema of branch "{self.place[1]}" has no kind', name, visible))
        return facts

    def _get(self, what: str) -> Any:
        found = self._recall(what)
        if found is None and self._recall("hash") is None:
            self._load()
            found = self._recall(what)
        return found

    def _recall(self, what: str) -> Any:
        address, branch = self.place
        return self.memo.get(f"schema {address}", branch, what)

    def _load(self) -> None:
        address, branch = self.place
        told = self.fetch()
        self.fresh = True
        for name, facts in told["kinds"].items():
            self.memo.put(facts, f"schema {address}", branch, f"kind {name}")
        self.memo.put(sorted(told["kinds"]), f"schema {address}", branch, "kinds")
        self.memo.put(told["hash"], f"schema {address}", branch, "hash")


def describe(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The reply of ``GET /api/schema``, cut down to what is used here."""
    kinds = {}
    for group in ("nodes", "generics", "profiles", "templates"):
        for item in schema.get(group, ()):
            name = item.get("kind") or item["namespace"] + item["name"]
            kinds[name] = described(name, item, group == "generics")
    return {"hash": schema["main"], "kinds": kinds}


def described(name: str, item: Mapping[str, Any], generic: bool) -> dict[str, Any]:
    return {
        "name": name,
        "label": item.get("label") or name,
        "generic": generic,
        "namespace": item["namespace"],
        "hfid": item.get("human_friendly_id") or [],
        "constraints": item.get("uniqueness_constraints") or [],
        "inherits": item.get("inherit_from") or [],
        "used_by": item.get("used_by") or [],
        "hierarchy": item.get("hierarchy"),
        "attributes": {one["name"]: attribute(one) for one in item.get("attributes", ())},
        "relations": {
            one["name"]: {**{key: one.get(key) for key in RELATION}} for one in item.get("relationships", ())
        },
    }


def attribute(one: Mapping[str, Any]) -> dict[str, Any]:
    facts = {key: one.get(key) for key in ATTRIBUTE}
    facts["choices"] = [choice["name"] for choice in one.get("choices") or ()] or one.get("enum")
    return facts
