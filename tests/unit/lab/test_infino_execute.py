# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The stand-in executes visualizations: what their specification means, filters, time ranges, and what is drawn."""

from __future__ import annotations

import pytest

from .infino_client import Client


@pytest.fixture
def client():
    made = Client()
    made.lab.seed()
    return made


def run(client, chart, mapping=None, sql=None, asked=None, status=200, **more):
    spec = {
        "title": "t", "source": {"kind": "sql", "index": "visits", "sql": sql or {}}, "chart": {"type": chart},
        "mapping": mapping or {}, **more,
    }  # fmt: skip
    made = client("POST", "/visualizations", spec, 201)
    return client("POST", f"/visualizations/{made['id']}/data", asked or {}, status)


X = {"x": {"column": "country"}}
SUM = {"metrics": [{"id": "m", "function": "sum", "column": "bytes"}]}


def test_a_count_by_a_column(client):
    found = run(client, "bar", X)
    assert found["rows"] == [
        {"country": "BR", "count": 1},
        {"country": "KE", "count": 1},
        {"country": "SE", "count": 2},
    ]
    assert found["columns"] == [{"name": "country", "type": "string"}, {"name": "count", "type": "number"}]
    meta = found["metadata"]
    assert meta["binding"] == {"x": "country", "y": ["count"], "series": None, "value": None}
    assert (meta["row_count"], meta["truncated"], meta["warnings"], meta["filters_applied"]) == (3, False, [], [])


def test_the_kinds_of_charts(client):
    assert run(client, "metric", sql=SUM)["rows"] == [{"sum_bytes": 31744.0}]
    assert run(client, "gauge")["metadata"]["binding"]["value"] == "count"
    heat = run(client, "heatmap", {**X, "series": "path"})
    assert heat["metadata"]["binding"] == {"x": "country", "y": ["count"], "series": "path", "value": None}
    scatter = run(client, "scatter", {"x": {"column": "at"}, "y": ["bytes"]})
    assert len(scatter["rows"]) == 4 and scatter["metadata"]["binding"]["y"] == ["bytes"]
    assert list(run(client, "table", {"y": ["path", "bytes"]})["rows"][0]) == ["path", "bytes"]
    assert run(client, "pie", {**X, "series": "path"})["metadata"]["binding"]["series"] is None


def test_order_limit_buckets_and_the_rest(client):
    sql = {**SUM, "order_by": [{"metric_id": "m", "direction": "desc"}], "limit": 2}
    assert [row["country"] for row in run(client, "bar", X, sql)["rows"]] == ["SE", "KE"]
    days = run(client, "line", {"x": {"column": "at", "bucket": "day"}})
    assert [row["count"] for row in days["rows"]] == [3, 1] and days["columns"][0]["type"] == "date"
    top = run(client, "bar", {**X, "top": 1, "other_bucket": True})
    assert {row["country"]: row["count"] for row in top["rows"]} == {"SE": 2, "Other": 2}
    plain = run(client, "line", X, {"metrics": [{"function": "none", "column": "bytes"}]})
    assert len(plain["rows"]) == 4


def test_a_query_of_its_own(client):
    sql = {"raw_query": "SELECT bytes, path FROM visits WHERE bytes > 2000 ORDER BY bytes DESC LIMIT 3"}
    found = run(client, "bar", sql=sql)
    assert found["metadata"]["binding"] == {"x": "path", "y": ["bytes"], "series": None, "value": None}
    assert run(client, "metric", sql=sql)["metadata"]["binding"]["value"] == "bytes"
    asked = {"filters": [{"field": "path", "operator": "is", "value": "/docs"}]}
    assert [row["bytes"] for row in run(client, "bar", sql=sql, asked=asked)["rows"]] == [20480]


@pytest.mark.parametrize(
    "operator, value, count",
    [
        ("is", "SE", 2), ("is_not", "SE", 2), ("is_one_of", ["SE", "KE"], 3), ("is_not_one_of", ["SE", "KE"], 1),
        ("exists", None, 4), ("does_not_exist", None, 0), ("is_between", ["A", "L"], 2),
        ("is_not_between", {"from": "A", "to": "L"}, 2), ("contains", "E", 3),
    ],
)  # fmt: skip
def test_filters(client, operator, value, count):
    asked = {"filters": [{"field": "country", "operator": operator, "value": value}]}
    found = run(client, "metric", asked=asked)
    assert found["rows"] == [{"count": count}] and found["metadata"]["filters_applied"] == ["country"]


def test_filters_that_are_saved_sent_off_or_unknown(client):
    saved = [{"field": "country", "operator": "is", "value": "SE"}, {"field": "bytes", "operator": "is", "value": 5120}]
    assert run(client, "metric", filters=saved)["rows"] == [{"count": 1}]
    asked = {"filters": [{"field": "country", "operator": "is", "value": "KE"}]}
    assert run(client, "metric", filters=saved, asked=asked)["rows"] == [{"count": 1}]
    off = {"filters": [{"field": "country", "operator": "is", "value": "XX", "enabled": False}]}
    assert run(client, "metric", asked=off)["rows"] == [{"count": 4}]
    other = {"filters": [{"field": "nothing", "operator": "exists"}]}
    found = run(client, "metric", asked=other)
    assert found["rows"] == [{"count": 4}]
    assert found["metadata"]["filters_skipped"] == [{"field": "nothing", "reason": "there is no such column"}]


def test_time_ranges(client):
    sql = {"time_column": "at"}
    day = {"from": "2026-06-02T00:00:00Z", "to": "2026-06-03T00:00:00Z"}
    assert run(client, "metric", sql=sql, asked={"time_range": day})["rows"] == [{"count": 1}]
    assert run(client, "metric", sql=sql, time_range={"kind": "absolute", **day})["rows"] == [{"count": 1}]
    relative = {"kind": "relative", "expression": "last 7 days"}
    assert run(client, "metric", sql=sql, time_range=relative)["rows"] == [{"count": 4}]
    skipped = run(client, "metric", asked={"time_range": day})["metadata"]["filters_skipped"]
    assert skipped[0]["field"] == "@timestamp"


def test_what_is_advised_and_what_is_refused(client):
    def codes(found):
        return [one["code"] for one in found["metadata"]["warnings"]]

    assert codes(run(client, "bar")) == ["missing_x_axis_for_chart"]
    assert codes(run(client, "heatmap", {**X, "y": ["a"]})) == [
        "mapping_y_ignored_for_aggregating_chart", "missing_series_for_heatmap",
    ]  # fmt: skip
    assert codes(run(client, "bar", X, {"order_by": [{"metric_id": "x"}]})) == ["order_by_metric_id_unresolved"]
    refused = run(client, "bar", sql={"raw_query": "SELECT nothing FROM visits"}, status=400)
    assert "nothing" in refused["error"]["reason"]
    assert client("POST", "/visualizations/none/data", {}, 404)
    client.lab.variant = {"execute": "old"}
    run(client, "bar", X, status=405)
    client.lab.variant = {"execute": "unbound"}
    assert "binding" not in run(client, "bar", X)["metadata"]
