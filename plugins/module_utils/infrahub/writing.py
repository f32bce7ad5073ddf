# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Carry out the plans of many nodes: in levels, so that a peer is there before it is referred to, each in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core.errors import PlanError, PlatformError, Uncertain
from ..core.spec import Task
from .bulk import Item, Peers, data_of, relations
from .client import Infrahub
from .mutations import Mutation, write_all
from .order import children_first, levels
from .schema import Schema

BLOCKED = "Cannot delete"


@dataclass
class Writer:
    """Writes items and remembers what was done, for the message if something goes wrong."""

    task: Task
    peers: Peers
    total: int
    done: list[dict[str, str]] = field(default_factory=list)

    def send(self, mutations: Sequence[Mutation]) -> Iterator[Any]:
        params = self.task.params
        return write_all(self.client, mutations, params["batch_size"], params["concurrency"])

    @property
    def client(self) -> Infrahub:
        return self.task.client

    def write(self, items: Sequence[Item]) -> None:
        """Create and update; what refers to each other in a circle is created first and tied together after."""
        ordered, circle = levels(len(items), dependencies(items, self.peers, optional=True))
        later: list[tuple[Item, list[str]]] = []
        if circle:
            ordered, knot = levels(len(items), dependencies(items, self.peers, optional=False))
            if knot:
                names = ", ".join(items[number].title for number in knot[:4])
                raise PlanError(f"{names}: none of these can be created before the others, since each demands another")
            later = [(items[number], loose(items[number], self.peers)) for number in circle]
        postponed = {id(item): names for item, names in later}
        for level in ordered:
            self._batches([(items[number], self._whole(items[number], postponed)) for number in level])
        self._batches([(item, tie(item, names, self.peers)) for item, names in later if names])

    def _whole(self, item: Item, postponed: Mapping[int, list[str]]) -> Mutation:
        names = [name for name in item.planned.changes if name not in postponed.get(id(item), ())]
        data = data_of(item, names, self.peers)
        kind = item.node.kind.name
        return Mutation(kind, "Update", {"id": item.id, **data}) if item.id else Mutation(kind, "Create", data)

    def _batches(self, work: Sequence[tuple[Item, Mutation]]) -> None:
        """Work that does not depend on one another, kind by kind: few texts, which the server knows again."""
        work = sorted(work, key=lambda pair: pair[1].name)
        failed: list[tuple[Item, PlatformError]] = []
        outcomes = self.send([mutation for _item, mutation in work])
        for (item, _mutation), outcome in zip(work, outcomes):
            if isinstance(outcome, PlatformError):
                failed.append((item, outcome))
                continue
            item.written_id = item.written_id or outcome.get("id")
            self.tell(item.planned.operation, item.title)
        if failed:
            raise self.failure(
                [(f"{item.place} {item.title}", item.planned.operation, error) for item, error in failed]
            )

    def delete(self, schema: Schema, nodes: Sequence[Mapping[str, Any]]) -> None:
        """Delete; children first, and what another still needs in a further round."""
        by_kind = {name: schema.kind(name) for name in sorted({node["__typename"] for node in nodes})}

        def is_a(name: str, kind: str) -> bool:
            return by_kind[name].is_a(kind)

        order = {kind.name: place for place, kind in enumerate(children_first(list(by_kind.values()), is_a))}
        left = sorted(nodes, key=lambda node: order[node["__typename"]])
        while left:
            blocked: list[tuple[Mapping[str, Any], PlatformError]] = []
            for kind in dict.fromkeys(node["__typename"] for node in left):
                blocked += self._delete_kind([node for node in left if node["__typename"] == kind])
            if len(blocked) == len(left) or any(BLOCKED not in str(error) for _node, error in blocked):
                raise self.failure([(title_of(node), "delete", error) for node, error in blocked])
            left = [node for node, _error in blocked]

    def _delete_kind(self, nodes: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], PlatformError]]:
        blocked = []
        mutations = [Mutation(node["__typename"], "Delete", {"id": node["id"]}) for node in nodes]
        for node, outcome in zip(nodes, self.send(mutations)):
            if isinstance(outcome, PlatformError):
                blocked.append((node, outcome))
            else:
                self.tell("delete", title_of(node))
        return blocked

    def tell(self, operation: str, title: str) -> None:
        self.done.append({"operation": operation, "item": title})
        self.task.outside.progress("infrahub_nodes", len(self.done), self.total)

    def failure(self, failed: Sequence[tuple[str, str, PlatformError]]) -> PlatformError:
        """The first error in words that name the item; of the same kind, so that a lost answer is known as such."""
        uncertain = [error for _title, _operation, error in failed if isinstance(error, Uncertain)]
        title, operation, first = failed[0]
        more = f"; {len(failed) - 1} more failed" if len(failed) > 1 else ""
        error: PlatformError = uncertain[0] if uncertain else PlanError(f"{title}: {first}{more}")
        error.done, error.failed_item = list(self.done), {"operation": operation, "item": title}
        return error


def dependencies(items: Sequence[Item], peers: Peers, optional: bool) -> dict[int, list[int]]:
    """Which items must be written before which: peers that are not there yet, or not under that name."""
    needs: dict[int, list[int]] = {}
    places = {id(item): number for number, item in enumerate(items)}
    for number, item in enumerate(items):
        for name, kind, ref in relations(item):
            if not optional and item.node.kind.relations[name]["optional"] is not False:
                continue
            other = peers.item(kind, ref["hfid"]) if "hfid" in ref else None
            if other is not None and other is not item and other.id is None:
                needs.setdefault(number, []).append(places[id(other)])
    return needs


def loose(item: Item, peers: Peers) -> list[str]:
    """The optional relations of an item in a circle whose peers may not be there yet: they are written after."""
    found = []
    for name, kind, ref in relations(item):
        other = peers.item(kind, ref["hfid"]) if "hfid" in ref else None
        if item.node.kind.relations[name]["optional"] is not False and other is not None and other.id is None:
            found.append(name)
    return list(dict.fromkeys(found))


def tie(item: Item, names: Sequence[str], peers: Peers) -> Mutation:
    return Mutation(item.node.kind.name, "Update", {"id": item.id, **data_of(item, names, peers)})


def title_of(node: Mapping[str, Any]) -> str:
    return f"{node['__typename']} {'/'.join(map(str, node.get('hfid') or ())) or node['id']}"
