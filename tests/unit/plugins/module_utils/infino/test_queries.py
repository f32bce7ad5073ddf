# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""PromQL, connected sources, paging and select: what is sent, and what comes of it."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import NotTheApi, PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.infino.answers import Table, joined
from ansible_collections.opsweave.platform.plugins.module_utils.infino.promql import moment, period, samples
from ansible_collections.opsweave.platform.plugins.module_utils.infino.statements import check_pages
from tests.lab.infino.metrics import Sample
from tests.lab.infino.signing import Verifier
from tests.unit.play import Play

NOW = 1_780_000_000
SEARCH = {"query": {"match_all": {}}}


@pytest.fixture
def play():
    play = Play("infino")
    play.server.clock = lambda: NOW
    play.server.verifier = Verifier(skew=float("inf"))
    for name in ("devices", "m.aly"):
        play.task("infino_dataset", {"name": name})
    records = [{"_id": f"d-{n:02}", "site": "ARN" if n % 3 else "NBO", "n": n} for n in range(25)]
    play.task("infino_records", {"dataset": "devices", "records": records})
    play.server.metrics.add(
        "m.aly",
        [
            Sample({"__name__": "up", "host": host, "value": "v"}, NOW - 120 + at, at / 60 if host == "a" else 0.5)
            for host in "ab"
            for at in (0, 60, 120)
        ],
    )
    return play


def test_an_instant_query(play):
    result = play.task("infino_query", {"promql": "up", "dataset": "m.aly"})
    assert result["rows"] == [
        {"__name__": "up", "exported_value": "v", "host": "a", "timestamp": NOW, "value": 2},
        {"__name__": "up", "exported_value": "v", "host": "b", "timestamp": NOW, "value": 0.5},
    ]
    assert [column["name"] for column in result["columns"]] == [
        "__name__",
        "exported_value",
        "host",
        "timestamp",
        "value",
    ]
    assert [column["type"] for column in result["columns"]] == ["string"] * 3 + ["float"] * 2
    assert (result["total"], result["aggregations"], result["selected"], result["changed"]) == (2, {}, None, False)


@pytest.mark.parametrize(
    "start", [str(NOW - 120), str((NOW - 120) * 1000), "2026-05-28T20:24:40Z", "2026-05-28 20:24:40"]
)
def test_a_range(play, start):
    times = {"start": start, "end": str(NOW), "step": "1m"}
    result = play.task("infino_query", {"promql": "sum by (host) (up)", **times})
    assert [(row["host"], row["timestamp"] - NOW, row["value"]) for row in result["rows"]] == [
        ("a", -120, 0), ("a", -60, 1), ("a", 0, 2), ("b", -120, 0.5), ("b", -60, 0.5), ("b", 0, 0.5),
    ]  # fmt: skip


def test_scalars_texts_and_what_is_no_number():
    def told(kind, result):
        return samples({"status": "success", "data": {"resultType": kind, "result": result}}).rows

    assert told("scalar", [1, "2.5"]) == [{"timestamp": 1, "value": 2.5}]
    assert told("string", [1, "7"]) == [{"timestamp": 1, "value": "7"}]
    assert told("vector", [{"metric": {}, "value": [1, "NaN"]}]) == [{"timestamp": 1, "value": "NaN"}]
    assert told("vector", []) == []
    assert samples({"resultType": "vector", "result": []}).columns[0]["name"] == "timestamp"


@pytest.mark.parametrize(
    "answer",
    [None, [], {"data": {}}, {"data": {"resultType": "x", "result": []}}, {"data": {"resultType": "vector"}},
     {"resultType": "vector", "result": [{"metric": {}, "value": [1]}]}, {"resultType": "matrix", "result": [3]}],
)  # fmt: skip
def test_what_is_no_promql(answer):
    with pytest.raises(NotTheApi):
        samples(answer)


def test_a_refused_expression_is_told_in_the_servers_words(play):
    assert "parse error" in play.task("infino_query", {"promql": "up{"})["msg"]
    result = play.task("infino_query", {"promql": "up", "dataset": "m"})
    assert "no such dataset [m]" in result["msg"]


def test_times():
    assert moment("1.5", "start") == 1.5 and moment("2026-06-01T10:00:00+02:00", "start") == 1780300800
    assert period("1m30s", "step") == 90 and period("0.5", "step") == 0.5
    for text in ("yesterday", "nan", "2026-13-01"):
        with pytest.raises(PlanError, match="start is"):
            moment(text, "start")
    for text in ("0", "-5", "5 m", "inf"):
        with pytest.raises(PlanError, match="step is"):
            period(text, "step")


@pytest.mark.parametrize(
    "args, words",
    [
        ({"promql": "up", "start": "1"}, "give end and step too"),
        ({"promql": "up", "start": "2", "end": "1", "step": "1"}, "end is before start"),
        ({"promql": "up", "all": True}, "all is for sql and dsl"),
        ({"promql": "up", "connection": "c", "dataset": "d"}, "connection is for sql and dsl"),
        ({"sql": "SELECT 1", "step": "1"}, "step is for promql, not for sql"),
        ({"sql": "SELECT 1", "dataset": "d"}, "dataset is not for sql"),
        ({"sql": "SELECT 1", "connection": "c"}, "give dataset with connection"),
        ({"dsl": SEARCH}, "give dataset with dsl"),
        ({"dsl": SEARCH, "dataset": "d", "page_size": 0}, "page_size is 0"),
        ({"dsl": {"size": 3}, "dataset": "d", "all": True}, "with all, dsl has no size"),
        ({"sql": "SELECT 1", "all": True}, "needs ORDER BY"),
        ({"sql": "SELECT 1 ORDER BY 1 limit 3", "all": True}, "with all, sql has no LIMIT"),
        ({"sql": "SELECT 1", "select": "rows[?"}, "select 'rows[?' cannot be used"),
    ],
)
def test_what_does_not_fit_is_not_sent(play, args, words):
    sent = play.requests
    result = play.task("infino_query", args)
    assert words in result["msg"] and play.requests == sent


@pytest.mark.parametrize("variant", "ABCD")
def test_all_rows_of_sql(play, variant):
    play.server.variant = {"sql": variant}
    sql = "SELECT n, CASE WHEN n > 20 THEN site END AS late FROM devices ORDER BY n; -- all of them"
    result = play.task("infino_query", {"sql": sql, "all": True, "page_size": 10})
    assert [row["n"] for row in result["rows"]] == list(range(25)) and result["total"] == 25
    assert result["rows"][3]["late"] is None and result["rows"][22]["late"] == "ARN"
    assert result["requests"] == 3 and [column["name"] for column in result["columns"]] == ["n", "late"]


@pytest.mark.parametrize("sort", [None, "site", [{"site": "desc"}], [{"_id": {"order": "desc"}}]])
def test_all_that_a_search_finds(play, sort):
    dsl = {**SEARCH, "aggs": {"sites": {"terms": {"field": "site"}}}, **({"sort": sort} if sort else {})}
    result = play.task("infino_query", {"dsl": dsl, "dataset": "devices", "all": True, "page_size": 10})
    assert sorted(row["n"] for row in result["rows"]) == list(range(25)) and result["total"] == 25
    assert len(result["aggregations"]["sites"]["buckets"]) == 2 and result["requests"] == 3


def test_statements_that_are_paged():
    assert check_pages("SELECT a FROM (SELECT 1 LIMIT 1) ORDER BY 'limit' ; ") == (
        "SELECT a FROM (SELECT 1 LIMIT 1) ORDER BY 'limit' "
    )
    with pytest.raises(PlanError, match="ORDER BY"):
        check_pages("SELECT a, row_number() OVER (ORDER BY a) FROM t")


def test_pages_whose_columns_differ():
    def column(name):
        return {"name": name, "type": None}

    made = joined([Table([column("a")], [{"a": 1}], 1), Table([column("b"), column("a")], [{"b": 2, "a": 3}], 1)])
    assert made.rows == [{"a": 1, "b": None}, {"a": 3, "b": 2}] and made.total == 2


def test_select(play):
    sql = "SELECT site, count(*) AS n FROM devices GROUP BY site ORDER BY site"
    result = play.task("infino_query", {"sql": sql, "select": "{first: rows[0].site, all: sum(rows[].n)}"})
    assert result["selected"] == {"first": "ARN", "all": 25} and len(result["rows"]) == 2
    assert play.task("infino_query", {"sql": sql, "select": "rows[9]"})["selected"] is None
    assert "select 'sum(rows)' cannot be used" in play.task("infino_query", {"sql": sql, "select": "sum(rows)"})["msg"]


def connected(play, kind="elasticsearch", name="legacy"):
    config = {"base_url": "http://x"} if kind == "elasticsearch" else {"account": "acme"}
    made = play.task("infino_connection", {"name": name, "type": kind, "config": config})
    assert not made.get("failed"), made
    return made["resource"]["id"]


@pytest.mark.parametrize("variant", [{}, {"connection_id": "connection_id", "connections": "outline"}])
def test_a_connected_search_engine(play, variant):
    play.server.variant = variant
    identity = connected(play)
    for name in ("legacy", identity):
        ask = {"connection": name, "dataset": "visits", "dsl": {"query": {"term": {"country": "SE"}}, "size": 1}}
        result = play.task("infino_query", ask)
        assert [row["_id"] for row in result["rows"]] == ["v-1"] and result["total"] == 2
    every = {"connection": "legacy", "dataset": "visits", "dsl": {}, "all": True, "page_size": 2}
    assert len(play.task("infino_query", every)["rows"]) == 4


def test_a_connected_warehouse(play):
    connected(play, "snowflake", "dwh")
    ask = {"connection": "dwh", "dataset": "PROD", "sql": "SELECT path, bytes FROM visits ORDER BY _id"}
    result = play.task("infino_query", {**ask, "all": True, "page_size": 3})
    assert result["rows"][0] == {"path": "/", "bytes": 5120} and result["total"] == 4
    assert "not with DELETE" in play.task("infino_query", {**ask, "sql": "DELETE FROM visits"})["msg"]
    assert "connection dwh is asked by sql, not by dsl" in play.task(
        "infino_query", {"connection": "dwh", "dataset": "PROD", "dsl": SEARCH}
    )["msg"]  # fmt: skip


@pytest.mark.parametrize("variant", ["inside", "status"])
def test_what_a_source_refuses_is_an_error(play, variant):
    connected(play, "snowflake", "dwh")
    play.server.variant = {"source_error": variant}
    result = play.task("infino_query", {"connection": "dwh", "dataset": "PROD", "sql": "SELECT nothing FROM visits"})
    assert result["failed"] and "nothing" in result["msg"]


def test_a_connection_that_is_not_there(play):
    connected(play)
    result = play.task("infino_query", {"connection": "legaci", "dataset": "visits", "dsl": SEARCH})
    assert 'there is no connection "legaci"; did you mean "legacy"?' in result["msg"]
