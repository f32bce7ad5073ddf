# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Give a user a new pair of keys. The old pair is then of no use, and the new one is told this once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import ApiError, NotTheApi, PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ...core.words import unknown
from ..client import INFINO
from ..resources.user import KEYS, USER


def run(task: Task) -> dict[str, Any]:
    name = task.params["user"]
    store = USER.store
    if not store.find(task.client, {"name": name}):
        problem = unknown("there is no user", name, store.listing(task.client))
        if not task.check_mode:
            raise PlanError(problem)
        task.outside.warn(f"{problem}; a run fails unless an earlier task makes it")
    if task.check_mode:
        return {"changed": True, **dict.fromkeys(KEYS)}
    try:
        answer = task.client.call("PATCH", f"{store.at(name)}/keys", safe=False)
    except Uncertain as error:
        text = f"{error}; whether user {name} has a new pair of keys is not known: run the task again for one"
        raise ApiError(text, error.status) from None
    if not isinstance(answer, Mapping) or not all(answer.get(key) for key in KEYS):
        raise NotTheApi(f"user {name}: the server rotated the keys, but did not tell the new ones; is api_url right?")
    return {"changed": True, **{key: answer[key] for key in KEYS}}


USER_KEYS = ModuleSpec(INFINO, (Field("user", required=True),), run, KEYS)
