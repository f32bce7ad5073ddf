# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What leads to what, as far as the server has seen it happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..call import Call
from ..engine import Engine

EDGES = ("emit", "stream", "topic", "invoke", "wait")


@dataclass
class Flow:
    """Edges by their kind, in the order in which they were first seen."""

    edges: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def saw(self, kind: str, **edge: str) -> None:
        known = self.edges.setdefault(kind, [])
        if edge not in known:
            known.append(edge)


def edges(kind: str) -> Any:
    return lambda call: {"edges": call.room(Flow).edges.get(kind, [])}


def emitted(call: Call, told: dict[str, Any]) -> None:
    """An event that a run emits, and the functions that events start."""
    run = call.room(Engine).runs.get(call.sent.get("X-Ironflow-Run-ID", ""))
    if run:
        call.room(Flow).saw("emit", event=call.body.get("event") or call.body["name"], function_id=run.function)


def appended(call: Call, told: dict[str, Any]) -> None:
    asked = call.body
    names = ("entityType", "eventName") if call.operation.rpc else ("entity_type", "event_name")
    call.room(Flow).saw("stream", entity_type=asked[names[0]], event=asked[names[1]])


AFTER = {
    "IronflowService/Emit": emitted,
    "events_create": emitted,
    "EntityStreamService/AppendEvent": appended,
    "streams_events": appended,
}
BEHAVIOURS = {f"flow_list_{kind}_edges": edges(kind) for kind in EDGES}
