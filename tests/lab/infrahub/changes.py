# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What changed on each side since a branch left the default branch, and where the two sides disagree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .branch import Branch
from .peers import Peers
from .schema import Schema
from .store import Attr, Edge, Graph, Node, same_value


@dataclass
class Delta:
    """One node, before and now; ``attrs`` and ``links`` hold what differs."""

    before: Node | None
    after: Node | None
    attrs: dict[str, tuple[Attr | None, Attr | None]] = field(default_factory=dict)
    added: dict[str, dict[str, Edge]] = field(default_factory=dict)  # by key, then by peer
    removed: dict[str, dict[str, Edge]] = field(default_factory=dict)

    @property
    def status(self) -> str:
        return "ADDED" if self.before is None else "REMOVED" if self.after is None else "UPDATED"

    @property
    def node(self) -> Node:
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def empty(self) -> bool:
        return self.status == "UPDATED" and not (self.attrs or self.added or self.removed)


def deltas(base: dict[str, Node], graph: Graph, since: str, schema: Schema) -> dict[str, Delta]:
    found: dict[str, Delta] = {}
    for ident in dict.fromkeys(ident for at, ident, _skip in graph.log if at > since):
        before, after = base.get(ident), graph.nodes.get(ident)
        if before is after or (before is None and after is None):
            continue
        delta = Delta(before, after)
        kind = schema.kinds.get(delta.node.kind)
        if kind is None or kind.entry["branch"] == "local":
            continue
        compare(delta)
        if not delta.empty:
            found[ident] = delta
    return found


def compare(delta: Delta) -> None:
    old, new = delta.before, delta.after
    old_attrs, new_attrs = old.attrs if old else {}, new.attrs if new else {}
    for name in {**old_attrs, **new_attrs}:
        one, other = old_attrs.get(name), new_attrs.get(name)
        if one is not other and (one is None or other is None or not one.same(other)):
            delta.attrs[name] = one, other
    old_rels, new_rels = old.rels if old else {}, new.rels if new else {}
    for key in {**old_rels, **new_rels}:
        mine, theirs = new_rels.get(key, {}), old_rels.get(key, {})
        if mine is theirs:
            continue
        added = {ident: edge for ident, edge in mine.items() if ident not in theirs}
        removed = {ident: edge for ident, edge in theirs.items() if ident not in mine}
        if added:
            delta.added[key] = added
        if removed:
            delta.removed[key] = removed


@dataclass
class Conflict:
    path: str
    node: str
    field: str  # an attribute or relationship; "" for the node itself
    base: tuple[str, Any, str]  # action, value, when: on the default branch
    diff: tuple[str, Any, str]


def both(branch: Branch, main: Branch) -> tuple[dict[str, Delta], dict[str, Delta]]:
    """The changes of the branch, and those of the default branch since."""
    mine = deltas(branch.base, branch.graph, branch.branched_from, branch.schema)
    theirs = deltas(branch.base, main.graph, branch.branched_from, main.schema)
    return mine, theirs


def conflicts(mine: dict[str, Delta], theirs: dict[str, Delta], schema: Schema) -> list[Conflict]:
    found: list[Conflict] = []
    for ident, delta in mine.items():
        other = theirs.get(ident)
        if other is None:
            continue
        if "REMOVED" in (delta.status, other.status):
            if delta.status != other.status and (own(delta, schema) or own(other, schema)):
                found.append(Conflict(f"data/{ident}", ident, "", whole(other), whole(delta)))
            continue
        for name in delta.attrs.keys() & other.attrs.keys():
            one, two = delta.attrs[name][1], other.attrs[name][1]
            if one is not None and two is not None and not same_value(one.value, two.value):
                sides = ("UPDATED", two.value, two.updated_at or ""), ("UPDATED", one.value, one.updated_at or "")
                found.append(Conflict(f"data/{ident}/{name}/value", ident, name, *sides))
        for key in (delta.added.keys() | delta.removed.keys()) & (other.added.keys() | other.removed.keys()):
            link = schema.kinds[delta.node.kind].by_key.get(key)
            if link is None or link["cardinality"] != "one" or link["read_only"]:
                continue
            now_here, now_there = delta.node.peers(key), other.node.peers(key)
            if set(now_here) != set(now_there):
                sides = (peer_side(now_there), peer_side(now_here))
                found.append(Conflict(f"data/{ident}/{link['name']}/peer", ident, link["name"], *sides))
    return found


def own(delta: Delta, schema: Schema) -> bool:
    """Changed by what was written to it, not only as the far end of another node's relationship."""
    if delta.status == "REMOVED":
        return False
    links = (schema.kinds[delta.node.kind].by_key.get(key) for key in (*delta.added, *delta.removed))
    return bool(delta.attrs) or any(link and link["cardinality"] == "one" and not link["read_only"] for link in links)


def whole(delta: Delta) -> tuple[str, Any, str]:
    return delta.status, None, delta.node.updated_at


def peer_side(peers: Peers) -> tuple[str, Any, str]:
    for ident, edge in peers.items():
        return "UPDATED", ident, edge.at
    return "REMOVED", None, ""
