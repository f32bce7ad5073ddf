# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Read the nodes of a tree in few requests.

What a node has for itself (its interfaces) is read with it; what many nodes share (their site) is read once, by its
kind, however many nodes have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .client import Infrahub
from .lookup import by_ids, fetch_all
from .tree import Tree, identity

Waiting = dict[str, dict[str, Any]]  # peers that are asked for, by id


@dataclass
class Reader:
    """``at`` is the instant whose state is read; without it, the present."""

    client: Infrahub
    at: str | None = None
    known: dict[tuple[int, str], dict[str, Any]] = field(default_factory=dict)  # by tree and id
    asked: dict[tuple[int, str], tuple[Tree, Waiting]] = field(default_factory=dict)  # by tree and kind
    trees: list[Tree] = field(default_factory=list)  # kept, so that no two have one id

    def read(self, tree: Tree, filters: Mapping[str, tuple[str, Any]] | None = None) -> list[dict[str, Any]]:
        """The nodes of the tree's kind, with everything that the tree names."""
        return self.whole(tree, fetch_all(self.client, tree.kind, tree.selection, filters, at=self.at))

    def whole(self, tree: Tree, told: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Nodes as they were told for this tree's selection, with their shared peers, which are read here."""
        self.trees.append(tree)
        found = [self.node(tree, one) for one in told]
        while self.asked:
            waiting, self.asked = self.asked, {}
            for (_tree, name), (below, peers) in waiting.items():
                if name != below.kind.name:
                    below = below.of(self.client.kind(name))
                self.trees.append(below)
                for one in by_ids(self.client, below.kind, below.selection, list(peers), self.at):
                    peers[one["id"]].update(self.node(below, one))
        return found

    def node(self, tree: Tree, told: Mapping[str, Any]) -> dict[str, Any]:
        made = identity(told)
        self.fill(made, tree, told)
        if tree.kinds:
            own = tree.kinds.get(told["__typename"])
            if own:
                self.fill(made, own, told)
        return made

    def fill(self, made: dict[str, Any], tree: Tree, told: Mapping[str, Any]) -> None:
        alias = tree.alias
        for name in tree.attributes:
            made[name] = told[alias + name]["value"]
        for name, below in tree.ones.items():
            peer = told[alias + name]["node"]
            made[name] = None if peer is None else self.peer(tree, name, below, peer)
        for name, below in tree.manys.items():
            peers = [edge["node"] for edge in told[alias + name]["edges"]]
            made[name] = [self.peer(tree, name, below, peer) for peer in peers]

    def peer(self, tree: Tree, name: str, below: Tree | None, told: Mapping[str, Any]) -> dict[str, Any]:
        return self.node(below, told) if below and name in tree.nested else self.shared(below, told)

    def shared(self, tree: Tree | None, peer: Mapping[str, Any]) -> dict[str, Any]:
        """One dict for each peer, however many nodes have it; its fields come with the next request."""
        if tree is None:
            return identity(peer)
        key = (id(tree), peer["id"])
        if key not in self.known:
            self.known[key] = identity(peer)
            _tree, peers = self.asked.setdefault((id(tree), peer["__typename"]), (tree, {}))
            peers[peer["id"]] = self.known[key]
        return self.known[key]
