# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write a page that shows a dashboard as it is now. The same data makes the same page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.files import text
from ...core.spec import Field, ModuleSpec, Task
from ...core.writing import DEST, bring, target
from ..client import INFINO
from ..execution import Runtime
from ..report.page import ECHARTS, Library, page, scope_of, without_library
from . import dashboard_data


def run(task: Task) -> dict[str, Any]:
    file = target(task.params)
    src = task.params["echarts_src"]
    library = Library(task.params["echarts_url"] or ECHARTS, text(src, "echarts_src") if src else None)
    board, wanted, panels = dashboard_data.executed(task)
    filled = [{**panel, "own": own_filters(panel, wanted)} for panel in panels]
    made = page(board, scope_of(board, wanted.filters, wanted.time_range), filled, library)
    before = file.path.read_text(encoding="utf-8", errors="replace") if file.path.is_file() else ""
    changed = bring(file, lambda take: take({}, [made.encode()]), task.check_mode)
    failed = [{"title": panel["title"], **panel["error"]} for panel in panels if panel["error"]]
    return {
        "changed": changed,
        "dest": str(file.path),
        "panels": len(panels),
        "failed_panels": failed,
        "diff": {"before": without_library(before), "after": without_library(made)},
    }


def own_filters(panel: Mapping[str, Any], wanted: Runtime) -> list[dict[str, Any]]:
    """What a visualization is filtered by itself, where nothing else takes that place."""
    others = {one["field"] for one in wanted.filters}
    saved = (panel["visualization"] or {}).get("filters") or ()
    return [one for one in saved if one["field"] not in others and one["enabled"]]


DASHBOARD_REPORT = ModuleSpec(
    INFINO,
    (
        *dashboard_data.OPTIONS,
        Field("echarts_url"),
        Field("echarts_src", "path", source=True),
        *(f for f in DEST if f.name != "dest"),
        Field("dest", "path", required=True),
    ),
    run,
    ("dest", "panels", "failed_panels"),
    {**dashboard_data.RULES, "mutually_exclusive": [["echarts_url", "echarts_src"]]},
)
