# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Query DSL of the Infino stand-in."""

from __future__ import annotations

from typing import Any

import pytest

from .infino_client import Client, with_pages


@pytest.fixture
def web() -> Client:
    return with_pages()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"match_all": {}}, "abcd"),
        ({"match_none": {}}, ""),
        ({"ids": {"values": ["c", "a", "zz"]}}, "ac"),
        ({"term": {"path": "/"}}, "a"),
        ({"term": {"path.keyword": {"value": "/login"}}}, "d"),
        ({"term": {"up": True}}, "ac"),
        ({"term": {"up": "false"}}, "bd"),
        ({"term": {"hits": "7"}}, "a"),
        ({"term": {"tags": "red"}}, "ac"),
        ({"term": {"geo.c": "SE"}}, "a"),
        ({"term": {"items.k": 2}}, "d"),
        ({"term": {"_id": "b"}}, "b"),
        ({"terms": {"hits": [3, 7.0]}}, "ab"),
        ({"range": {"hits": {"gt": 3, "lte": 7}}}, "ac"),
        ({"range": {"at": {"gte": "2026-06-02T06:00:00Z", "lt": "2026-06-03T00:00:00Z"}}}, "b"),
        ({"range": {"_id": {"gt": "b"}}}, "cd"),
        ({"exists": {"field": "hits"}}, "abc"),
        ({"exists": {"field": "note"}}, ""),
        ({"exists": {"field": "geo"}}, "ab"),
        ({"prefix": {"path": "/docs"}}, "bc"),
        ({"prefix": {"path": {"value": "/DOCS", "case_insensitive": True}}}, "bc"),
        ({"wildcard": {"path": {"value": "/?o*e"}}}, "bc"),
        ({"wildcard": {"path": "/lo*"}}, "d"),
        ({"match": {"path": "guide"}}, "bc"),
        ({"match": {"path": {"query": "api guide", "operator": "and"}}}, "b"),
        ({"match": {"hits": 3}}, "b"),
        ({"match_phrase": {"path": "docs guide"}}, "c"),
        ({"bool": {"must": [{"term": {"up": True}}], "must_not": {"term": {"tags": "blue"}}}}, "c"),
        ({"bool": {"should": [{"term": {"hits": 7}}, {"term": {"hits": 3}}]}}, "ab"),
        ({"bool": {"filter": {"term": {"up": True}}, "should": [{"term": {"hits": 7}}]}}, "ac"),
        (
            {"bool": {"filter": {"term": {"up": True}}, "should": [{"term": {"hits": 7}}], "minimum_should_match": 1}},
            "a",
        ),
        ({"bool": {}}, "abcd"),
    ],
)
def test_queries(web: Client, query: dict[str, Any], found: str) -> None:
    assert web.ids(query=query) == list(found)


@pytest.mark.parametrize(
    "search",
    [
        {"query": {"nearly": {}}},
        {"query": {"term": {"a": 1, "b": 2}}},
        {"query": {"term": {"a": [1]}}},
        {"query": {"terms": {"a": 1}}},
        {"query": {"range": {"a": {"above": 1}}}},
        {"query": {"range": {"a": 1}}},
        {"query": {"exists": {}}},
        {"query": {"ids": {}}},
        {"query": {"bool": {"musty": []}}},
        {"query": {}},
        {"query": []},
        {"query": {"match": {"a": {"operator": "and"}}}},
        {"querry": {}},
        {"size": -1},
        {"from": 9_999, "size": 2},
        {"sort": [{"a": "upwards"}]},
        {"search_after": ["a"]},
        {"aggs": {"x": {"median": {"field": "hits"}}}},
        {"aggs": {"x": {"terms": {}}}},
        {"aggs": {"x": {"sum": {"field": "path"}}}},
    ],
)
def test_a_search_that_is_wrong_is_refused(web: Client, search: dict[str, Any]) -> None:
    assert web.refusal("GET", "/web/querydsl", search).startswith("parsing_exception")


def test_a_search_that_is_no_json_is_refused(web: Client) -> None:
    assert "not JSON" in web.refusal("GET", "/web/querydsl", "{")
    assert "no such dataset" in web.refusal("GET", "/none/querydsl", "{}", 404)


def test_sorting_puts_what_is_missing_last(web: Client) -> None:
    assert web.ids(sort=["hits"]) == ["b", "c", "a", "d"]
    assert web.ids(sort=[{"hits": "desc"}]) == ["a", "c", "b", "d"]
    assert web.ids(sort=[{"hits": {"order": "desc", "missing": "_first"}}]) == ["d", "a", "c", "b"]
    assert web.ids(sort=[{"up": "desc"}, {"_id": {"order": "desc"}}]) == ["c", "a", "d", "b"]


def test_paging(web: Client) -> None:
    assert web.ids(**{"from": 1, "size": 2}) == ["b", "c"]
    seen, after = [], None
    while True:
        search = {"size": 1, "sort": [{"up": "desc"}, "_id"], **({"search_after": after} if after else {})}
        hits = web("POST", "/web/querydsl", search)["hits"]
        assert hits["total"] == {"value": 4, "relation": "eq"}
        if not hits["hits"]:
            break
        seen.append(hits["hits"][0]["_id"])
        after = hits["hits"][0]["sort"]
    assert seen == ["a", "c", "b", "d"]


def test_source_is_selected(web: Client) -> None:
    def source(wanted: Any) -> Any:
        told = web("GET", "/web/querydsl", {"query": {"ids": {"values": ["a"]}}, "_source": wanted})
        return told["hits"]["hits"][0].get("_source")

    assert source(False) is None
    assert source(["path", "ge*"]) == {"path": "/", "geo": {"c": "SE"}}
    assert source("geo.c") == {"geo": {"c": "SE"}}
    assert source({"excludes": ["tags", "geo.*", "at"]}) == {"path": "/", "hits": 7, "up": True}


def test_aggregations(web: Client) -> None:
    wanted = {
        "up": {"terms": {"field": "up", "order": {"h": "desc"}}, "aggs": {"h": {"sum": {"field": "hits"}}}},
        "tags": {"terms": {"field": "tags", "size": 1}},
        "stats": {"stats": {"field": "hits"}},
        "paths": {"cardinality": {"field": "path"}},
        "count": {"value_count": {"field": "hits"}},
        "least": {"min": {"field": "hits"}},
        "none": {"avg": {"field": "nothing"}},
    }
    told = web("GET", "/web/querydsl", {"size": 0, "aggs": wanted})
    made = told["aggregations"]
    assert told["hits"]["hits"] == []
    assert [(b["key_as_string"], b["doc_count"], b["h"]["value"]) for b in made["up"]["buckets"]] == [
        ("true", 2, 10.5),
        ("false", 2, 3),
    ]
    assert (made["tags"]["buckets"], made["tags"]["sum_other_doc_count"]) == ([{"key": "red", "doc_count": 2}], 1)
    assert made["stats"] == {"count": 3, "min": 3, "max": 7, "avg": 4.5, "sum": 13.5}
    assert [made[name]["value"] for name in ("paths", "count", "least", "none")] == [4, 3, 3, None]


def test_deleting_by_query(web: Client) -> None:
    web.lab.writes.clear()
    assert web("PATCH", "/web", {"query": {"term": {"up": True}}}) == 2
    assert web("PATCH", "/web", {"query": {"term": {"up": True}}}) == 0
    assert web.lab.writes == ["record web/a deleted", "record web/c deleted"]
    web.lab.variant["delete_records"] = "object"
    assert web("PATCH", "/web", {"query": {"match_all": {}}})["deleted"] == 2
    assert "query" in web.refusal("PATCH", "/web", {})
