# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The page of a dashboard: written only where it differs, all of the server's data as text, each panel in its place.

How it looks and works in a browser is a matter of tests/browser.
"""

from __future__ import annotations

import base64
import hashlib
import html.parser
import json
import re

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.infino.report.charts import dressed
from ansible_collections.opsweave.platform.plugins.module_utils.infino.report.page import Library, page, scope_of
from ansible_collections.opsweave.platform.plugins.module_utils.infino.report.panels import placed
from tests.browser.board import HOSTILE, IMAGE, done, planted, report
from tests.unit.play import Play


@pytest.fixture(scope="module")
def site():
    return planted()


class Reader(html.parser.HTMLParser):
    """The elements of a page, its scripts, and what any attribute does."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.scripts, self.inside = [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")
            self.inside = tag

    def handle_endtag(self, tag):
        self.inside = None if tag == self.inside else self.inside

    def handle_data(self, data):
        if self.inside:
            self.scripts[-1] += data


def test_it_is_written_once(site, tmp_path):
    dest = tmp_path / "r.html"
    foretold = report(site, dest, check_mode=True)
    assert foretold["changed"] and not dest.exists()
    first = report(site, dest)
    assert first["changed"] and first["diff"] == foretold["diff"] and first["panels"] == 15
    assert first["diff"]["before"] == "" and first["diff"]["after"] == dest.read_text(encoding="utf-8")
    for check_mode in (True, False):
        again = report(site, dest, check_mode)
        assert not again["changed"] and again["diff"]["before"] == again["diff"]["after"]
    other = report(site, dest, filters=[{"field": "country", "operator": "is", "value": "Kenya"}])
    assert other["changed"] and "<b>country</b> is Kenya" in other["diff"]["after"]
    assert report(site, dest, mode="0600")["changed"] and dest.stat().st_mode & 0o777 == 0o600


def test_what_failed_is_told(site, tmp_path):
    result = report(site, tmp_path / "r.html")
    (failed,) = result["failed_panels"]
    assert (failed["title"], failed["status"]) == ("Errors", 400) and '"code" not found' in failed["message"]
    assert len(result["warnings"]) == 1 and "panel Errors has no data" in result["warnings"][0]
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert '1 of 13 panels has no data: <a href="#panel-14">Errors</a>' in text
    assert "Referenced column &quot;code&quot; not found" in text


def test_data_of_the_server_is_text(site, tmp_path):
    report(site, tmp_path / "r.html")
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    reader = Reader(text)
    assert HOSTILE not in text and IMAGE not in text and "alert(1)" in text
    assert not [tag for tag, _attributes in reader.tags if tag in ("img", "iframe", "object", "form", "input")]
    assert not [name for _tag, attributes in reader.tags for name in attributes if name.startswith("on")]
    links = [attributes["href"] for tag, attributes in reader.tags if tag == "a"]
    assert links == ["#panel-14", "https://example.com/rules?a=1&b=2"]
    data, library, own = reader.scripts
    assert IMAGE in json.dumps(json.loads(data), ensure_ascii=False).replace('\\"', '"') and library == ""
    assert "<" not in data and len(json.loads(data)) == 7


def test_only_its_own_scripts_may_run(site, tmp_path):
    script = tmp_path / "echarts.min.js"
    script.write_text("var text = '</script><script>alert(9)</script><!--';", encoding="utf-8")
    for how in ({}, {"echarts_url": "https://x.example/e;c,harts.js?v=1"}, {"echarts_src": str(script)}):
        report(site, tmp_path / "r.html", **how)
        reader = Reader((tmp_path / "r.html").read_text(encoding="utf-8"))
        (policy,) = [one["content"] for _tag, one in reader.tags if one.get("http-equiv") == "Content-Security-Policy"]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        allowed = rules["script-src"].split()
        assert rules["default-src"] == "'none'" and "'unsafe-inline'" not in allowed and len(allowed) == 2
        for text in [one for one in reader.scripts[1:] if one]:
            assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in allowed
        sources = [one["src"] for tag, one in reader.tags if tag == "script" and "src" in one]
        assert sources == ([] if "echarts_src" in how else [how.get("echarts_url") or Library().url])
    assert len(reader.scripts) == 3 and "alert(9)" in reader.scripts[1]


def test_an_embedded_library_is_left_out_of_the_diff(site, tmp_path):
    script = tmp_path / "echarts.min.js"
    script.write_text("var echarts = {};" * 1000, encoding="utf-8")
    result = report(site, tmp_path / "r.html", echarts_src=str(script))
    assert "17000 characters, &" not in result["diff"]["after"] and "17000 characters" in result["diff"]["after"]
    assert len(result["diff"]["after"]) < (tmp_path / "r.html").stat().st_size - 16000


@pytest.mark.parametrize(
    "url", ["echarts.js", "javascript:alert(1)", 'https://x/"><script>', "https://x/a b", "https:"]
)
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(PlanError, match="https://"):
        Library(url)


def test_what_is_not_there_or_cannot_be_written_is_told_before_anything_is_asked(site, tmp_path):
    args = {"title": f"Web site {HOSTILE}"}
    sent = site.requests
    for more, words in (
        ({"dest": str(tmp_path)}, "is a folder"),
        ({"dest": str(tmp_path / "no" / "r.html")}, "there is no folder"),
        ({"dest": str(tmp_path / "r.html"), "echarts_src": str(tmp_path / "none.js")}, "echarts_src"),
        ({"dest": str(tmp_path / "r.html"), "echarts_url": "x"}, "echarts_url is 'x'"),
        ({"dest": str(tmp_path / "r.html"), "filters": [{"field": "a", "operator": "=="}]}, "operator cannot be"),
    ):
        assert words in site.task("infino_dashboard_report", {**args, **more})["msg"]
    assert site.requests == sent


def test_a_dashboard_without_panels(tmp_path):
    play = Play("infino")
    done(play, "infino_dashboard", title="Empty", options={"use_margins": False})
    result = play.task("infino_dashboard_report", {"title": "Empty", "dest": str(tmp_path / "r.html")})
    assert result["changed"] and result["failed_panels"] == []
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "This dashboard has no panels." in text and "echarts" not in re.sub(r"<script>.*", "", text, flags=re.DOTALL)
    assert "<body>" in text


def layouts(*given):
    return [one["place"] for one in placed([{"layout": one} for one in given])]


def test_places_on_the_grid():
    assert layouts(None, {"x": 24}, None) == [
        {"x": 0, "y": 0, "w": 24, "h": 15}, {"x": 24, "y": 0, "w": 24, "h": 15}, {"x": 0, "y": 15, "w": 24, "h": 15},
    ]  # fmt: skip
    assert layouts({"x": -3, "y": 7, "w": 99, "h": 0}) == [{"x": 0, "y": 0, "w": 48, "h": 1}]
    assert layouts({"x": 60, "y": "a", "w": True, "h": 10**9}) == [{"x": 47, "y": 0, "w": 1, "h": 400}]
    ordered = placed([{"layout": {"x": 0, "y": 20}}, {"layout": {"x": 24, "y": 5}}, {"layout": {"x": 0, "y": 5}}])
    assert [one["number"] for one in ordered] == [3, 2, 1] and ordered[2]["place"]["y"] == 15


def test_titles_are_hidden_where_that_is_asked_but_not_of_failures():
    panel = {"kind": "visualization", "title": "T", "layout": None, "content": None, "label": None}
    good = {"visualization": {"chart": {"type": "metric"}}, "data": {"columns": [], "rows": [], "metadata": {}}}
    panels = [
        {**panel, **good, "error": None},
        {**panel, "visualization": None, "data": None, "error": {"message": "m"}},
    ]
    text = page({"title": "B", "options": {"hide_panel_titles": True}}, [], panels, Library())
    assert text.count("<h2>T</h2>") == 1 and "–" in text


def test_the_scope_in_words():
    filters = [{"field": "a", "operator": "exists"}, {"field": "b", "operator": "is", "value": 3, "enabled": False}]
    board = {"time_range": {"kind": "relative", "expression": "last 7 days"}}
    assert scope_of(board, filters, None) == [
        ("Time", "last 7 days (not applied: the server does not evaluate it)"), ("a", "exists"),
    ]  # fmt: skip
    span = {"from": "2026-05-01T00:00:00Z", "to": "now"}
    assert scope_of(board, [], span) == [("Time", "2026-05-01 00:00 UTC – now")]


def option(kind, look=None, names=("a", "b"), series=1):
    lines = [{"name": f"s{n}", "type": "bar", "data": [1, 2]} for n in range(series)]
    drawing = {"option": {
        "title": {}, "tooltip": {}, "legend": {}, "grid": {}, "series": lines,
        "xAxis": {"type": "category", "data": list(names), "name": "x"}, "yAxis": {"type": "value"},
    }}  # fmt: skip
    viz = {"chart": {"type": kind}, "options": look or {}}
    return dressed(drawing, viz, {"metadata": {"binding": {"y": ["n"]}}})


def test_charts_are_dressed_for_a_panel():
    made = option("bar", {"bar_max_width": 9})
    assert "title" not in made and made["series"][0]["barMaxWidth"] == 9 and made["yAxis"]["name"] == "n"
    assert not made["legend"]["show"] and option("bar", series=2)["legend"]["show"]
    assert option("bar", {"legend": {"show": True, "position": "right"}})["legend"]["orient"] == "vertical"
    assert not option("bar", {"legend": {"show": False}}, series=2)["legend"]["show"]
    days = option("bar", names=("2026-05-01T00:00:00", "2026-05-02T00:00:00"))
    assert days["xAxis"]["data"] == ["May 1", "May 2"] and days["xAxis"]["name"] == ""


def test_what_says_nothing_of_how_it_is_drawn_is_a_table(tmp_path):
    play = planted()
    play.server.variant = {"execute": "unbound"}
    report(play, tmp_path / "r.html")
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert 'class="panel chart"' not in text and text.count('class="panel table"') == 8
    play.server.variant = {"execute": "old"}
    result = report(play, tmp_path / "r.html")
    assert len(result["failed_panels"]) == 13 and "too old" in result["failed_panels"][0]["message"]
