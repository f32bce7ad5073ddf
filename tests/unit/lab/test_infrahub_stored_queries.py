# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the Infrahub stand-in derives from a stored query, times that are told in words, and sources that are none."""

from __future__ import annotations

import pytest

from .infrahub_client import Client, boxed

CREATE = 'mutation ($q: String) { CoreGraphQLQueryCreate(data: {name: {value: "q"}, query: {value: $q}}) { ok } }'
READ = (
    "{ CoreGraphQLQuery { edges { node { models { value } operations { value } depth { value } height { value } } } } }"
)


@pytest.fixture(name="boxed", scope="module")
def boxed_client():
    return boxed()


@pytest.mark.parametrize(
    "text, models, operations, depth, height",
    [
        ("query G { TestPlace { edges { node { display_label } } } }", ["TestCity", "TestCountry", "TestPlace"],
         ["query"], 5, 4),
        ("query R { TestOwner { edges { node { boxes { edges { node { name { value } } } } } } } }",
         ["TestBox", "TestOwner"], ["query"], 9, 8),
        ('mutation M { BuiltinTagCreate(data: {name: {value: "x"}}) { ok } }', ["BuiltinTag"], ["mutation"], 3, 2),
        ("query F { TestPlace { edges { node { ... on TestCity { name { value } } } } } }",
         ["TestCity", "TestCountry", "TestPlace"], ["query"], 6, 5),
        ("query T { TestOwner { count } a: BuiltinTag { count } b: BuiltinTag { edges { node { id } } } }",
         ["BuiltinTag", "TestOwner"], ["query"] * 3, 5, 7),
    ],
)  # fmt: skip
def test_what_a_stored_query_touches(boxed, text, models, operations, depth, height):
    boxed.data(CREATE, q=text)
    (one,) = boxed.data(READ)["CoreGraphQLQuery"]["edges"]
    boxed.data('mutation { CoreGraphQLQueryDelete(data: {hfid: ["q"]}) { ok } }')
    assert {name: held["value"] for name, held in one["node"].items()} == {
        "models": models, "operations": operations, "depth": depth, "height": height,
    }  # fmt: skip


def test_a_generic_means_all_that_are_one(boxed):
    boxed.data(CREATE, q="{ CoreNode { count } }")
    (one,) = boxed.data(READ)["CoreGraphQLQuery"]["edges"]
    boxed.data('mutation { CoreGraphQLQueryDelete(data: {hfid: ["q"]}) { ok } }')
    models = one["node"]["models"]["value"]
    assert {"CoreNode", "TestBox", "BuiltinTag", "ProfileTestBox"} <= set(models) and models == sorted(models)


def test_a_query_that_is_none(boxed):
    assert boxed.error(CREATE, q="query {")[0] == "Syntax Error: Expected Name, found <EOF>."
    assert boxed.error(CREATE, q="{ Nope { x } }")[0].startswith("Query is not valid, [GraphQLError(")


def test_so_long_ago():
    client = Client()
    client.tag("blue")
    assert client.data("{ BuiltinTag { count } }", at="0s")["BuiltinTag"]["count"] == 1
    refused = client.ask("{ BuiltinTag { count } }", at="1h")["errors"][0]
    assert "is before branch 'main' was created at" in refused["message"]
    assert refused["extensions"]["http_status"] == 422
    assert client.ask("{ BuiltinTag { count } }", at="yesterday")["errors"][0]["message"] == (
        "Invalid time format for yesterday"
    )


def test_a_source_that_is_none_is_not_told(boxed):
    ident = boxed.tag("red")
    text = (
        'mutation ($i: String) { BuiltinTagUpdate(data: {id: $i, description: {value: "x", source: $i}})'
        " { ok object { description { value source { id } } } } }"
    )
    reply = boxed.ask(text, i=ident)
    assert reply["data"]["BuiltinTagUpdate"]["object"]["description"] == {"value": "x", "source": None}
    (error,) = reply["errors"]
    assert error["message"] == "Runtime Object type 'BuiltinTag' is not a possible type for 'LineageSource'."
    assert error["path"] == ["BuiltinTagUpdate", "object", "description", "source"]
