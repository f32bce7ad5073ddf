# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lookup of queries: texts, dictionaries, stored ones, pages, what is taken out, the words of opsmill.infrahub."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleError

SITES = "query ($n: String) { NetSite(name__value: $n) { edges { node { id name { value } floor { value } } } } }"
FLOOR = "NetSite.edges.0.node.floor.value"


def test_texts_and_dictionaries(infrahub):
    fields = {"edges": {"node": {"id": None, "floor": ["value"]}}}
    first, second = infrahub("query", SITES, {"NetSite": {"@filters": {"name__value": "$n"}, **fields}})
    assert first["NetSite"]["edges"][1] and len(second["NetSite"]["edges"]) == 2
    assert infrahub("query", SITES, graph_variables={"n": "fra"}, select=FLOOR) == [3]


def test_what_takes_the_place_of_nothing(infrahub):
    assert infrahub("query", SITES, graph_variables={"n": "x"}, select=FLOOR, default=0) == [0]
    with pytest.raises(AnsibleError, match="is a list of 0; there is no 0 in it"):
        infrahub("query", SITES, graph_variables={"n": "x"}, select=FLOOR)


def test_pages(infrahub):
    found = infrahub(
        "query", "{ NetDevice { edges { node { id } } } }", paginate=True, page_size=20, select="NetDevice.edges"
    )
    assert len(found[0]) == 41 and infrahub.requests() == 3


def test_a_stored_query(infrahub):
    infrahub.play.task("infrahub_graphql_query", {"name": "sites", "query": SITES})
    assert infrahub("query", "sites", stored=True, graph_variables={"n": "fra"}, select=FLOOR) == [3]


def test_as_opsmill_writes_it(infrahub):
    connection = {"api_endpoint": "http://localhost", "token": infrahub.play.server.given_tokens.copy().popitem()[0]}
    (found,) = infrahub("query", query=SITES, graph_variables={"n": "fra"}, branch="main", timeout=10, **connection)
    assert found["data"]["NetSite"]["edges"][0]["node"]["floor"]["value"] == 3


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (['mutation { BuiltinTagDelete(data: {id: "x"}) { ok } }'], "a lookup only reads"),
        ([], "give at least one query"),
        (["{ NetSite { nope } }"], "Cannot query field 'nope'"),
    ],
)
def test_mistakes(infrahub, terms, words):
    with pytest.raises(AnsibleError) as caught:
        infrahub("query", *terms)
    assert words in str(caught.value)
