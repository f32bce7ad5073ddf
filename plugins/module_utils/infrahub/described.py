# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a user writes of a node, checked against the schema and made ready to plan. Asks no server."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from ..core.errors import PlanError
from ..core.spec import Field
from .client import INFRAHUB
from .identity import filters, hfid_of
from .node import DISPLAY_LABEL, HFID, ID, Node, NodeResource, NodeStore
from .peers import label, reference
from .properties import (
    FROM_POOL,
    OF_ADDRESSES,
    OF_PREFIXES,
    PROPERTIES,
    Written,
    around,
    attribute,
    pooled,
    refuse_strange,
)
from .schema import Kind, Schema
from .values import COMPARED, SECRETS, sent

Forms = Mapping[str, tuple[str, ...]]
NAMED = ("id", "hfid", "kind")
PEER_WORDS = (*NAMED, "data", FROM_POOL, *PROPERTIES)
OF_POOLS = {"BuiltinIPAddress": OF_ADDRESSES, "BuiltinIPPrefix": OF_PREFIXES}


class Peer(NamedTuple):
    """One peer as it is compared, and as it is looked up and sent."""

    desired: Any
    ref: dict[str, Any]


@dataclass
class Shapes:
    """Fields by kind and names, made once for all items that are alike."""

    schema: Schema
    _known: dict[Any, tuple[tuple[Field, ...], tuple[Field, ...]]] = field(default_factory=dict)
    _kinds: dict[str, Kind] = field(default_factory=dict)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.schema.kinds())

    def kind(self, name: str) -> Kind:
        if name not in self._kinds:
            self._kinds[name] = self.schema.kind(name)
        return self._kinds[name]

    def of(self, kind: Kind, data: Mapping[str, Any], forms: Forms) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
        """The fields that are read, and all that a resource has."""
        names = (kind.name, *data, *forms.items())
        if names not in self._known:
            read = tuple(node_fields(kind, data, forms))
            self._known[names] = read, (ID, HFID, DISPLAY_LABEL, *read, *missing(kind, data))
        return self._known[names]


def describe(shapes: Shapes, kind: Kind, data: Mapping[str, Any], place: str = "data", **name: Any) -> Node:
    """Check what a user wrote and make it ready to plan. ``name`` may have ``id``, ``hfid`` and ``absent``."""
    if kind.generic:
        concrete = ", ".join(kind.facts["used_by"][:8]) or "none yet"
        raise PlanError(f"{kind.name} is a generic kind and has no nodes of its own; give one of its kinds: {concrete}")
    desired: dict[str, Any] = {}
    refs: dict[str, Any] = {}
    values: dict[str, Any] = {}
    forms: dict[str, tuple[str, ...]] = {}
    children = []
    for field_name, value in data.items():
        facts = kind.field(field_name)
        where = f"{place}.{field_name}"
        if facts["read_only"] and not name.get("absent"):
            raise PlanError(f"{where} is for the server to say; leave it out")
        if field_name in kind.relations:
            if has_data(value) and parent_of(shapes, facts, value):
                children.append(field_name)  # their names have the name of this node in them
                desired[field_name] = None
                continue
            desired[field_name], refs[field_name] = related(shapes, facts, value, where)
            continue
        written = attribute(facts, value, where) if value.__class__ is dict else None
        if written is None:
            desired[field_name] = values[field_name] = sent(facts, value, where)
            continue
        if "value" in written.desired:
            values[field_name] = written.desired["value"] = sent(facts, written.desired["value"], where)
        desired[field_name], refs[field_name], forms[field_name] = *written, tuple(written.desired)
    hfid = name.get("hfid") or hfid_of(kind, values, refs, shapes.kind)
    for field_name in children:
        above = {"kind": kind.name, **({"hfid": hfid} if hfid else {"id": name.get("id")})}
        where = f"{place}.{field_name}"
        desired[field_name], refs[field_name] = related(shapes, kind.field(field_name), data[field_name], where, above)
    forms |= {one: words for one in refs if one in kind.relations and (words := form_of(refs[one]))}
    derived = hfid if kind.hfid and not name.get("hfid") else None
    read, fields = shapes.of(kind, data, forms)
    known_by = {} if derived else filters(kind, values, refs, shapes.kind)
    store = NodeStore(kind, read, refs, known_by, hfid, forms)
    bound = {one: back for one in refs if isinstance(refs[one], list) and (back := named_by(shapes, kind, one))}
    return Node(kind, NodeResource(kind.name, INFRAHUB, fields, store), desired, refs, name.get("id"), hfid, bound)


def named_by(shapes: Shapes, kind: Kind, name: str) -> str | None:
    """The relation in which each peer must name this node, so that none can be taken off."""
    facts = kind.relations.get(name)
    if facts is None:
        return None
    for back, relation in shapes.kind(facts["peer"]).relations.items():
        if relation["identifier"] == facts["identifier"] and relation["cardinality"] == "one":
            return back if relation["optional"] is False else None
    return None


def has_data(value: Any) -> bool:
    return any(isinstance(one, Mapping) and "data" in one for one in (value if isinstance(value, list) else [value]))


def parent_of(shapes: Shapes, facts: Mapping[str, Any], value: Any) -> str | None:
    """The relation in which peers that do not exist yet must name this node, so that they come after it."""
    if facts["kind"] == "Parent" or (facts["kind"] == "Hierarchy" and facts["cardinality"] == "one"):
        return None
    named = next((one["kind"] for one in (value if isinstance(value, list) else [value]) if has_kind(one)), None)
    for name, relation in shapes.kind(named or facts["peer"]).relations.items():
        if relation["identifier"] == facts["identifier"] and relation["cardinality"] == "one":
            return name if relation["optional"] is False or facts["kind"] == "Hierarchy" else None
    return None


def has_kind(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value.get("kind"))


def related(
    shapes: Shapes, facts: Mapping[str, Any], value: Any, place: str, above: Mapping[str, Any] | None = None
) -> tuple[Any, Any]:
    """The peers as they are compared, and as they are sent."""
    if facts["cardinality"] == "one":
        if value is None or value == "":
            return None, None
        return peer_of(shapes, facts, value, place, above)
    if value is None:
        return [], []
    if not isinstance(value, list):
        raise PlanError(f"{place} takes a list of peers; one was given without a list")
    each = [peer_of(shapes, facts, item, f"{place}[{number}]", above) for number, item in enumerate(value)]
    unique = {name_of(one.ref): one for one in each}  # a peer named twice corrupts the relation on the server
    return [one.desired for one in unique.values()], [one.ref for one in unique.values()]


def name_of(ref: Mapping[str, Any]) -> Any:
    return (label(ref[FROM_POOL]), ref["wire"].get("identifier")) if FROM_POOL in ref else label(ref)


def peer_of(
    shapes: Shapes, facts: Mapping[str, Any], value: Any, place: str, above: Mapping[str, Any] | None = None
) -> Peer:
    if not isinstance(value, Mapping):
        ref = named_peer(shapes, facts, value, place)
        return Peer(label(ref), ref)
    refuse_strange(value, PEER_WORDS, place)
    edge = around(value, place)
    ways = [word for word in ("id", "hfid", "data", FROM_POOL) if word in value]
    if len(ways) != 1:
        raise PlanError(f"{place}: a peer is named by one of id, hfid, data or {FROM_POOL}; {len(ways)} were given")
    if ways == [FROM_POOL]:
        made = from_pool(shapes, facts, value, place)
        if edge.desired:
            raise PlanError(f"{place}: {FROM_POOL} stands alone; its source is the pool")
        return made
    if ways == ["data"]:
        ref = newcomer(shapes, facts, value, place, above)
    else:
        ref = named_peer(shapes, facts, {name: value[name] for name in NAMED if name in value}, place)
    if not edge.desired:
        return Peer(label(ref), ref)
    return Peer({"peer": label(ref), **edge.desired}, {**ref, "edge": edge})


def named_peer(shapes: Shapes, facts: Mapping[str, Any], value: Any, place: str) -> dict[str, Any]:
    peer = shapes.kind(value["kind"] if has_kind(value) else facts["peer"])
    one = reference(value, place, len(peer.hfid) or None)
    if "hfid" in one and peer.generic and not peer.hfid:
        kinds = ", ".join(peer.facts["used_by"][:8])
        raise PlanError(
            f"{place}: a {peer.name} has no human friendly id of its own; give kind ({kinds}) and hfid, or id"
        )
    return one


def from_pool(shapes: Shapes, facts: Mapping[str, Any], value: Mapping[str, Any], place: str) -> Peer:
    peer = shapes.kind(facts["peer"])
    options = next((words for name, words in OF_POOLS.items() if peer.is_a(name)), None)
    if options is None:
        raise PlanError(f"{place}: pools give addresses and prefixes; {peer.name} is neither")
    written: Written = pooled(value[FROM_POOL], f"{place}.{FROM_POOL}", options)
    if facts["cardinality"] == "many" and not written.refs["wire"].get("identifier"):
        raise PlanError(f"{place}.{FROM_POOL}: give identifier, so that the same peer is meant the next time")
    many = {"many": True} if facts["cardinality"] == "many" else {}
    return Peer(written.desired, {**written.refs, "of": peer.name, **many})


def newcomer(
    shapes: Shapes, facts: Mapping[str, Any], value: Mapping[str, Any], place: str, above: Mapping[str, Any] | None
) -> dict[str, Any]:
    """A peer that is made where it does not exist yet; one that exists is only referred to."""
    kind = shapes.kind(value.get("kind") or facts["peer"])
    data = value["data"]
    if not isinstance(data, Mapping):
        raise PlanError(f"{place}.data takes a dictionary of attributes and relations")
    inverse = parent_of(shapes, facts, value) if above else None
    if inverse and inverse not in data and above:
        data = {**data, inverse: above}
    node = describe(shapes, kind, data, f"{place}.data")
    if not node.hfid:
        parts = " and ".join("/".join(path) for path in kind.hfid)
        how = f"give {parts} in its data" if parts else "name it by id, and make it in a task of its own"
        raise PlanError(f"{place}: nobody could tell whether this {kind.name} exists already; {how}")
    if inverse and node.refs.get(inverse):
        node.refs[inverse]["above"] = True
    return {"hfid": node.hfid, "kind": kind.name, "new": node, "below": inverse}


def form_of(refs: Any) -> tuple[str, ...]:
    """What is to be read of a relation besides who its peers are."""
    words: dict[str, None] = {}
    for ref in refs if isinstance(refs, list) else [refs] if refs else ():
        if FROM_POOL in ref:
            words[FROM_POOL] = None
        elif "edge" in ref:
            words |= dict.fromkeys(ref["edge"].desired)
    return tuple(words)


def node_fields(kind: Kind, names: Collection[str], forms: Forms | None = None) -> Iterator[Field]:
    templated = bool({"object_template", "profiles"} & set(names))  # these may hold what the server demands
    for name in names:
        form = (forms or {}).get(name, ())
        if name in kind.attributes:
            facts = kind.attributes[name]
            plain = Field(
                name,
                "raw",
                canonical=COMPARED.get(facts["kind"]),
                secret=facts["kind"] in SECRETS,
                unordered=facts["kind"] == "List" and facts["ordered"] is False,
                server_default=facts["default_value"],
                required=demanded(facts) and not templated,
                none_counts=templated and facts["default_value"] is None,
            )
            yield around_attribute(plain, form) if form else plain
        else:
            facts = kind.relations[name]
            many = facts["cardinality"] == "many"
            required = not (many or templated) and demanded(facts)
            yield Field(name, "raw", unordered=many, required=required, options=() if many else around_peer(form))


def around_attribute(plain: Field, form: tuple[str, ...]) -> Field:
    """The field of an attribute that was written with more than its value."""
    value = Field("value", "raw", canonical=plain.canonical, secret=plain.secret, unordered=plain.unordered,
                  server_default=plain.server_default, computed=FROM_POOL in form)  # fmt: skip
    others = tuple(Field(name) for name in form if name != "value")
    given = "value" in form or FROM_POOL in form
    return Field(plain.name, "raw", required=plain.required, options=(*((value,) if given else ()), *others))


def around_peer(form: tuple[str, ...]) -> tuple[Field, ...]:
    if FROM_POOL in form:
        return (Field(FROM_POOL), Field("value", computed=True))
    return (Field("peer"), *(Field(name) for name in form)) if form else ()


def demanded(facts: Mapping[str, Any]) -> bool:
    """Whether a new node must have it: the server gives none of its own."""
    return facts["optional"] is False and not facts["read_only"] and facts.get("default_value") is None


def missing(kind: Kind, given: Collection[str]) -> Iterator[Field]:
    """What the server demands for a new node and the user did not give."""
    if "object_template" in given or "profiles" in given:
        return
    for name, facts in {**kind.attributes, **kind.relations}.items():
        if demanded(facts) and name not in given and name != "ip_namespace":
            yield Field(name, "raw", required=True)
