# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Emit many events in one request. ConnectRPC has a method for that on servers of every version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .client import Ironflow


class Occurrence(NamedTuple):
    """An event to be emitted; with its key it can be sent twice and happens once."""

    name: str
    data: Mapping[str, Any]
    key: str


def emit_all(client: Ironflow, events: Sequence[Occurrence]) -> list[str]:
    """What the server says of those that it refused."""
    asked = [{"event": one.name, "data": dict(one.data), "idempotencyKey": one.key} for one in events]
    answer = client.rpc("IronflowService", "TriggerBatch", {"events": asked}, safe=True)
    return list(refused(events, answer.get("results") or []))


def refused(events: Sequence[Occurrence], results: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for event, result in zip(events, results):
        if result.get("error"):
            yield f"{event.name}: {result['error'].get('message') or result['error'].get('code') or 'refused'}"
