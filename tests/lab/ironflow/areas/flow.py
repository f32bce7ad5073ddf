# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What leads to what, as far as the server has seen it happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..call import Call

EDGES = ("emit", "stream", "topic", "invoke", "wait")


@dataclass
class Flow:
    """Edges by their kind, in the order in which they were first seen."""

    edges: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    webhooks: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)

    def saw(self, kind: str, **edge: str) -> None:
        known = self.edges.setdefault(kind, [])
        if edge not in known:
            known.append(edge)


def edges(kind: str) -> Any:
    return lambda call: {"edges": call.room(Flow).edges.get(kind, [])}


def webhooks(call: Call) -> dict[str, Any]:
    return {"edges": call.room(Flow).webhooks, "sources": call.room(Flow).sources}


BEHAVIOURS = {**{f"flow_list_{kind}_edges": edges(kind) for kind in EDGES}, "flow_list_webhooks": webhooks}
