# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Many nodes of mixed kinds: what the server has of them, read in pages, and what is to be done for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core.errors import PlanError
from ..core.plan import only, plan
from .client import Infrahub
from .described import node_fields
from .items import Item
from .lookup import by_hfids, by_ids, fetch_all, name_of
from .mistakes import Mistakes
from .node import NodeStore, keep_parts, together
from .schema import Kind


@dataclass
class Present:
    """The nodes of one kind that the server has: by id and by human friendly id, as it told them."""

    by_id: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    by_name: dict[Any, list[Mapping[str, Any]]] = field(default_factory=dict)
    by_values: dict[tuple[str, ...], dict[Any, list[Mapping[str, Any]]]] = field(default_factory=dict)

    def with_values(self, known_by: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """The nodes that these filters find; sorted once for all items that are found by the same filters."""
        arguments = tuple(known_by)
        if arguments not in self.by_values:
            index = self.by_values[arguments] = {}
            for node in self.by_id.values():
                index.setdefault(tuple(value_of(node, name) for name in arguments), []).append(node)
        wanted = tuple(json.dumps(value[0] if name.endswith("__ids") else value) for name, value in known_by.items())
        return self.by_values[arguments].get(wanted, [])

    def add(self, nodes: Iterable[Mapping[str, Any]]) -> None:
        for node in nodes:
            if node["id"] not in self.by_id:
                self.by_id[node["id"]] = node
                self.by_name.setdefault(name_of(node), []).append(node)


def look(client: Infrahub, items: Sequence[Item], mistakes: Mistakes) -> None:
    """Set what is there now for each item."""
    for kind, group in by_kind(items).items():
        fields = dict.fromkeys(f.name for item in group for f in item.node.resource.store.fields)
        known_by = dict.fromkeys(
            name.partition("__")[0] for item in group for name in item.node.resource.store.known_by
        )
        forms = together(item.node.resource.store.forms for item in group)
        store = NodeStore(kind, tuple(node_fields(kind, {**fields, **known_by})), forms=forms)
        present = read_present(client, kind, store.selection, group)
        for item in group:
            found = [item.node.resource.store.read(node) for node in matches(present, item)]
            item.looked = True
            try:
                item.current = only(item.node.resource, {}, found)
            except PlanError as error:
                mistakes.add(item.place, error)


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
    return present.with_values(known_by)


def value_of(node: Mapping[str, Any], argument: str) -> str:
    name, _skip, rest = argument.partition("__")
    told = node[name]
    if "node" not in told:
        return json.dumps(told["value"])
    peer = told["node"] or {}
    return json.dumps(peer.get("id") if rest == "ids" else (peer.get("hfid") or [None])[0])


def plan_items(items: Sequence[Item], mistakes: Mistakes, update_secret: bool = False) -> None:
    """What is to be done for each item; what cannot be done is put down."""
    for item in items:
        desired = {**item.node.desired, **({"id": item.node.id} if item.node.id else {})}
        try:
            item.planned = plan(item.node.resource, desired, item.current, update_secret=update_secret)
            keep_parts(item.node, item.planned)
        except PlanError as error:
            mistakes.add(item.place, error)
