# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Take back events that wait for others of their key: their functions will not run for them."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Any

from ...core.errors import NotFound, PlanError
from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW, Ironflow, segment

ENCODED_SINCE = (0, 47)  # from here on the key is base64url in the path, before it is plain
SHOWN = ("function_id", "debounce_key", "event_id", "fires_at")


def run(task: Task) -> dict[str, Any]:
    wanted = {"function_id": task.params["function_id"], "debounce_key": task.params["key"]}
    asked = {name: value for name, value in wanted.items() if value is not None}
    listed = task.client.rest("GET", "/debounce/entries") or []
    found = [one for one in listed if all(one[name] == value for name, value in asked.items())]
    for one in () if task.check_mode else found:
        try:
            task.client.rest("DELETE", place(task.client, one))
        except NotFound:
            pass  # it has begun to run meanwhile, or somebody was faster
    entries = [{name: one.get(name) for name in SHOWN} for one in found]
    before = [{name: value for name, value in one.items() if name != "fires_at"} for one in entries]
    return {"changed": bool(found), "entries": entries, "diff": {"before": before, "after": []}}


def place(client: Ironflow, entry: dict[str, Any]) -> str:
    key = entry["debounce_key"]
    if not key:
        text = f"function {entry['function_id']}: an event that waits there has no key"
        raise PlanError(f"{text}, and the server can be told of none without; it runs at {entry['fires_at']}")
    if client.version >= ENCODED_SINCE:
        key = urlsafe_b64encode(key.encode()).decode().rstrip("=")
    names = (entry["environment_id"], entry["function_id"], key)
    return "/debounce/entries/" + "/".join(segment(name) for name in names)


DELETE = ModuleSpec(IRONFLOW, (Field("function_id", required=True), Field("key")), run, ("entries",))
