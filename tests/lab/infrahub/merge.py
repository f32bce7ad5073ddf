# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Bringing a branch's changes onto the default branch, and the default branch's changes below a branch's own."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Collection

from .branch import Branch
from .changes import Delta, both, conflicts
from .derived import derive
from .links import store
from .schema import Schema
from .schema_kind import far_key, key_of
from .schema_migrate import migrate
from .store import Change, Graph, Node, View, now

if TYPE_CHECKING:
    from .lab import InfrahubLab


def merge(lab: InfrahubLab, branch: Branch, lost: Collection[tuple[str, str]] = ()) -> None:
    """Without conflicts, or with those resolved: the branch's side wins, but for the nodes and fields that it lost."""
    mine, _skip = both(branch, lab.main)
    for ident, name in lost:
        forgo(mine, ident, name, branch.schema)
    if branch.schema_changed:
        lab.change_schema(lab.main, merged_schema(branch, lab.main))
    apply(lab.main_view(), mine)
    branch.status = "MERGED"


def forgo(mine: dict[str, Delta], ident: str, name: str, schema: Schema) -> None:
    if not name:
        del mine[ident]
        return
    delta = mine[ident]
    delta.attrs.pop(name, None)
    link = schema.kinds[delta.node.kind].relationships.get(name)
    for part in (delta.added, delta.removed):
        for other in part.pop(key_of(link), {}) if link else ():
            if other in mine:
                for there in (mine[other].added, mine[other].removed):
                    there.get(far_key(key_of(link)), {}).pop(ident, None)


def rebase(lab: InfrahubLab, branch: Branch) -> None:
    mine, _skip = both(branch, lab.main)
    schema = merged_schema(branch, lab.main) if branch.schema_changed else lab.main.schema
    branch.branched_from = now()
    branch.base, branch.base_schema = dict(lab.main.graph.nodes), lab.main.schema
    local = [n for n in branch.graph.nodes.values() if branch.schema.kinds[n.kind].entry["branch"] == "local"]
    branch.schema, branch.graph = schema, based_on(lab.main)
    migrate(lab.main.schema, schema, branch.graph, lab.shared)
    for node in local:
        branch.graph.put(node.id, node, now())
    apply(lab.view(branch), mine)


def based_on(main: Branch) -> Graph:
    """A copy of the default branch without what is local to it."""
    made = main.graph.copy()
    for kind in [name for name in made.kinds if main.schema.kinds[name].entry["branch"] == "local"]:
        for ident in list(made.kinds[kind]):
            made.place(ident, made.nodes[ident], None)
    return made


def apply(view: View, changes: dict[str, Delta]) -> None:
    change = Change(view, None)
    for ident, delta in changes.items():
        if delta.status == "REMOVED":
            drop(change, ident)
    for ident, delta in changes.items():
        if delta.status == "ADDED" and delta.after is not None:
            change.add(delta.after.copy())
        elif delta.status == "UPDATED":
            update(change, ident, delta)
    for ident, delta in changes.items():
        node = change.touched.get(ident)
        if node is None:
            continue
        for key, peers in list(node.rels.items()):
            for other in [other for other in peers if change.get(other) is None]:
                store(change, node, key, other, None)
        if delta.attrs and node.kind in view.schema.kinds and delta.status == "UPDATED":
            derive(change, view.schema.kinds[node.kind], node)
    change.commit()


def drop(change: Change, ident: str) -> None:
    node = change.get(ident)
    if node is None:
        return
    for key, peers in node.rels.items():
        for other_id in peers:
            other = change.get(other_id)
            if other is not None:
                store(change, other, far_key(key), ident, None)
    change.remove(ident)


def update(change: Change, ident: str, delta: Delta) -> None:
    node, source = change.get(ident), delta.after
    if node is None or source is None:
        return
    mine = change.edit(node)
    for name, (_skip, after) in delta.attrs.items():
        if after is None:
            mine.attrs.pop(name, None)
        else:
            mine.attrs[name] = after
    kind = change.schema.kinds.get(mine.kind)
    for key in {**delta.added, **delta.removed}:
        for other in delta.removed.get(key, {}):
            store(change, mine, key, other, None)
        added = delta.added.get(key, {})
        link = kind.by_key.get(key) if kind else None
        if added and link and link["cardinality"] == "one":
            for other in [other for other in mine.peers(key) if other not in added]:
                both_ends(change, mine, key, other)
        for other, edge in added.items():
            store(change, mine, key, other, edge)
    mine.updated_at, mine.updated_by = max(mine.updated_at, source.updated_at), source.updated_by


def both_ends(change: Change, node: Node, key: str, other_id: str) -> None:
    """A link of the default branch, in whose place the branch has its own."""
    store(change, node, key, other_id, None)
    other = change.get(other_id)
    if other is not None:
        store(change, other, far_key(key), node.id, None)


def merged_schema(branch: Branch, main: Branch) -> Schema:
    base = branch.base_schema or branch.schema
    if main.schema.hash == base.hash:
        return branch.schema
    raw = {name: copy.deepcopy(one) for name, one in main.schema.raw.items()}
    for name, mine in branch.schema.raw.items():
        old = base.raw.get(name)
        if old is None or name not in raw:
            raw[name] = copy.deepcopy(mine)
            continue
        for part in ("entry", "attributes", "relationships"):
            three_way(old[part], mine[part], raw[name][part])
    for name in base.raw.keys() - branch.schema.raw.keys():
        raw.pop(name, None)
    return Schema(raw)


def three_way(old: dict[str, Any], mine: dict[str, Any], target: dict[str, Any]) -> None:
    for key in old.keys() - mine.keys():
        target.pop(key, None)
    for key, value in mine.items():
        if old.get(key) != value:
            target[key] = copy.deepcopy(value)


__all__ = ["based_on", "both", "conflicts", "merge", "rebase"]
