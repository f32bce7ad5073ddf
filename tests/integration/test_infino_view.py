# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Data to look at, through both doors: a query, a dashboard as a page, and the filter for charts."""

from __future__ import annotations

import pytest

from .runner import ours, play

TITLE = "Sites {{ 1 + 1 }}"
CHART = {
    "title": TITLE,
    "source": {"index": "devices", "sql": {"metrics": [{"function": "count"}]}},
    "chart": {"type": "bar"},
    "mapping": {"x": "site"},
}
DRAWN = "{{ data.visualization | opsweave.platform.infino_echarts(data) }}"


@pytest.fixture(scope="module", params=["true", "false"], ids=["in process", "a process of its own"])
def ran(request, running):
    running.reset("infino")
    place = running.folder / f"view-{request.param}"
    place.mkdir()
    (place / "echarts.min.js").write_text("var echarts;\n")
    page = {"title": "Network", "dest": str(place / "network.html"), "echarts_src": str(place / "echarts.min.js")}
    records = [{"_id": "a", "site": "{{ 2 + 2 }}"}, {"_id": "b", "site": "FRA"}]
    search = {"dataset": "devices", "dsl": {"query": {"match_all": {}}}, "all": True, "select": "rows[].site"}
    tasks = [
        ours("infino_dataset", {"name": "devices"}, "dataset"),
        ours("infino_records", {"dataset": "devices", "records": records}, "records"),
        ours("infino_visualization", CHART, "visualization"),
        ours("infino_dashboard", {"title": "Network", "panels": [{"visualization": TITLE}]}, "dashboard"),
        ours("infino_query", search, "search"),
        ours("infino_query", {"promql": "2.5"}, "number"),
        ours("infino_visualization_data", {"title": TITLE}, "data", register="data"),
        {"name": "fact", "ansible.builtin.set_fact": {"drawn": DRAWN}},
        {"name": "drawn", "ansible.builtin.debug": {"msg": "{{ drawn }}"}},
        ours("infino_dashboard_data", {"title": "Network"}, "panels"),
        ours("infino_dashboard_report", page, "foretold", check_mode=True),
        ours("infino_dashboard_report", page, "written"),
        ours("infino_dashboard_report", page, "again"),
        ours("infino_dashboard_report", {**page, "title": "Netwerk"}, "unknown", ignore_errors=True),
    ]
    done = running.play([play("view", tasks)], "--diff", f"-eopsweave_in_process={request.param}")
    assert done.status == 0, done.output[-3000:]
    return done.results(), place / "network.html"


def test_queries(ran):
    results, _page = ran
    assert sorted(results["search"]["selected"]) == ["FRA", "{{ 2 + 2 }}"]
    assert results["number"]["rows"][0]["value"] == 2.5


def test_a_chart_is_drawn_and_nothing_of_it_is_a_template(ran):
    results, _page = ran
    option = results["drawn"]["msg"]["option"]
    assert option["title"]["text"] == TITLE and sorted(option["xAxis"]["data"]) == ["FRA", "{{ 2 + 2 }}"]
    assert results["panels"]["panels"][0]["data"]["rows"] == results["data"]["rows"]


def test_a_page_is_written_once(ran):
    results, page = ran
    text = page.read_text(encoding="utf-8")
    assert results["foretold"]["changed"] and results["written"]["changed"] and not results["again"]["changed"]
    assert results["foretold"]["diff"] == results["written"]["diff"] and "var echarts" in text
    assert "12 characters" not in text and TITLE in text and results["written"]["dest"] == str(page)
    assert 'there is no dashboard "Netwerk"; did you mean "Network"?' in results["unknown"]["msg"]
