# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""infrahub_query: texts, files, dictionaries, stored queries; pages, groups, and what is refused before it is sent."""

from __future__ import annotations

import pytest

from .network import device, network, site

SITES = "{ NetSite { count edges { node { id name { value } } } } }"
MUTATION = 'mutation { BuiltinTagCreate(data: {name: {value: "blue"}}) { ok } }'


@pytest.fixture
def play():
    made = network()
    nodes = [site("ams"), site("fra"), site("lon"), *(device(f"sw{n}", "ams", mtu=9000 + n) for n in range(3))]
    assert not made.task("infrahub_nodes", {"nodes": nodes}).get("failed")
    made.ask = lambda check=False, **args: made.task("infrahub_query", args, check)
    return made


def names(data, kind="NetSite"):
    return [edge["node"]["name"]["value"] for edge in data[kind]["edges"]]


def test_a_mutation_is_not_sent_in_check_mode(play):
    writes = len(play.server.writes)
    done = play.ask(check=True, query=MUTATION)
    assert (done["changed"], done["data"], done["msg"]) == (True, {}, "check mode: the mutation was not sent")
    assert len(play.server.writes) == writes
    assert play.ask(query=MUTATION)["data"]["BuiltinTagCreate"]["ok"]


def test_a_file(play, tmp_path):
    (tmp_path / "sites.graphql").write_text(SITES)
    assert names(play.ask(src=str(tmp_path / "sites.graphql"))["data"]) == ["ams", "fra", "lon"]
    assert "src: nowhere cannot be read: No such file" in play.ask(src="nowhere")["msg"]


def test_a_dictionary_with_variables_of_the_schemas_types(play):
    fields = {"edges": {"node": {"id": None, "name": ["value"]}}}
    query = {"NetDevice": {"@filters": {"mtu__value": "$mtu", "ids": "$ids"}, **fields}}
    one = play.ask(query={"NetDevice": fields}, select="NetDevice.edges.1.node")["selected"]
    done = play.ask(query=query, graph_variables={"mtu": "9001", "ids": [one["id"]]})
    assert names(done["data"], "NetDevice") == ["sw1"]


@pytest.mark.parametrize(
    "query",
    [
        SITES,
        "{ NetSite { edges { node { name { value } } } } }",
        "query Q { NetSite { edges { node { name { value } } } } BuiltinTag { count } }",
        "query ($o: Int, $l: Int) { NetSite(limit: $l, offset: $o) { edges { node { name { value } } } } }",
        "query Q($x: [String]) { NetSite(name__values: $x) { edges { node { name { value } } } } }",
    ],
)
def test_pages(play, query):
    more = {"paginate_field": "NetSite"} if "BuiltinTag" in query else {}
    done = play.ask(query=query, paginate=True, page_size=2, **more)
    assert sorted(names(done["data"])) == ["ams", "fra", "lon"]
    assert done["requests"] == 2


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"query": "{ NetSite { count } BuiltinTag { count } }"}, "asks for NetSite, BuiltinTag; name one"),
        ({"query": SITES, "paginate_field": "NetSit"}, 'no field "NetSit"; did you mean "NetSite"'),
        ({"query": "{ NetSite(limit: 5) { edges { node { id } } } }"}, "names offset or limit itself"),
        ({"query": "{ NetSite { count } }"}, "the query does not ask for its edges"),
        ({"query": MUTATION}, "only a query can be read in pages"),
        ({"query": SITES, "page_size": 0}, "page_size is 0"),
    ],
)
def test_what_cannot_be_read_in_pages(play, args, words):
    done = play.ask(paginate=True, **args)
    assert done["failed"] and words in done["msg"], done["msg"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"query": "subscription { x }"}, "a subscription cannot be run"),
        ({"query": MUTATION, "at": "2026-01-02T03:04:05Z"}, "at is for reading"),
        ({"query": 5}, "query is GraphQL text, or a dictionary"),
        ({"query": ["x"]}, "query is GraphQL text, or a dictionary"),
        ({"query": SITES, "update_group": True}, "update_group is for a stored query"),
        ({"query": SITES, "select": "NetSite.edge"}, 'data.NetSite has no key "edge"; did you mean "edges"'),
        ({"stored": "sitez"}, 'Infrahub has no stored query "sitez"; did you mean "sites"'),
        (
            {
                "query": '{ InfrahubIPPrefixGetNextAvailable(prefix_id: "x") { prefix } NetSite { count } }',
            },
            "InfrahubIPPrefixGetNextAvailable together with others, which can make Infrahub hang",
        ),
    ],
)
def test_what_is_refused(play, args, words):
    play.task("infrahub_graphql_query", {"name": "sites", "query": SITES})
    done = play.ask(**args)
    assert done["failed"] and words in done["msg"], done["msg"]


def test_a_value_of_another_type_is_one_sentence(play):
    query = "query ($how: OrderInput) { NetSite(order: $how) { count } }"
    done = play.ask(query=query, variables={"how": "secret"})
    assert "HTTP 500 and no word why" in done["msg"] and "check the values of how OrderInput" in done["msg"]
    assert "secret" not in str({**done, "invocation": None})


def test_variables_that_the_query_does_not_know(play):
    done = play.ask(query="query ($name: String) { NetSite(name__value: $name) { count } }", variables={"nam": "ams"})
    assert done["data"]["NetSite"]["count"] == 3
    assert done["warnings"] == ['the query declares no variable "nam"; did you mean "name"?']


def test_the_data_as_facts(play):
    done = play.ask(query=SITES, update_hostvars=True)
    assert done["ansible_facts"] == done["data"] and not done["changed"]


# stored queries

STORED = """query ($names: [String], $o: Int, $l: Int) {
  NetSite(name__values: $names, offset: $o, limit: $l) { edges { node { id name { value } } } } }"""


def test_a_stored_query(play):
    play.task("infrahub_graphql_query", {"name": "sites", "query": STORED})
    done = play.ask(stored="sites", variables={"names": ["ams", "lon"]})
    assert (names(done["data"]), done["changed"], done["requests"]) == (["ams", "lon"], False, 2)
    assert names(play.ask(stored="sites", paginate=True, page_size=1)["data"]) == ["ams", "fra", "lon"]


def test_the_group_of_what_a_stored_query_read(play):
    play.task("infrahub_graphql_query", {"name": "sites", "query": STORED})
    who = play.ask(query="{ NetDevice { edges { node { id } } } }", select="NetDevice.edges[].node.id")["selected"][:1]
    asked = {"stored": "sites", "variables": {"names": ["ams"]}, "update_group": True, "subscribers": who}
    writes = len(play.server.writes)
    assert play.ask(check=True, **asked)["changed"] and len(play.server.writes) == writes
    assert play.ask(**asked)["changed"]
    assert not play.ask(**asked)["changed"] and not play.ask(check=True, **asked)["changed"]
    assert play.ask(check=True, **{**asked, "variables": {"names": ["fra"]}})["changed"]


def test_a_stored_query_that_fails_is_answered_at_once(play):
    play.task("infrahub_graphql_query", {"name": "sites", "query": SITES})
    query = next(node for node in play.server.main_view().all("CoreGraphQLQuery"))
    query.attrs["query"].value = "{ Nope { id } }"
    done = play.ask(stored="sites")
    assert "Cannot query field" in done["msg"] and not play.pauses
