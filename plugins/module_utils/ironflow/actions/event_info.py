# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up events: one by its id, or the newest of those that fit, and which names they have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import NotFound, PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.values import given
from ..client import IRONFLOW, Ironflow, segment
from ..rest_store import PAGE

SPAN = (Field("source", "list", elements="str"), Field("since"), Field("until"))
FILTERS = (Field("name"), Field("names", "list", elements="str"), Field("search"), *SPAN)


def run(task: Task) -> dict[str, Any]:
    params, client = task.params, task.client
    made: dict[str, Any] = {"changed": False, "resources": [], "next_cursor": None, "counts": []}
    if params["id"] is not None:
        return {**made, "resources": found(client, params["id"])}
    if params["limit"] < 0:
        raise PlanError(f"limit is {params['limit']}; it is at least 0, which is for counts alone")
    made.update(listing(client, query(FILTERS, params), params["limit"], params["cursor"]))
    if params["counts"]:
        made["counts"] = client.rest("GET", "/events/names", tells=("names",), **query(SPAN, params))["names"] or []
    return made


def found(client: Ironflow, event: str) -> list[dict[str, Any]]:
    try:
        return [client.rest("GET", f"/events/{segment(event)}", tells=("id",))]
    except NotFound:
        return []


def query(fields: tuple[Field, ...], params: Mapping[str, Any]) -> dict[str, Any]:
    wanted = given(fields, params)
    return {name: ",".join(value) if isinstance(value, list) else value for name, value in wanted.items()}


def listing(client: Ironflow, wanted: Mapping[str, Any], most: int, cursor: str | None) -> dict[str, Any]:
    """The newest first, page by page, and where the next begins."""
    seen: list[dict[str, Any]] = []
    while len(seen) < most:
        size = min(PAGE, most - len(seen))
        answer = client.rest("GET", "/events", tells=("events",), **wanted, limit=size, cursor=cursor)
        seen += answer["events"] or []
        cursor = answer.get("next_cursor") or None
        if not cursor or not answer["events"]:
            break
    return {"resources": seen, "next_cursor": cursor}


EVENT_INFO = ModuleSpec(
    IRONFLOW,
    (
        Field("id"),
        *FILTERS,
        Field("limit", "int", default=100),
        Field("cursor"),
        Field("counts", "bool", default=False),
    ),
    run,
    ("resources", "next_cursor", "counts"),
    {"mutually_exclusive": [["id", f.name] for f in FILTERS]},
)
