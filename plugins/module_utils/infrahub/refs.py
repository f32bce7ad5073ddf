# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The peers that many nodes are to be written with: found among the nodes, or on the server, once for all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core.errors import PlanError
from ..core.words import unknown
from .client import Infrahub
from .described import Shapes
from .items import Item
from .lookup import by_hfids, fetch_all
from .mistakes import Mistakes
from .node import peer_sent
from .peers import SEPARATOR

Name = tuple[str, ...]
GUESSES = 10  # of so many peers that are nowhere it is said what may have been meant


@dataclass
class Peers:
    """Peers that are to be written: found among the items, or on the server, once for all items."""

    shapes: Shapes
    items: Sequence[Item]
    found: dict[tuple[str, Name], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.named: dict[Name, list[Item]] = {}
        for item in self.items:
            for name in {tuple(item.node.hfid or ()), tuple((item.current or {}).get("hfid") or ())} - {()}:
                self.named.setdefault(name, []).append(item)

    def item(self, kind: str, hfid: Sequence[str]) -> Item | None:
        """The item of the input that goes by this name."""
        for item in self.named.get(tuple(hfid), ()):
            if item.node.kind.is_a(kind):
                return item
        return None

    def resolve(
        self,
        client: Infrahub,
        wanted: Iterable[tuple[str, str, Mapping[str, Any]]],
        stumps: Iterable[Item],
        mistakes: Mistakes,
    ) -> None:
        """Find on the server the peers that no item names. A stump is an item that has other mistakes, but a name."""
        places: dict[tuple[str, Name], str] = {}
        spoilt = [(stump.kind, tuple(stump.node.hfid or ())) for stump in stumps]
        for place, kind, ref in wanted:
            if "hfid" in ref and self.item(kind, ref["hfid"]) is None:
                name = tuple(ref["hfid"])
                if (kind, name) not in self.found and not any(n == name and k.is_a(kind) for k, n in spoilt):
                    places.setdefault((kind, name), place)
        for kind in sorted({kind for kind, _hfid in places}):
            hfids = [hfid for other, hfid in places if other == kind]
            for node in by_hfids(client, self.shapes.kind(kind), "id hfid __typename", hfids):
                self.found[kind, tuple(map(str, node["hfid"] or ()))] = node["id"]
        lost = {peer: place for peer, place in places.items() if peer not in self.found}
        names: dict[str, list[str]] = {}
        for number, ((kind, hfid), place) in enumerate(lost.items()):
            if number < GUESSES and kind not in names:
                names[kind] = self.names(client, kind)
            text = unknown(f"there is no {kind}", SEPARATOR.join(hfid), names.get(kind, ()) if number < GUESSES else ())
            mistakes.add(place, PlanError(f"{text.removesuffix('; there are none')}, neither here nor on the server"))

    def lineage(self, todo: Iterable[Item]) -> None:
        """Those who a value is from or owned by, where they are themselves to be written."""
        for item in todo:
            for _name, ref in lineages(item):
                if "hfid" in ref:
                    other = self.item(ref.get("kind") or ref["lineage"], ref["hfid"])
                    if other is not None and other.id is None and other.kind.is_a(ref["lineage"]):
                        ref["item"] = other

    def names(self, client: Infrahub, kind: str) -> list[str]:
        """Those that may have been meant."""
        told = [node["hfid"] for node in fetch_all(client, self.shapes.kind(kind), "id hfid") if node["hfid"]]
        mine = [item.node.hfid for items in self.named.values() for item in items if item.kind.is_a(kind)]
        return sorted({SEPARATOR.join(map(str, hfid)) for hfid in (*told, *mine) if hfid})

    def sent(self, kind: str, ref: Mapping[str, Any]) -> dict[str, Any]:
        """A peer as it is sent: by its id, since names of others may lag behind a rename."""
        if "hfid" not in ref:
            return peer_sent(ref)
        item = self.item(kind, ref["hfid"])
        known = item.id if item else self.found.get((kind, tuple(ref["hfid"])))
        if known is None:
            raise PlanError(f'{kind} "{"__".join(ref["hfid"])}" has not been written')
        return peer_sent({**ref, "found": known})


def relations(item: Item) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The peers that an item's plan writes: relation, kind of the peer, reference."""
    kind = item.node.kind
    for name in item.planned.changes:
        if name in kind.relations:
            refs = item.node.refs[name]
            for ref in refs if isinstance(refs, list) else [refs] if refs else ():
                yield name, ref.get("kind") or kind.relations[name]["peer"], ref


def lineages(item: Item) -> Iterator[tuple[str, dict[str, Any]]]:
    """Those who the values that an item's plan writes are from or owned by: attribute, reference."""
    for name in item.planned.changes:
        if name in item.kind.attributes:
            for ref in (item.node.refs.get(name) or {}).values():
                if "lineage" in ref:
                    yield name, ref


def unborn(item: Item, itself: bool = False) -> list[str]:
    """The attributes whose source or owner has not been written yet, or is the item itself: they are written again."""
    late = [(name, ref["item"]) for name, ref in lineages(item) if "item" in ref]
    return list(dict.fromkeys(name for name, one in late if one.id is None and (one is item or not itself)))


def born(item: Item, names: Collection[str]) -> Mapping[str, Any]:
    """The changes of these attributes without sources and owners that have not been written yet."""
    made = {name: item.planned.changes[name] for name in names}
    for name, refs in ((name, item.node.refs.get(name) or {}) for name in names):
        lost = {word for word, ref in refs.items() if "item" in ref and ref["item"].id is None}
        for ref in refs.values():
            if "item" in ref and ref["item"].id is not None:
                ref["found"] = ref["item"].id
        if lost:
            made[name] = {word: value for word, value in made[name].items() if word not in lost}
    return {name: value for name, value in made.items() if value != {}}


def data_of(item: Item, names: Iterable[str], peers: Peers) -> dict[str, Any]:
    """A mutation's input for these fields of the plan."""
    kind = item.node.kind
    made: dict[str, Any] = {}
    for name in names:
        if name in kind.attributes:
            made |= item.node.resource.store.data(born(item, [name]), item.planned.before is None)
            continue
        refs = item.node.refs[name]
        peer = kind.relations[name]["peer"]
        if isinstance(refs, list):
            sent = [peers.sent(ref.get("kind") or peer, ref) for ref in refs]
            made[name] = list({one.get("id", place): one for place, one in enumerate(sent)}.values())
        else:
            made[name] = peers.sent(refs.get("kind") or peer, refs) if refs else None
    return made
