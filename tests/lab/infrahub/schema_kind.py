# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One kind of a schema as the server uses it: all fields present, what is inherited included."""

from __future__ import annotations

import copy
import json
from functools import cached_property
from hashlib import md5
from typing import Any, Iterable, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from .schema_fields import ATTRIBUTE, BASE, GENERIC, NODE, PARAMETERS, RELATIONSHIP

IDS = uuid5(NAMESPACE_URL, "opsweave.platform lab schema")


class Path(NamedTuple):
    """``name__value``, ``site__name__value`` or ``site``, taken apart."""

    relation: str | None
    attribute: str | None
    prop: str | None


class Kind:
    """``category`` is ``nodes``, ``generics``, ``profiles`` or ``templates``."""

    def __init__(
        self, category: str, entry: dict[str, Any], fields: Iterable[dict[str, Any]] = (), links: Iterable[Any] = ()
    ):
        known = {"nodes": NODE, "generics": GENERIC}.get(category, {**BASE, "inherit_from": []})
        self.category = category
        self.entry = {key: copy.deepcopy(entry.get(key, default)) for key, default in known.items()}
        self.kind: str = f"{entry['namespace']}{entry['name']}"
        self.attributes: dict[str, dict[str, Any]] = {}
        self.relationships: dict[str, dict[str, Any]] = {}
        self.generics: list[str] = []  # of a node: the generics that it is, CoreNode included
        self.names: list[str] = []  # every attribute and relationship as given, to find what is named twice
        for given in fields:
            self.names.append(given["name"])
            self.attributes[given["name"]] = attribute(given)
        for given in links:
            self.names.append(given["name"])
            self.relationships[given["name"]] = {**RELATIONSHIP, **given}

    @property
    def namespace(self) -> str:
        return self.entry["namespace"]

    @property
    def is_generic(self) -> bool:
        return self.category == "generics"

    @cached_property
    def hfid(self) -> list[Path]:
        return [self.path(text) for text in self.entry["human_friendly_id"] or []]

    @cached_property
    def order(self) -> list[tuple[Path, bool]]:
        return [self.ordering(text) for text in self.entry["order_by"] or []]

    @cached_property
    def constraints(self) -> list[list[Path]]:
        return [[self.path(text) for text in one] for one in self.entry["uniqueness_constraints"] or []]

    @cached_property
    def mandatory(self) -> list[str]:
        fields = [
            name for name, one in self.attributes.items()
            if not one["optional"] and not one["read_only"] and one["kind"] != "NumberPool"
        ]  # fmt: skip
        return fields + [n for n, r in self.relationships.items() if not r["optional"] and not r["read_only"]]

    def path(self, text: str) -> Path:
        first, *rest = text.split("__")
        if first in self.attributes:
            return Path(None, first, rest[0] if rest else "value")
        return Path(first, rest[0], rest[1] if len(rest) > 1 else "value") if rest else Path(first, None, None)

    def ordering(self, text: str) -> tuple[Path, bool]:
        for suffix, down in (("__asc", False), ("__desc", True)):
            if text.endswith(suffix):
                return self.path(text[: -len(suffix)]), down
        return self.path(text), False

    def reply(self) -> dict[str, Any]:
        """As ``GET /api/schema`` tells it."""
        told = dict(self.entry)
        told["id"] = told["id"] or made_id(self.kind)
        parts = [*self.attributes.values(), *self.relationships.values()]
        full = [{**one, "id": one["id"] or made_id(f"{self.kind}.{one['name']}")} for one in parts]
        told["attributes"], told["relationships"] = full[: len(self.attributes)], full[len(self.attributes) :]
        told["kind"], told["hash"] = self.kind, self.hash
        return told

    @cached_property
    def by_key(self) -> dict[str, dict[str, Any]]:
        """The relationships by what stands for them in a node: identifier and direction."""
        found: dict[str, dict[str, Any]] = {}
        for one in self.relationships.values():
            found.setdefault(key_of(one), one)
        return found

    @cached_property
    def hash(self) -> str:
        plain = [self.entry, list(self.attributes.values()), list(self.relationships.values())]
        return md5(json.dumps(plain, sort_keys=True, default=str).encode()).hexdigest()


def attribute(given: dict[str, Any]) -> dict[str, Any]:
    """All fields of an attribute; the bounds of a text stand both beside and inside ``parameters``."""
    made = {**ATTRIBUTE, **copy.deepcopy(given)}
    bounds = {
        **PARAMETERS.get(made["kind"], {}),
        **{k: v for k, v in (made["parameters"] or {}).items() if v is not None},
    }
    for name in ("regex", "min_length", "max_length"):
        if name in bounds:
            if made[name] is not None:
                bounds[name] = made[name]
            if made["kind"] != "List":
                made[name] = bounds[name]
    made["parameters"] = bounds
    if made["default_value"] is not None:
        made["optional"] = True
    return made


def made_id(name: str) -> str:
    return str(uuid5(IDS, name))


def key_of(link: dict[str, Any]) -> str:
    return {"outbound": ">", "inbound": "<"}.get(link["direction"], "=") + link["identifier"]


def far_key(key: str) -> str:
    """The key of the same relationship at its other end."""
    return {">": "<", "<": ">"}.get(key[0], "=") + key[1:]
