# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Dashboards: visualizations, text and dividers as panels on a grid."""

from __future__ import annotations

from typing import Any

from .area import invalid
from .saved import Saved, a_list, filled, filters, one_of

KINDS = ("visualization", "markdown", "divider")
OPTIONS = {"use_margins": True, "hide_panel_titles": False, "refresh_interval": None}
TOP: dict[str, Any] = {
    "title": None, "description": None, "panels": [], "options": None, "filters": [], "time_range": None,
    "chat_thread_id": None, "tags": [],
}  # fmt: skip
COLUMNS, WIDTH, HEIGHT = 2, 24, 15
OWN = {"visualization": "viz_id", "markdown": "content", "divider": "label"}


class Dashboards(Saved):
    kind = "dashboard"
    path = "/dashboards"

    def finished(self, given: dict[str, Any]) -> dict[str, Any]:
        made = filled(TOP, given, "dashboard")
        made["panels"] = [panel(place, one) for place, one in enumerate(a_list(made["panels"], "panels"))]
        made["options"] = filled(OPTIONS, made["options"], "options")
        made["filters"] = filters(made["filters"])
        a_list(made["tags"], "tags")
        if given.get("extensions") is not None:
            made["extensions"] = given["extensions"]
        return made


def panel(place: int, given: Any) -> dict[str, Any]:
    given = {} if given is None else given
    defaults = {"id": f"panel_{place}", "kind": "visualization", "layout": None, "title_override": None}
    made = filled(defaults, given, f"panels[{place}]")
    kind = one_of(f"panels[{place}].kind", made["kind"], KINDS)
    own = OWN[kind]
    if kind == "visualization" and not isinstance(given.get(own), str):
        raise invalid(f"`panels[{place}].viz_id` is required")
    made[own] = given.get(own)
    row, column = divmod(place, COLUMNS)
    flow = {"x": column * WIDTH, "y": row * HEIGHT, "w": WIDTH, "h": HEIGHT}
    made["layout"] = filled(flow, made["layout"], f"panels[{place}].layout")
    return made
