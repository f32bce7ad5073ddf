# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a node derives from its values and peers when it is written: computed attributes, label, hfid."""

from __future__ import annotations

from typing import Any

from . import templates
from .schema_kind import Kind, Path, key_of
from .store import Attr, Change, Node, same_value


def derive(change: Change, kind: Kind, node: Node) -> None:
    """The node is one that may be changed. Peers that use its values keep theirs, as on the server."""
    for name, field in kind.attributes.items():
        how = field["computed_attribute"]
        if how and how["kind"] == "Jinja2":
            compute(change, node, name, render(change, kind, node, how["jinja2_template"]))
    node.hfid = human_id(change, kind, node)
    node.label = label(change, kind, node)


def compute(change: Change, node: Node, name: str, value: Any) -> None:
    held = node.attrs.get(name)
    if held is None or not same_value(held.value, value):
        node.attrs[name] = Attr(value, False, change.at, change.by)


def read(change: Change, kind: Kind, node: Node, path: Path) -> Any:
    if path.relation is None:
        return node.value(path.attribute or "")
    peers = node.peers(key_of(kind.relationships[path.relation]))
    peer = change.get(next(iter(peers))) if peers else None
    return peer.value(path.attribute or "") if peer else None


def render(change: Change, kind: Kind, node: Node, text: str) -> str:
    return templates.compiled(text).render(
        {n: read(change, kind, node, kind.path(n)) for n in templates.variables(text)}
    )


def human_id(change: Change, kind: Kind, node: Node) -> list[str] | None:
    if not kind.hfid:
        return None
    parts = [read(change, kind, node, path) for path in kind.hfid]
    return None if any(part is None for part in parts) else [str(part) for part in parts]


def label(change: Change, kind: Kind, node: Node) -> str:
    told = kind.entry["display_label"]
    if told and ("{{" in told or "{%" in told):
        return render(change, kind, node, told)
    if told:
        value = read(change, kind, node, kind.path(told))
        return node.id if value is None else str(value)
    if kind.entry["display_labels"]:
        values = [read(change, kind, node, kind.path(text)) for text in kind.entry["display_labels"]]
        return " ".join(str(value) for value in values if value is not None)
    return f"{kind.kind}(ID: {node.id})"
