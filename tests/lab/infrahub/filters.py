# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The filters of a kind: for each argument its GraphQL type and the test that it stands for."""

from __future__ import annotations

from typing import Any, Callable, NamedTuple

from .schema import Schema
from .schema_kind import Kind, key_of
from .store import Node, View

Test = Callable[[Node], bool]
SCALARS = {
    "Number": "BigInt", "Bandwidth": "BigInt", "NumberPool": "BigInt", "Boolean": "Boolean", "Checkbox": "Boolean",
    "List": "GenericScalar", "JSON": "GenericScalar", "Any": "GenericScalar",
}  # fmt: skip


class Filter(NamedTuple):
    type: str
    many: bool
    make: Callable[[View, Any, bool], Test]  # view, value, partial match


def equals(pick: Callable[[Node], Any]) -> Callable[[View, Any, bool], Test]:
    def make(_view: View, wanted: Any, partial: bool) -> Test:
        if partial and isinstance(wanted, str):
            part = wanted.lower()
            return lambda node: part in str(pick(node) if pick(node) is not None else "").lower()
        return lambda node: pick(node) == wanted

    return make


def among(pick: Callable[[Node], Any]) -> Callable[[View, Any, bool], Test]:
    def make(_view: View, wanted: Any, _partial: bool) -> Test:
        try:
            allowed: Any = set(wanted)
        except TypeError:
            allowed = wanted
        return lambda node: pick(node) in allowed

    return make


def missing(pick: Callable[[Node], Any]) -> Callable[[View, Any, bool], Test]:
    return lambda _view, wanted, _partial: lambda node: (pick(node) is None) == wanted


def value_of(name: str) -> Callable[[Node], Any]:
    return lambda node: node.value(name)


def property_of(name: str, prop: str) -> Callable[[Node], Any]:
    def pick(node: Node) -> Any:
        held = node.attrs.get(name)
        return getattr(held, prop) if held else None

    return pick


def peers(key: str, inner: Callable[[View, Any, bool], Test]) -> Callable[[View, Any, bool], Test]:
    """The test holds for some peer."""

    def make(view: View, wanted: Any, partial: bool) -> Test:
        test, known = inner(view, wanted, partial), {}

        def holds(node: Node) -> bool:
            for ident in node.peers(key):
                if ident not in known:
                    other = view.get(ident)
                    known[ident] = other is not None and test(other)
                if known[ident]:
                    return True
            return False

        return holds

    return make


def anywhere(pick: Callable[[Any], Any], many: bool = False) -> Callable[[View, Any, bool], Test]:
    def make(_view: View, wanted: Any, partial: bool) -> Test:
        if many:
            return lambda node: any(pick(held) in wanted for held in node.attrs.values() if not unhashable(held.value))
        part = wanted.lower() if partial and isinstance(wanted, str) else None
        if part is not None:
            return lambda node: any(
                part in str(pick(held)).lower() for held in node.attrs.values() if pick(held) is not None
            )
        return lambda node: any(pick(held) == wanted for held in node.attrs.values())

    return make


def unhashable(value: Any) -> bool:
    return isinstance(value, (list, dict))


def moment(field: str, how: str) -> Callable[[View, Any, bool], Test]:
    def make(_view: View, wanted: Any, _partial: bool) -> Test:
        when = str(wanted).replace("Z", "+00:00")
        if how == "before":
            return lambda node: getattr(node, field) < when
        if how == "after":
            return lambda node: getattr(node, field) > when
        return lambda node: getattr(node, field) == when

    return make


def attributes(kind: Kind, top: bool) -> dict[str, Filter]:
    found: dict[str, Filter] = {}
    for name, field in kind.attributes.items():
        scalar, pick = SCALARS.get(field["kind"], "String"), value_of(name)
        found[f"{name}__value"] = Filter(scalar, False, equals(pick))
        found[f"{name}__values"] = Filter(scalar, True, among(pick))
        if top:
            found[f"{name}__isnull"] = Filter("Boolean", False, missing(pick))
        for prop, of in (("source", "ID"), ("owner", "ID")):
            found[f"{name}__{prop}__id"] = Filter(of, False, equals(property_of(name, prop)))
        found[f"{name}__is_protected"] = Filter("Boolean", False, equals(property_of(name, "is_protected")))
    return found


def labels() -> dict[str, Filter]:
    def pick(node: Node) -> str:
        return node.label

    return {
        "display_label__value": Filter("String", False, equals(pick)),
        "display_label__values": Filter("String", True, among(pick)),
        "display_label__isnull": Filter("Boolean", False, missing(pick)),
    }


def root(schema: Schema, kind: Kind) -> dict[str, Filter]:
    """All filters of a kind at the root of a query; ``ids`` and ``hfid`` are looked up, not tested."""
    found = {"ids": Filter("ID", True, among(lambda node: node.id)), **labels()}
    if kind.entry["human_friendly_id"]:
        found["hfid"] = Filter(
            "String", True, lambda _v, wanted, _p: lambda node: node.hfid == [str(p) for p in wanted]
        )
    found.update(attributes(kind, True))
    found["any__value"] = Filter("String", False, anywhere(lambda held: held.value))
    found["any__values"] = Filter("String", True, anywhere(lambda held: held.value, True))
    for prop in ("source", "owner"):
        found[f"any__{prop}__id"] = Filter("ID", False, anywhere(lambda held, p=prop: getattr(held, p)))
    found["any__is_protected"] = Filter("Boolean", False, anywhere(lambda held: held.is_protected))
    for who in ("created_by", "updated_by"):
        pick = by(who)
        found[f"node_metadata__{who}__id"] = Filter("ID", False, equals(pick))
        found[f"node_metadata__{who}__ids"] = Filter("ID", True, among(pick))
    for when in ("created_at", "updated_at"):
        for how in ("", "__before", "__after"):
            found[f"node_metadata__{when}{how}"] = Filter("DateTime", False, moment(when, how.strip("_")))
    for name, link in kind.relationships.items():
        found.update(relation(schema, name, link))
    return found


def by(who: str) -> Callable[[Node], Any]:
    return lambda node: getattr(node, who)


def relation(schema: Schema, name: str, link: dict[str, Any]) -> dict[str, Filter]:
    key = key_of(link)
    found = {
        f"{name}__ids": Filter("ID", True, peers(key, among(lambda node: node.id))),
        f"{name}__isnull": Filter(
            "Boolean", False, lambda _v, wanted, _p: lambda node: (not node.peers(key)) == wanted
        ),
    }
    inner = {**labels(), **attributes(schema.kinds[link["peer"]], False)}
    found.update({f"{name}__{n}": Filter(one.type, one.many, peers(key, one.make)) for n, one in inner.items()})
    return found


def nested(kind: Kind) -> dict[str, Filter]:
    """The filters of a many-relation's peers."""
    found = {
        "ids": Filter("ID", True, among(lambda node: node.id)),
        "isnull": Filter("Boolean", False, lambda *_skip: lambda _n: True),
    }
    return {**found, **labels(), **attributes(kind, False)}


__all__ = ["Filter", "Test", "nested", "root"]
