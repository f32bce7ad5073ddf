# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Emit many events in one request. Servers of every version have an operation for that, and take keys in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..core.errors import ApiError
from .client import Ironflow


class Occurrence(NamedTuple):
    """An event to be emitted; with its key it can be sent twice and happens once."""

    name: str
    data: Mapping[str, Any]
    key: str


def emit_all(client: Ironflow, events: Sequence[Occurrence]) -> list[str]:
    """What the server says of those that it refused.

    Some servers refuse the whole batch for one bad event; then each is sent alone.
    """
    try:
        return list(refused(events, trigger(client, events)))
    except ApiError as error:
        if error.status != 400:
            raise
        if len(events) == 1:
            return [str(error)]
    return [text for event in events for text in emit_all(client, [event])]


def trigger(client: Ironflow, events: Sequence[Occurrence]) -> Sequence[Mapping[str, Any]]:
    asked = [{"event": one.name, "data": dict(one.data), "idempotencyKey": one.key} for one in events]
    return client.rpc("IronflowService", "TriggerBatch", {"events": asked}, safe=True).get("results") or []


def refused(events: Sequence[Occurrence], results: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for event, result in zip(events, results):
        if result.get("error"):
            yield f"{event.name}: {result['error'].get('message') or result['error'].get('code') or 'refused'}"
