# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes with what hangs on them: dotted paths through relations, merged into a tree and read in few requests.

What a node has for itself (its interfaces) is read with it; what many nodes share (their site) is read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .client import Infrahub
from .lookup import by_ids, fetch_all
from .schema import GROUPS, Kind, Schema
from .values import SECRETS

PEER = "id hfid display_label __typename"
HIDDEN = (*GROUPS, "profiles", "object_template")


@dataclass
class Tree:
    """What to read of one kind: attributes, and relations with the tree of their peers."""

    kind: Kind
    attributes: list[str] = field(default_factory=list)
    ones: dict[str, Tree | None] = field(default_factory=dict)  # None: only who it is
    manys: dict[str, Tree | None] = field(default_factory=dict)

    @property
    def selection(self) -> str:
        parts = [PEER, *(f"{name} {{ value }}" for name in self.attributes)]
        parts += [f"{name} {{ node {{ {PEER} }} }}" for name in self.ones]
        for name, tree in self.manys.items():
            parts.append(f"{name} {{ edges {{ node {{ {tree.selection if tree else PEER} }} }} }}")
        return " ".join(parts)


def tree_of(schema: Schema, kind: Kind, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> Tree:
    """All attributes and relations to one, and what the paths name besides; less what ``exclude`` names."""
    tree = Tree(kind, own_attributes(kind))
    for name, relation in kind.relations.items():
        if relation["cardinality"] == "one" and name not in HIDDEN:
            tree.ones[name] = None
    for path in include:
        grow(schema, tree, path.split("."))
    for path in exclude:
        prune(tree, path.split("."))
    return tree


def own_attributes(kind: Kind) -> list[str]:
    return [name for name, attribute in kind.attributes.items() if attribute["kind"] not in SECRETS]


def grow(schema: Schema, tree: Tree, path: list[str]) -> None:
    """Add what one path names; a path that ends at a relation brings its peers' attributes."""
    name, *rest = path
    kind = tree.kind
    kind.field(name)
    if name in kind.attributes:
        if name not in tree.attributes and kind.attributes[name]["kind"] not in SECRETS:
            tree.attributes.append(name)
        return
    relation = kind.relations[name]
    branches = tree.ones if relation["cardinality"] == "one" else tree.manys
    peer = schema.kind(relation["peer"])
    below = branches.get(name) or Tree(peer)
    branches[name] = below
    if rest:
        grow(schema, below, rest)
    else:
        below.attributes += [one for one in own_attributes(peer) if one not in below.attributes]


def prune(tree: Tree, path: list[str]) -> None:
    name, *rest = path
    tree.kind.field(name)
    if not rest:
        tree.attributes = [one for one in tree.attributes if one != name]
        tree.ones.pop(name, None)
        tree.manys.pop(name, None)
        return
    below = tree.ones.get(name) or tree.manys.get(name)
    if below:
        prune(below, rest)


@dataclass
class Reader:
    """Reads trees; peers that are shared are collected first and fetched once."""

    client: Infrahub
    known: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)  # tree and id
    asked: dict[tuple[int, str], tuple[Tree, dict[str, dict[str, Any]]]] = field(default_factory=dict)

    def read(self, tree: Tree, filters: Mapping[str, tuple[str, Any]] | None = None) -> list[dict[str, Any]]:
        """The nodes of the tree's kind, with everything that the tree names."""
        found = [self.node(tree, told) for told in fetch_all(self.client, tree.kind, tree.selection, filters)]
        while self.asked:
            waiting, self.asked = self.asked, {}
            for below, peers in waiting.values():
                for told in by_ids(self.client, below.kind, below.selection, list(peers)):
                    peers[told["id"]].update(self.node(below, told))
        return found

    def node(self, tree: Tree, told: Mapping[str, Any]) -> dict[str, Any]:
        made = identity(told)
        for name in tree.attributes:
            made[name] = told[name]["value"]
        for name, below in tree.ones.items():
            peer = told[name]["node"]
            made[name] = None if peer is None else self.shared(below, peer)
        for name, below in tree.manys.items():
            peers = [edge["node"] for edge in told[name]["edges"]]
            made[name] = [self.node(below, peer) if below else identity(peer) for peer in peers]
        return made

    def shared(self, tree: Tree | None, peer: Mapping[str, Any]) -> dict[str, Any]:
        """One dict for each peer, however many nodes have it; its fields come with the next request."""
        if tree is None:
            return identity(peer)
        _tree, peers = self.asked.setdefault((id(tree), peer["__typename"]), (tree, {}))
        if peer["id"] not in peers:
            known = self.known.setdefault((str(id(tree)), peer["id"]), identity(peer))
            if len(known) > len(identity(peer)):
                return known
            peers[peer["id"]] = known
        return peers[peer["id"]]


def identity(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": told["id"],
        "hfid": told.get("hfid"),
        "display_label": told.get("display_label"),
        "kind": told["__typename"],
    }


def values(node: Mapping[str, Any], path: str) -> Iterator[Any]:
    """What a dotted path leads to in a node that was read; nothing where it ends before."""
    name, _skip, rest = path.partition(".")
    value = node.get(name)
    for one in value if isinstance(value, list) else [value]:
        if rest and isinstance(one, Mapping):
            yield from values(one, rest)
        elif not rest and one is not None:
            yield one
