# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A new schema meets nodes that exist: what they break, and what becomes of them."""

from __future__ import annotations

from collections import Counter
from typing import Any, Iterator

from .derived import derive
from .errors import Refused
from .links import store
from .schema import Schema
from .schema_kind import Kind, far_key, key_of, made_id
from .store import Attr, Change, Graph, Node, View
from .values import stored

CHECKED = ("kind", "regex", "enum", "choices", "min_length", "max_length", "parameters")


def complaints(view: View, new: Schema) -> list[str]:
    """In the server's words; ``view`` is under the schema that was valid so far."""
    found: list[str] = []
    for name, kind in new.kinds.items():
        old = view.schema.kinds.get(name)
        nodes = [] if kind.is_generic or old is None or old.hash == kind.hash else list(view.all(name))
        if nodes and old is not None:
            found += [text for field in kind.attributes for text in of_attribute(kind, old, field, nodes)]
            found += [text for link in kind.relationships for text in of_relationship(kind, old, link, nodes)]
    return found


def told(constraint: str, node: Node, detail: str = "") -> str:
    level, name, _skip = constraint.split(".", 2)
    text = (
        f"{level.title()}-level '{name}' constraint violation on schema '{node.kind}'. Node ({node.label})"
        f" is not compliant."
    )
    return f"{text} The error relates to field {detail}." if detail else text


def of_attribute(kind: Kind, old: Kind, name: str, nodes: list[Node]) -> Iterator[str]:
    field, before = kind.attributes[name], origin(kind, old, name)
    needed = not field["optional"] and not field["read_only"] and field["default_value"] is None
    if before is None:
        if needed and field["kind"] != "NumberPool":
            yield from (told("node.attribute.add", node) for node in nodes)
        return
    was = before["name"]
    if needed and before["optional"]:
        yield from (told("attribute.optional.update", node) for node in nodes if node.value(was) is None)
    if field["unique"] and not before["unique"]:
        often = Counter(str(node.value(was)) for node in nodes if node.value(was) is not None)
        for node in nodes:
            if often[str(node.value(was))] > 1:
                yield told("attribute.unique.update", node, f"{name}.value={node.value(was)!r}")
    changed = next((key for key in CHECKED if field[key] != before[key]), None)
    for node in nodes if changed else ():
        value = node.value(was)
        if value is not None and not fits(kind, field, value):
            yield told(f"attribute.{changed}.update", node, f"{name}.value={value!r}")


def fits(kind: Kind, field: dict[str, Any], value: Any) -> bool:
    try:
        stored(kind.kind, field, value)
    except Refused:
        return False
    return True


def of_relationship(kind: Kind, old: Kind, name: str, nodes: list[Node]) -> Iterator[str]:
    link, before = kind.relationships[name], old.relationships.get(name)
    key = key_of(link)
    if not link["optional"] and not link["read_only"] and (before is None or before["optional"]):
        constraint = "node.relationship.add" if before is None else "relationship.optional.update"
        yield from (told(constraint, node) for node in nodes if not node.peers(key))
    if before and link["cardinality"] == "one" and before["cardinality"] == "many":
        yield from (told("relationship.cardinality.update", node) for node in nodes if len(node.peers(key)) > 1)


def origin(kind: Kind, old: Kind, name: str) -> dict[str, Any] | None:
    """The field as it was, under another name if its id says so."""
    if name in old.attributes:
        return old.attributes[name]
    ident = kind.attributes[name]["id"]
    return next(
        (f for n, f in old.attributes.items() if ident and (f["id"] or made_id(f"{old.kind}.{n}")) == ident), None
    )


def migrate(old: Schema, new: Schema, graph: Graph, shared: Graph) -> None:
    """Nodes of kinds that are gone go; renamed kinds and fields keep their values; new fields get their defaults."""
    change = Change(View(new, graph, shared), None)
    renamed = {one.entry["id"]: name for name, one in new.kinds.items() if one.entry["id"]}
    for name, before in old.kinds.items():
        after = new.kinds.get(name) or new.kinds.get(renamed.get(before.entry["id"] or made_id(name), ""))
        if before.is_generic or (after is not None and after.hash == before.hash and after.kind == name):
            continue
        for home in (graph, shared):
            for ident in list(home.kinds.get(name, ())):
                node = home.nodes[ident]
                if after is None:
                    cut_off(change, node)
                    home.put(ident, None, change.at)
                else:
                    convert(change, before, after, node)
    change.commit()


def cut_off(change: Change, node: Node) -> None:
    for key, peers in node.rels.items():
        for ident in peers:
            other = change.get(ident)
            if other is not None and other.kind in change.schema.kinds:
                store(change, other, far_key(key), node.id, None)


def convert(change: Change, before: Kind, after: Kind, node: Node) -> None:
    attrs: dict[str, Attr] = {}
    for name, field in after.attributes.items():
        was = origin(after, before, name)
        held = node.attrs.get(was["name"]) if was else None
        attrs[name] = held or Attr(field["default_value"], True, change.at, change.by)
        if held and held.is_default and held.value is None and field["default_value"] is not None:
            attrs[name] = Attr(field["default_value"], True, change.at, change.by)
    mine = change.edit(node)
    mine.attrs, mine.kind = attrs, after.kind
    derive(change, after, mine)
