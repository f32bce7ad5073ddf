# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Dashboards: panels name visualizations, keep their places, and are compared where they stand."""

from __future__ import annotations

import json

import pytest

from .charts import CHART, Charts


@pytest.fixture
def play():
    return Charts()


def boards(play):
    for title in ("One", "Two"):
        assert play.chart(**{**CHART, "title": title})["operation"] == "create"
    return {one["title"]: one["id"] for one in play.server.visualizations.all.values()}


def panels(play):
    ((_skip, stored),) = play.server.dashboards.all.items()
    return stored["panels"]


def test_panels_name_visualizations_by_title_or_id(play):
    ids = boards(play)
    assert play.board(panels=[{"visualization": "One"}, {"visualization": ids["Two"]}])["operation"] == "create"
    assert [panel["viz_id"] for panel in panels(play)] == [ids["One"], ids["Two"]]
    again = play.board(panels=[{"visualization": ids["One"]}, {"visualization": "Two", "kind": "visualization"}])
    assert not again["changed"] and again["requests"] == 2
    assert (
        'there is no visualization "Onee"; did you mean "One"?' in play.board(panels=[{"visualization": "Onee"}])["msg"]
    )
    play.server.visualizations.add({**CHART, "title": "Two", "source": {"kind": "sql", "index": "web"}})
    msg = play.board(panels=[{"visualization": "Two"}])["msg"]
    assert "there are 2 visualizations Two" in msg and ids["Two"] in msg and "by its id" in msg


def test_in_check_mode_a_visualization_may_still_be_missing(play):
    foretold = play.board(check_mode=True, panels=[{"visualization": "One"}])
    assert foretold["operation"] == "create" and 'no visualization "One"' in foretold["warnings"][0]


def test_a_panel_keeps_its_place_and_id(play):
    ids = boards(play)
    play.board(panels=[{"visualization": "One", "layout": {"x": 0, "y": 0, "w": 48, "h": 9}}, {"visualization": "Two"}])
    first, second = panels(play)
    second["id"] = "p-2"
    assert not play.board(panels=[{"visualization": "One"}, {"visualization": "Two"}])["changed"]
    assert not play.board(panels=[{"visualization": "One", "layout": {"w": "48"}}, {"visualization": "Two"}])["changed"]
    given = [{"visualization": "One", "layout": {"h": 5}}, {"visualization": "Two", "title_override": "2"}]
    foretold, done = play.board(check_mode=True, panels=given), play.board(panels=given)
    assert foretold["diff"] == done["diff"] and done["operation"] == "update" and not done["warnings"]
    assert panels(play)[0]["layout"] == {"x": 0, "y": 0, "w": 48, "h": 5}
    assert (panels(play)[1]["id"], panels(play)[1]["title_override"]) == ("p-2", "2")
    assert not play.board(panels=given)["changed"]
    assert play.board(panels=[{"visualization": "Two"}])["changed"] and len(panels(play)) == 1
    assert play.board(unset=["panels"])["changed"] and play.body == {"panels": []}
    assert ids


@pytest.mark.parametrize(
    ("panel", "words"),
    [
        ({}, "panels item 1: a visualization panel needs visualization; for another kind give kind"),
        ({"content": "x"}, "panels item 1: a visualization panel needs visualization"),
        ({"kind": "markdown"}, "panels item 1: a markdown panel needs content"),
        ({"kind": "markdown", "content": "x", "visualization": "One"}, "a markdown panel has no visualization"),
        ({"kind": "text"}, 'panels item 1.kind cannot be "text"'),
        ({"visualisation": "One"}, 'panels item 1 has no "visualisation"; did you mean "visualization"?'),
    ],
)
def test_a_wrong_panel_is_named(play, panel, words):
    assert words in play.board(panels=[panel])["msg"]
    assert not play.server.writes


def test_a_description_that_the_server_does_not_know_of_is_not_compared(play):
    answer = play.transport

    def silent(method, url, **how):
        response = answer(method, url, **how)
        if response.content.startswith(b"{"):
            document = response.json()
            for item in document.get("items", [document]):
                item["attributes"].pop("description", None)
            response._content = json.dumps(document).encode()
        return response

    play.transport = silent
    assert play.board(description="x")["operation"] == "create"
    again = play.board(description="x")
    assert not again["changed"] and again["unverified"] == ["description"]


def test_exact_of_a_dashboard(play):
    boards(play)
    given = {"panels": [{"visualization": "One"}], "tags": ["a"]}
    play.board(**given, options={"use_margins": False}, chat_thread_id="t", time_range={"from": "a", "to": "b"})
    assert not play.board(**given)["changed"]
    assert play.board(**given, exact=True)["changed"]
    assert play.body == {"options": {"use_margins": True}, "time_range": None, "chat_thread_id": None}
    assert not play.board(**given, exact=True)["changed"]
