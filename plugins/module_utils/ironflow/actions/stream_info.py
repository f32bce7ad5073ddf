# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up entity streams, and of one its events, its history and its latest snapshot."""

from __future__ import annotations

from itertools import islice
from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.values import given
from ..client import IRONFLOW, Ironflow
from ..eras import Span, fields_known
from ..streams import events, history, listing, snapshot, stream

MANY = ("entity_type", "search", "include_deleted")
KNOWN = {"include_deleted": Span((0, 39))}
OPTIONS = (
    Field("entity_id"),
    Field("entity_type"),
    Field("search"),
    Field("include_deleted", "bool"),
    Field("include", "list", elements="str", choices=("events", "history", "snapshot"), default=[]),
    Field("from_version", "int"),
    Field("direction", choices=("forward", "backward"), default="forward"),
    Field("limit", "int"),
    Field("from_time"),
    Field("to_time"),
    Field("before_version", "int"),
)


def run(task: Task) -> dict[str, Any]:
    params = task.params
    wanted = given(tuple(f for f in OPTIONS if f.name in MANY), params)
    if params["entity_id"] is None:
        if params["include"]:
            raise PlanError("include is for one stream; give its entity_id")
        fields_known("entity streams", KNOWN)(task.client, wanted)
        return {"changed": False, "resources": listing(task.client, wanted)}
    if wanted:
        raise PlanError(f"{' and '.join(wanted)} narrow a listing; leave them out, or leave out entity_id")
    if params["limit"] is not None and params["limit"] < 1:
        raise PlanError(f"limit is {params['limit']}; it is at least 1, and left out it is all")
    found = stream(task.client, params["entity_id"])
    return {"changed": False, "resources": [{**found, **inside(task.client, params)}] if found else []}


def inside(client: Ironflow, params: Any) -> dict[str, Any]:
    """What is asked for of one stream, by the name that it is asked for by."""
    entity, made = params["entity_id"], dict[str, Any]()
    start, direction = params["from_version"], params["direction"]
    if "events" in params["include"]:
        made["events"] = list(islice(events(client, entity, start, direction), params["limit"]))
    if "history" in params["include"]:
        within = {"from_timestamp": params["from_time"], "to_timestamp": params["to_time"]}
        some = history(client, entity, from_version=start, direction=direction, **within)
        made["history"] = list(islice(some, params["limit"]))
    if "snapshot" in params["include"]:
        made["snapshot"] = snapshot(client, entity, params["before_version"])
    return made


STREAM_INFO = ModuleSpec(IRONFLOW, OPTIONS, run, ("resources",))
