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
from .described import Shapes
from .given import Given, Outline
from .identity import DEFAULT_NAMESPACE, NAMESPACE
from .lookup import by_hfids
from .schema import Kind
from .values import CHECKS, graphql_type

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
    ambiguous: tuple[str, ...] = ()  # attributes of whose values some are equal without being the same: 1, 1.0, true

    @cached_property
    def single(self) -> str | None:
        """The attribute that is the whole human friendly id, as it is of most kinds."""
        return self.parts[0][0] if len(self.parts) == 1 and not self.parts[0][1] else None

    def name(self, data: Mapping[str, Any]) -> Name | None:
        if self.single:
            value = data[self.single]
            return (value,) if value.__class__ is str else None
        made = []
        for field_name, relation in self.parts:
            value = data.get(field_name, DEFAULT_NAMESPACE if field_name == NAMESPACE[0] else None)
            text = named(value) if relation else value
            if text.__class__ is not str:
                return None
            made.append(text)
        return tuple(made)

    @cached_property
    def holds(self) -> Callable[[Mapping[str, Any], Node], bool]:
        """Whether a node is what an entry's data says.

        Whole tuples are compared at once, and whatever is the same for all is made once: it runs for each node.
        """
        values, ambiguous, relations = every(self.attributes), self.ambiguous, self.relations

        def test(data: Mapping[str, Any], node: Node) -> bool:
            if values(data) != tuple(map(VALUE, values(node))):
                return False
            for one in ambiguous:
                type_ = data[one].__class__
                if type_ is not node[one]["value"].__class__ or type_ not in SAME:
                    return False
            for one in relations:
                value, peer = data[one], node[one]["node"]
                if value.__class__ is str and len(value) != ID_LENGTH:
                    value = [value]
                if value.__class__ is not list or not peer or value != peer["hfid"]:
                    return False
            return True

        return test


def every(names: tuple[str, ...]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """What takes the values of these names out of a dict."""
    return itemgetter(*names) if len(names) > 1 else lambda data: tuple(data[name] for name in names)


def named(value: Any) -> str | None:
    """The human friendly id of a peer in one text, where it is written in the plainest ways."""
    if value.__class__ is list and len(value) == 1:
        value = value[0]
    return value if value.__class__ is str and len(value) != ID_LENGTH else None


@dataclass
class Seen:
    """By the places of the entries: the ids of nodes that are as they should be, and which are not there at all."""

    settled: dict[int, str] = field(default_factory=dict)
    missing: set[int] = field(default_factory=set)
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


def glance(client: Infrahub, given: Given) -> Seen:
    seen = Seen()
    for group in plainest(given).values():
        if group:
            look_up(client, group, given.entries, seen)
    return seen


def plainest(given: Given) -> dict[str, dict[Name, tuple[int, Form]]]:
    """By kind and name, the entries that can be judged at a glance. Of two with one name, neither is."""
    forms = {outline: form_of(given.shapes, outline) for outline in set(given.outlines) if outline}
    groups: dict[str, dict[Name, tuple[int, Form]]] = {form.kind.name: {} for form in forms.values() if form}
    twice: set[tuple[str, Name]] = set()
    for number, outline in enumerate(given.outlines):
        form = forms[outline] if outline else None
        name = form.name(given.entries[number]["data"]) if form else None
        if form is None or name is None:
            continue
        group = groups[form.kind.name]
        if name in group:
            twice.add((form.kind.name, name))
        group[name] = number, form
    for kind, name in twice:
        del groups[kind][name]
    return groups


def form_of(shapes: Shapes, outline: Outline) -> Form | None:
    """None where such entries need a closer look."""
    kind, fields = outline.kind, outline.fields
    if not outline.plain or outline.secrets or kind.generic or not kind.hfid:
        return None
    attributes = tuple(one for one in fields if one in kind.attributes)
    if len(attributes) + len(outline.relations) < len(fields):
        return None  # some are neither
    if any(kind.attributes[one]["read_only"] for one in attributes):
        return None
    for one in outline.relations:
        facts = kind.relations[one]
        if facts["read_only"] or facts["cardinality"] != "one" or not plain_peer(shapes, facts["peer"]):
            return None
    parts = []
    for path in kind.hfid:
        relation = path[0] in kind.relations
        peer = shapes.kind(kind.relations[path[0]]["peer"]) if relation else None
        if (path[0] not in fields and path != NAMESPACE) or (peer and peer.hfid != (path[1:],)):
            return None
        parts.append((path[0], relation))
    exact = all(relation or kind.attributes[one]["kind"] not in CHECKS for one, relation in parts)
    ambiguous = tuple(one for one in attributes if graphql_type(kind.attributes[one]["kind"]) != "String")
    return Form(kind, attributes, outline.relations, tuple(parts), exact, ambiguous)


def plain_peer(shapes: Shapes, name: str) -> bool:
    peer = shapes.kind(name)
    return not peer.generic and len(peer.hfid) == 1


def look_up(client: Infrahub, group: Mapping[Name, tuple[int, Form]], entries: Sequence[Any], seen: Seen) -> None:
    """Judge the nodes as they come, so that no more of them than a page is kept."""
    forms = {id(form): form for _number, form in group.values()}.values()
    one = next(iter(forms))
    kind, single = one.kind, one.single
    attributes = dict.fromkeys(name for form in forms for name in form.attributes)
    relations = dict.fromkeys(name for form in forms for name in form.relations)
    told = [f"{name} {{ value }}" for name in attributes] + [f"{name} {{ node {{ hfid }} }}" for name in relations]
    selection = " ".join(["id" if single else "id hfid", *told])
    seen.groups[kind.name] = kind, group
    settled, left = seen.settled, dict(group)
    for node in by_hfids(client, kind, selection, list(group)):
        name = (node[single]["value"],) if single else tuple(node["hfid"] or ())
        mine = left.pop(name, None)
        if mine is None:
            if name in group:  # of two, nobody can say which is meant
                settled.pop(group[name][0], None)
            continue
        number, form = mine
        if form.holds(entries[number]["data"], node):
            settled[number] = node["id"]
    for number, form in left.values():
        if form.exact:
            seen.missing.add(number)
