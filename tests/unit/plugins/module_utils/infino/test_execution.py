# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Visualizations and dashboards, executed: what is sent, what is told of it, and what happens when panels fail."""

from __future__ import annotations

import pytest

from tests.lab.common.stand_in import Fault
from tests.unit.play import Play

MAY = {"from": "2026-05-01T00:00:00Z", "to": "2026-06-01T00:00:00Z"}
ROUTERS = [{"field": "role", "operator": "is", "value": "router"}]


def visualization(title="By site", kind="bar", **more):
    source = {"kind": "sql", "index": "devices", "sql": {"metrics": [{"function": "count"}], "time_column": "seen"}}
    return {"title": title, "source": source, "chart": {"type": kind}, "mapping": {"x": "site"}, **more}


@pytest.fixture
def play():
    play = Play("infino")
    play.task("infino_dataset", {"name": "devices"})
    records = [
        {"_id": "a", "site": "ARN", "role": "router", "seen": "2026-05-03T08:00:00Z"},
        {"_id": "b", "site": "NBO", "role": "switch", "seen": "2026-05-04T08:00:00Z"},
        {"_id": "c", "site": "NBO", "role": "router", "seen": "2026-06-04T08:00:00Z"},
    ]
    play.task("infino_records", {"dataset": "devices", "records": records})
    for one in (visualization(), visualization("How many", "metric")):
        assert play.task("infino_visualization", one)["changed"]
    return play


def counts(result):
    return {row["site"]: row["count"] for row in result["rows"]}


def test_the_rows_of_a_visualization(play):
    for check_mode in (False, True):
        result = play.task("infino_visualization_data", {"title": "By site"}, check_mode)
        assert counts(result) == {"ARN": 1, "NBO": 2} and not result["changed"]
    assert [column["name"] for column in result["columns"]] == ["site", "count"]
    assert result["metadata"]["binding"] == {"x": "site", "y": ["count"], "series": None, "value": None}
    by_id = play.task("infino_visualization_data", {"id": result["visualization"]["id"]})
    assert counts(by_id) == counts(result) and by_id["requests"] == 2


def test_filters_and_time(play):
    def found(**args):
        return counts(play.task("infino_visualization_data", {"title": "By site", **args}))

    assert found(filters=ROUTERS) == {"ARN": 1, "NBO": 1}
    assert found(time_range=MAY) == {"ARN": 1, "NBO": 1}
    assert found(filters=ROUTERS, time_range={"kind": "absolute", **MAY}) == {"ARN": 1}


def test_a_filter_that_was_not_applied_is_told(play):
    filters = [{"field": "rack", "operator": "exists"}]
    result = play.task("infino_visualization_data", {"title": "By site", "filters": filters})
    assert result["warnings"] == ["visualization By site: the filter on rack was not applied: there is no such column"]


@pytest.mark.parametrize(
    "args, words",
    [
        (
            {"filters": [{"field": "a", "operator": "iss"}]},
            'filters item 1.operator cannot be "iss"; did you mean "is"',
        ),
        ({"filters": [{"field": "a"}]}, "filters item 1: give operator"),
        ({"filters": [{"field": "a", "operator": "is_one_of", "value": "x"}]}, "value must be a list"),
        ({"filters": [{"feld": "a"}]}, 'did you mean "field"'),
        ({"time_range": {"from": "2026"}}, "time_range: give to too"),
        ({"time_range": {"form": "2026"}}, 'did you mean "from"'),
        ({"time_range": {"kind": "relative", "expression": "now-1d"}}, "time_range is relative"),
    ],
)
def test_what_cannot_be_asked_is_not_sent(play, args, words):
    for module in ("infino_visualization_data", "infino_dashboard_data"):
        sent = play.requests
        result = play.task(module, {"title": "By site", **args})
        assert words in result["msg"] and play.requests == sent


def test_what_is_not_there_is_named(play):
    result = play.task("infino_visualization_data", {"title": "By sight"})
    assert result["msg"] == 'there is no visualization "By sight"; did you mean "By site"?'
    assert "there is no visualization of id v-1" in play.task("infino_visualization_data", {"id": "v-1"})["msg"]
    play.server.visualizations.add(visualization())
    assert "there are 2 of this name (id: " in play.task("infino_visualization_data", {"title": "By site"})["msg"]
    assert 'there is no dashboard "Net"' in play.task("infino_dashboard_data", {"title": "Net"})["msg"]


def test_an_old_server_is_told_of(play):
    play.server.variant = {"execute": "old"}
    assert "too old to execute" in play.task("infino_visualization_data", {"title": "By site"})["msg"]


def board(play, *panels, **more):
    panels = panels or ({"visualization": "By site"},)
    assert play.task("infino_dashboard", {"title": "Net", "panels": list(panels), **more})["changed"]


def test_each_visualization_is_asked_for_once(play):
    board(play, *[{"visualization": name} for name in ("By site", "How many")] * 25)
    result = play.task("infino_dashboard_data", {"title": "Net"})
    assert len(result["panels"]) == 50 and result["requests"] == 1 + 2 * 2
    assert [panel["title"] for panel in result["panels"][:3]] == ["By site", "How many", "By site"]
    assert result["panels"][49]["data"]["rows"] == [{"count": 3}]
    assert result["panels"][49]["id"] == "panel_49" and result["panels"][49]["layout"]["x"] == 24


def test_text_dividers_and_titles(play):
    board(
        play,
        {"visualization": "How many", "title_override": "Devices"},
        {"kind": "markdown", "content": "# {{ 1 + 1 }}"},
        {"kind": "divider", "label": "More"},
    )
    figure, text, divider = play.task("infino_dashboard_data", {"title": "Net"})["panels"]
    assert (figure["title"], figure["visualization"]["title"]) == ("Devices", "How many")
    assert (text["content"], text["data"], divider["label"]) == ("# {{ 1 + 1 }}", None, "More")


def test_a_panel_that_fails_says_why_and_the_others_stay(play):
    raw = visualization("Broken", source={"index": "devices", "sql": {"raw_query": "SELECT nothing FROM devices"}})
    assert play.task("infino_visualization", raw)["changed"]
    board(play, {"visualization": "Broken"}, {"visualization": "How many"}, {"visualization": "Broken"})
    (stored,) = play.server.dashboards.all.values()
    stored["panels"].append({**stored["panels"][0], "viz_id": "v-9"})
    result = play.task("infino_dashboard_data", {"title": "Net"})
    first, good, _same, gone = result["panels"]
    assert first["error"]["status"] == 400 and "nothing" in first["error"]["message"] and first["data"] is None
    assert first["visualization"]["title"] == "Broken" and good["data"]["rows"] == [{"count": 3}]
    assert gone["error"] == {"status": 404, "message": "there is no visualization of id v-9"}
    assert len(result["warnings"]) == 2 and "panel Broken has no data: " in result["warnings"][0]


def test_a_server_that_is_gone_is_no_matter_of_panels(play):
    board(play)
    play.server.faults[:] = [Fault("drop_before", path="/data$", times=99)]
    result = play.task("infino_dashboard_data", {"title": "Net"})
    assert result["failed"] and "panels" not in result


def test_what_is_saved_with_a_dashboard_is_applied(play):
    board(play, filters=ROUTERS, time_range={"kind": "absolute", **MAY})

    def found(**args):
        return counts(play.task("infino_dashboard_data", {"title": "Net", **args})["panels"][0]["data"])

    assert found() == {"ARN": 1}
    assert found(apply_saved=False) == {"ARN": 1, "NBO": 2}
    assert found(filters=[{"field": "role", "operator": "is", "value": "switch"}]) == {"NBO": 1}
    june = {"from": "2026-06-01T00:00:00Z", "to": "2026-07-01T00:00:00Z"}
    assert found(time_range=june) == {"NBO": 1}


def test_what_is_off_or_relative_is_not_applied(play):
    off = [{**ROUTERS[0], "enabled": False}]
    board(play, filters=off, time_range={"kind": "relative", "expression": "last 7 days"})
    assert counts(play.task("infino_dashboard_data", {"title": "Net"})["panels"][0]["data"]) == {"ARN": 1, "NBO": 2}
