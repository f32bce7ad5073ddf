# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Execute all panels of a dashboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.ensure import show
from ...core.spec import Field, ModuleSpec, Task
from ..client import INFINO
from ..execution import RUNTIME, Runtime, panels, remarks, runtime, the_one
from ..resources.dashboard import DASHBOARD, SAVED

OPTIONS = (Field("id"), Field("title"), *RUNTIME, Field("apply_saved", "bool", default=True))
RULES = {"required_one_of": [["id", "title"]]}


def run(task: Task) -> dict[str, Any]:
    board, _wanted, filled = executed(task)
    return {"changed": False, "dashboard": show(DASHBOARD, board), "panels": filled}


def executed(task: Task) -> tuple[dict[str, Any], Runtime, list[dict[str, Any]]]:
    """The dashboard, with what its panels were asked for, and the panels with their data. What is amiss is told."""
    given = runtime(task.params)
    board = the_one(DASHBOARD, SAVED.path, task.client, task.params)
    wanted = over_saved(board, given) if task.params["apply_saved"] else given
    filled = panels(task.client, board, wanted)
    told: dict[str, None] = {}  # one visualization may be in many panels
    for panel in filled:
        name = f"panel {panel['title'] or panel['id']}"
        if panel["error"]:
            told[f"{name} has no data: {panel['error']['message']}"] = None
        elif panel["data"]:
            told.update({f"{name}: {text}": None for text in remarks(panel["data"])})
    for text in told:
        task.outside.warn(text)
    return board, wanted, filled


def over_saved(board: Mapping[str, Any], given: Runtime) -> Runtime:
    """The dashboard's own filters and time, but for those on a field that is filtered otherwise now."""
    fields = {one["field"] for one in given.filters}
    saved = [one for one in board["filters"] if one["field"] not in fields and one["enabled"]]
    kept = board.get("time_range") or {}
    times = {name: kept[name] for name in ("from", "to") if kept.get(name)}
    return Runtime([*saved, *given.filters], given.time_range or (times if len(times) > 1 else None))


DASHBOARD_DATA = ModuleSpec(INFINO, OPTIONS, run, ("dashboard", "panels"), RULES)
