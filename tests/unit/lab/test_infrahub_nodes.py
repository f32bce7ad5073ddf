# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The Infrahub stand-in writes and finds nodes as the recorded server does."""

from __future__ import annotations

import pytest

from .infrahub_client import Client, boxed


@pytest.fixture
def client():
    return Client()


@pytest.fixture(name="boxed")
def boxed_client():
    return boxed()


def test_create_tells_what_it_derived(boxed):
    made = boxed.data(
        'mutation { TestBoxCreate(data: {name: {value: "b2"}, owner: {id: "ops"}, mgmt: {value:'
        ' "10.0.0.1"}, mac: {value: "1:2:3:4:5:6"}})'
        " { ok object { hfid display_label __typename fqn { value } mgmt { value } mac { value } enabled {"
        " value is_default }"
        " owner { node { hfid } } height { value } } } }"
    )["TestBoxCreate"]
    assert made == {
        "ok": True,
        "object": {
            "hfid": ["b2"],
            "display_label": "b2!",
            "__typename": "TestBox",
            "fqn": {"value": "b2.net"},
            "mgmt": {"value": "10.0.0.1/32"},
            "mac": {"value": "01:02:03:04:05:06"},
            "enabled": {"value": True, "is_default": True},
            "owner": {"node": {"hfid": ["ops"]}},
            "height": {"value": None},
        },
    }
    assert boxed.lab.writes == ["TestBoxCreate main"]


BOX = 'mutation { TestBoxCreate(data: {name: {value: "bx"}, owner: {id: "ops"}, %s}) { ok } }'


@pytest.mark.parametrize(
    "text, message, code, status",
    [
        (
            'mutation { TestBoxCreate(data: {name: {value: "box1"}, owner: {id: "ops"}}) { ok } }',
            "Violates uniqueness constraint 'name'",
            "UNDEFINED_ERROR",
            422,
        ),
        (
            'mutation { TestBoxCreate(data: {name: {value: "b2"}}) { ok } }',
            "owner is mandatory for TestBox at owner",
            "ATTRIBUTE_REQUIRED",
            422,
        ),
        (
            'mutation { TestBoxCreate(data: {name: {value: "b2"}, owner: {hfid: ["nobody"]}}) { ok } }',
            "Unable to find the node nobody / TestOwner in the database.",
            "NODE_NOT_FOUND",
            404,
        ),
        (
            'mutation { TestBoxUpdate(data: {hfid: ["box1"], owner: null}) { ok } }',
            "Too few relationships, min 1 at owner",
            "ATTRIBUTE_CONSTRAINT_VIOLATION",
            422,
        ),
        (
            'mutation { TestBoxUpdate(data: {hfid: ["box1"], name: {value: null}}) { ok } }',
            "A value must be provided for name at name",
            "ATTRIBUTE_CONSTRAINT_VIOLATION",
            422,
        ),
        (
            "mutation { TestBoxUpdate(data: {height: {value: 5}}) { ok } }",
            "either id or hfid must be provided.",
            "UNDEFINED_ERROR",
            400,
        ),
        (
            BOX % 'role: {value: "nope"}',
            "nope must be one of 'leaf, spine' at role",
            "ATTRIBUTE_CONSTRAINT_VIOLATION",
            422,
        ),
        (
            BOX % 'tier: {value: "x"}',
            "x must be one of ['gold', 'silver'] at tier",
            "ATTRIBUTE_CONSTRAINT_VIOLATION",
            422,
        ),
        (
            BOX % "height: {value: 0}",
            "0 is lower than the minimum allowed value 1 at height",
            "ATTRIBUTE_CONSTRAINT_VIOLATION",
            422,
        ),
        (BOX % 'mgmt: {value: "999.1.1.1"}', "999.1.1.1 is not a valid IPHost at mgmt", "ATTRIBUTE_INVALID_TYPE", 422),
        (
            BOX % "nope: {value: 1}",
            "Field 'nope' is not defined by type 'TestBoxCreateInput'. Did you mean 'name' or 'role'?",
            "UNDEFINED_ERROR",
            500,
        ),
        (BOX % 'height: {value: "x"}', "Expected value of type 'BigInt', found \"x\".", "UNDEFINED_ERROR", 500),
        (BOX % "fqn: {value: 1}", "Field 'fqn' is not defined by type 'TestBoxCreateInput'.", "UNDEFINED_ERROR", 500),
        ("{ TestBox(limit: -1) { count } }", "limit must be a non-negative integer", "UNDEFINED_ERROR", 500),
    ],
)
def test_refusals_read_as_recorded(boxed, text, message, code, status):
    assert boxed.error(text) == (message, code, status)
    assert boxed.lab.writes == []


def test_several_wrong_fields_are_several_errors(boxed):
    errors = boxed.ask(BOX % 'height: {value: 99}, role: {value: "nope"}')["errors"]
    assert sorted(error["path"] for error in errors) == [
        ["TestBoxCreate", "data", "height"],
        ["TestBoxCreate", "data", "role"],
    ]


def test_wrong_variables_crash_the_request(boxed):
    for query, variables in (
        ("query ($n: String!) { BuiltinTag(name__value: $n) { count } }", {}),
        ("mutation ($d: TestBoxUpdateInput!) { TestBoxUpdate(data: $d) { ok } }", {"d": {"enabled": {"value": "yes"}}}),
        ("{ BuiltinTag {", {}),
    ):
        reply = boxed.call("POST", "/graphql/main", json={"query": query, "variables": variables})
        assert (reply.status_code, reply.text) == (500, "Internal Server Error")


def test_numbers_in_variables_are_taken_as_the_server_takes_them(boxed):
    text = (
        'mutation ($h: BigInt) { b: TestBoxUpdate(data: {hfid: ["box1"], height: {value: $h}}) { object {'
        " height { value } } } }"
    )
    for given, kept in (("5", 5), (7.9, 7), (True, 1)):
        assert boxed.data(text, h=given)["b"]["object"]["height"]["value"] == kept


def test_aliases_are_not_one_transaction(client):
    client.tag("taken")
    client.lab.writes.clear()
    reply = client.ask(
        'mutation { a: BuiltinTagUpsert(data: {name: {value: "x1"}}) { ok } b: BuiltinTagCreate(data:'
        ' {name: {value: "taken"}}) { ok }'
        ' c: BuiltinTagUpsert(data: {name: {value: "x3"}}) { ok } }'
    )
    assert reply["data"] == {"a": {"ok": True}, "b": None, "c": {"ok": True}}
    assert [error["path"] for error in reply["errors"]] == [["b"]]
    assert client.lab.writes == ["BuiltinTagUpsert main", "BuiltinTagUpsert main"]
    assert client.data("{ BuiltinTag { count } }")["BuiltinTag"]["count"] == 3


def test_an_unchanged_upsert_writes_nothing(boxed):
    text = (
        'mutation { u: TestBoxUpsert(data: {name: {value: "box1"}, owner: {hfid: ["ops"]}, height: {value:'
        " %s}}) { object { id } } }"
    )
    for height, writes in (("4", 1), ("4", 1), ("null", 2), ("null", 2)):
        boxed.data(text % height)
        assert len(boxed.lab.writes) == writes


def test_null_restores_a_default(boxed):
    text = (
        'mutation { u: TestBoxUpdate(data: {hfid: ["box1"], enabled: %s}) { object { enabled { value is_default } } } }'
    )
    assert boxed.data(text % "{value: false}")["u"]["object"]["enabled"] == {"value": False, "is_default": False}
    # The reply shows the null that was sent; what is stored is the default.
    assert boxed.data(text % "{value: null}")["u"]["object"]["enabled"] == {"value": None, "is_default": False}
    rows = boxed.data("{ TestBox { edges { node { enabled { value is_default } } } } }")["TestBox"]["edges"]
    assert rows == [{"node": {"enabled": {"value": True, "is_default": True}}}]


def test_a_peer_given_twice_is_stored_twice(boxed):
    for name in ("t1", "t2"):
        boxed.tag(name)
    text = (
        'mutation { u: TestBoxUpdate(data: {hfid: ["box1"], tags: [%s]}) { object { tags { count edges {'
        " node { hfid } } } } } }"
    )
    twice = boxed.data(text % '{hfid: ["t1"]}, {hfid: ["t1"]}')["u"]["object"]["tags"]
    assert (twice["count"], len(twice["edges"])) == (2, 1)
    left = boxed.data(text % '{hfid: ["t2"]}')["u"]["object"]["tags"]["edges"]
    assert [edge["node"]["hfid"] for edge in left] == [["t1"], ["t2"]]
    assert [e["node"]["hfid"] for e in boxed.data(text % '{hfid: ["t2"]}')["u"]["object"]["tags"]["edges"]] == [["t2"]]


def test_deleting_takes_components_along_and_stops_at_mandatory_peers(boxed):
    boxed.data('mutation { TestPortCreate(data: {name: {value: "e0"}, box: {hfid: ["box1"]}}) { ok } }')
    message, code, _skip = boxed.error('mutation { TestOwnerDelete(data: {hfid: ["ops"]}) { ok } }')
    assert message.startswith("Cannot delete TestOwner '") and message.endswith("at TestBox.owner")
    assert code == "ATTRIBUTE_CONSTRAINT_VIOLATION"
    boxed.data(
        'mutation { a: TestBoxDelete(data: {hfid: ["box1"]}) { ok } b: TestOwnerDelete(data: {hfid: ["ops"]}) { ok } }'
    )
    assert boxed.data("{ TestPort { count } TestBox { count } TestOwner { count } }") == {
        "TestPort": {"count": 0},
        "TestBox": {"count": 0},
        "TestOwner": {"count": 0},
    }


def test_relationship_add_and_remove(boxed):
    tag = boxed.tag("t1")
    box = boxed.data("{ TestBox { edges { node { id } } } }")["TestBox"]["edges"][0]["node"]["id"]
    boxed.lab.writes.clear()
    text = (
        'mutation ($b: String!, $t: String) { r: Relationship%s(data: {id: $b, name: "tags", nodes: [{id:'
        " $t}]}) { ok } }"
    )
    for verb, count, writes in (("Add", 1, 1), ("Add", 1, 1), ("Remove", 0, 2), ("Remove", 0, 2)):
        boxed.data(text % verb, b=box, t=tag)
        assert (
            boxed.data("{ TestBox { edges { node { tags { count } } } } }")["TestBox"]["edges"][0]["node"]["tags"][
                "count"
            ]
            == count
        )
        assert len(boxed.lab.writes) == writes
    one = f'mutation {{ RelationshipAdd(data: {{id: "{box}", name: "owner", nodes: [{{id: "{tag}"}}]}}) {{ ok }} }}'
    assert boxed.error(one)[0] == f"'{tag}' 'BuiltinTag' is not a valid peer for 'TestOwner'"


def test_filters(boxed):
    boxed.data(
        'mutation { a: TestBoxCreate(data: {name: {value: "Alpha"}, owner: {id: "ops"}, height: {value: 3},'
        ' tier: {value: "gold"}}) { ok }'
        ' b: TestPortCreate(data: {name: {value: "e0"}, box: {hfid: ["Alpha"]}}) { ok } }'
    )
    for filters, names in (
        ('name__value: "Alpha"', ["Alpha"]),
        ('name__values: ["Alpha", "box1", "x"]', ["box1", "Alpha"]),
        ('name__value: "LPH", partial_match: true', ["Alpha"]),
        ("height__isnull: true", ["box1"]),
        ("height__value: 3", ["Alpha"]),
        ('any__value: "gold"', ["Alpha"]),
        ('owner__name__value: "ops"', ["box1", "Alpha"]),
        ("ports__isnull: false", ["Alpha"]),
        ('ports__name__values: ["e0"]', ["Alpha"]),
        ('hfid: ["Alpha"]', ["Alpha"]),
        ('display_label__value: "Alpha!"', ["Alpha"]),
        ("ids: []", []),
        ("limit: 1", ["box1"]),
        ("limit: 0", ["box1", "Alpha"]),
        ("offset: 1", ["Alpha"]),
        ('order: {by: [{field: "name__value", direction: ASC}]}', ["Alpha", "box1"]),
    ):
        found = boxed.data(f"{{ TestBox({filters}) {{ edges {{ node {{ name {{ value }} }} }} }} }}")["TestBox"][
            "edges"
        ]
        assert [edge["node"]["name"]["value"] for edge in found] == names, filters
    assert boxed.data("{ TestBox(limit: 1) { count } }")["TestBox"]["count"] == 2


def test_generics_fragments_and_the_parent_that_needs_its_typename(boxed):
    boxed.data(
        'mutation { a: TestCountryCreate(data: {name: {value: "France"}}) { ok }'
        ' b: TestCityCreate(data: {name: {value: "Paris"}, parent: {hfid: ["France"]}}) { ok } }'
    )
    rows = boxed.data(
        "query ($up: Boolean!) { TestPlace { edges { node { __typename name { value } ...Up @include(if: $up)"
        " ... on TestCountry { descendants { count } } } } } } fragment Up on TestCity { parent { node { id"
        " __typename } } }",
        up=True,
    )["TestPlace"]["edges"]
    assert [row["node"]["__typename"] for row in rows] == ["TestCountry", "TestCity"]
    assert rows[0]["node"]["descendants"] == {"count": 1} and "parent" not in rows[0]["node"]
    assert rows[1]["node"]["parent"]["node"]["__typename"] == "TestCountry"
    vague = boxed.ask("{ TestCity { edges { node { parent { node { id } } } } } }")
    assert vague["errors"][0]["message"] == "Unable to identify the type of the instance."
    assert vague["errors"][0]["path"] == ["TestCity", "edges", 0, "node", "parent", "node"]
