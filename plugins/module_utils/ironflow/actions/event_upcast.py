# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Ask what becomes of an event's data on the way from one version of its schema to a later one."""

from __future__ import annotations

from typing import Any

from ...core.spec import Field, ModuleSpec, Task
from ...core.values import given
from ..client import IRONFLOW
from ..messages import Form

FIELDS = (
    Field("event_name", required=True, aliases=("name",)),
    Field("from_version", "int", required=True),
    Field("to_version", "int", required=True),
    Field("data", "dict", required=True, conceal=True),
)
STEP = (Field("from_version", "int"), Field("to_version", "int"), Field("description"))
MESSAGE = Form(FIELDS)
ANSWER = Form((Field("data", "raw"), Field("steps_applied", "list", server_default=[], options=STEP)), free=("data",))


def run(task: Task) -> dict[str, Any]:
    wanted, client = given(FIELDS, task.params), task.client
    told = ANSWER.read(
        client.either(
            lambda: client.rest("POST", "/events/upcast", wanted, safe=True, tells=("data",)),
            lambda: client.rpc("EventSchemaService", "TestUpcast", MESSAGE.sent(wanted), safe=True),
        )
    )
    return {"changed": False, "data": told["data"], "steps": told["steps_applied"]}


UPCAST = ModuleSpec(IRONFLOW, FIELDS, run, ("data", "steps"))
