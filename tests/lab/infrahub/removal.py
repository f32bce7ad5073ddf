# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Deleting a node: its components go with it, and a node that another one needs stays."""

from __future__ import annotations

from .errors import violated
from .hooks import hooks_of
from .links import store
from .schema_kind import far_key, key_of
from .store import Change, Node, View


def delete(view: View, node: Node, by: str | None) -> list[Node]:
    """All that was deleted."""
    change = Change(view, by)
    doomed = cascade(view, node)
    for one in doomed.values():
        blocked(view, one, doomed)
    for one in doomed.values():
        for hook in hooks_of(view.schema.kinds[one.kind]):
            hook.deleted(change, view.schema.kinds[one.kind], one)
    for one in doomed.values():
        for key, peers in one.rels.items():
            for ident in peers:
                other = change.get(ident)
                if other is not None and ident not in doomed:
                    store(change, other, far_key(key), one.id, None)
        change.remove(one.id)
    change.commit()
    return list(doomed.values())


def cascade(view: View, node: Node) -> dict[str, Node]:
    found, waiting = {node.id: node}, [node]
    while waiting:
        one = waiting.pop()
        for link in view.schema.kinds[one.kind].relationships.values():
            if link["on_delete"] != "cascade":
                continue
            for ident in one.peers(key_of(link)):
                other = view.get(ident)
                if other is not None and ident not in found:
                    found[ident] = other
                    waiting.append(other)
    return found


def blocked(view: View, node: Node, doomed: dict[str, Node]) -> None:
    if view.schema.kinds[node.kind].category == "templates":
        return  # the real server leaves its component templates behind, without their parent
    for key, peers in node.rels.items():
        back = far_key(key)
        for ident in peers:
            other = view.get(ident)
            if other is None or ident in doomed:
                continue
            link = view.schema.kinds[other.kind].by_key.get(back)
            if link is None or link["optional"] or link["read_only"]:
                continue
            if link["cardinality"] == "many" and any(left not in doomed for left in other.peers(back)):
                continue
            place = f"{other.kind}.{link['name']}"
            what = f"It is linked to mandatory relationship {link['name']} on node {other.kind} '{other.id}'"
            raise violated(node.kind, place, f"Cannot delete {node.kind} '{node.id}'. {what}")
