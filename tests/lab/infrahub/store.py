# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes in memory, never changed but replaced: so copying a branch is copying two dicts, the log of what was replaced
gives every past state, and a merge compares by identity."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, Callable, Iterable, Iterator, NamedTuple

from .peers import Peers
from .schema import Schema
from .schema_kind import Kind, Path, key_of

COUNTER = itertools.count(1)
LAST = [0.0]


def now() -> str:
    """This instant; never the same twice."""
    stamp = max(datetime.now(timezone.utc).timestamp(), LAST[0] + 0.000001)
    LAST[0] = stamp
    return datetime.fromtimestamp(stamp, timezone.utc).isoformat(timespec="microseconds")


def new_id() -> str:
    """Like the server's: of the shape of a UUID, and later ones sort after earlier ones."""
    number = next(COUNTER)
    return f"18ea{number >> 32 & 0xFFFF:04x}-{number >> 16 & 0xFFFF:04x}-{number & 0xFFFF:04x}-e3f1-14b7d0134c6a"


class Attr:
    __slots__ = (
        "value",
        "is_default",
        "is_protected",
        "source",
        "owner",
        "is_from_profile",
        "updated_at",
        "updated_by",
    )

    def __init__(
        self, value: Any = None, is_default: bool = True, at: str | None = None, by: str | None = None
    ) -> None:
        self.value, self.is_default, self.updated_at, self.updated_by = value, is_default, at, by
        self.is_protected, self.is_from_profile = False, False
        self.source: str | None = None
        self.owner: str | None = None

    def copy(self) -> "Attr":
        made = Attr(self.value, self.is_default, self.updated_at, self.updated_by)
        made.is_protected, made.is_from_profile = self.is_protected, self.is_from_profile
        made.source, made.owner = self.source, self.owner
        return made

    def same(self, other: "Attr") -> bool:
        return same_value(self.value, other.value) and all(
            getattr(self, name) == getattr(other, name) for name in ("is_protected", "source", "owner")
        )


def same_value(one: Any, other: Any) -> bool:
    return type(one) is type(other) and one == other


class Edge:
    """One link, the same object at both ends. ``copies``: a peer that was given twice is stored twice."""

    __slots__ = ("copies", "is_protected", "source", "owner", "at", "by")

    def __init__(self, at: str, by: str | None, copies: int = 1) -> None:
        self.at, self.by, self.copies = at, by, copies
        self.is_protected: bool | None = None
        self.source: str | None = None
        self.owner: str | None = None


class Node:
    __slots__ = ("id", "kind", "attrs", "rels", "hfid", "label", "created_at", "created_by", "updated_at", "updated_by")

    def __init__(self, ident: str, kind: str, at: str, by: str | None) -> None:
        self.id, self.kind = ident, kind
        self.attrs: dict[str, Attr] = {}
        self.rels: dict[str, Peers] = {}  # by key; edges by the peer's id
        self.hfid: list[str] | None = None
        self.label = ""
        self.created_at = self.updated_at = at
        self.created_by = self.updated_by = by

    def copy(self) -> "Node":
        made = Node(self.id, self.kind, self.created_at, self.created_by)
        made.attrs, made.rels, made.hfid, made.label = dict(self.attrs), dict(self.rels), self.hfid, self.label
        made.updated_at, made.updated_by = self.updated_at, self.updated_by
        return made

    def peers(self, key: str) -> Peers:
        return self.rels.get(key, {})

    def value(self, name: str) -> Any:
        held = self.attrs.get(name)
        return held.value if held else None


class Reserved(NamedTuple):
    """What a pool gave out: ids of the pool, of the prefix it lies in, and of the node; under which identifier."""

    pool: str
    resource: str
    node: str
    identifier: str | None
    branch: str


@dataclass
class Graph:
    """The nodes of one branch, or those that all branches share."""

    nodes: dict[str, Node] = field(default_factory=dict)
    kinds: dict[str, dict[str, None]] = field(default_factory=dict)
    log: list[tuple[str, str, Node | None]] = field(default_factory=list)  # when, which, what it was before
    indexes: dict[tuple[str, str], "Index"] = field(default_factory=dict)
    reserved: list[Reserved] = field(default_factory=list)  # by pools

    def copy(self) -> "Graph":
        return Graph(
            dict(self.nodes), {kind: dict(ids) for kind, ids in self.kinds.items()}, reserved=list(self.reserved)
        )

    def put(self, ident: str, node: Node | None, at: str) -> None:
        before = self.nodes.get(ident)
        self.log.append((at, ident, before))
        self.place(ident, before, node)

    def place(self, ident: str, before: Node | None, node: Node | None) -> None:
        if before is not None and (node is None or node.kind != before.kind):
            self.kinds[before.kind].pop(ident, None)
        if node is None:
            self.nodes.pop(ident, None)
        else:
            self.nodes[ident] = node
            if before is None or node.kind != before.kind:
                self.kinds.setdefault(node.kind, {})[ident] = None
        for index in self.indexes.values():
            index.change(before, node)

    def at(self, when: str) -> "Graph":
        """As it was at that instant."""
        past = self.copy()
        for moment, ident, before in reversed(self.log):
            if moment <= when:
                break
            past.place(ident, past.nodes.get(ident), before)
        return past


class Index:
    """Ids by the value of some key, for the nodes of some kinds."""

    def __init__(self, kinds: Iterable[str], key: Callable[[Node], Any]) -> None:
        self.kinds, self.key = set(kinds), key
        self.ids: dict[Any, list[str]] = {}

    def change(self, before: Node | None, after: Node | None) -> None:
        old = self.key(before) if before is not None and before.kind in self.kinds else None
        new = self.key(after) if after is not None and after.kind in self.kinds else None
        if old == new:
            return
        if old is not None and before is not None and before.id in self.ids.get(old, ()):
            self.ids[old].remove(before.id)
        if new is not None and after is not None:
            self.ids.setdefault(new, []).append(after.id)


class View:
    """What one request sees: a branch's own nodes and the shared ones, under one schema."""

    def __init__(self, schema: Schema, graph: Graph, shared: Graph) -> None:
        self.schema, self.graph, self.shared = schema, graph, shared

    def get(self, ident: str) -> Node | None:
        found = self.graph.nodes.get(ident) or self.shared.nodes.get(ident)
        return found if found is None or found.kind in self.schema.kinds else None

    def home(self, kind: str) -> Graph:
        return self.shared if self.schema.kinds[kind].entry["branch"] == "agnostic" else self.graph

    def all(self, kind: str) -> Iterator[Node]:
        for name in self.schema.concrete(kind):
            for graph in (self.graph, self.shared):
                for ident in graph.kinds.get(name, ()):
                    yield graph.nodes[ident]

    def find(self, kind: str, name: str, key: Callable[[Node], Any], wanted: Any) -> list[str]:
        """The ids of the nodes of a kind whose key is this, by an index made at first use."""
        found: list[str] = []
        for graph in (self.graph, self.shared):
            index = graph.indexes.get((kind, name))
            if index is None:
                index = graph.indexes[kind, name] = Index(self.schema.concrete(kind), key)
                for one in index.kinds:
                    for ident in graph.kinds.get(one, ()):
                        index.change(None, graph.nodes[ident])
            found += index.ids.get(wanted, ())
        return found

    def by_hfid(self, kind: str, hfid: list[str]) -> Node | None:
        found = self.find(kind, "hfid", hfid_key, tuple(hfid))
        return self.get(found[0]) if found else None


def hfid_key(node: Node) -> Any:
    return tuple(node.hfid) if node.hfid else None


def constraint_key(kind: Kind, paths: list[Path]) -> Callable[[Node], Any]:
    """The values that may occur once only; None where one of them is missing."""
    keys = [(key_of(kind.relationships[p.relation]) if p.relation else None, p.attribute or "") for p in paths]

    def key(node: Node) -> Any:
        parts: list[Any] = []
        for rel, attr in keys:
            if rel is not None:
                parts.append(next(iter(node.peers(rel)), None))
            else:
                value = node.value(attr)
                parts.append(json.dumps(value, sort_keys=True) if isinstance(value, (list, dict)) else value)
            if parts[-1] is None:
                return None
        return tuple(parts)

    return key


class Change:
    """Nodes being changed together; nothing is stored before ``commit``."""

    def __init__(self, view: View, by: str | None) -> None:
        self.view, self.schema, self.by, self.at = view, view.schema, by, now()
        self.touched: dict[str, Node | None] = {}
        # Of the node that is written: attributes that a profile will give, and those that it leaves this time.
        self.given: set[str] = set()
        self.kept: set[str] = set()

    def get(self, ident: str) -> Node | None:
        return self.touched[ident] if ident in self.touched else self.view.get(ident)

    def edit(self, node: Node) -> Node:
        mine = self.touched.get(node.id)
        if mine is None:
            mine = self.touched[node.id] = node.copy()
        return mine

    def add(self, node: Node) -> None:
        self.touched[node.id] = node

    def remove(self, ident: str) -> None:
        self.touched[ident] = None

    def commit(self) -> None:
        for ident, node in self.touched.items():
            known = node or self.view.get(ident)
            if known is not None:
                self.view.home(known.kind).put(ident, node, self.at)
