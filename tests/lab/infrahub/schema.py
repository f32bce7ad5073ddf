# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The schema of one branch: what was loaded, the kinds made of it, its hash, and how a load makes another of it."""

from __future__ import annotations

import copy
import json
from functools import lru_cache
from hashlib import md5
from pathlib import Path
from typing import Any

from .schema_build import Invalid, build, finish
from .schema_fields import ATTRIBUTE, GENERIC, NODE, RELATIONSHIP, RESTRICTED
from .schema_kind import Kind, made_id
from .schema_valid import validate

Raw = dict[str, dict[str, Any]]
CORE_FILE = Path(__file__).with_name("core_kinds.json")
MOST_LOADED = 40
DERIVED = {"id", "hash", "used_by"}


class Schema:
    """``raw``: kind to ``{category, entry, attributes, relationships}``, the last two by name."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.kinds: dict[str, Kind] = build(raw)
        validate(self.kinds)
        finish(self.kinds)
        keep_weights(raw, self.kinds)
        told = {name: kind.hash for name, kind in sorted(self.kinds.items())}
        self.hash = md5(json.dumps(told).encode()).hexdigest()
        self._users: dict[str, list[str]] = {}
        self._loaded: dict[str, Schema] = {}  # a schema never changes, so that the same load always gives the same one
        self.replies: dict[tuple[str, ...], bytes] = {}  # to who asks for it, by namespaces

    def get(self, kind: str) -> Kind:
        if kind not in self.kinds:
            raise Invalid(f"Unable to find the schema '{kind}' in the registry")
        return self.kinds[kind]

    def concrete(self, kind: str) -> list[str]:
        """The kinds of which nodes are this kind: itself, or whatever uses the generic."""
        if kind not in self._users:
            entry = self.kinds[kind]
            users = entry.entry.get("used_by") or [] if entry.is_generic else [kind]
            self._users[kind] = [name for name in users if name in self.kinds]
        return self._users[kind]

    def is_a(self, kind: str, wanted: str) -> bool:
        return kind == wanted or (kind in self.kinds and wanted in self.kinds[kind].generics)

    def namespaces(self) -> list[dict[str, Any]]:
        found = dict.fromkeys(kind.namespace for kind in self.kinds.values())
        return [{"name": name, "user_editable": name not in RESTRICTED} for name in found]

    def loaded(self, documents: list[dict[str, Any]]) -> "Schema":
        key = json.dumps(documents)
        if key not in self._loaded:
            made = self._merged(documents)
            if len(self._loaded) == MOST_LOADED:
                self._loaded.clear()
            self._loaded[key] = made
        return self._loaded[key]

    def _merged(self, documents: list[dict[str, Any]]) -> "Schema":
        raw = {name: copy_raw(one) for name, one in self.raw.items()}
        removed: Raw = {}
        for document in documents:
            for part, defaults in (("nodes", NODE), ("generics", GENERIC)):
                for given in document.get(part) or []:
                    merge_kind(raw, part, defaults, given, removed)
            for given in (document.get("extensions") or {}).get("nodes") or []:
                if given["kind"] not in raw:
                    raise Invalid(f"Unable to find the schema '{given['kind']}' in the registry")
                merge_parts(raw[given["kind"]], given)
        bound(raw, removed)
        return Schema(raw)

    def diff(self, older: "Schema") -> dict[str, Any]:
        """What this schema has that the older one had not, in the reply's shape."""
        mine, theirs = told(self), told(older)
        renamed = {one["id"]: name for name, one in theirs.items()}
        changed = {}
        added = {name: empty() for name in mine if name not in theirs and mine[name]["id"] not in renamed}
        now = {one["id"] for one in mine.values()}
        removed = {name: None for name in theirs if name not in mine and theirs[name]["id"] not in now}
        for name, one in mine.items():
            before = theirs.get(name) or theirs.get(renamed.get(one["id"], ""))
            if before is not None and before["kind"].hash != one["kind"].hash:
                found = differences(before["kind"], one["kind"])
                if found:
                    changed[name] = {"added": {}, "changed": found, "removed": {}}
        return {"added": added, "changed": changed, "removed": removed}


def keep_weights(raw: Raw, kinds: dict[str, Kind]) -> None:
    """The place that a field was given once stays its place."""
    for name, one in raw.items():
        for part in ("attributes", "relationships"):
            for field, given in one[part].items():
                given["order_weight"] = getattr(kinds[name], part)[field]["order_weight"]


def empty() -> dict[str, Any]:
    return {"added": {}, "changed": {}, "removed": {}}


def told(schema: Schema) -> dict[str, Any]:
    return {
        name: {"kind": kind, "id": kind.entry["id"] or made_id(name)}
        for name, kind in schema.kinds.items()
        if kind.category in ("nodes", "generics") and kind.namespace != "Template"
    }


def differences(before: Kind, after: Kind) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in after.entry.items():
        if key not in DERIVED and before.entry.get(key) != value:
            found[key] = None
    for part in ("attributes", "relationships"):
        old, new = getattr(before, part), getattr(after, part)
        inner = {
            "added": {name: None for name in sorted(new) if name not in old},
            "changed": {n: fields(old[n], new[n]) for n in new if n in old and fields(old[n], new[n])["changed"]},
            "removed": {name: None for name in sorted(old) if name not in new},
        }
        if any(inner.values()):
            found[part] = inner
    return found


def fields(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    aside = {*DERIVED, "order_weight"} if new["inherited"] or new["kind"] in ("Group", "Profile") else DERIVED
    return {"added": {}, "changed": {k: None for k in new if k not in aside and old.get(k) != new[k]}, "removed": {}}


def copy_raw(one: dict[str, Any]) -> dict[str, Any]:
    """Deep enough: what a merge replaces is replaced, never changed."""
    return {
        "category": one["category"],
        "entry": dict(one["entry"]),
        "attributes": {name: dict(field) for name, field in one["attributes"].items()},
        "relationships": {name: dict(link) for name, link in one["relationships"].items()},
    }


def merge_kind(raw: Raw, part: str, defaults: dict[str, Any], given: dict[str, Any], removed: Raw) -> None:
    kind = f"{given['namespace']}{given['name']}"
    if given.get("id"):
        old = next(
            (name for name, one in raw.items() if (one["entry"].get("id") or made_id(name)) == given["id"]), None
        )
        if old and old != kind:
            raw[kind] = raw.pop(old)
            raw[kind]["entry"]["id"] = given["id"]
    if given.get("state") == "absent":
        if kind in raw:
            drop(raw[kind], given)
            removed[kind] = raw.pop(kind)
        return
    mine = raw.get(kind)
    if mine is None:
        mine = raw[kind] = {"category": part, "entry": {}, "attributes": {}, "relationships": {}}
    elif mine["category"] != part:
        what = "Node" if mine["category"] == "nodes" else "Generic"
        raise Invalid(f"{kind} already exist in the schema as a {what}. Either rename it or delete the existing one.")
    skip = {"attributes", "relationships", "hierarchy", "used_by", "hash", "kind"}
    for key, value in {**defaults, **given}.items():
        if value is not None and key not in skip:
            mine["entry"][key] = copy.deepcopy(value)
    merge_parts(mine, given)


def merge_parts(mine: dict[str, Any], given: dict[str, Any]) -> None:
    for part, defaults in (("attributes", ATTRIBUTE), ("relationships", RELATIONSHIP)):
        here: dict[str, dict[str, Any]] = mine[part]
        kind = f"{mine['entry']['namespace']}{mine['entry']['name']}"
        seen: set[str] = set()
        for one in given.get(part) or []:
            if one["name"] in seen:
                raise Invalid(f"Unable to merge the list for {part}, some items have the same _sorting_id")
            seen.add(one["name"])
            if one.get("id"):
                old = next((n for n, o in here.items() if (o.get("id") or made_id(f"{kind}.{n}")) == one["id"]), None)
                if old and old != one["name"]:
                    here[one["name"]] = {**here.pop(old), "id": one["id"]}
            if one.get("state") == "absent":
                here.pop(one["name"], None)
                continue
            merged = here.setdefault(one["name"], {})
            choices = merge_choices(merged.get("choices"), one.get("choices"))
            for key, value in {**defaults, **one}.items():
                if value is not None and key not in ("inherited", "hierarchical"):
                    merged[key] = copy.deepcopy(value)
            if choices:
                merged["choices"] = choices


def merge_choices(old: list[Any] | None, new: list[Any] | None) -> list[Any]:
    found = {(c if isinstance(c, str) else c["name"]): c for c in old or []}
    for choice in new or []:
        before = found.get(choice["name"])
        found[choice["name"]] = {**(before if isinstance(before, dict) else {}), **choice}
    return list(found.values())


def drop(mine: dict[str, Any], given: dict[str, Any]) -> None:
    """Remember what the document removes of a kind that it removes too: an inherited relation has no other place."""
    gone = {one["name"] for one in given.get("relationships") or () if one.get("state") == "absent"}
    mine["passed_on"] = mine["relationships"]
    mine["relationships"] = {name: one for name, one in mine["relationships"].items() if name not in gone}
    mine["dropped"] = gone


def bound(raw: Raw, removed: Raw) -> None:
    """A kind cannot go while another one refers to it, not even while one does that goes with it."""
    every = {**raw, **removed}
    for name, one in every.items():
        parents = one["entry"].get("inherit_from") or []
        kept = [every[parent] for parent in parents if parent in every]
        inherited = [link for parent in kept for link in parent.get("passed_on", parent["relationships"]).values()]
        for link in (*one["relationships"].values(), *inherited):
            if link["peer"] in removed and link["peer"] not in raw and link["name"] not in one.get("dropped", ()):
                what = f"Relationship '{link['name']}' is referring an invalid peer '{link['peer']}'"
                raise Invalid(f"{name}: {what}")
        for parent in parents:
            if name in raw and parent in removed and parent not in raw:
                raise Invalid(f"{name}: '{parent}' is not a invalid Generic to inherit from")


@lru_cache(maxsize=1)
def core() -> Schema:
    """The schema of a server that was just installed."""
    raw: Raw = {}
    for part, entries in json.loads(CORE_FILE.read_text()).items():
        for entry in entries:
            raw[f"{entry['namespace']}{entry['name']}"] = {
                "category": part,
                "entry": {key: value for key, value in entry.items() if key not in ("attributes", "relationships")},
                "attributes": {one["name"]: one for one in entry.get("attributes", ())},
                "relationships": {one["name"]: one for one in entry.get("relationships", ())},
            }
    return Schema(raw)
