# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up projections: what they are, hold and lack; and wait until one has caught up."""

from __future__ import annotations

from typing import Any

from ...core.ensure import show
from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, waiting
from ..client import IRONFLOW, Ironflow, segment
from ..projecting import caught_up, job_of, status_of
from ..resources.projection import MODES, PATH, PROJECTION, STATUSES, held

OF_ONE = ("partition", "partitions", "min_seq", "event_id")
MOST = 1000


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    params, client = task.params, task.client
    waits = params["wait"] or params["min_seq"] is not None or params["event_id"] is not None
    if params["name"] is None:
        return {"changed": False, "resources": listed(task), "catch_up": None}
    seen = None
    if waits and not task.check_mode:
        seen = caught_up(task, params["name"], params["event_id"], params["min_seq"], params["partition"])
    found = held(client, params["name"], params["partition"])
    some = [whole(task, *found)] if found and fits(task, found[0]) else []
    return {"changed": False, "resources": some, "catch_up": seen}


def listed(task: Task) -> list[dict[str, Any]]:
    params = task.params
    for name in ("wait", *OF_ONE):
        if params[name] not in (None, False):
            raise PlanError(f"{name} is for one projection; give its name too")
    return [show(PROJECTION, one) for one in PROJECTION.store.find(task.client, {}) if fits(task, one)]


def fits(task: Task, one: dict[str, Any]) -> bool:
    """A server that does not know a word would tell all."""
    return all(task.params[name] in (None, one[name]) for name in ("status", "mode"))


def whole(task: Task, one: dict[str, Any], row: dict[str, Any] | None) -> dict[str, Any]:
    client, name = task.client, one["name"]
    made = {**show(PROJECTION, one), **status_of(client, name), "state": row, "rebuild": job_of(client, name)}
    return {**made, "partitions": partitions(client, name)} if task.params["partitions"] else made


def partitions(client: Ironflow, name: str) -> list[str]:
    answer = client.rest("GET", f"{PATH}/{segment(name)}/partitions", tells=("partitions",), limit=MOST)
    some = answer["partitions"] or []
    if len(some) >= MOST:
        client.outside.warn(f"projection {name} has more partitions than the {MOST} that are told")
    return some


PROJECTION_INFO = ModuleSpec(
    IRONFLOW,
    (
        Field("name"),
        Field("status", choices=STATUSES),
        Field("mode", choices=MODES),
        Field("partition"),
        Field("partitions", "bool", default=False),
        Field("min_seq", "int"),
        Field("event_id"),
        *waiting(wait=False),
    ),
    run,
    ("resources", "catch_up"),
    {"mutually_exclusive": [["min_seq", "event_id"]]},
)
