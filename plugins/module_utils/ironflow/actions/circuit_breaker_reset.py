# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Close circuit breakers that have opened, so that their functions are called again at once."""

from __future__ import annotations

from typing import Any

from ...core.errors import NotFound
from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW, segment

NAMES = ("key", "function_id", "endpoint")
CLOSED = "closed"


def run(task: Task) -> dict[str, Any]:
    """Those that fit all that is given. A server knows only breakers of what failed lately, so there may be none."""
    asked = {name: task.params[name] for name in NAMES if task.params[name] is not None}
    listed = task.client.rest("GET", "/circuit-breakers") or []
    found = [one for one in listed if all(one.get(name) == value for name, value in asked.items())]
    before = [state(one) for one in found]
    after = [{**one, "state": CLOSED, "consecutive_fails": 0} for one in before]
    wrong = [one["key"] for one, wanted in zip(before, after) if one != wanted]
    done: list[str] = []
    for key in () if task.check_mode else wrong:
        try:
            # closing what is closed does no harm
            task.client.rest("POST", f"/circuit-breakers/{segment(key)}/reset", safe=True)
        except NotFound:
            pass  # it has been forgotten meanwhile
        done.append(key)
    return {"changed": bool(wrong), "keys": wrong, "diff": {"before": before, "after": after}}


def state(one: dict[str, Any]) -> dict[str, Any]:
    return {name: one.get(name) for name in (*NAMES, "state", "consecutive_fails")}


RESET = ModuleSpec(IRONFLOW, tuple(Field(name) for name in NAMES), run, ("keys",), {"required_one_of": [list(NAMES)]})
