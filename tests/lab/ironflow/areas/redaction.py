# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Redaction of events: the data goes for ever, and the event stays in its place."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ..call import Call
from ..refused import Refused
from .events import Events
from .streams import Streams


def placeholder(call: Call, data: Any) -> dict[str, Any]:
    """What stands in for what was redacted; what was before stays as it is."""
    if isinstance(data, dict) and data.get("$redacted"):
        return data
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    return {"$redacted": True, "sha256": digest, "redactedAt": call.now()}


def redact_event(call: Call) -> dict[str, Any]:
    """Snapshots of the stream that it is in go too: they may hold what was in it."""
    asked = call.body.get("eventId", "")
    event = next((one for one in call.room(Events).all if one.id == asked), None)
    if event is None:
        raise Refused(404, "event not found")
    event.data = placeholder(call, event.data)
    if event.stream[0]:
        call.room(Streams).all[event.stream[0]].snapshots.clear()
    call.wrote(event.id)
    return {}


BEHAVIOURS = {"IronflowService/RedactEvent": redact_event}
