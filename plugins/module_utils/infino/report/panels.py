# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The panels of a report as HTML: charts, tables, figures, text, dividers, and what went wrong; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from ...core.errors import PlanError
from ..echarts import drawn
from ..execution import remarks
from .charts import dressed
from .figures import MOMENT, cell, figure, filtered, is_number
from .markdown import rendered

COLUMNS, WIDTH, HEIGHT = 48, 24, 15  # of the grid, and of a panel that has no place
LOWEST, HIGHEST = 100_000, 400


@dataclass(frozen=True)
class Drawn:
    """``option`` is ECharts's, for a chart."""

    id: str
    title: str
    html: str
    option: dict[str, Any] | None = None
    failed: bool = False
    has_data: bool = True


def placed(panels: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """In the order in which one reads, each with its place in the grid. What has none flows in two columns."""
    made = []
    for number, panel in enumerate(panels):
        row, column = divmod(number, COLUMNS // WIDTH)
        given = panel.get("layout") or {}
        flow = {"x": column * WIDTH, "y": row * HEIGHT, "w": WIDTH, "h": HEIGHT}
        at = {name: int(given[name]) if is_number(given.get(name)) else flow[name] for name in flow}
        x = min(max(at["x"], 0), COLUMNS - 1)
        layout = {
            "x": x, "y": min(max(at["y"], 0), LOWEST), "w": min(max(at["w"], 1), COLUMNS - x),
            "h": min(max(at["h"], 1), HIGHEST),
        }  # fmt: skip
        made.append({**panel, "place": layout, "number": number + 1})
    top = min((one["place"]["y"] for one in made), default=0)
    for one in made:
        one["place"]["y"] -= top
    return sorted(made, key=lambda one: (one["place"]["y"], one["place"]["x"]))


def section(panel: Mapping[str, Any], untitled: bool, charts: int) -> Drawn:
    """One panel, with ``charts`` before it on the page. Of what cannot be drawn the reason is told in its place."""
    kind = panel["kind"]
    if kind == "divider":
        label = f"<span>{escape(str(panel['label']))}</span><hr>" if panel.get("label") else ""
        return Drawn(name(panel), "", wrapped(panel, "divider", f'<div class="rule"><hr>{label}</div>'), has_data=False)
    if kind == "markdown":
        text = card("", f'<div class="body">{rendered(str(panel.get("content") or ""))}</div>')
        return Drawn(name(panel), "", wrapped(panel, "text", text), has_data=False)
    title = str(panel.get("title") or (panel.get("visualization") or {}).get("title") or f"Panel {panel['number']}")
    heading = "" if untitled else title
    if panel.get("error") or not panel.get("data"):
        return wrong(panel, title, str((panel.get("error") or {}).get("message") or "it was not executed"))
    try:
        return shown(panel, title, heading, charts)
    except PlanError as error:
        return wrong(panel, title, str(error))


def shown(panel: Mapping[str, Any], title: str, heading: str, charts: int) -> Drawn:
    viz, data = panel["visualization"], panel["data"]
    drawing = drawn(viz, data)
    notes = "".join(f'<p class="note">{escape(text)}</p>' for text in remarks(data))
    own = marks(panel.get("own") or ())
    if drawing["kind"] == "metric":
        value = escape(figure(drawing["value"], drawing["formatting"]))
        html = card(head(heading), f'{own}<div class="body"><div class="value">{value}</div></div>{notes}')
        return Drawn(name(panel), title, wrapped(panel, "figure", html))
    if not data["rows"]:
        html = card(head(heading), f'{own}<div class="body"><p class="empty">No rows.</p></div>{notes}')
        return Drawn(name(panel), title, wrapped(panel, "none", html))
    rows = f'<div class="rows">{table(data["columns"], data["rows"], title)}</div>'
    if drawing["kind"] == "table" or not drawing["option"]["series"]:  # nothing says what is to be drawn
        html = card(head(heading), f'{own}<div class="body">{rows}</div>{notes}')
        return Drawn(name(panel), title, wrapped(panel, "table", html))
    canvas = f'<div class="canvas" data-chart="{charts}"></div>'
    html = card(head(heading, True), f'{own}<div class="body">{canvas}{rows}</div>{notes}')
    return Drawn(name(panel), title, wrapped(panel, "chart", html), dressed(drawing, viz, data))


def wrong(panel: Mapping[str, Any], title: str, why: str) -> Drawn:
    reason = f'<div class="body"><p class="wrong"><b>No data.</b> {escape(why)}</p></div>'
    return Drawn(name(panel), title, wrapped(panel, "failed", card(head(title), reason)), failed=True)


def name(panel: Mapping[str, Any]) -> str:
    return f"panel-{panel['number']}"


def wrapped(panel: Mapping[str, Any], kind: str, inner: str) -> str:
    at = panel["place"]
    place = f"--x:{at['x'] + 1};--y:{at['y'] + 1};--w:{at['w']};--h:{at['h']}"
    return f'<section class="panel {kind}" id="{name(panel)}" style="{place}">{inner}</section>'


def card(top: str, inner: str) -> str:
    return f'<div class="card">{top}{inner}</div>'


def head(title: str, flips: bool = False) -> str:
    heading = f"<h2>{escape(title)}</h2>" if title else ""
    button = '<button type="button" class="flip">Table</button>' if flips and title else ""
    return f'<div class="head">{heading}{button}</div>' if title else ""


def marks(filters: Iterable[Mapping[str, Any]]) -> str:
    """The filters of a visualization of its own."""
    made = "".join(f"<li><b>{escape(str(one['field']))}</b> {escape(filtered(one))}</li>" for one in filters)
    return f'<ul class="own" aria-label="Own filters">{made}</ul>' if made else ""


def table(columns: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]], title: str) -> str:
    names = [column["name"] for column in columns]
    numbers = {
        one for one in names if all(row.get(one) is None or is_number(row[one]) for row in rows)
        and any(is_number(row.get(one)) for row in rows)
    }  # fmt: skip

    def line(row: Mapping[str, Any]) -> str:
        return "".join(data_cell(row.get(one), one in numbers) for one in names)

    buttons = ((aligned(one in numbers), f'<button type="button">{escape(str(one))}</button>') for one in names)
    heads = "".join(f'<th scope="col" aria-sort="none"{right}>{button}</th>' for right, button in buttons)
    body = "".join(f"<tr>{line(row)}</tr>" for row in rows)
    return f'<table aria-label="{escape(title)}"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def aligned(right: bool) -> str:
    return ' class="n"' if right else ""


def data_cell(value: Any, right: bool) -> str:
    key = f' data-v="{value!r}"' if is_number(value) else ""
    if isinstance(value, str) and MOMENT.fullmatch(value):
        key = ' class="t"'
    return f"<td{aligned(right)}{key}>{escape(cell(value))}</td>"
