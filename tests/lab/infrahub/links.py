# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Relationships of a node: whom a reference means, and setting, adding and removing links at both ends."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from .errors import Refused, not_found, violated
from .hooks import SOURCES
from .peers import with_peer
from .schema_kind import Kind, far_key, key_of
from .store import Change, Edge, Node, View, hfid_key

EDGE_FIELDS = ("is_protected", "owner", "source")


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def lookup(view: View | Change, kind: str, ident: str | None, hfid: list[str] | None) -> Node:
    """The node of a kind that an id or a human-friendly id names."""
    if ident:
        node = view.get(ident)
        if node is None or not view.schema.is_a(node.kind, kind):
            raise not_found(kind, ident)
        return node
    if hfid:
        found = by_hfid(view, kind, hfid)
        if found is None:
            raise not_found(kind, " :: ".join(str(part) for part in hfid))
        return found
    raise Refused("either id or hfid must be provided.", status=400)


def complete(kind: Kind, hfid: list[str]) -> list[str]:
    """The parts of a human-friendly id, which must be as many as the kind has."""
    parts, told = [str(part) for part in hfid], None
    if not kind.hfid:
        told = f"schema '{kind.kind}' does not have a HFID defined."
    elif len(parts) != len(kind.hfid):
        told = f"schema '{kind.kind}' HFID does not contain the same number of elements as {parts}"
    if told:
        data = {"node_kind": kind.kind, "identifier": " :: ".join(parts)}
        raise Refused(f"Unable to lookup node by HFID, {told}", "NODE_NOT_FOUND", 404, **data)
    return parts


def by_hfid(view: View | Change, kind: str, hfid: list[str]) -> Node | None:
    wanted = tuple(complete(view.schema.kinds[kind], hfid))
    base = view.view if isinstance(view, Change) else view
    if isinstance(view, Change):
        for node in view.touched.values():
            if node is not None and hfid_key(node) == wanted and view.schema.is_a(node.kind, kind):
                return node
    return base.by_hfid(kind, list(wanted))


def peer(change: Change, holder: str, link: dict[str, Any], given: dict[str, Any]) -> Node:
    """The node that ``{id}`` or ``{hfid}`` means as a peer of this relationship."""
    wanted = link["peer"]
    if given.get("id"):
        ident = given["id"]
        node = change.get(ident)
        if node is None and not is_uuid(ident):
            node = by_default(change, wanted, ident)
        if node is None:
            raise not_found(wanted, ident)
        if not change.schema.is_a(node.kind, wanted):
            what = f"{node.kind} - {node.id} cannot be added to relationship, must be of type: {[wanted]!r}"
            raise violated(holder, link["name"], what)
        return node
    if given.get("hfid"):
        kind = given.get("kind") or wanted
        if kind not in change.schema.kinds:
            raise Refused(f"Unable to find the schema '{kind}' in the registry", "SCHEMA_NOT_FOUND", 422)
        return lookup(change, kind, None, given["hfid"])
    raise Refused("Relationship has not been initialized yet", status=500)


def by_default(change: Change, kind: str, text: str) -> Node | None:
    told = change.schema.kinds[kind].entry["default_filter"]
    if not told:
        return None
    name = told.split("__")[0]
    return next((node for node in change.view.all(kind) if node.value(name) == text), None)


def meant(change: Change, kind: Kind, node: Node, link: dict[str, Any], given: dict[str, Any]) -> Node:
    if given.get("from_pool"):
        return SOURCES["peer"](change, kind, node, link, given)
    return peer(change, kind.kind, link, given)


def join(change: Change, node: Node, link: dict[str, Any], other: Node, given: dict[str, Any] | None = None) -> bool:
    """Link two nodes; whether anything changed."""
    key = key_of(link)
    held = node.peers(key).get(other.id)
    if held is not None:
        return properties(change, node, key, other, held, given or {})
    back = change.schema.kinds[other.kind].by_key.get(far_key(key))
    taken = len(other.peers(far_key(key)))
    if back and back["max_count"] and taken >= back["max_count"]:
        what = f"Node {other.id} has {taken + 1} peers for {link['identifier']}, maximum of {back['max_count']} allowed"
        raise Refused(what)
    edge = Edge(change.at, change.by)
    for name in EDGE_FIELDS:
        setattr(edge, name, (given or {}).get(f"_relation__{name}"))
    store(change, node, key, other.id, edge)
    store(change, other, far_key(key), node.id, edge)
    return True


def properties(change: Change, node: Node, key: str, other: Node, held: Edge, given: dict[str, Any]) -> bool:
    wanted = {name: given[f"_relation__{name}"] for name in EDGE_FIELDS if f"_relation__{name}" in given}
    if all(getattr(held, name) == value for name, value in wanted.items()):
        return False
    edge = Edge(change.at, change.by, held.copies)
    for name in EDGE_FIELDS:
        setattr(edge, name, wanted.get(name, getattr(held, name)))
    store(change, node, key, other.id, edge)
    store(change, other, far_key(key), node.id, edge)
    return True


def store(change: Change, node: Node, key: str, ident: str, edge: Edge | None) -> None:
    mine = change.edit(node)
    mine.rels[key] = with_peer(mine.peers(key), ident, edge)


def part(change: Change, node: Node, link: dict[str, Any], other_id: str) -> None:
    """Remove a link; one that was given twice is then there once."""
    key = key_of(link)
    held = (change.get(node.id) or node).peers(key).get(other_id)
    if held is None:
        return
    other = change.get(other_id)
    back = change.schema.kinds[other.kind].by_key.get(far_key(key)) if other else None
    left = len(other.peers(far_key(key))) - 1 if other else 0
    if other and back and held.copies == 1 and left < back["min_count"]:
        raise Refused(
            f"Node {other.id} has {left} peers for {link['identifier']}, no fewer than {back['min_count']} allowed"
        )
    less = None
    if held.copies > 1:
        less = Edge(held.at, held.by, held.copies - 1)
        less.is_protected, less.owner, less.source = held.is_protected, held.owner, held.source
    store(change, node, key, other_id, less)
    if other is not None:
        store(change, other, far_key(key), node.id, less)


def replace(change: Change, kind: Kind, node: Node, link: dict[str, Any], given: Any) -> bool:
    """Exactly these peers: an object, a list, or None for nobody."""
    items = given if isinstance(given, list) else [] if given is None else [given]
    wanted = [(meant(change, kind, node, link, item), item) for item in items]
    if link["min_count"] and len(wanted) < link["min_count"]:
        raise violated(kind.kind, link["name"], f"Too few relationships, min {link['min_count']}")
    if link["max_count"] and len(wanted) > link["max_count"]:
        raise violated(kind.kind, link["name"], f"Too many relationships, max {link['max_count']}")
    key = key_of(link)
    keep = {other.id for other, _skip in wanted}
    changed = False
    for ident in list((change.get(node.id) or node).peers(key)):
        if ident not in keep:
            part(change, node, link, ident)
            changed = True
    seen: set[str] = set()
    for other, item in wanted:
        node = change.get(node.id) or node
        if other.id in seen:
            if node.rels[key][other.id].at == change.at:
                node.rels[key][other.id].copies += 1
            continue
        seen.add(other.id)
        changed |= join(change, node, link, change.get(other.id) or other, item)
    return changed
