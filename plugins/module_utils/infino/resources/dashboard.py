# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Dashboards: visualizations, text and dividers on a grid. Panels name visualizations by title or id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import PlanError
from ...core.spec import Task
from ...core.typed import checked as as_parts
from ...core.words import unknown
from ..documents import Part
from ..filters import FILTERS, TIME_RANGE, sound
from ..saved import TITLE, Saved, by_name, listing
from . import visualization

CONTENT = {"visualization": "visualization", "markdown": "content", "divider": "label"}  # what each kind is of
PANEL = (
    Part(name="id"),
    Part(name="kind", choices=tuple(CONTENT), server_default="visualization"),
    Part(name="visualization"),
    Part(name="content"),
    Part(name="label"),
    Part(name="title_override"),
    Part(name="layout", type="dict", options=tuple(Part(name, "int") for name in ("x", "y", "w", "h"))),
)
PARTS = (
    TITLE,
    Part(name="description", clearable=True),
    Part(
        name="panels",
        type="list",
        elements="dict",
        options=PANEL,
        server_default=[],
        clearable=True,
        identity=("kind", "visualization"),
        stamped=("id", "layout"),
    ),
    Part(
        name="options",
        type="dict",
        server_default={},
        clearable=True,
        options=(
            Part(name="use_margins", type="bool", server_default=True),
            Part(name="hide_panel_titles", type="bool", server_default=False),
            Part(name="refresh_interval", type="raw"),
        ),
    ),
    FILTERS,
    TIME_RANGE,
    Part(name="chat_thread_id", clearable=True),
    Part(name="tags", type="list", elements="str", unordered=True, server_default=[], clearable=True),
)


def checked(document: dict[str, Any], where: str) -> dict[str, Any]:
    if document.get("filters"):
        document["filters"] = sound(document["filters"], where)
    for place, panel in enumerate(document.get("panels") or (), start=1):
        kind = panel.get("kind") or "visualization"
        what = f"{where}panels item {place}"
        if panel.get(CONTENT[kind]) is None and kind != "divider":
            raise PlanError(f"{what}: a {kind} panel needs {CONTENT[kind]}; for another kind give kind")
        for name in CONTENT.values():
            if name != CONTENT[kind] and panel.get(name) is not None:
                raise PlanError(f"{what}: a {kind} panel has no {name}; for another kind give kind")
    return document


def wire(document: Mapping[str, Any]) -> dict[str, Any]:
    return renamed(document, "visualization", "viz_id")


def unwire(document: Mapping[str, Any]) -> dict[str, Any]:
    return renamed(document, "viz_id", "visualization")


def renamed(document: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    if not isinstance(document.get("panels"), list):
        return dict(document)
    panels = [{new if name == old else name: value for name, value in panel.items()} for panel in document["panels"]]
    return {**document, "panels": panels}


def prepare(task: Task, desired: dict[str, Any]) -> dict[str, Any]:
    """The ids of the visualizations that the panels name, where they name any."""
    where = f"dashboard {desired.get('title') or desired.get('id')}: "
    panels = sound_panels(desired.get("panels"), where) or []
    names = {panel["visualization"] for panel in panels if panel.get("visualization")}
    if not names:
        return desired
    known = by_name(listing(task.client, visualization.SAVED.path))
    ids = {name: resolved(task, name, known, where) for name in sorted(names)}
    panels = [{**panel, "visualization": ids.get(panel.get("visualization"))} for panel in panels]
    return {**desired, "panels": panels}


def sound_panels(panels: Any, where: str) -> list[dict[str, Any]] | None:
    """Panels whose kinds and values fit together; None where none are given."""
    return checked(as_parts(PARTS, {"panels": panels}, where), where).get("panels")


def resolved(task: Task, name: str, known: dict[str, list[str]], where: str) -> str:
    found = known.get(name, [])
    if len(found) > 1:
        many = f"there are {len(found)} visualizations {name} (id: {', '.join(found)})"
        raise PlanError(f"{where}{many}; name it by its id")
    if found:
        return found[0]
    problem = unknown(f"{where}there is no visualization", name, known)
    if not task.check_mode:
        raise PlanError(problem)
    task.outside.warn(f"{problem}; a run fails unless an earlier task makes it")
    return name


SAVED = Saved("dashboard", "/dashboards", PARTS, sound=checked, wire=wire, unwire=unwire, optional=("description",))
DASHBOARD = SAVED.resource
ENSURE_DASHBOARD = SAVED.module(prepare)
