# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes as entries of object files: what of them is told, on which side of a relation, and who peers are. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .described import Shapes
from .given import secret_names
from .order import children_first, levels
from .peers import is_id
from .properties import LINEAGE, PROPERTIES
from .schema import GROUPS, Kind
from .unfold import demands, other_side
from .values import FREE

PEER = "id hfid __typename"
LENDER = " properties { source { __typename } }"
PROFILE = "Profile"
STRONGER = ("Parent", "Attribute", "Profile", "Component", "Group")  # kinds of relations that tell before others do
# What the server works out by itself from the addresses and prefixes that there are.
WORKED_OUT = {
    "BuiltinIPAddress": ("ip_prefix",),
    "BuiltinIPPrefix": ("parent", "children", "ip_addresses", "resource_pool"),
}
UNTOLD = (*GROUPS, "object_template")  # groups tell their members; of a template only what came of it counts


@dataclass
class Teller:
    """What is told of the nodes of one kind, and what is noticed along the way."""

    shapes: Shapes
    kind: Kind
    attributes: list[str]
    relations: list[str]
    properties: bool = False  # whether to tell what stands around values
    lent: Collection[str] = ()  # relations with peers that some profile gives
    secrets: list[dict[str, Any]] = field(default_factory=list)
    nameless: set[str] = field(default_factory=set)  # kinds of peers that only their ids name

    @property
    def selection(self) -> str:
        around = f" is_protected {' '.join(f'{name} {{ {PEER} }}' for name in LINEAGE)}" if self.properties else ""
        parts = [PEER, *(f"{name} {{ value is_default is_from_profile{around} }}" for name in self.attributes)]
        parts += [f"{name} {{ is_default }}" for name in secret_names(self.kind)]
        for name in self.relations:
            one = self.kind.relations[name]["cardinality"] == "one"
            peer = f"node {{ {PEER} }}{LENDER if name in self.lent else ''}"
            parts.append(f"{name} {{ {peer if one else f'edges {{ {peer} }}'} }}")
        return " ".join(parts)

    def entry(self, node: Mapping[str, Any]) -> dict[str, Any]:
        """The node's data. Values that a profile gives come with the profile; null in place of one is told too."""
        made: dict[str, Any] = {}
        profiled = "profiles" in self.relations and bool(node["profiles"]["edges"])
        for name in self.attributes:
            told = node[name]
            value = told["value"]
            if told["is_from_profile"]:
                continue
            around = self.around(told) if self.properties else {}
            if around or (self.kind.attributes[name]["kind"] in FREE and looks_wrapped(value)):
                made[name] = {**({} if value is None else {"value": value}), **around}
            elif value is not None or (profiled and not told["is_default"]):
                made[name] = value
        for name in self.relations:
            facts, told = self.kind.relations[name], node[name]
            if facts["cardinality"] == "one":
                if told["node"] and not lent(told):
                    made[name] = self.reference(facts, told["node"])
                continue
            refs = [self.reference(facts, edge["node"]) for edge in told["edges"] if not lent(edge)]
            if refs:
                made[name] = sorted(refs, key=str)
        unset = [name for name in secret_names(self.kind) if not node[name]["is_default"]]
        if unset:
            self.secrets.append({"kind": self.kind.name, "hfid": node["hfid"] or [], "attributes": unset})
        return made

    def around(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """What stands around a value, as far as it is not what any value has."""
        made: dict[str, Any] = {"is_protected": True} if told["is_protected"] else {}
        for name in LINEAGE:
            one = told[name]
            if one:
                made[name] = {"kind": one["__typename"], "hfid": one["hfid"]} if one["hfid"] else one["id"]
        return made

    def reference(self, facts: Mapping[str, Any], peer: Mapping[str, Any]) -> Any:
        hfid = peer["hfid"]
        if not hfid:
            self.nameless.add(peer["__typename"])
            return peer["id"]
        declared = self.shapes.kind(facts["peer"])
        if declared.generic and not declared.hfid:
            return {"kind": peer["__typename"], "hfid": hfid}
        if any(is_id(part) for part in hfid):
            return {"hfid": hfid}
        return hfid[0] if len(hfid) == 1 else hfid


def lent(edge: Mapping[str, Any]) -> bool:
    """Whether a profile gave this peer: with the profile it comes back."""
    source = (edge.get("properties") or {}).get("source") or {}
    return str(source.get("__typename", "")).startswith(PROFILE)


def lenders(shapes: Shapes, one: Teller) -> Iterator[tuple[Kind, list[str]]]:
    """The kinds of profiles that a node of the kind may have, and which of the told relations they have too."""
    if "profiles" not in one.relations:
        return
    for name in (one.kind.name, *one.kind.facts["inherits"]):
        if PROFILE + name in shapes.schema.kinds():
            profile = shapes.kind(PROFILE + name)
            shared = [part for part in one.relations if part in profile.relations]
            if shared:
                yield profile, shared


def concrete(shapes: Shapes, names: Collection[str]) -> list[Kind]:
    """The kinds that have nodes, in the order of their names; for generic ones those that are of them."""
    found: dict[str, Kind] = {}
    for name in names:
        kind = shapes.kind(name)
        for one in [shapes.kind(used) for used in kind.facts["used_by"]] if kind.generic else [kind]:
            found[one.name] = one
    return [found[name] for name in sorted(found)]


def in_order(tellers: Sequence[Teller]) -> list[Teller]:
    """What others refer to comes first, as far as it goes round in no circle: some tools read from top to bottom."""
    needs: dict[int, set[int]] = {}
    for number, one in enumerate(tellers):
        peers = {one.kind.relations[name]["peer"] for name in one.relations}
        peers |= {used for name in peers for used in one.shapes.kind(name).facts["used_by"]}
        needs[number] = {place for place, other in enumerate(tellers) if other.kind.name in peers}
    ordered, circle = levels(len(tellers), needs)
    kinds = {tellers[number].kind.name: tellers[number] for number in circle}
    last = children_first([one.kind for one in kinds.values()], lambda name, kind: kinds[name].kind.is_a(kind))[::-1]
    return [tellers[number] for level in ordered for number in level] + [kinds[kind.name] for kind in last]


def looks_wrapped(value: Any) -> bool:
    """Whether a value would be taken for one that has properties around it."""
    if not isinstance(value, Mapping):
        return False
    return value == {"is_default": True} or ("value" in value and value.keys() <= {"value", *PROPERTIES})


def teller(shapes: Shapes, kind: Kind, exported: Collection[str], properties: bool = False) -> Teller:
    secret = secret_names(kind)
    attributes = [name for name, one in kind.attributes.items() if not one["read_only"] and name not in secret]
    return Teller(shapes, kind, attributes, list(told_relations(shapes, kind, exported)), properties)


def told_relations(shapes: Shapes, kind: Kind, exported: Collection[str]) -> Iterator[str]:
    """Each relation from one of its sides, so that neither has to be there before the other."""
    worked_out = {name for generic, names in WORKED_OUT.items() if kind.is_a(generic) for name in names}
    for name, facts in kind.relations.items():
        if facts["read_only"] or name in UNTOLD or name in worked_out:
            continue
        if name in {path[0] for path in kind.hfid} or tells(shapes, kind, name, facts, exported):
            yield name


def tells(shapes: Shapes, kind: Kind, name: str, facts: Mapping[str, Any], exported: Collection[str]) -> bool:
    peer = shapes.kind(facts["peer"])
    other = other_side(peer, facts)
    if other is None or other[0] in GROUPS or other[1]["read_only"] or (peer.name, other[0]) == (kind.name, name):
        return True
    back, seen_from_there = other
    if facts["cardinality"] != seen_from_there["cardinality"]:
        return facts["cardinality"] == "one"
    if demands(facts) or demands(seen_from_there):
        return demands(facts)
    if not set(peer.facts["used_by"] if peer.generic else [peer.name]) <= set(exported):
        return True
    return (strength(facts), kind.name, name) <= (strength(seen_from_there), peer.name, back)


def strength(facts: Mapping[str, Any]) -> int:
    return STRONGER.index(facts["kind"]) if facts["kind"] in STRONGER else len(STRONGER)
