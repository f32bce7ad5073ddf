# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""See at a glance which of many entries the server holds already, word for word: most of them, in most runs.

Checking and planning an entry costs several times what fetching its node costs. What equals the server's own word needs
neither; whatever does not is left to a closer look, and is not judged here.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .client import Infrahub
from .described import Shapes, node_fields
from .identity import DEFAULT_NAMESPACE, NAMESPACE
from .lookup import by_hfids, name_of
from .node import NodeStore
from .peers import SEPARATOR
from .schema import Kind
from .values import CHECKS, SECRETS

SAME = (str, int, bool, float, type(None))  # of these types, what is equal is the same
ID_LENGTH = 36
Name = tuple[str, ...]
Node = Mapping[str, Any]


@dataclass(frozen=True)
class Form:
    """How entries with the same kind and the same fields are named and compared.

    ``exact`` says that a node which is not there under the name that stands in the entry is not there at all.
    """

    kind: Kind
    attributes: tuple[str, ...]
    relations: tuple[str, ...]
    parts: tuple[tuple[str, bool], ...]  # of the human friendly id: the field, and whether it is a relation
    exact: bool

    def name(self, data: Mapping[str, Any]) -> Name | None:
        made = []
        for field_name, relation in self.parts:
            value = data.get(field_name, DEFAULT_NAMESPACE if field_name == NAMESPACE[0] else None)
            text = named(value) if relation else value
            if text.__class__ is not str:
                return None
            made.append(text)
        return tuple(made)

    def holds(self, data: Mapping[str, Any], node: Node) -> bool:
        """Whether the node is what the data says."""
        for one in self.attributes:
            wanted, found = data[one], node[one]["value"]
            if wanted != found or wanted.__class__ is not found.__class__ or wanted.__class__ not in SAME:
                return False
        for one in self.relations:
            wanted, peer = named(data[one]), node[one]["node"]
            if wanted is None or not peer or wanted != SEPARATOR.join(map(str, peer["hfid"] or ())):
                return False
        return True


def named(value: Any) -> str | None:
    """The human friendly id of a peer in one text, where it is written in the plainest ways."""
    if value.__class__ is list and len(value) == 1:
        value = value[0]
    return value if value.__class__ is str and len(value) != ID_LENGTH else None


@dataclass
class Seen:
    """By the places of the entries: the ids of nodes that are as they should be, and what else was told of others."""

    settled: dict[int, str] = field(default_factory=dict)
    told: dict[int, Node | None] = field(default_factory=dict)
    names: dict[tuple[str, Name], int] = field(default_factory=dict)
    kinds: dict[int, Kind] = field(default_factory=dict)

    def ids(self) -> dict[tuple[str, Name], str]:
        """The ids of settled nodes by their kind and name, for those that refer to them."""
        return {name: self.settled[number] for name, number in self.names.items()}


def glance(client: Infrahub, shapes: Shapes, entries: Sequence[Any]) -> Seen:
    seen = Seen()
    for group in plainest(shapes, entries).values():
        if group:
            look_up(client, group, entries, seen)
    return seen


def plainest(shapes: Shapes, entries: Sequence[Any]) -> dict[str, dict[Name, tuple[int, Form]]]:
    """By kind and name, the entries that can be judged at a glance. Of two with one name, neither is."""
    forms: dict[Any, Form | None] = {}
    groups: dict[str, dict[Name, tuple[int, Form]]] = {}
    twice: set[tuple[str, Name]] = set()
    for number, entry in enumerate(entries):
        if entry.__class__ is not dict or len(entry) != 2 or entry.get("data").__class__ is not dict:
            continue
        kind, data = entry.get("kind"), entry["data"]
        if kind.__class__ is not str:
            continue
        outline = (kind, *data)
        if outline not in forms:
            forms[outline] = form_of(shapes, kind, tuple(data))
        form = forms[outline]
        name = form.name(data) if form else None
        if form is None or name is None:
            continue
        group = groups.setdefault(kind, {})
        if name in group:
            twice.add((kind, name))
        group[name] = number, form
    for kind, name in twice:
        del groups[kind][name]
    return groups


def form_of(shapes: Shapes, kind_name: str, fields: tuple[str, ...]) -> Form | None:
    """None where such entries need a closer look."""
    if kind_name not in shapes.names:
        return None
    kind = shapes.kind(kind_name)
    if kind.generic or not kind.hfid:
        return None
    attributes = tuple(one for one in fields if one in kind.attributes)
    relations = tuple(one for one in fields if one not in kind.attributes)
    for one in attributes:
        if kind.attributes[one]["read_only"] or kind.attributes[one]["kind"] in SECRETS:
            return None
    for one in relations:
        facts = kind.relations.get(one)
        if (
            facts is None
            or facts["read_only"]
            or facts["cardinality"] != "one"
            or not plain_peer(shapes, facts["peer"])
        ):
            return None
    parts = []
    for path in kind.hfid:
        relation = path[0] in kind.relations
        peer = shapes.kind(kind.relations[path[0]]["peer"]) if relation else None
        if (path[0] not in fields and path != NAMESPACE) or (peer and peer.hfid != (path[1:],)):
            return None
        parts.append((path[0], relation))
    exact = all(relation or kind.attributes[one]["kind"] not in CHECKS for one, relation in parts)
    return Form(kind, attributes, relations, tuple(parts), exact)


def plain_peer(shapes: Shapes, name: str) -> bool:
    peer = shapes.kind(name)
    return not peer.generic and len(peer.hfid) == 1


def look_up(client: Infrahub, group: Mapping[Name, tuple[int, Form]], entries: Sequence[Any], seen: Seen) -> None:
    forms = {id(form): form for _number, form in group.values()}.values()
    fields = dict.fromkeys(name for form in forms for name in (*form.attributes, *form.relations))
    kind = next(iter(forms)).kind
    store = NodeStore(kind, tuple(node_fields(kind, fields)))
    nodes: dict[Hashable, Node | None] = {}
    for node in by_hfids(client, kind, store.selection, list(group)):
        name = name_of(node)
        nodes[name] = None if name in nodes else node  # of two, nobody can say which is meant
    for name, (number, form) in group.items():
        found = nodes.get(name)
        if found is None:
            if form.exact and name not in nodes:
                seen.told[number] = None
        elif form.holds(entries[number]["data"], found):
            seen.settled[number] = found["id"]
            seen.names[kind.name, name] = number
            seen.kinds[number] = kind
        elif not any(value.__class__ is dict for value in entries[number]["data"].values()):
            seen.told[number] = found  # a dict may ask for more than was read here
