# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Take the data out of an event for ever. The event stays in its place, with a placeholder."""

from __future__ import annotations

from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW
from ..eras import need
from ..redaction import SERVED, redacted
from .event_info import found


def run(task: Task) -> dict[str, Any]:
    event = task.params["id"]
    need(task.client, "redaction of an event", SERVED)
    there = found(task.client, event)
    if not there:
        raise PlanError(f"there is no event {event}")
    changed = not redacted(there[0].get("data"))
    if changed and not task.check_mode:
        task.client.rpc("IronflowService", "RedactEvent", {"eventId": event}, safe=True)
    return {"changed": changed, "event_id": event}


EVENT_REDACT = ModuleSpec(IRONFLOW, (Field("id", required=True),), run, ("event_id",))
