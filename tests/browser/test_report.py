# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The page of a dashboard in a browser: what is drawn, clicks, sorting, hostile data, paper, phones and the night."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.unit.play import Play

from .board import HOSTILE, IMAGE, report
from .chrome import Page

CHARTS = 7
# Of each chart the pixels that are not transparent.
PAINTED = """[...document.querySelectorAll(".canvas canvas")].map((one) => {
  const data = one.getContext("2d").getImageData(0, 0, one.width, one.height).data;
  let count = 0;
  for (let place = 3; place < data.length; place += 4) { count += data[place] > 0; }
  return count;
})"""
OUTSIDE = """[...document.querySelectorAll(".panel")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.left < -1 || box.right > document.documentElement.clientWidth + 1;
}).map((one) => one.id)"""
OVERLAPS = """(() => {
  const boxes = [...document.querySelectorAll(".card, .rule")].map((one) => one.getBoundingClientRect());
  return boxes.filter((a, i) => boxes.some((b, j) => i < j && a.left < b.right - 1 && b.left < a.right - 1
    && a.top < b.bottom - 1 && b.top < a.bottom - 1)).length;
})()"""
SIZES = {"desktop": {"width": 1400}, "phone": {"width": 390, "height": 844, "phone": True}, "tablet": {"width": 820}}


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def shown(tab: Page, path: Path, **size: Any) -> Page:
    tab.screen(**(size or SIZES["desktop"]))
    tab.open(path.as_uri())
    return tab


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
def test_all_of_it_is_seen(tab: Page, written: Path, pictures: Path, size: str, dark: bool) -> None:
    shown(tab, written, dark=dark, **SIZES[size])
    tab.picture(pictures / f"{size}-{'night' if dark else 'day'}.png")
    assert tab.said == [] and tab.dialogs == 0
    painted = tab(PAINTED)
    assert len(painted) == CHARTS and min(painted) > 2000
    assert tab(OUTSIDE) == [] and tab(OVERLAPS) == 0
    assert tab("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    bright = tab("getComputedStyle(document.body).backgroundColor").removeprefix("rgb(").split(",")[0]
    assert (int(bright) < 60) is dark


def test_what_is_told_without_a_picture(tab: Page, written: Path) -> None:
    shown(tab, written)
    assert tab.texts("h1") == [f"Web site {HOSTILE}"]
    assert tab.texts(".scope li") == [
        "Time 2026-05-01 00:00 UTC – 2026-05-29 00:00 UTC", "path is one of /, /docs, /login, /pricing, /blog",
    ]  # fmt: skip
    assert tab.texts(".value") == ["849", "3.7MB", "143 ms"]
    assert tab.texts(".alarm") == ["1 of 13 panels has no data: Errors"]
    assert "Referenced column" in tab.texts(".failed .body")[0]
    assert tab.texts("#panel-15 .empty") == ["No rows."] and tab.texts("#panel-15 .own") == ["country is Nowhere"]
    assert tab.texts(".divider span") == ["Where from, and where to"]
    assert tab.texts(".text h4") == ["Visits in May"] and HOSTILE in tab.texts(".text")[0]


def test_tables_are_sorted_by_clicks_and_keys(tab: Page, written: Path) -> None:
    shown(tab, written)
    place = "#panel-13 "

    def column(number: int) -> list[str]:
        return tab.texts(f"{place}tbody td:nth-child({number})")

    head = place + "th:nth-child({}) button"
    rows = len(column(1))
    tab.click(head.format(5))
    sizes = [int(text) for text in column(5)]
    assert sizes == sorted(sizes) and len(sizes) == rows == 40
    assert tab(f"document.querySelector('{place}th:nth-child(5)').getAttribute('aria-sort')") == "ascending"
    tab.click(head.format(5))
    assert [int(text) for text in column(5)] == sizes[::-1]
    tab.click(head.format(1))
    assert column(1) == sorted(column(1))
    assert tab(f"[...document.querySelectorAll('{place}th')].map((one) => one.getAttribute('aria-sort'))") == [
        "ascending", "none", "none", "none", "none",
    ]  # fmt: skip
    tab(f"document.querySelector('{head.format(4)}').focus()")
    tab.send("Input.dispatchKeyEvent", type="keyDown", key="Enter", code="Enter", text="\r", windowsVirtualKeyCode=13)
    tab.send("Input.dispatchKeyEvent", type="keyUp", key="Enter", code="Enter", windowsVirtualKeyCode=13)
    times = [int(text) for text in column(4)]
    assert times == sorted(times) and tab.said == []


def test_a_chart_can_be_seen_as_a_table(tab: Page, written: Path) -> None:
    shown(tab, written)
    panel = "#panel-7 "
    assert tab(f"document.querySelector('{panel}.rows').offsetHeight") == 0
    tab.click(panel + ".flip")
    assert tab.texts(panel + ".flip") == ["Chart"]
    assert tab.texts(panel + "td")[:2] == ["Sweden", "272"]
    assert tab(f"document.querySelector('{panel}.canvas').offsetHeight") == 0
    tab.click(panel + "th:nth-child(2) button")
    assert tab.texts(panel + "td")[:2] == [IMAGE, "28"]
    tab.click(panel + ".flip")
    assert tab(f"document.querySelector('{panel}.canvas').offsetHeight") > 100 and tab.said == []


def test_what_the_mouse_shows_is_text(tab: Page, written: Path) -> None:
    """A tooltip is HTML that ECharts makes; the names in it are the server's."""
    shown(tab, written)
    seen = []
    for panel in (7, 8, 11):
        box = f"document.querySelector('#panel-{panel} .canvas')"
        tab(f"{box}.scrollIntoView({{block: 'center'}})")
        x, y, width, height = tab(
            f"(() => {{ const b = {box}.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; }})()"
        )
        for across in range(1, 13):
            for down in (0.1, 0.2, 0.4, 0.6, 0.85):
                tab.mouse(x + width * across / 13, y + height * down)
        tab.settle(0.2)
        seen.append(tab(f"document.querySelector('#panel-{panel} .canvas > div:nth-child(2)')?.innerText || ''"))
    assert any(seen), "no tooltip was seen"
    assert tab("document.images.length") == 0 and tab.dialogs == 0 and tab.said == []


def test_nothing_but_its_own_scripts_runs(tab: Page, written: Path, tmp_path: Path) -> None:
    """Were a name of the server's not escaped, the page's policy would still stop it."""
    text = written.read_text(encoding="utf-8")
    broken = tmp_path / "broken.html"
    broken.write_text(text.replace("<main", f"{HOSTILE}<p onclick=alert(2)>x</p><main", 1), encoding="utf-8")
    shown(tab, broken)
    assert tab.dialogs == 0 and any("Content Security Policy" in one for one in tab.said)


def test_it_follows_the_system_into_the_night(tab: Page, written: Path) -> None:
    shown(tab, written)
    ink = "echarts.getInstanceByDom(document.querySelector('.canvas')).getOption().textStyle.color"
    assert tab(ink) == "#1b2430"
    tab.screen(1400, dark=True)
    tab.settle()
    assert tab(ink) == "#e6eaf0" and min(tab(PAINTED)) > 2000 and tab.said == []


def test_charts_follow_the_window(tab: Page, written: Path) -> None:
    shown(tab, written)
    wide = tab("document.querySelector('#panel-5 canvas').clientWidth")
    tab.screen(900)
    tab.settle()
    narrow = tab("document.querySelector('#panel-5 canvas').clientWidth")
    assert narrow < wide * 0.75 and tab(OUTSIDE) == []


def test_it_can_be_printed(tab: Page, written: Path, pictures: Path) -> None:
    shown(tab, written, width=1400, dark=True)
    pdf = tab.pdf(pictures / "paper.pdf").read_bytes()
    assert pdf.startswith(b"%PDF") and 2 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type/Page\n") <= 9
    assert not tab("document.body.classList.contains('paper')") and tab.said == []
    tab.screen(700, paper=True)
    assert tab(OUTSIDE) == [] and tab(OVERLAPS) == 0
    assert tab("getComputedStyle(document.querySelector('.flip')).display") == "none"


def test_echarts_from_an_address(tab: Page, site: Play, echarts: Path, tmp_path: Path) -> None:
    (tmp_path / "echarts.min.js").write_bytes(echarts.read_bytes())
    with serving(tmp_path) as address:
        report(site, tmp_path / "report.html", echarts_url=f"{address}/echarts.min.js?v=5;6")
        tab.screen(1400)
        tab.open(f"{address}/report.html")
        assert tab.said == [] and min(tab(PAINTED)) > 2000


def test_without_echarts_charts_are_tables(tab: Page, site: Play, tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        gone = f"{address}/gone.js"
        report(site, tmp_path / "report.html", echarts_url=gone)
        shown(tab, tmp_path / "report.html", **SIZES["desktop"])
    assert f"ECharts could not be loaded from {gone}; charts are shown as tables." in tab.texts(".missing")
    assert tab.texts("#panel-7 td")[:2] == ["Sweden", "272"] and tab(OUTSIDE) == []
    tab.click("#panel-7 th:nth-child(2) button")
    assert tab.texts("#panel-7 td")[:2] == [IMAGE, "28"]
