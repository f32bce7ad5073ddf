# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Carry out the plans of many nodes: in levels, so that a peer is there before it is referred to, each in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core.errors import Conflict, PlanError, PlatformError, Unreachable
from ..core.spec import Task
from .client import Infrahub
from .items import Item
from .mutations import NOT_SENT, Mutation, field_of, write_all
from .order import children_first, levels
from .prune import title_of
from .refs import Peers, data_of, lineages, relations, unborn
from .schema import Schema

BLOCKED = "Cannot delete"
TOLD = 10  # failures in a message; all of them are in failed_items


@dataclass
class Ledger:
    """What was done, and what failed: kept over all attempts, for the message if something goes wrong."""

    total: int
    progress: Callable[[str, int, int], Any]
    done: list[dict[str, str]] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)
    spoilt: set[int] = field(default_factory=set)  # the items that failed
    taken: set[int] = field(default_factory=set)  # the items that somebody else created in between, to be looked at

    def tell(self, operation: str, title: str) -> None:
        self.done.append({"operation": operation, "item": title})
        self.progress("infrahub_nodes", len(self.done), self.total)

    def fail(self, place: str, title: str, operation: str, error: PlatformError, what: str | None = None) -> None:
        told = {"operation": operation, "item": f"{place} {title}".strip(), "field": what or field_of(error)}
        self.failed.append({**told, "message": str(error)})

    def error(self, kept_on: bool) -> PlatformError:
        """One error for all that failed."""
        told = [f"{one['item']}: {one['message']}" for one in self.failed]
        first, more = (TOLD, len(told) - TOLD) if kept_on else (1, len(told) - 1)
        text = "; ".join(told[:first]) + (f"; {more} more failed" if more > 0 else "")
        if kept_on:
            text = f"{len(told)} of {self.total} nodes could not be written: {text}"
        error = PlanError(text)
        error.done, error.failed_item = list(self.done), self.failed[0]
        error.failed_items = list(self.failed) if kept_on else ()
        return error


@dataclass
class Writer:
    """One attempt to write items. It raises what makes a further look necessary, and what ends the run."""

    task: Task
    peers: Peers
    ledger: Ledger

    @property
    def keeps_on(self) -> bool:
        return self.task.params["on_error"] == "continue"

    @property
    def client(self) -> Infrahub:
        return self.task.client

    def send(self, mutations: Sequence[Mutation], ends: Callable[[PlatformError], bool]) -> Iterator[Any]:
        params = self.task.params
        return write_all(self.client, mutations, params["batch_size"], params["concurrency"], ends)

    def ends(self, error: PlatformError) -> bool:
        """Whether nothing more is to be sent after this error."""
        return unreachable(error) or not (self.keeps_on or isinstance(error, Conflict))

    def write(self, items: Sequence[Item]) -> None:
        """Create and update; what refers to each other in a circle is created first and tied together after."""
        ordered, circle = levels(len(items), dependencies(items, self.peers, optional=True))
        tied = [items[number] for number in circle]
        hard, knot = levels(len(tied), dependencies(tied, self.peers, optional=False))
        if knot:
            names = ", ".join(tied[number].title for number in knot[:4])
            raise PlanError(f"{names}: none of these can be created before the others, since each demands another")
        postponed = {id(item): loose(item, self.peers) for item in tied}
        later = [(item, [*postponed[id(item)], *unborn(item)]) for item in tied]
        later += [(item, unborn(item, itself=True)) for item in items if id(item) not in postponed]
        for level in [*ordered, *([circle[number] for number in level] for level in hard)]:
            self._batches([(items[n], self._names(items[n], postponed.get(id(items[n]), ()))) for n in level])
        self._batches([(item, names) for item, names in later if names and id(item) not in self.ledger.spoilt])

    def _names(self, item: Item, without: Sequence[str]) -> list[str]:
        return [name for name in item.planned.changes if name not in without]

    def _batches(self, wanted: Sequence[tuple[Item, list[str]]]) -> None:
        """Fields of items that do not depend on one another, kind by kind: few texts, which the server knows again."""
        work = sorted(self._mutations(wanted), key=lambda pair: pair[1].name)
        unsure: list[PlatformError] = []
        outcomes = self.send([mutation for _item, mutation in work], self.ends)
        for (item, mutation), outcome in zip(work, outcomes):
            if outcome is NOT_SENT:
                continue
            if isinstance(outcome, Unreachable) or self._taken(item, mutation, outcome):
                unsure.append(outcome)
            elif isinstance(outcome, PlatformError):
                self._fail(item, outcome)
            else:
                first = item.written_id is None
                item.written_id = item.written_id or outcome.get("id")
                if first:
                    self.ledger.tell(item.planned.operation, item.title)
        if self.ledger.failed and not self.keeps_on:
            raise self.ledger.error(False)
        if unsure:
            raise unsure[0]

    def _mutations(self, wanted: Sequence[tuple[Item, list[str]]]) -> Iterator[tuple[Item, Mutation]]:
        for item, names in wanted:
            try:
                data = data_of(item, names, self.peers)
            except PlanError as error:  # a peer that failed itself
                self._fail(item, error)
                continue
            kind = item.kind.name
            yield item, Mutation(kind, "Update", {"id": item.id, **data}) if item.id else Mutation(kind, "Create", data)

    def _taken(self, item: Item, mutation: Mutation, outcome: Any) -> bool:
        """Whether somebody else may have made the node in between: once, it is looked at again."""
        if not isinstance(outcome, Conflict) or mutation.verb != "Create" or id(item) in self.ledger.taken:
            return False
        self.ledger.taken.add(id(item))
        return True

    def _fail(self, item: Item, error: PlatformError) -> None:
        self.ledger.spoilt.add(id(item))
        self.ledger.fail(item.place, item.title, item.planned.operation, error)

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
                for node, error in blocked:
                    self.ledger.fail("", title_of(node), "delete", error)
                raise self.ledger.error(self.keeps_on)
            left = [node for node, _error in blocked]

    def _delete_kind(self, nodes: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], PlatformError]]:
        blocked = []
        mutations = [Mutation(node["__typename"], "Delete", {"id": node["id"]}) for node in nodes]
        for node, outcome in zip(nodes, self.send(mutations, unreachable)):
            if isinstance(outcome, Unreachable):
                raise outcome
            if isinstance(outcome, PlatformError):
                blocked.append((node, outcome))
            elif outcome is not NOT_SENT:
                self.ledger.tell("delete", title_of(node))
        return blocked


def dependencies(items: Sequence[Item], peers: Peers, optional: bool) -> dict[int, list[int]]:
    """Which items must be written before which: peers that are not there yet, or not under that name."""
    needs: dict[int, list[int]] = {}
    places = {id(item): number for number, item in enumerate(items)}
    for number, item in enumerate(items):
        for name, kind, ref in relations(item):
            if not optional and item.node.kind.relations[name]["optional"] is not False:
                continue
            other = peers.item(kind, ref["hfid"]) if "hfid" in ref else None
            if other is not None and other is not item and other.id is None and id(other) in places:
                needs.setdefault(number, []).append(places[id(other)])
        for _name, ref in lineages(item) if optional else ():
            if "item" in ref and ref["item"] is not item and ref["item"].id is None:
                needs.setdefault(number, []).append(places[id(ref["item"])])
    return needs


def loose(item: Item, peers: Peers) -> list[str]:
    """The optional relations of an item in a circle whose peers may not be there yet: they are written after."""
    found = []
    for name, kind, ref in relations(item):
        other = peers.item(kind, ref["hfid"]) if "hfid" in ref else None
        if item.node.kind.relations[name]["optional"] is not False and other is not None and other.id is None:
            found.append(name)
    return list(dict.fromkeys(found))


def unreachable(error: PlatformError) -> bool:
    return isinstance(error, Unreachable)
