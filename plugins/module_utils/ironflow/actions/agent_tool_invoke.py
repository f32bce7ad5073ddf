# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Call a tool of an agent and tell what it answers."""

from __future__ import annotations

from typing import Any

from ...core.errors import ApiError, NotFound, PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ...core.words import unknown
from ..client import IRONFLOW, Ironflow
from ..eras import Span, need
from ..forms import refuse_nan
from ..messages import payload, payload_of
from ..rpc_store import pages

SERVICE = "AgentToolsService"


def run(task: Task) -> dict[str, Any]:
    name, given, client = task.params["tool"], task.params["input"], task.client
    title = f"tool {name}"
    refuse_nan(given, f"{title}: input")
    if not isinstance(given, dict):
        need(client, f"{title}: an input that is no dictionary", Span((0, 34)))
    if task.check_mode:
        return {"changed": True, "output": None}
    try:
        answer = client.rpc(SERVICE, "InvokeTool", {"toolName": name, **payload("input", given)}, safe=False)
    except NotFound:
        raise PlanError(unknown("there is no tool", name, tools(client))) from None
    except Uncertain as error:
        text = f"{title} may have been called: {error}; look whether it was before you run the task again"
        raise ApiError(text, error.status) from None
    if answer.get("error"):
        why = ": ".join(filter(None, (answer["error"].get("code"), answer["error"].get("message"))))
        raise ApiError(f"{title} was called and failed: {why}")
    return {"changed": True, "output": payload_of(answer, "output")}


def tools(client: Ironflow) -> list[str]:
    return [one.get("qualifiedName", "") for one in pages(client, SERVICE, "ListTools", "tools")]


INVOKE = ModuleSpec(
    IRONFLOW, (Field("tool", required=True), Field("input", "raw", default={}, conceal=True)), run, ("output",)
)
