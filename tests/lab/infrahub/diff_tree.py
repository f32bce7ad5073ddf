# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The tree of a branch's changes, as the GraphQL type DiffTree tells it."""

from __future__ import annotations

import json
from typing import Any, Callable

from .branch import Branch
from .changes import Conflict, Delta, both, conflicts
from .schema import Schema
from .schema_kind import Kind, far_key
from .store import Attr, Edge, Node, now

Ids = Callable[[str], str]
COUNTERS = {"num_added": 0, "num_updated": 0, "num_removed": 0, "num_conflicts": 0}
COUNTED = {"ADDED": "num_added", "UPDATED": "num_updated", "REMOVED": "num_removed"}


def text(value: Any) -> str:
    if value is None:
        return "NULL"
    return json.dumps(value, separators=(",", ":")) if isinstance(value, (list, dict)) else str(value)


def counts(parts: list[dict[str, Any]]) -> dict[str, int]:
    found = dict(COUNTERS)
    for part in parts:
        if part["status"] in COUNTED:
            found[COUNTED[part["status"]]] += 1
        found["num_conflicts"] += part.get("num_conflicts", 0)
    return found


class Tree:
    def __init__(
        self, schema: Schema, main: Branch, branch: Branch, found: list[Conflict], ids: Ids, resolved: Any
    ) -> None:
        self.schema, self.main, self.branch, self.ids, self.resolved = schema, main, branch, ids, resolved
        self.conflicts = {(one.node, one.field): one for one in found}

    def conflict(self, node: str, field: str) -> dict[str, Any] | None:
        one = self.conflicts.get((node, field))
        if one is None:
            return None
        told: dict[str, Any] = {"uuid": self.ids(one.path), "resolvable": True}
        told["selected_branch"] = self.resolved.get((self.branch.name, one.path))
        for side, (action, value, when) in (("base", one.base), ("diff", one.diff)):
            told[f"{side}_branch_action"], told[f"{side}_branch_changed_at"] = action, when
            told[f"{side}_branch_value"] = None if not field else text(value)
            told[f"{side}_branch_label"] = self.label(value) if isinstance(value, str) else None
        return told

    def label(self, ident: str) -> str | None:
        node = self.branch.graph.nodes.get(ident) or self.main.graph.nodes.get(ident)
        return node.label if node else None

    def node(self, ident: str, delta: Delta) -> dict[str, Any] | None:
        kind, status = self.schema.kinds[delta.node.kind], delta.status
        attributes = [self.attribute(ident, name, *pair, status) for name, pair in ordered(kind, delta)]
        attributes += self.derived(ident, delta)
        links = [
            found for found in (self.link(ident, kind, key, delta) for key in {**delta.added, **delta.removed}) if found
        ]
        conflict = self.conflict(ident, "")
        if not (attributes or links or conflict or status != "UPDATED"):
            return None
        told = {
            "uuid": ident,
            "kind": kind.kind,
            "label": delta.node.label,
            "status": status,
            "path_identifier": f"data/{ident}",
            "conflict": conflict,
            "last_changed_at": delta.node.updated_at,
            "parent": self.parent(kind, delta.node),
            "attributes": attributes,
            "relationships": links,
            **counts([*attributes, *links]),
        }
        told["num_conflicts"] += 1 if conflict else 0
        told["contains_conflict"] = bool(told["num_conflicts"])
        return told

    def parent(self, kind: Kind, node: Node) -> dict[str, Any] | None:
        for key, link in kind.by_key.items():
            if link["kind"] == "Parent" or (link["kind"] == "Hierarchy" and link["name"] == "parent"):
                for ident in node.peers(key):
                    peer = self.branch.graph.nodes.get(ident)
                    back = self.schema.kinds[peer.kind].by_key.get(far_key(key)) if peer else None
                    return {
                        "uuid": ident,
                        "kind": peer.kind if peer else link["peer"],
                        "relationship_name": (back or link)["name"],
                    }
        return None

    def attribute(self, ident: str, name: str, old: Attr | None, new: Attr | None, status: str) -> dict[str, Any]:
        path, parts = f"data/{ident}/{name}", []
        if status == "UPDATED":
            assert old is not None or new is not None
            before, after = old.value if old else None, new.value if new else None
            if before != after or (old is None) != (new is None):
                action = "ADDED" if before is None else "REMOVED" if after is None else "UPDATED"
                parts.append(changed("HAS_VALUE", text(before), text(after), action, f"{path}/value"))
            for field, what in (("is_protected", "IS_PROTECTED"), ("source", "HAS_SOURCE"), ("owner", "HAS_OWNER")):
                one, two = getattr(old, field, None), getattr(new, field, None)
                if one != two:
                    parts.append(changed(what, text(one), text(two), "UPDATED", f"{path}/property/{what}"))
        else:
            held = new or old or Attr()
            for what, value, end in (
                ("IS_PROTECTED", text(held.is_protected), "property/IS_PROTECTED"),
                ("HAS_VALUE", text(held.value), "value"),
            ):
                sides = (None, value) if status == "ADDED" else (value, None)
                parts.append(changed(what, *sides, status, f"{path}/{end}"))
        conflict = self.conflict(ident, name)
        found = counts(parts)
        found["num_conflicts"] = 1 if conflict else 0
        when = (new or old or Attr()).updated_at
        return {
            "name": name,
            "status": status,
            "path_identifier": path,
            "properties": parts,
            "conflict": conflict,
            "contains_conflict": bool(conflict),
            "last_changed_at": when,
            **found,
        }

    def derived(self, ident: str, delta: Delta) -> list[dict[str, Any]]:
        """The label and the human-friendly id stand in the tree like attributes."""
        found = []
        for name, field in (("display_label", "label"), ("human_friendly_id", "hfid")):
            old, new = (getattr(side, field) if side else None for side in (delta.before, delta.after))
            if old != new and not (name == "human_friendly_id" and not (old or new)):
                sides = (Attr(old, False) if delta.before else None, Attr(new, False) if delta.after else None)
                found.append(self.attribute(ident, name, *sides, delta.status))
        return found

    def link(self, ident: str, kind: Kind, key: str, delta: Delta) -> dict[str, Any] | None:
        link = kind.by_key.get(key)
        if link is None:
            return None
        path = f"data/{ident}/{link['name']}"
        added, removed = delta.added.get(key, {}), delta.removed.get(key, {})
        elements = []
        if link["cardinality"] == "one" and added and removed:
            (new, edge), (old, _skip) = next(iter(added.items())), next(iter(removed.items()))
            elements.append(self.element(path, "peer", new, edge, "UPDATED", old))
        else:
            end = "peer" if link["cardinality"] == "one" else ""
            elements += [self.element(path, end or peer, peer, edge, "ADDED") for peer, edge in added.items()]
            elements += [self.element(path, end or peer, peer, edge, "REMOVED") for peer, edge in removed.items()]
        conflict = self.conflict(ident, link["name"])
        if conflict:
            elements[0].update(conflict=conflict, contains_conflict=True, num_conflicts=1)
        return {
            "name": link["name"],
            "label": link["label"],
            "cardinality": link["cardinality"].upper(),
            "status": delta.status,
            "path_identifier": path,
            "elements": elements,
            "contains_conflict": bool(conflict),
            "last_changed_at": delta.node.updated_at,
            **counts(elements),
        }

    def element(
        self, path: str, end: str, peer: str, edge: Edge, status: str, old: str | None = None
    ) -> dict[str, Any]:
        here, inside = f"{path}/{end}", f"{path if end == 'peer' else f'{path}/{end}'}/property"
        sides = (old, peer) if status == "UPDATED" else (None, peer) if status == "ADDED" else (peer, None)
        parts = [
            {
                **changed("IS_RELATED", *sides, status, f"{inside}/IS_RELATED"),
                "previous_label": self.label(sides[0]) if sides[0] else None,
                "new_label": self.label(sides[1]) if sides[1] else None,
            }
        ]
        if status != "UPDATED":
            flag = (None, "False") if status == "ADDED" else ("False", None)
            parts.append(changed("IS_PROTECTED", *flag, status, f"{inside}/IS_PROTECTED"))
        return {
            "status": status,
            "peer_id": peer,
            "peer_label": self.label(peer),
            "path_identifier": here,
            "properties": parts,
            "conflict": None,
            "contains_conflict": False,
            "last_changed_at": edge.at,
            **counts(parts),
        }


def changed(what: str, old: str | None, new: str | None, status: str, path: str) -> dict[str, Any]:
    return {
        "property_type": what,
        "previous_value": old,
        "new_value": new,
        "status": status,
        "path_identifier": path,
        "previous_label": None,
        "new_label": None,
        "conflict": None,
        "last_changed_at": None,
    }


def ordered(kind: Kind, delta: Delta) -> list[tuple[str, tuple[Attr | None, Attr | None]]]:
    return [(name, delta.attrs[name]) for name in {**kind.attributes, **delta.attrs} if name in delta.attrs]


def tree(main: Branch, branch: Branch, ids: Ids, resolved: dict[Any, Any]) -> dict[str, Any]:
    mine, theirs = both(branch, main)
    schema = branch.schema
    maker = Tree(schema, main, branch, conflicts(mine, theirs, schema), ids, resolved)
    nodes = [node for node in (maker.node(ident, delta) for ident, delta in mine.items()) if node]
    found = counts(nodes)
    return {
        "base_branch": main.name,
        "diff_branch": branch.name,
        "from_time": branch.branched_from,
        "to_time": now(),
        "name": None,
        "nodes": nodes,
        "num_untracked_base_changes": 0,
        "num_untracked_diff_changes": 0,
        **found,
    }
