# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Events that wait for others of their key: the newest counts, and the time begins anew with each.

``debounced.x`` is an event that waits for function x, with the key in its data, though nobody registered that function.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import Any

from ..call import Call, moment, seconds
from ..engine import Engine, Function, begin
from ..refused import Refused, bare

ENCODED_SINCE = (0, 47)  # from here on the key is base64url in the path


@dataclass
class Debounced:
    """``data`` is what the run is given when it begins, by the id of its event."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    data: dict[str, tuple[str, Any]] = field(default_factory=dict)


def arm(debounced: Debounced, function: str, event_id: str, now: float, environment: str, **more: Any) -> None:
    key, period = more.get("key", ""), more.get("period_ms", 600_000)
    same = [one for one in debounced.entries if (one["function_id"], one["debounce_key"]) == (function, key)]
    for old in same:
        debounced.entries.remove(old)
    about = {"function_id": function, "debounce_key": key, "environment_id": environment, "event_id": event_id}
    times = {"armed_at": moment(now), "fires_at": moment(now + period / 1000), "period_ms": period}
    debounced.entries.append({**about, **times, "function_version": more.get("version", 1)})


def hold(call: Call, one: Function, event: str, event_name: str, data: Any) -> bool:
    """Whether the function waits for more."""
    asked = one.message.get("debounce")
    if not asked:
        return False
    room = call.room(Debounced)
    room.data[event] = (event_name, data)
    more = {"key": key_in(data, asked.get("key", "")), "period_ms": asked["periodMs"], "version": one.version}
    arm(room, one.id, event, call.lab.clock(), call.environment, **more)
    return True


def key_in(data: Any, path: str) -> str:
    """Of ``event.data.customer`` the customer; other expressions the stand-in does not know."""
    for name in path.removeprefix("event.").removeprefix("data.").split("."):
        data = data.get(name, "") if isinstance(data, dict) and path else ""
    return str(data)


def fire(call: Call) -> None:
    """What has waited long enough begins to run."""
    room = call.room(Debounced)
    for one in [one for one in room.entries if seconds(one["fires_at"], "fires_at") <= call.lab.clock()]:
        room.entries.remove(one)
        source = call.room(Engine).functions.get(one["function_id"])
        if source and one["event_id"] in room.data:
            begin(call, source, one["event_id"], *room.data.pop(one["event_id"]))


def delete(call: Call) -> None:
    key = plain_key(call)
    if call.path["envID"] != call.environment:
        raise Refused(403, "environment does not match API key scope")
    entries = call.room(Debounced).entries
    found = [one for one in entries if (one["function_id"], one["debounce_key"]) == (call.path["fnID"], key)]
    if not found:
        raise bare(404, "debounce entry not found")
    entries.remove(found[0])
    call.wrote(f"{call.path['fnID']} {key}")


def plain_key(call: Call) -> str:
    key = call.path["key"]
    if call.operation.at < ENCODED_SINCE:
        return key
    if "=" in key:
        raise bare(400, "invalid debounce key: padded")
    try:
        return base64.urlsafe_b64decode(key + "=" * (-len(key) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise bare(400, "invalid debounce key: not base64url") from None


def asked_for(call: Call, told: dict[str, Any]) -> None:
    name, event = call.body.get("event") or call.body.get("name"), told.get("eventId") or told["event_id"]
    kind, _skip, of = name.partition(".")
    if kind == "debounced":
        key = (call.body.get("data") or {}).get("key", "")
        arm(call.room(Debounced), of, event, call.lab.clock(), call.environment, key=key)


AFTER = {"IronflowService/Emit": asked_for, "events_create": asked_for}
BEHAVIOURS = {
    "debounce_list_entries": lambda call: call.room(Debounced).entries,
    "debounce_delete_entries": delete,
}
