# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Objects that stand inside others become entries of their own, which refer to each other by their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..core.errors import PlanError
from .described import Shapes, describe
from .given import Given
from .mistakes import Mistakes
from .objects import expands_range
from .peers import is_id
from .ranges import spread
from .schema import Kind

BLOCK = {"kind", "data", "parameters"}
OPPOSITE = {"inbound": "outbound", "outbound": "inbound"}


class Inner(NamedTuple):
    """An object that stands inside another one."""

    kind: Kind
    data: dict[str, Any]


def unfold(shapes: Shapes, given: Given, mistakes: Mistakes) -> None:
    """Replace entries that hold others by ones that do not, with the others after them."""
    for number, outline in enumerate(tuple(given.outlines)):
        if outline is None or not outline.relations:
            continue
        entry = given.entries[number]
        if nested(entry["data"], outline.relations):
            whole = Unfolding(shapes, given, mistakes, entry["kind"]).of(entry, given.place(number))
            given.put(number, whole)


def nested(data: Mapping[str, Any], relations: tuple[str, ...]) -> bool:
    """Whether there is a dict in a relation: an object, or a peer in many words."""
    for name in relations:
        value = data[name]
        if value.__class__ is dict or (value.__class__ is list and dict in map(type, value)):
            return True
    return False


@dataclass
class Unfolding:
    """One entry of the input; ``default`` is the kind of objects inside where the schema names only a generic one."""

    shapes: Shapes
    given: Given
    mistakes: Mistakes
    default: str

    def of(self, entry: Mapping[str, Any], place: str) -> dict[str, Any]:
        """The entry without what stood in it, which is added to the entries."""
        kind = self.shapes.kind(entry["kind"])
        made: dict[str, Any] = {}
        owned: list[tuple[str, Inner, str]] = []
        for name, value in entry["data"].items():
            facts = kind.relations.get(name)
            if facts is None or not is_block(value):
                made[name] = value
                continue
            refs = []
            for where, one in self.each(facts, value, f"{place}.{name}"):
                if not isinstance(one, Inner):
                    refs.append(one)
                    continue
                other = other_side(one.kind, facts)
                if other is not None and demands(other[1]):
                    owned.append((where, one, other[0]))
                    continue
                self.add(where, one)
                refs.append(self.name(one.kind, self.known(one.kind, one.data, where), facts["peer"]))
            refs = [ref for ref in refs if ref is not None]
            if refs:
                made[name] = refs if facts["cardinality"] == "many" else refs[0]
        known = entry.get("hfid") or (self.known(kind, made, place) if owned and not entry.get("id") else None)
        for where, one, back in owned:
            relation = one.kind.relations[back]
            parent = {"id": entry["id"]} if entry.get("id") else self.name(kind, known, relation["peer"])
            if parent is not None:
                one.data[back] = [parent] if relation["cardinality"] == "many" else parent
            self.add(where, one)
        return {**entry, "data": made}

    def add(self, place: str, inner: Inner) -> None:
        entry = self.of({"kind": inner.kind.name, "data": inner.data}, place)
        inner.data.clear()
        inner.data.update(entry["data"])
        self.given.add(place, entry, inside=True)

    def each(self, facts: Mapping[str, Any], value: Any, place: str) -> Iterator[tuple[str, Any]]:
        """The objects of a relation as entries, and the peers that are only named; what is wrong is put down."""
        try:
            if facts["cardinality"] == "one":
                if isinstance(value, list):
                    raise PlanError("a relation to one takes one object")
                yield place, self.entry(facts, value, value["data"])
            elif isinstance(value, list):
                for number, one in enumerate(value):
                    block = isinstance(one, Mapping) and "data" in one
                    yield f"{place}[{number}]", self.entry(facts, one, one["data"]) if block else one
            else:
                yield from self.listed(facts, value, place)
        except PlanError as error:
            self.mistakes.add(place, error)

    def listed(self, facts: Mapping[str, Any], value: Mapping[str, Any], place: str) -> Iterator[tuple[str, Any]]:
        if not isinstance(value["data"], list):
            raise PlanError("a relation to many takes a list of objects as data")
        expands = expands_range(value.get("parameters"), "parameters")
        for number, data in enumerate(value["data"]):
            for one in spread(data) if expands and isinstance(data, Mapping) else [data]:
                yield f"{place}[{number}]", self.entry(facts, value, one)

    def entry(self, facts: Mapping[str, Any], block: Mapping[str, Any], data: Any) -> Inner:
        strange = sorted(set(block) - BLOCK)
        if strange or not isinstance(data, Mapping):
            what = f"{', '.join(strange)} stands" if strange else "it is"
            raise PlanError(f"an object inside another is a dictionary with kind and data; {what} outside of data")
        kind = self.shapes.kind(block.get("kind") or facts["peer"])
        if kind.generic and not block.get("kind"):
            kind = self.shapes.kind(self.default)
        if kind.generic or not (kind.is_a(facts["peer"])):
            peer = self.shapes.kind(facts["peer"])
            concrete = ", ".join(peer.facts["used_by"][:8]) or peer.name
            raise PlanError(f"say which kind the object is, as kind: {concrete}")
        return Inner(kind, dict(data))

    def known(self, kind: Kind, data: Mapping[str, Any], place: str) -> list[str] | None:
        """The human friendly id by which the others refer to the object."""
        known = named(self.shapes, kind, data)
        if not known and not list(wrong(self.shapes, kind, data)):
            text = "its data gives no human friendly id, by which what stands with it could refer to it"
            self.mistakes.add(place, PlanError(f"{kind.name}: {text}"))
        return known

    def name(self, kind: Kind, known: Any, peer: str) -> Any:
        """A reference in the plainest words that say it."""
        if not known:
            return None
        if self.shapes.kind(peer).generic:
            return {"kind": kind.name, "hfid": known}
        if any(is_id(part) for part in known):
            return {"hfid": known}
        return known[0] if len(known) == 1 else known


def is_block(value: Any) -> bool:
    return any(isinstance(one, Mapping) and "data" in one for one in (value if isinstance(value, list) else [value]))


def other_side(kind: Kind, facts: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]] | None:
    """The relation of the peer's kind that is the same one, seen from there."""
    direction = OPPOSITE.get(facts["direction"], facts["direction"])
    for name, one in kind.relations.items():
        if facts["identifier"] and one["identifier"] == facts["identifier"] and one["direction"] == direction:
            return name, one
    return None


def demands(relation: Mapping[str, Any]) -> bool:
    """Whether a node cannot be made before its peer: also a child in a tree, which is optional only in the schema."""
    return relation["optional"] is False or (relation["kind"], relation["cardinality"]) == ("Hierarchy", "one")


def wrong(shapes: Shapes, kind: Kind, data: Mapping[str, Any]) -> Iterator[tuple[str, PlanError]]:
    """The fields whose values cannot be right, each with the reason."""
    for name, value in data.items():
        try:
            describe(shapes, kind, {name: value})
        except PlanError as error:
            yield name, error


def named(shapes: Shapes, kind: Kind, data: Mapping[str, Any]) -> list[str] | None:
    """The human friendly id that the data gives, as far as it is right."""
    if kind.generic:
        return None
    try:
        return describe(shapes, kind, data).hfid
    except PlanError:
        bad = {name for name, _error in wrong(shapes, kind, data)}
        return describe(shapes, kind, {name: value for name, value in data.items() if name not in bad}).hfid
