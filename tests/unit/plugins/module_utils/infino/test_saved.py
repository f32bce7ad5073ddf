# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Visualizations and dashboards: found by title or id, compared in one form, changed by the smallest patch."""

from __future__ import annotations

import json

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.infino.documents import patch
from tests.lab.common.stand_in import Fault
from tests.unit.play import Play

CHART = {"title": "Hits", "source": {"index": "web"}, "chart": {"type": "bar"}, "mapping": {"x": {"column": "path"}}}
RICH = {
    **CHART,
    "description": "all",
    "source": {
        "index": "web",
        "sql": {"raw_query": "SELECT 1", "limit": 7, "metrics": [{"function": "sum", "column": "n"}]},
    },
    "mapping": {"x": {"column": "at", "bucket": "day"}, "series": "path"},
    "options": {"legend": {"show": True, "position": "left"}},
    "tags": ["b", "a"],
    "extensions": {"mine": {"a": 1, "b": 2}},
}


class Charts(Play):
    """A play that keeps the body of the last write."""

    def __init__(self, **variant):
        super().__init__("infino")
        self.server.variant = variant
        self.body, answer = None, self.transport

        def listening(method, url, **how):
            if method in ("POST", "PATCH"):
                self.body = json.loads(how["data"])
            return answer(method, url, **how)

        self.transport = listening

    def chart(self, check_mode=False, **args):
        return self.task("infino_visualization", args, check_mode)

    def board(self, check_mode=False, **args):
        return self.task("infino_dashboard", {"title": "Network", **args}, check_mode)


@pytest.fixture
def play():
    return Charts()


def same(play, **args):
    result = play.chart(**args)
    return not result.get("failed") and not result["changed"]


# what is there, what is given, what is sent
PATCHES = [
    (CHART, {"chart": {"type": "line"}}, {"chart": {"type": "line"}}),
    (CHART, {"source": {"sql": {"limit": 20}}}, {"source": {"sql": {"limit": 20}}}),
    (RICH, {"mapping": {"x": {"column": "path"}}}, {"mapping": {"x": {"column": "path", "bucket": None}}}),
    (RICH, {"mapping": {"x": "path"}}, {"mapping": {"x": {"column": "path", "bucket": None}}}),
    (RICH, {"mapping": {"x": None}}, {"mapping": {"x": None}}),
    (RICH, {"source": {"sql": {"raw_query": None}}}, {"source": {"sql": {"raw_query": None}}}),
    (RICH, {"options": {"legend": {"position": None}}}, {"options": {"legend": {"position": None}}}),
    (RICH, {"extensions": {"mine": {"b": None, "c": 3}}}, {"extensions": {"mine": {"b": None, "c": 3}}}),
    (RICH, {"tags": ["a", "c"]}, {"tags": ["a", "c"]}),
    (
        RICH,
        {"unset": ["description", "tags", "options"]},
        {"description": None, "options": {"legend": None}, "tags": []},
    ),
    (CHART, {"time_range": {"from": "a", "to": "b"}}, {"time_range": {"from": "a", "to": "b"}}),
    (
        {**CHART, "time_range": {"from": "a", "to": "b"}},
        {"time_range": {"kind": "relative", "expression": "1d"}},
        {"time_range": {"from": None, "to": None, "kind": "relative", "expression": "1d"}},
    ),
    (
        RICH,
        {**CHART, "exact": True},
        {
            "description": None,
            "source": {"sql": {"raw_query": None, "limit": 50, "metrics": []}},
            "mapping": {"x": {"column": "path", "bucket": None}, "series": None},
            "options": {"legend": None},
            "tags": [],
            "extensions": None,
        },
    ),
    (RICH, {"chart": {"type": "line"}, "exact": True, "unset": ["tags"]}, None),
]


@pytest.mark.parametrize(("there", "given", "sent"), PATCHES)
def test_only_what_differs_is_sent(play, there, given, sent):
    assert play.chart(**there)["operation"] == "create"
    given = {"title": "Hits", **given}
    foretold = play.chart(check_mode=True, **given)
    done = play.chart(**given)
    assert not done.get("failed"), done["msg"]
    assert sent is None or play.body == sent
    assert done["operation"] == foretold["operation"] == "update" and done["diff"] == foretold["diff"]
    assert not done["warnings"]
    assert same(play, **given)
    assert play.task("infino_visualization_info", {"title": "Hits"})["resources"][0]["source"]["index"] == "web"


EQUAL = [
    {"description": "all", "tags": ["a", "b"]},
    {"tags": ["a", "b", ]},
    {"source": {"kind": "sql", "connection_id": None, "sql": {"offset": 0, "order_by": [], "limit": "7"}}},
    {"source": {"sql": {"metrics": [{"function": "sum", "column": "n", "alias": None}]}}},
    {"mapping": {"y": [], "x": {"bucket": "day", "column": "at"}, "top": None}},
    {"mapping": {"x": "at", "x_bucket": "day", "series_split_by": "path"}},
    {"mapping": {"x": "at"}, "source": {"sql": {"dimensions": [{"date_interval": "day"}]}}},
    {"options": {"legend": {"show": "yes"}, "metric_formatting": {"prefix": None}, "bar_max_width": None}},
    {"extensions": {"mine": {"a": 1.0}}},
    {"filters": [], "time_range": {}, "render": {}},
    {**RICH, "exact": True},
]  # fmt: skip


@pytest.mark.parametrize("given", EQUAL)
@pytest.mark.parametrize("listing", ["full", "short", "outline"])
def test_what_means_the_same_is_no_change(given, listing):
    play = Charts(listing=listing)
    assert play.chart(**RICH)["operation"] == "create"
    result = play.chart(**{"title": "Hits", **given})
    assert not result.get("failed"), result["msg"]
    assert not result["changed"], (play.body, result["diff"])
    assert result["requests"] == (2 if listing == "outline" else 1)


def test_a_filter_keeps_its_id_and_its_defaults(play):
    play.chart(
        **CHART,
        filters=[{"field": "a", "operator": "is", "value": 1}, {"field": "b", "operator": "exists", "value": 1}],
    )
    first, second = play.server.visualizations.all.popitem()[1]["filters"]
    assert first["enabled"] is True and second["value"] is None
    play = Charts()
    play.chart(**CHART, filters=[{"field": "a", "operator": "is", "value": 1}])
    ((_, stored),) = play.server.visualizations.all.items()
    before = stored["filters"][0]["id"]
    assert same(play, **CHART, filters=[{"field": "a", "operator": "is", "value": 1.0, "enabled": "yes"}])
    assert play.chart(**CHART, filters=[{"field": "a", "operator": "is", "value": 2}])["changed"]
    assert play.body["filters"][0]["id"] == before
    assert play.chart(**CHART, filters=[{"field": "a", "operator": "is", "value": "2"}])["changed"]


def test_a_title_that_two_have_needs_an_id(play):
    ids = [play.server.visualizations.add({**CHART, "source": {"kind": "sql", "index": "web"}})["id"] for _ in range(2)]
    for args in ({"chart": {"type": "pie"}}, {"state": "absent"}):
        msg = play.chart(title="Hits", **args)["msg"]
        assert "there are 2 of this name" in msg and all(one in msg for one in ids) and "give id" in msg
    done = play.chart(id=ids[1], title="Other", description="now")
    assert done["operation"] == "update" and done["resource"]["title"] == "Other" and done["requests"] == 2
    assert play.chart(title="Hits", state="absent")["operation"] == "delete"
    assert "no visualization has the id gone; leave it out" in play.chart(id="gone", title="Hits")["msg"]
    assert "letters, digits" in play.chart(id="a/b", title="Hits")["msg"]


WRONG = [
    ({"chart": {"type": "bars"}}, 'visualization Hits: chart.type cannot be "bars"; did you mean "bar"?'),
    ({"chart": {"type": "horizontalbar"}}, '"horizontalbar"; did you mean "horizontalBar"?'),
    ({"source": {"index": "web", "sql": {"limt": 3}}}, 'source.sql has no "limt"; did you mean "limit"?'),
    (
        {"source": {"index": "web", "sql": {"metrics": [{"function": "averge"}]}}},
        'source.sql.metrics item 1.function cannot be "averge"; did you mean "avg"?',
    ),
    ({"source": {"index": "web", "sql": {"metrics": [{"column": "n"}]}}}, "source.sql.metrics item 1: give function"),
    ({"source": {"index": "web", "sql": {"limit": "ten"}}}, "source.sql.limit must be a number, not 'ten'"),
    ({"source": {"index": "web", "sql": {"limit": 1.5}}}, "source.sql.limit must be a whole number, not 1.5"),
    ({"mapping": {"x": ["a"]}}, "mapping.x must be a dictionary, not a list"),
    ({"mapping": {"y": "a"}}, "mapping.y must be a list, not a text"),
    ({"mapping": {"x": {"column": "a", "bucket": "dayly"}}}, 'mapping.x.bucket cannot be "dayly"; did you mean "day"?'),
    ({"filters": [{"field": "a", "operator": "is_any"}]}, 'filters item 1.operator cannot be "is_any"; did you mean'),
    ({"filters": [{"operator": "is"}]}, "filters item 1: give field"),
    ({"filters": [{"field": "a", "operator": "is"}]}, "filters item 1 (a is): value must be a single value"),
    ({"filters": [{"field": "a", "operator": "is_one_of", "value": "x"}]}, "value must be a list"),
    ({"filters": [{"field": "a", "operator": "is_between", "value": [1]}]}, "value must be a list of two"),
    ({"options": {"legend": {"show": "maybe"}}}, "options.legend.show must be true or false"),
    ({"source": {"kind": "sql"}}, "visualization Hits does not exist yet; give source.index to create it"),
    ({"chart": {}}, "visualization Hits does not exist yet; give chart.type to create it"),
]


@pytest.mark.parametrize(("wrong", "words"), WRONG)
def test_what_is_wrong_is_named_before_anything_is_written(play, wrong, words):
    for check_mode in (True, False):
        result = play.chart(check_mode, **{**CHART, **wrong})
        assert result["failed"] and words in result["msg"]
    assert not play.server.writes


def test_pages_of_a_listing(play):
    for number in range(1203):
        play.server.visualizations.add({**CHART, "title": f"v{number}", "source": {"kind": "sql", "index": "web"}})
    found = play.task("infino_visualization_info", {})
    assert len({one["id"] for one in found["resources"]}) == 1203 and found["requests"] == 2
    assert play.chart(title="v1202", state="absent")["operation"] == "delete"


def test_a_lost_create_is_found_and_not_repeated(play):
    play.server.faults[:] = [Fault("drop_after", method="POST")]
    done = play.chart(**RICH)
    assert done["operation"] == "create" and done["resource"]["id"] and len(play.server.visualizations.all) == 1


def test_a_server_that_stores_something_else_is_told_of(play):
    answer = play.transport

    def rewriting(method, url, **how):
        response = answer(method, url, **how)
        response._content = response._content.replace(b'"limit":7', b'"limit":8')
        return response

    play.transport = rewriting
    assert play.chart(**RICH)["warnings"] == ["visualization Hits: the server holds another source than it was sent"]


def test_what_an_old_server_tells_is_understood(play):
    play.chart(**CHART)
    ((_, stored),) = play.server.visualizations.all.items()
    stored.update(
        chart={"type": None}, visualization_mode="table", mapping={"x": "path", "y": None, "series_split_by": "s"}
    )
    assert same(play, **{**CHART, "chart": {"type": "table"}, "mapping": {"x": "path", "series": "s"}})


def boards(play):
    for title in ("One", "Two"):
        assert play.chart(**{**CHART, "title": title})["operation"] == "create"
    return {one["title"]: one["id"] for one in play.server.visualizations.all.values()}


def panels(play):
    ((_, stored),) = play.server.dashboards.all.items()
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


def test_merge_patch():
    assert patch({"a": {"b": 1, "c": 2}, "d": [1]}, {"a": {"b": 1.0, "e": 3}, "d": [1]}) == {"a": {"c": None, "e": 3}}
    assert patch({"a": True}, {"a": 1}) == {"a": 1} and patch(None, {"a": 1}) == {"a": 1}
