# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The entries of an input as items: each checked against the schema, with its place; what is wrong is put down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..core.errors import PlanError
from ..core.plan import Plan
from ..core.values import PLAIN
from .described import Shapes, describe
from .given import Given
from .glance import Seen
from .identity import refuse
from .mistakes import Mistakes
from .node import Node
from .peers import reference
from .schema import Kind
from .unfold import wrong

OPTIONS = ("kind", "data", "id", "hfid")
IN_DATA = "attributes and relations stand in data"


@dataclass
class Item:
    """One entry of the input: where it stands, what it asks, and what is to be done for it."""

    place: str
    node: Node
    inside: bool = False  # it stood inside another entry
    data: Mapping[str, Any] = field(default_factory=dict)
    current: dict[str, Any] | None = None
    planned: Plan = field(default_factory=lambda: Plan("none", {}, None, None))
    written_id: str | None = None
    looked: bool = False  # whether it is known what is there now

    @property
    def title(self) -> str:
        return self.node.title

    @property
    def kind(self) -> Kind:
        return self.node.kind

    @property
    def id(self) -> str | None:
        """The node's id, where it is there already or has been written."""
        return self.written_id or (self.current or {}).get("id")


class Settled(NamedTuple):
    """An entry that is on the server as it stands in the input."""

    kind: Kind
    id: str


class Read(NamedTuple):
    """Items that are right, and what is left of those that are not: enough to know their names."""

    items: list[Item]
    stumps: list[Item]


def read_input(shapes: Shapes, given: Given, seen: Seen, mistakes: Mistakes) -> Read:
    """All items that are not settled."""
    items: list[Item] = []
    stumps: list[Item] = []
    for number, entry in enumerate(given.entries):
        if number in seen.settled:
            continue
        place = given.place(number)
        before = len(mistakes.found)
        item = item_of(shapes, entry, place, mistakes)
        if item is None:
            continue
        item.inside = number in given.inside
        if len(mistakes.found) > before:
            stumps.append(item)
            continue
        item.looked = number in seen.missing
        items.append(item)
    shadows = list(settled_too(shapes, given, seen, items))
    if shadows:
        items = sorted((*items, *shadows), key=lambda item: (len(item.place), item.place))
    return Read(joined(shapes, items, mistakes), stumps)


def settled_too(shapes: Shapes, given: Given, seen: Seen, items: Sequence[Item]) -> Iterator[Item]:
    """The settled entries that go by the name of one that is not."""
    for item in items:
        number = seen.number(item.kind.name, tuple(item.node.hfid or ()))
        if number is not None:
            data = given.entries[number]["data"]
            yield Item(given.place(number), describe(shapes, item.kind, data), number in given.inside, data)


def called(entry: Any) -> str:
    """`` (DcimDevice ams-sw1)``, as far as it can be told before the entry is known to be right."""
    if not isinstance(entry, Mapping):
        return ""
    data = entry.get("data")
    values = [value for value in data.values() if type(value) in PLAIN] if isinstance(data, Mapping) else []
    name = data.get("name") if isinstance(data, Mapping) else None
    return f" ({entry.get('kind')} {name or (values[0] if values else '')})".replace(" )", ")")


def item_of(shapes: Shapes, entry: Any, place: str, mistakes: Mistakes) -> Item | None:
    """The item, or what is left of it without the fields that are wrong; None where not even its kind is known."""
    where = place + called(entry)
    try:
        kind = kind_of(shapes, entry)
        hfid = entry.get("hfid")
        if hfid is not None:
            hfid = reference(hfid, "hfid", len(kind.hfid) or None).get("hfid")
    except PlanError as error:
        mistakes.add(where, error)
        return None
    data = entry.get("data") or {}
    try:
        node = describe(shapes, kind, data, "data", id=entry.get("id"), hfid=hfid)
        if not (node.id or node.hfid or node.resource.store.known_by):
            raise refuse(kind)
    except PlanError as error:
        bad = dict(wrong(shapes, kind, data)) if not kind.generic else {}
        for one in bad.values() or [error]:
            mistakes.add(where, one)
        if kind.generic:
            return None
        data = {name: value for name, value in data.items() if name not in bad}
        node = describe(shapes, kind, data, "data", id=entry.get("id"), hfid=hfid)
    return Item(place, node, data=data)


def kind_of(shapes: Shapes, entry: Any) -> Kind:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("data") or {}, Mapping):
        raise PlanError("an item is a dictionary with kind and data")
    strange = sorted(str(name) for name in entry if name not in OPTIONS)
    if strange:
        raise PlanError(f"{', '.join(strange)} is not one of {', '.join(sorted(OPTIONS))}; " + IN_DATA)
    if not entry.get("kind"):
        raise PlanError(f"kind is missing; {IN_DATA}")
    return shapes.kind(str(entry["kind"]))


def joined(shapes: Shapes, items: Sequence[Item], mistakes: Mistakes) -> list[Item]:
    """Each node once: what stood inside others may be said several times, if not in contradiction."""
    known: dict[Any, int] = {}
    made: list[Item] = []
    for item in items:
        node = item.node
        name = (node.kind.name, node.id or str(node.hfid or sorted(node.resource.store.known_by.items())))
        if name not in known:
            known[name] = len(made)
            made.append(item)
            continue
        first = made[known[name]]
        if not (first.inside or item.inside) or first.node.id or item.node.id:
            mistakes.add(item.place, PlanError(f"{item.title} is given twice, as {first.place} and {item.place}"))
            continue
        one, other = first.node.desired, item.node.desired
        strife = sorted(field for field in one.keys() & other.keys() if one[field] != other[field])
        if strife:
            text = f"{item.title} is given twice, as {first.place} and {item.place}, with another {', '.join(strife)}"
            mistakes.add(item.place, PlanError(text))
            continue
        both = describe(shapes, node.kind, {**item.data, **first.data}, hfid=first.node.hfid)
        made[known[name]] = Item(first.place, both, first.inside and item.inside, {**item.data, **first.data})
    return made
