# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up background tasks, and wait for those found to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ...core.errors import ApiError, PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, look_until, waiting
from ..client import INFRAHUB
from ..tasks import ENDED, STATES, look_up

OPTIONS = (
    Field("ids", "list", elements="str"),
    Field("of_branch"),
    Field("states", "list", elements="str", choices=STATES),
    Field("workflows", "list", elements="str"),
    Field("related_nodes", "list", elements="str"),
    Field("title"),
    Field("limit", "int", default=100),
    Field("logs", "bool", default=False),
    *(replace(one, default=False) if one.name == "wait" else one for one in waiting(300)),
)
FILTERS = {
    "ids": "ids", "of_branch": "branch", "states": "state", "workflows": "workflow", "related_nodes": "nodes",
    "title": "q",
}  # fmt: skip


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    params = task.params
    if params["limit"] < 1:
        raise PlanError("limit is at least 1")
    filters = {ours: params[option] for option, ours in FILTERS.items()}
    found = look_up(task.client, filters, params["limit"], params["logs"])
    if params["wait"] and running(found):
        found = await_ends(task, found)
    return {"changed": False, "resources": found}


def running(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in found if one["state"] not in ENDED]


def await_ends(task: Task, found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Only those that were found at first: a server is never without any that run."""
    params, ids = task.params, [one["id"] for one in found]

    def look() -> list[dict[str, Any]]:
        return look_up(task.client, {"ids": ids}, len(ids), params["logs"])

    def over(seen: list[dict[str, Any]]) -> bool:
        return not running(seen)

    seen, done = look_until(task.outside, look, over, params["wait_timeout"], params["wait_interval"])
    if not done:
        left = running(seen)
        titles = ", ".join(f"{one['title']} ({one['state']})" for one in left[:5])
        raise ApiError(f"{len(left)} tasks have not ended after {params['wait_timeout']} seconds: {titles}")
    return seen


TASK_INFO = ModuleSpec(INFRAHUB, OPTIONS, run, ("resources",))
