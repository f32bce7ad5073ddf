# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Many nodes of mixed kinds that may refer to each other: checked whole, read in pages, written in batches by level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..core.errors import PlanError, UnknownName
from ..core.plan import Plan, only, plan
from ..core.values import PLAIN
from .client import Infrahub
from .glance import Seen
from .identity import refuse
from .lookup import by_hfids, by_ids, fetch_all, name_of
from .node import Node, NodeStore, Shapes, describe, node_fields
from .peers import reference
from .schema import Kind

MOST_MISTAKES = 10
OPTIONS = {"kind", "data", "id", "hfid"}


@dataclass
class Item:
    """One entry of the input: where it stands, what it asks, and what is to be done for it."""

    place: str
    node: Node
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


def read_input(shapes: Shapes, nodes: Sequence[Any], seen: Seen) -> list[Item]:
    """All items that are not settled, or one error that names every mistake with its place."""
    items: list[Item] = []
    mistakes: list[PlanError] = []
    for number, entry in enumerate(nodes):
        if number in seen.settled:
            continue
        try:
            items.append(item_of(shapes, entry, f"nodes[{number}]"))
            if number in seen.told:
                be_told(items[-1], seen.told[number])
        except PlanError as error:
            kind = type(error)
            mistakes.append(kind(f"nodes[{number}]{called(entry)}: {error}"))
    if mistakes:
        more = f"; and {len(mistakes) - MOST_MISTAKES} more" if len(mistakes) > MOST_MISTAKES else ""
        kind = UnknownName if any(isinstance(error, UnknownName) for error in mistakes) else PlanError
        raise kind("; ".join(map(str, mistakes[:MOST_MISTAKES])) + more)
    shadows = list(settled_too(shapes, nodes, seen, items))
    refuse_twice(sorted((*items, *shadows), key=lambda item: (len(item.place), item.place)) if shadows else items)
    return items


def be_told(item: Item, node: Mapping[str, Any] | None) -> None:
    item.current = item.node.resource.store.read(node) if node else None
    item.looked = True


def settled_too(shapes: Shapes, nodes: Sequence[Any], seen: Seen, items: Sequence[Item]) -> Iterator[Item]:
    """The settled entries that go by the name of one that is not."""
    for item in items:
        number = seen.names.get((item.kind.name, tuple(item.node.hfid or ())))
        if number is not None:
            yield item_of(shapes, nodes[number], f"nodes[{number}]")


def called(entry: Any) -> str:
    """`` (DcimDevice ams-sw1)``, as far as it can be told before the entry is known to be right."""
    if not isinstance(entry, Mapping):
        return ""
    data = entry.get("data")
    values = [value for value in data.values() if type(value) in PLAIN] if isinstance(data, Mapping) else []
    name = data.get("name") if isinstance(data, Mapping) else None
    return f" ({entry.get('kind')} {name or (values[0] if values else '')})".replace(" )", ")")


def item_of(shapes: Shapes, entry: Any, place: str) -> Item:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("data") or {}, Mapping):
        raise PlanError("an item is a dictionary with kind and data")
    strange = sorted(set(entry) - OPTIONS)
    if strange or not entry.get("kind"):
        what = (
            f"{', '.join(map(str, strange))} is not one of {', '.join(sorted(OPTIONS))}"
            if strange
            else "kind is missing"
        )
        raise PlanError(f"{what}; attributes and relations stand in data")
    kind = shapes.kind(str(entry["kind"]))
    hfid = entry.get("hfid")
    if hfid is not None:
        hfid = reference(hfid, "hfid", len(kind.hfid) or None).get("hfid")
    node = describe(shapes, kind, entry.get("data") or {}, "data", id=entry.get("id"), hfid=hfid)
    if not (node.id or node.hfid or node.resource.store.known_by):
        raise refuse(kind)
    return Item(place, node)


def refuse_twice(items: Sequence[Item]) -> None:
    seen: dict[Any, Item] = {}
    for item in items:
        name = (item.node.kind.name, item.node.id or tuple(item.node.hfid or item.node.resource.store.known_by.items()))
        if isinstance(name[1], tuple):
            name = (name[0], str(name[1]))
        first = seen.setdefault(name, item)
        if first is not item:
            raise PlanError(f"{item.title} is given twice, as {first.place} and {item.place}")


@dataclass
class Present:
    """The nodes of one kind that the server has: by id and by human friendly id, as it told them."""

    by_id: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    by_name: dict[Any, list[Mapping[str, Any]]] = field(default_factory=dict)

    def add(self, nodes: Iterable[Mapping[str, Any]]) -> None:
        for node in nodes:
            if node["id"] not in self.by_id:
                self.by_id[node["id"]] = node
                self.by_name.setdefault(name_of(node), []).append(node)


def look(client: Infrahub, items: Sequence[Item]) -> None:
    """Set what is there now for each item."""
    for kind, group in by_kind(items).items():
        fields = dict.fromkeys(f.name for item in group for f in item.node.resource.store.fields)
        known_by = dict.fromkeys(
            name.partition("__")[0] for item in group for name in item.node.resource.store.known_by
        )
        store = NodeStore(kind, tuple(node_fields(kind, {**fields, **known_by})))
        present = read_present(client, kind, store.selection, group)
        for item in group:
            found = [item.node.resource.store.read(node) for node in matches(present, item)]
            item.current = only(item.node.resource, {}, found)
            item.looked = True


def by_kind(items: Iterable[Item]) -> dict[Kind, list[Item]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.node.kind.name, []).append(item)
    return {group[0].node.kind: group for group in groups.values()}


def read_present(client: Infrahub, kind: Kind, selection: str, group: Sequence[Item]) -> Present:
    present = Present()
    ids = [item.node.id for item in group if item.node.id]
    named = [item.node.hfid for item in group if item.node.hfid and kind.hfid and not item.node.id]
    others = [item for item in group if item.node.resource.store.known_by and not item.node.id]
    if ids:
        present.add(by_ids(client, kind, selection, ids))
    if others:
        present.add(fetch_all(client, kind, selection))
    elif named:
        present.add(by_hfids(client, kind, selection, named))
    return present


def matches(present: Present, item: Item) -> list[Mapping[str, Any]]:
    """By id, by human friendly id, or by what else names it: also after a rename."""
    node = item.node
    if node.id:
        return [present.by_id[node.id]] if node.id in present.by_id else []
    named = present.by_name.get(tuple(node.hfid), []) if node.hfid else []
    known_by = node.resource.store.known_by
    if named or not known_by:
        return named
    return [one for one in present.by_id.values() if all(fits(one, name, value) for name, value in known_by.items())]


def fits(node: Mapping[str, Any], argument: str, value: Any) -> bool:
    name, _skip, rest = argument.partition("__")
    told = node[name]
    return (told["node"] or {}).get("id") in value if rest == "ids" else told["value"] == value


def plan_items(items: Sequence[Item], update_secret: bool = False) -> None:
    """What is to be done for each item; all that cannot be done is said at once."""
    mistakes = []
    for item in items:
        desired = {**item.node.desired, **({"id": item.node.id} if item.node.id else {})}
        try:
            item.planned = plan(item.node.resource, desired, item.current, update_secret=update_secret)
        except PlanError as error:
            mistakes.append(f"{item.place}: {error}")
    if mistakes:
        more = f"; and {len(mistakes) - MOST_MISTAKES} more" if len(mistakes) > MOST_MISTAKES else ""
        raise PlanError("; ".join(mistakes[:MOST_MISTAKES]) + more)


@dataclass
class Peers:
    """Peers that are to be written: found among the items, or on the server, once for all items."""

    shapes: Shapes
    items: Sequence[Item]
    found: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.named: dict[tuple[str, ...], list[Item]] = {}
        for item in self.items:
            for name in {tuple(item.node.hfid or ()), tuple((item.current or {}).get("hfid") or ())} - {()}:
                self.named.setdefault(name, []).append(item)

    def item(self, kind: str, hfid: Sequence[str]) -> Item | None:
        """The item of the input that goes by this name."""
        for item in self.named.get(tuple(hfid), ()):
            if item.node.kind.is_a(kind):
                return item
        return None

    def resolve(self, client: Infrahub, wanted: Iterable[tuple[str, str, Mapping[str, Any]]]) -> None:
        """Find on the server the peers that no item names; the places of those that are nowhere are said."""
        places: dict[tuple[str, tuple[str, ...]], str] = {}
        for place, kind, ref in wanted:
            if "hfid" in ref and self.item(kind, ref["hfid"]) is None and (kind, tuple(ref["hfid"])) not in self.found:
                places.setdefault((kind, tuple(ref["hfid"])), place)
        for kind in sorted({kind for kind, _hfid in places}):
            hfids = [hfid for other, hfid in places if other == kind]
            for node in by_hfids(client, self.shapes.kind(kind), "id hfid", hfids):
                self.found[kind, tuple(map(str, node["hfid"] or ()))] = node["id"]
        lost = [
            f'{place}: there is no {kind} "{"__".join(hfid)}"'
            for (kind, hfid), place in places.items()
            if (kind, hfid) not in self.found
        ]
        if lost:
            more = f"; and {len(lost) - MOST_MISTAKES} more" if len(lost) > MOST_MISTAKES else ""
            raise PlanError(
                "; ".join(lost[:MOST_MISTAKES]) + more + "; neither on the server nor among the nodes given"
            )

    def sent(self, kind: str, ref: Mapping[str, Any]) -> dict[str, Any]:
        """A peer as it is sent: by its id, since names of others may lag behind a rename."""
        edge = {name: value for name, value in ref.items() if name not in ("id", "hfid", "kind")}
        if "id" in ref:
            return {"id": ref["id"], **edge}
        item = self.item(kind, ref["hfid"])
        known = item.id if item else self.found.get((kind, tuple(ref["hfid"])))
        if known is None:
            raise PlanError(f'{kind} "{"__".join(ref["hfid"])}" has not been written')
        return {"id": known, **edge}


def relations(item: Item) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The peers that an item's plan writes: relation, kind of the peer, reference."""
    kind = item.node.kind
    for name in item.planned.changes:
        if name in kind.relations:
            refs = item.node.refs[name]
            for ref in refs if isinstance(refs, list) else [refs] if refs else ():
                yield name, ref.get("kind") or kind.relations[name]["peer"], ref


def data_of(item: Item, names: Iterable[str], peers: Peers) -> dict[str, Any]:
    """A mutation's input for these fields of the plan."""
    kind = item.node.kind
    made: dict[str, Any] = {}
    for name in names:
        if name in kind.attributes:
            made[name] = {"value": item.planned.changes[name]}
            continue
        refs = item.node.refs[name]
        peer = kind.relations[name]["peer"]
        if isinstance(refs, list):
            unique = {one["id"]: one for one in (peers.sent(ref.get("kind") or peer, ref) for ref in refs)}
            made[name] = list(unique.values())
        else:
            made[name] = peers.sent(refs.get("kind") or peer, refs) if refs else None
    return made
