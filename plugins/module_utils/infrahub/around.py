# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the server tells around values, peers and nodes: from whom they are, if protected, when and by whom written.

Reading these costs 5 ms a value, so they are asked for only where somebody wants them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .node import AROUND, PEER
from .peers import label
from .schema import Kind

WHO = f"{{ {PEER} }}"
EDGE = f"is_protected updated_at source {WHO} owner {WHO}"
VALUE = f"is_default is_from_profile {EDGE}"
METADATA = f"node_metadata {{ created_at created_by {WHO} updated_at updated_by {WHO} }}"


def selected(kind: Kind, names: Sequence[str]) -> Iterator[str]:
    """Under names of their own: asked for with a peer, the peer's human friendly id could come empty."""
    for name in names:
        inner = VALUE if name in kind.attributes else f"node {{ id }} properties {{ {EDGE} }}"
        yield f"{name}{AROUND}: {name} {{ {inner} }}"


def properties(node: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """By field; a relation without a peer has none."""
    made = {}
    for name in names:
        found = node[f"{name}{AROUND}"]
        if "node" not in found:
            made[name] = words(found)
        elif found["node"]:
            made[name] = words(found["properties"])
    return made


def metadata(found: Mapping[str, Any]) -> dict[str, Any]:
    return words(found)


def words(found: Mapping[str, Any]) -> dict[str, Any]:
    """With nodes by their names."""
    return {
        name: label(value) if isinstance(value, Mapping) else bool(value) if name == "is_protected" else value
        for name, value in found.items()
    }
