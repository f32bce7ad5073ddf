# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The data behind a visualization, and behind all panels of a dashboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..core.errors import ApiError, PlanError, Unreachable
from ..core.plan import only
from ..core.spec import Field, Resource
from ..core.typed import checked as as_fields
from ..core.typed import told
from ..core.values import given
from ..core.words import unknown
from ..http.parallel import side_by_side
from .answers import table
from .client import Infino, checked
from .filters import FILTERS, sound
from .forms import perform
from .operations_more import BY_NAME
from .resources.visualization import SAVED
from .saved import attributes, listing

CONNECTIONS = 8
TOO_OLD = 405
TIMES = (Field("from", required=True), Field("to", required=True), Field("kind", choices=("absolute", "relative")))
RUNTIME = (Field("filters", "list", elements="dict"), Field("time_range", "dict"))
STORE = SAVED.resource.store


@dataclass(frozen=True)
class Runtime:
    """What is shown, beyond what is saved: filters, and a range of time with ``from`` and ``to``."""

    filters: Sequence[Mapping[str, Any]] = ()
    time_range: Mapping[str, Any] | None = None


def runtime(params: Mapping[str, Any]) -> Runtime:
    filters = sound(told(FILTERS, params["filters"], "filters"), "")
    return Runtime(filters, span(params["time_range"]))


def span(asked: Mapping[str, Any] | None) -> dict[str, str] | None:
    if asked is None:
        return None
    if asked.get("kind") == "relative" or "expression" in asked:
        raise PlanError("time_range is relative, which the server stores but does not evaluate; give from and to")
    made = as_fields(TIMES, asked, "time_range")
    for name in ("from", "to"):
        if made.get(name) is None:
            raise PlanError(f"time_range: give {name} too")
    return {name: made[name] for name in ("from", "to")}


def the_one(resource: Resource, path: str, client: Infino, params: Mapping[str, Any]) -> dict[str, Any]:
    """The saved object of that title or id."""
    handle = given(tuple(f for f in resource.fields if f.key), params)
    found = only(resource, handle, resource.store.find(client, handle))
    if found is not None:
        return found
    if "title" not in handle:
        raise PlanError(f"there is no {resource.name} of id {handle['id']}")
    titles = {str(attributes(item).get("title")) for item in listing(client, path)}
    raise PlanError(unknown(f"there is no {resource.name}", handle["title"], titles))


def execute(client: Infino, viz_id: str, wanted: Runtime) -> dict[str, Any]:
    """``columns``, ``rows`` and ``metadata``, in which ``binding`` says which columns are drawn."""
    asked = {"viz_id": viz_id, "filters": wanted.filters, "time_range": wanted.time_range}
    try:
        answer = perform(client, BY_NAME["execute_visualization"], asked, safe=True)
    except ApiError as error:
        if error.status != TOO_OLD:
            raise
        raise ApiError(f"this server is too old to execute visualizations: {error}", error.status) from None
    made = table(checked(f"visualization {viz_id}", answer))
    metadata = answer.get("metadata") if isinstance(answer, Mapping) else None
    return {"columns": made.columns, "rows": made.rows, "metadata": dict(metadata or {})}


def remarks(data: Mapping[str, Any]) -> list[str]:
    """What a person should know of data: filters that were not applied, rows that are not there."""
    metadata = data["metadata"]
    skipped = [one for one in metadata.get("filters_skipped") or () if isinstance(one, Mapping)]
    made = [f"the filter on {one.get('field')} was not applied: {one.get('reason')}" for one in skipped]
    if metadata.get("truncated"):
        made.append(f"the server cut the result after {len(data['rows'])} rows")
    return made


def panels(client: Infino, board: Mapping[str, Any], wanted: Runtime) -> list[dict[str, Any]]:
    """Each panel with its visualization and data, or with what went wrong. A visualization is asked for once."""
    names = dict.fromkeys(panel["visualization"] for panel in board["panels"] if panel.get("visualization"))
    seen = dict(zip(names, side_by_side(partial(looked_at, client, wanted), names, CONNECTIONS)))
    return [filled(panel, seen) for panel in board["panels"]]


def looked_at(client: Infino, wanted: Runtime, viz_id: str) -> dict[str, Any]:
    """What fails here leaves the other panels as they are; but of a server that is gone nothing can be shown."""
    viz = data = error = None
    try:
        envelope = STORE.fetch(client, viz_id)
        if envelope is None:
            raise ApiError(f"there is no visualization of id {viz_id}", 404)
        viz = SAVED.read(envelope)
        data = execute(client, viz_id, wanted)
    except (ApiError, PlanError) as problem:
        status = getattr(problem, "status", None)
        if isinstance(problem, Unreachable) and status is None:
            raise
        error = {"status": status, "message": str(problem)}
    return {"visualization": viz, "data": data, "error": error}


def filled(panel: Mapping[str, Any], seen: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    names = ("id", "kind", "layout", "title_override", "content", "label")
    made = {name: panel.get(name) for name in names}
    found: Mapping[str, Any] = {"visualization": None, "data": None, "error": None}
    if panel["kind"] == "visualization":
        missing = {**found, "error": {"status": 400, "message": "the panel names no visualization"}}
        found = seen.get(panel.get("visualization") or "", missing)
    title = panel.get("title_override") or (found["visualization"] or {}).get("title")
    return {**made, "title": title, **found}
