# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Give an API key a new text. The old one is of no use from then on, and the new one is told this once."""

from __future__ import annotations

from typing import Any

from ...core.ensure import look
from ...core.errors import ApiError, PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW, segment
from ..resources.api_key import API_KEY

TOLD = ("key", "id", "key_prefix")


def run(task: Task) -> dict[str, Any]:
    handle = {name: task.params[name] for name in ("id", "name", "platform") if task.params[name] is not None}
    found = look(API_KEY, handle, task.client)
    if found is None:
        raise PlanError(f"there is no {API_KEY.title(handle)}")
    if task.check_mode:
        return {"changed": True, **dict.fromkeys(TOLD)}
    try:
        answer = task.client.rest("POST", f"/apikeys/{segment(found['id'])}/rotate", tells=("id", "key"))
    except Uncertain as error:
        text = f"{error}; whether {API_KEY.title(found)} has a new text is not known: run the task again for one"
        raise ApiError(text, error.status) from None
    return {"changed": True, **{name: answer.get(name) for name in TOLD}}


ROTATE = ModuleSpec(
    IRONFLOW,
    (Field("id"), Field("name"), Field("platform", "bool", default=False)),
    run,
    TOLD,
    {"required_one_of": [["id", "name"]]},
)
