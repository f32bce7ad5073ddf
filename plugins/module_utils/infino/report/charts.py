# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A chart's option, dressed for a panel that is small and has its title already; pure."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from .figures import times

EDGE, LEGEND, NAME = 10, 30, 26  # pixels: around, and for what stands there
BROADEST = 44
FEW_POINTS, FEW_CELLS = 40, 120
FILLED = 70  # per cent of the panel that a pie fills


def dressed(drawing: Mapping[str, Any], viz: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    option = copy.deepcopy(drawing["option"])
    option.pop("title", None)
    kind = (viz.get("chart") or {}).get("type") or "bar"
    look = viz.get("options") or {}
    option.setdefault("tooltip", {})["confine"] = True
    if kind == "pie":
        pie(option, look)
    elif kind == "heatmap":
        heatmap(option)
    elif kind == "scatter":
        scatter(option)
    else:
        bars(option, kind, look, data)
    return option


def pie(option: dict[str, Any], look: Mapping[str, Any]) -> None:
    ratio = look.get("pie_donut_ratio")
    (series,) = option["series"]
    if isinstance(ratio, (int, float)) and 0 <= ratio < 1:
        series["radius"] = [f"{FILLED * ratio:.0f}%", f"{FILLED}%"]
    series["label"] = {"alignTo": "edge", "edgeDistance": 4, "minMargin": 4, "overflow": "truncate"}
    legend(option, look, shown=False, usual="bottom")
    if option["legend"]["show"]:
        place = str((look.get("legend") or {}).get("position") or "bottom")
        series["center"] = {"left": ["62%", "50%"], "right": ["38%", "50%"], "top": ["50%", "54%"]}.get(
            place, ["50%", "46%"]
        )


def heatmap(option: dict[str, Any]) -> None:
    (series,) = option["series"]
    series["label"]["show"] = len(series["data"]) <= FEW_CELLS
    option["grid"] = {"left": EDGE, "right": EDGE, "top": EDGE, "bottom": 56, "containLabel": True}
    option["visualMap"].update(itemHeight=120, itemWidth=12)


def scatter(option: dict[str, Any]) -> None:
    option["grid"] = {"left": EDGE, "right": 2 * EDGE, "top": LEGEND, "bottom": NAME + EDGE, "containLabel": True}
    option["xAxis"].update(nameLocation="middle", nameGap=NAME, scale=True)
    option["yAxis"].update(scale=True, nameTextStyle={"align": "left"})


def bars(option: dict[str, Any], kind: str, look: Mapping[str, Any], data: Mapping[str, Any]) -> None:
    lying = kind == "horizontalBar"
    across, along = ("yAxis", "xAxis") if lying else ("xAxis", "yAxis")
    names, values = option[across], option[along]
    told = times(names["data"])
    names.update(data=told or names["data"], times=told is not None)
    binding = (data.get("metadata") or {}).get("binding") or {}
    measures = [str(name) for name in binding.get("y") or ()]
    if lying:
        names.update(inverse=True, name="")  # the first row on top
        values.update(name=measures[0] if len(measures) == 1 else "", nameLocation="middle", nameGap=NAME)
    else:
        names.update(name="" if told else names["name"], nameLocation="middle", nameGap=NAME)
        values.update(name=measures[0] if len(measures) == 1 else "", nameTextStyle={"align": "left"})
    for series in option["series"]:
        series["emphasis"] = {"focus": "series"}
        if series["type"] == "line":
            series.update(showSymbol=len(names["data"]) * len(option["series"]) <= FEW_POINTS, connectNulls=True)
        else:
            series["barMaxWidth"] = look.get("bar_max_width") or BROADEST
        if "areaStyle" in series:
            series["areaStyle"] = {"opacity": 0.25}
    option["grid"] = {
        "left": EDGE,
        "right": (4 if lying else 1.5) * EDGE,
        "top": EDGE if lying or not values["name"] else LEGEND,
        "bottom": EDGE + (NAME if (values if lying else names).get("name") else 0),
        "containLabel": True,
    }
    legend(option, look, shown=len(option["series"]) > 1, usual="top")


def legend(option: dict[str, Any], look: Mapping[str, Any], shown: bool, usual: str) -> None:
    """Where it was asked for; it takes its place from the chart."""
    wanted = look.get("legend") or {}
    if wanted.get("show") is not None:
        shown = bool(wanted["show"])
    option["legend"] = made = {"show": shown, "type": "scroll"}
    if not shown:
        return
    place = wanted.get("position") or usual
    if place in ("left", "right"):
        made.update({"orient": "vertical", place: EDGE, "top": "middle"})
    else:
        made.update({"orient": "horizontal", place: 0})
    if "grid" in option:
        grid = option["grid"]
        grid[place] += 110 if place in ("left", "right") else LEGEND
