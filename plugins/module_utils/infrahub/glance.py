# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""See at a glance which of many entries the server holds already, word for word: most of them, in most runs.

Checking and planning an entry costs several times what fetching its node costs. What equals the server's own word needs
neither; whatever does not is left to a closer look, and is not judged here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any

from .client import Infrahub
from .described import Shapes, node_fields
from .identity import DEFAULT_NAMESPACE, NAMESPACE
from .lookup import by_hfids
from .node import NodeStore
from .schema import Kind
from .values import CHECKS, SECRETS

SAME = frozenset((str, int, bool, float, type(None)))  # of these types, what is equal is the same
VALUE = itemgetter("value")
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

    @cached_property
    def values(self) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
        """The attributes' values as they stand in an entry."""
        if len(self.attributes) > 1:
            return itemgetter(*self.attributes)
        return lambda data: tuple(data[name] for name in self.attributes)

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
        """Whether the node is what the data says. Whole tuples are compared at once, which is several times as fast."""
        wanted, found = self.values(data), tuple(map(VALUE, self.values(node)))
        types = tuple(map(type, wanted))
        if wanted != found or types != tuple(map(type, found)) or not SAME.issuperset(types):
            return False
        for one in self.relations:
            value, peer = data[one], node[one]["node"]
            if value.__class__ is str and len(value) != ID_LENGTH:
                value = [value]
            if value.__class__ is not list or not peer or value != peer["hfid"]:
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
    groups: dict[str, tuple[Kind, Mapping[Name, tuple[int, Form]]]] = field(default_factory=dict)

    def number(self, kind: str, name: Name) -> int | None:
        """The settled entry of that name."""
        number, _form = self.groups[kind][1].get(name, (None, None)) if kind in self.groups else (None, None)
        return number if number in self.settled else None

    def ids(self) -> dict[tuple[str, Name], str]:
        """The ids of settled nodes by their kind and name, for those that refer to them."""
        return {(kind, name): id_ for kind, (_kind, group) in self.groups.items() for name, id_ in self.of(group)}

    def of(self, group: Mapping[Name, tuple[int, Form]]) -> Iterator[tuple[Name, str]]:
        return ((name, self.settled[number]) for name, (number, _form) in group.items() if number in self.settled)

    def kinds(self) -> list[Kind]:
        return [kind for kind, _group in self.groups.values()]

    def every(self) -> Iterator[tuple[Kind, str]]:
        """Each settled node with its kind."""
        return ((kind, id_) for kind, group in self.groups.values() for _name, id_ in self.of(group))


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
    """Judge the nodes as they come, so that no more of them than a page is kept."""
    forms = {id(form): form for _number, form in group.values()}.values()
    fields = dict.fromkeys(name for form in forms for name in (*form.attributes, *form.relations))
    kind = next(iter(forms)).kind
    seen.groups[kind.name] = kind, group
    store = NodeStore(kind, tuple(node_fields(kind, fields)))
    settled, left = seen.settled, dict(group)
    for node in by_hfids(client, kind, store.selection, list(group)):
        name = tuple(node["hfid"] or ())
        mine = left.pop(name, None)
        if mine is None:
            if name in group:  # of two, nobody can say which is meant
                settled.pop(group[name][0], None)
                seen.told.pop(group[name][0], None)
            continue
        number, form = mine
        data = entries[number]["data"]
        if form.holds(data, node):
            settled[number] = node["id"]
        elif dict not in {value.__class__ for value in data.values()}:  # a dict may ask for more than was read here
            seen.told[number] = node
    for number, form in left.values():
        if form.exact:
            seen.told[number] = None
