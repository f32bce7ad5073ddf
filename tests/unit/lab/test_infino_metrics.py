# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The stand-in's PromQL: selectors, rates, aggregations, ranges, and what it refuses."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

import pytest

from tests.lab.infino.metrics import Sample

from .infino_client import Botocore, Client

NOW = 1_780_000_000.0


def sample(name, at, value, **labels):
    return Sample({"__name__": name, **labels}, NOW + at, value)


@pytest.fixture
def client():
    made = Client(clock=lambda: NOW)
    made.raw = partial(made.raw, auth=Botocore(at=NOW))
    made("PUT", "/m.aly")
    made.lab.metrics.add(
        "m.aly",
        [
            *(sample("hits", at, 600 + 2 * at, host="a", path="/") for at in range(-300, 1, 15)),
            *(sample("hits", at, 900 + at, host="b", path="/") for at in range(-300, 1, 15)),
            sample("up", -10, 1, host="a"),
            sample("up", -10, 0, host="b"),
            sample("old", -301, 5),
        ],
    )
    return made


def ask(client, query, status=200, path="query", **more):
    return client("POST", f"/promql/{path}", urlencode({"query": query, **more}), status)


def values(client, query, **more):
    answer = ask(client, query, **more)
    return {tuple(sorted(one["metric"].items())): one["value"][1] for one in answer["data"]["result"]}


def test_selectors(client):
    assert values(client, 'up{host="a"}') == {(("__name__", "up"), ("host", "a")): "1"}
    assert len(values(client, '{__name__=~"up|hits", host!="a"}')) == 2
    assert len(values(client, 'up{host!~"a|x"}', index="m.aly")) == 1
    assert values(client, "old") == values(client, "nothing") == {}


def test_rates_and_aggregations(client):
    assert values(client, "rate(hits[1m])") == {
        (("host", "a"), ("path", "/")): "2",
        (("host", "b"), ("path", "/")): "1",
    }
    assert values(client, "sum by (path) (rate(hits[1m]))") == {(("path", "/"),): "3"}
    assert values(client, "max(hits) without (host)") == {(("path", "/"),): "900"}
    assert values(client, "avg(up)") == {(): "0.5"} and values(client, "count(up)") == {(): "2"}
    assert values(client, "min by (host, gone) (up)") == {(("host", "a"),): "1", (("host", "b"),): "0"}


def test_the_kinds_of_results(client):
    assert ask(client, "1.50")["data"] == {"resultType": "scalar", "result": [NOW, "1.5"]}
    assert ask(client, "'it'")["data"] == {"resultType": "string", "result": [NOW, "it"]}
    (series,) = ask(client, "up{host='a'}[1m]")["data"]["result"]
    assert series["values"] == [[NOW - 10, "1"]]


@pytest.mark.parametrize("factor", [1, 1000])
def test_ranges_in_seconds_and_milliseconds(client, factor):
    times = {"start": (NOW - 60) * factor, "end": NOW * factor, "step": "30s"}
    data = ask(client, 'hits{host="b"}', path="query_range", **times)["data"]
    assert data["resultType"] == "matrix"
    assert data["result"][0]["values"] == [[NOW - 60, "840"], [NOW - 30, "870"], [NOW, "900"]]


@pytest.mark.parametrize(
    "query, word",
    [
        ("", "missing"), ("up{", "end of input"), ("up{host=a}", "expected text"), ("rate(up)", "range vector"),
        ("floor(up)", "unknown function"), ("{host=~'.*'}", "non-empty"), ("up %", "'%'"), ("up up", "unexpected 'up'"),
        ("up{a=~'('}", "regexp"), (r'up{a="\d"}', "escape"),
    ],
)  # fmt: skip
def test_what_is_refused(client, query, word):
    answer = ask(client, query, status=400)
    assert answer["status"] == "error" and answer["errorType"] == "bad_data" and word in answer["error"]


@pytest.mark.parametrize(
    "more, word",
    [
        ({"start": 1, "end": 0, "step": 1}, "before"), ({"start": 0, "end": 1, "step": 0}, "step"),
        ({"start": 0, "end": 9e9, "step": 1}, "resolution"), ({"start": "then", "end": 1, "step": 1}, "start"),
        ({"end": 1, "step": 1}, "start"),
    ],
)  # fmt: skip
def test_ranges_that_are_refused(client, more, word):
    assert word in ask(client, "up", status=400, path="query_range", **more)["error"]


def test_a_dataset_that_is_not_there(client):
    assert "no such dataset" in ask(client, "up", status=404, index="other")["error"]["reason"]
