# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Visualizations: found by title or id, compared in one form, changed by the smallest patch."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.infino.documents import patch
from tests.lab.common.stand_in import Fault

from .charts import CHART, RICH, Charts


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
    assert all('there is no dataset "web"' in one for one in done["warnings"])
    assert same(play, **given)
    assert play.task("infino_visualization_info", {"title": "Hits"})["resources"][0]["source"]["index"] == "web"


EQUAL = [
    {"description": "all", "tags": ["a", "b"]},
    {
        "tags": [
            "a",
            "b",
        ]
    },
    {"source": {"kind": "sql", "connection_id": None, "sql": {"offset": 0, "order_by": [], "limit": "7"}}},
    {"source": {"sql": {"metrics": [{"function": "sum", "column": "n", "alias": None}]}}},
    {"mapping": {"y": [], "x": {"bucket": "day", "column": "at"}, "top": None}},
    {"mapping": {"x": "at", "x_bucket": "day", "series_split_by": "path"}},
    {"mapping": {"x": "at"}, "source": {"sql": {"dimensions": [{"date_interval": "day"}]}}},
    {"options": {"legend": {"show": "yes"}, "metric_formatting": {"prefix": None}, "bar_max_width": None}},
    {"extensions": {"mine": {"a": 1.0}}},
    {"filters": [], "time_range": {}, "render": {}},
    {**RICH, "exact": True},
]


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
    ((_skip, stored),) = play.server.visualizations.all.items()
    before = stored["filters"][0]["id"]
    assert same(play, **CHART, filters=[{"field": "a", "operator": "is", "value": 1.0, "enabled": "yes"}])
    assert play.chart(**CHART, filters=[{"field": "a", "operator": "is", "value": 2}])["changed"]
    assert play.body["filters"][0]["id"] == before
    assert play.chart(**CHART, filters=[{"field": "a", "operator": "is", "value": "2"}])["changed"]


def test_a_title_that_two_have_needs_an_id(play):
    ids = [
        play.server.visualizations.add({**CHART, "source": {"kind": "sql", "index": "web"}})["id"] for _skip in range(2)
    ]
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
    ((_skip, stored),) = play.server.visualizations.all.items()
    stored.update(
        chart={"type": None}, visualization_mode="table", mapping={"x": "path", "y": None, "series_split_by": "s"}
    )
    assert same(play, **{**CHART, "chart": {"type": "table"}, "mapping": {"x": "path", "series": "s"}})


def test_merge_patch():
    assert patch({"a": {"b": 1, "c": 2}, "d": [1]}, {"a": {"b": 1.0, "e": 3}, "d": [1]}) == {"a": {"c": None, "e": 3}}
    assert patch({"a": True}, {"a": 1}) == {"a": 1} and patch(None, {"a": 1}) == {"a": 1}
