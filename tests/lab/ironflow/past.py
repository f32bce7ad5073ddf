# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a definition was before: entries with a revision, listed newest first, as the history calls tell them."""

from __future__ import annotations

import uuid
from typing import Any

from .call import Call
from .refused import Refused

USUAL, MOST = 50, 200


def remember(call: Call, entries: list[dict[str, Any]], what: str, previous: Any, reason: str = "") -> None:
    entry = {"eventId": f"evt_{uuid.uuid4().hex[:8]}", "revision": len(entries) + 1, "changeType": what}
    entry.update(changeReason=reason, recordedAt=call.now(), previousDefinition=previous)
    entries.append({name: value for name, value in entry.items() if value not in (None, "")})


def listed(call: Call, entries: list[dict[str, Any]]) -> dict[str, Any]:
    before = int(call.body.get("beforeRevision") or 0)
    found = [entry for entry in reversed(entries) if not before or entry["revision"] < before]
    limit = min(call.body.get("limit") or USUAL, MOST)
    some = found[:limit]
    made = {"entries": some, "hasMore": len(found) > limit}
    return {**made, "nextBeforeRevision": some[-1]["revision"]} if len(found) > limit else made


def revision(call: Call, entries: list[dict[str, Any]]) -> dict[str, Any]:
    for entry in entries:
        if entry["revision"] == int(call.body.get("revision") or 0):
            return {"entry": entry}
    raise Refused(404, "revision not found")
