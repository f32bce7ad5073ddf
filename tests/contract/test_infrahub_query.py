# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Queries of the Infrahub SDK and ours: the same data, stored queries and their groups, nodes with their peers."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from .conftest import Pair
from .ours import Failed
from .sdk import Refused

TAGS = """query ($names: [String!]!) {
  BuiltinTag(name__values: $names) { count edges { node { id name { value } description { value } } } } }"""
NAMES = ("blue", "green", "red")


@pytest.fixture
def tags(infrahub: Pair) -> dict[str, str]:
    """Ids of some tags by name."""
    return {name: infrahub.sdk("create", "BuiltinTag", {"name": name})["id"] for name in NAMES}


def test_the_same_data(infrahub: Pair, tags: dict[str, str]) -> None:
    asked = {"names": ["blue", "red"]}
    theirs = infrahub.sdk("graphql", TAGS, asked)
    assert infrahub.ours("query", query=TAGS, variables=asked)["data"] == theirs
    nested = {
        "BuiltinTag": {
            "@filters": {"name__values": "$names"},
            "count": None,
            "edges": {"node": {"id": None, "name": ["value"], "description": ["value"]}},
        }
    }
    assert infrahub.ours("query", query=nested, graph_variables=asked)["data"] == theirs


def test_lookups_answer_as_they_do(infrahub: Pair, tags: dict[str, str]) -> None:
    asked = {"names": ["blue", "red"]}
    assert infrahub.ours.lookup("query", TAGS, graph_variables=asked) == [infrahub.sdk("graphql", TAGS, asked)]
    names = sorted(tags)
    found = infrahub.ours.lookup("node", *names, kind="BuiltinTag")
    assert [one["id"] for one in found] == [tags[name] for name in names]
    assert found[0]["name"] == infrahub.sdk("get", "BuiltinTag", id=tags[names[0]])["name"]


def test_pages_hold_what_one_answer_holds(infrahub: Pair, tags: dict[str, str]) -> None:
    whole = infrahub.sdk("graphql", "{ BuiltinTag(limit: 0) { edges { node { id } } } }")
    paged = infrahub.ours("query", query="{ BuiltinTag { edges { node { id } } } }", paginate=True, page_size=2)
    assert {edge["node"]["id"] for edge in paged["data"]["BuiltinTag"]["edges"]} == set(tags.values())
    assert len(paged["data"]["BuiltinTag"]["edges"]) == len(whole["BuiltinTag"]["edges"])


def test_both_refuse_alike(infrahub: Pair) -> None:
    with pytest.raises(Refused, match="Cannot query field 'nope'"):
        infrahub.sdk("graphql", "{ BuiltinTag { nope } }")
    with pytest.raises(Failed, match="Cannot query field 'nope'"):
        infrahub.ours("query", query="{ BuiltinTag { nope } }")
    with pytest.raises(Failed, match="variables.names is a dictionary that is no String"):
        infrahub.ours("query", query=TAGS, variables={"names": {"a": "b"}})


def test_a_stored_query_and_its_group(infrahub: Pair, tags: dict[str, str]) -> None:
    made = infrahub.ours("graphql_query", name="tags", query=TAGS)
    assert made["operation"] == "create"
    infrahub.ours.settled("graphql_query", name="tags", query=TAGS.replace("\n ", "  # a tag\n"))
    asked: dict[str, Any] = {"names": ["blue", "green"]}
    theirs = infrahub.sdk("stored_noted", "tags", asked, [tags["red"]])
    assert theirs["data"] == infrahub.ours("query", stored="tags", variables=asked)["data"]
    infrahub.ours("query", stored="tags", variables={"names": ["red"]}, update_group=True, subscribers=[tags["blue"]])
    end = time.monotonic() + 60
    while {tags["red"]} not in noted(infrahub) and time.monotonic() < end:
        time.sleep(0.5)  # a real server notes it in the background
    assert {tags["red"]} in noted(infrahub)


def noted(infrahub: Pair) -> list[set[str]]:
    """The members of each group of what stored queries read."""
    groups = "{ CoreGraphQLQueryGroup { edges { node { members { edges { node { id __typename } } } } } } }"
    told = infrahub.ours("query", query=groups)["data"]["CoreGraphQLQueryGroup"]["edges"]
    return [{one["node"]["id"] for one in edge["node"]["members"]["edges"]} for edge in told]


def test_what_they_stored_we_find_as_it_is(infrahub: Pair, tags: dict[str, str]) -> None:
    infrahub.sdk("create", "CoreGraphQLQuery", {"name": "theirs", "query": TAGS, "tags": [tags["blue"]]})
    done = infrahub.ours.settled("graphql_query", name="theirs", query=TAGS, tags=["blue"])
    assert (done["resource"]["operations"], done["resource"]["models"]) == (["query"], ["BuiltinTag"])
    with pytest.raises(Failed, match="Query is not valid"):
        infrahub.ours("graphql_query", name="theirs", query="{ Nope { id } }")


def test_an_inventory_has_nodes_with_their_peers(infrahub: Pair, tags: dict[str, str], tmp_path: Path) -> None:
    for name, peers in (("one", ("blue", "red")), ("two", ("green",)), ("three", ())):
        ids = [tags[peer] for peer in peers]
        query = {"name": name, "query": "{ BuiltinTag { count } }", "tags": ids}
        infrahub.sdk("create", "CoreGraphQLQuery", query)
    theirs = infrahub.sdk("with_peers", "CoreGraphQLQuery", "tags", "name", name__values=["one", "two", "three"])
    kinds = {"CoreGraphQLQuery": {"include": ["tags"], "filters": {"name__values": ["one", "two", "three"]}}}
    hosts = infrahub.ours.inventory(tmp_path, nodes=kinds)
    ours = {name: sorted(tag["name"] for tag in node["tags"]) for name, node in hosts.items()}
    assert ours == theirs == {"one": ["blue", "red"], "two": ["green"], "three": []}
