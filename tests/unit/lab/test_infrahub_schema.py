# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The Infrahub stand-in loads schemas as the recorded server does."""

from __future__ import annotations

import pytest

from .infrahub_client import SCHEMA, Client, boxed


@pytest.fixture
def client():
    return Client()


@pytest.fixture(name="boxed")
def boxed_client():
    return boxed()


def test_loading_again_changes_nothing(client):
    first = client.load(SCHEMA).json()
    assert first["schema_updated"] and sorted(first["diff"]["added"]) == sorted(
        ["TestPlace", "TestCountry", "TestCity", "TestOwner", "TestBox", "TestPort", "TestNet", "TestAddr"]
    )
    assert first["diff"]["changed"] == {}
    again = client.load(SCHEMA).json()
    assert again["hash"] == again["previous_hash"] == first["hash"] and not again["schema_updated"]
    assert again["diff"] == {"added": {}, "changed": {}, "removed": {}}
    assert client.lab.writes == ["schema main"]


def test_an_extension_and_a_removal_show_in_the_diff(boxed):
    extension = {"kind": "TestOwner", "attributes": [{"name": "phone", "kind": "Text", "optional": True}]}
    told = boxed.load({"version": "1.0", "extensions": {"nodes": [extension]}}).json()["diff"]["changed"]
    part = {"attributes": {"added": {"phone": None}, "changed": {}, "removed": {}}}
    assert told == {"TestOwner": {"added": {}, "changed": part, "removed": {}}}
    assert boxed.data("{ TestOwner { edges { node { phone { value } } } } }")
    gone = boxed.load({"version": "1.0", "nodes": [{"name": "Addr", "namespace": "Test", "state": "absent"}]}).json()
    assert list(gone["diff"]["removed"]) == ["TestAddr"]
    assert boxed.error("{ TestAddr { count } }")[0].startswith("Cannot query field 'TestAddr' on type 'Query'.")


def test_the_schema_holds_what_the_server_adds(boxed):
    kinds = {one["kind"]: one for one in boxed.call("GET", "/api/schema?branch=main&namespaces=Test").json()["nodes"]}
    city = {one["name"]: one for one in kinds["TestCity"]["relationships"]}
    assert (city["parent"]["peer"], city["parent"]["optional"], city["parent"]["identifier"]) == (
        "TestCountry",
        False,
        "parent__child",
    )
    assert (city["children"]["peer"], city["member_of_groups"]["peer"]) == ("TestPlace", "CoreGroup")
    assert kinds["TestPort"]["uniqueness_constraints"] == [["box", "name__value"]]
    box = {one["name"]: one for one in kinds["TestBox"]["relationships"]}
    assert box["ports"]["on_delete"] == "cascade" and box["owner"]["identifier"] == "testbox__testowner"
    summary = boxed.call("GET", "/api/schema/summary").json()
    assert summary["nodes"]["TestBox"] == kinds["TestBox"]["hash"]
    one = boxed.call("GET", "/api/schema/Nope")
    assert (one.status_code, one.json()["errors"][0]["message"]) == (
        422,
        "Unable to find the schema 'Nope' in the registry",
    )


def node(**more):
    return {
        "version": "1.0",
        "nodes": [{"name": "Foo", "namespace": "Test", "attributes": [{"name": "name", "kind": "Text"}], **more}],
    }


@pytest.mark.parametrize(
    "document, message",
    [
        (node(namespace="Core"), "Restricted namespace 'Core' used on 'Foo'"),
        (node(inherit_from=["NopeGen"]), "TestFoo Unable to find the generic NopeGen"),
        (
            node(relationships=[{"name": "abc", "peer": "NopeKind"}]),
            "Unable to find the schema 'NopeKind' in the registry",
        ),
        (node(human_friendly_id=["zzz__value"]), "TestFoo.human_friendly_id: zzz__value is invalid on schema TestFoo"),
        (node(order_by=["zzz__value"]), "TestFoo.order_by: zzz__value is invalid on schema TestFoo"),
        (
            node(uniqueness_constraints=[["zzz__value"]]),
            "TestFoo: Requested unique constraint not found within node. (`zzz__value`)",
        ),
        (
            node(relationships=[{"name": "name", "peer": "BuiltinTag"}]),
            "TestFoo: Names of attributes and relationships must be unique : ['name']",
        ),
        (
            node(attributes=[{"name": "hfid", "kind": "Text"}]),
            "TestFoo: 'hfid' is a reserved name (attribute: 'hfid'). Rename this attribute or relationship.",
        ),
        (
            node(attributes=[{"name": "role", "kind": "Text", "enum": ["a", "b"], "default_value": "z"}]),
            "TestFoo: default value z must be one of ['a', 'b'] at role",
        ),
    ],
)
def test_a_schema_that_makes_no_sense(client, document, message):
    for path, _skip in (("load", 0), ("check", 0)):
        reply = client.call("POST", f"/api/schema/{path}?branch=main", json={"schemas": [document]})
        assert (reply.status_code, reply.json()["errors"][0]["message"]) == (422, message)
    assert client.lab.writes == []


@pytest.mark.parametrize(
    "document, loc, message",
    [
        ({"nodes": []}, ["version"], "Field required"),
        (node(zzz=1), ["nodes", 0, "zzz"], "Unknown field, it is not part of the schema"),
        (node(name="F"), ["nodes", 0, "name"], "String should have at least 2 characters"),
        (node(attributes=[{"name": "role", "kind": "Dropdown"}]), ["nodes", 0, "attributes", 0],
         "Value error, The property 'choices' is required for kind=Dropdown"),
        (node(attributes=[{"name": "x", "kind": "Text"}]), ["nodes", 0, "attributes", 0, "Text", "name"],
         "String should have at least 3 characters"),
        (node(attributes=[{"kind": "Number"}]), ["nodes", 0, "attributes", 0, "Number", "name"], "Field required"),
        (node(attributes=[{"name": "role"}]), ["nodes", 0, "attributes", 0],
         "Unable to extract tag using discriminator 'kind'"),
        (node(attributes=[{"name": "role", "kind": "Text", "nope": 1}]), ["nodes", 0, "attributes", 0, "nope"],
         "Unknown field, it is not part of the schema"),
    ],
)  # fmt: skip
def test_a_schema_that_breaks_the_write_contract(client, document, loc, message):
    reply = client.load(document)
    assert reply.status_code == 422
    detail = reply.json()["detail"][0]
    assert (detail["loc"], detail["msg"], detail["type"]) == (["body", "schemas", 0, *loc], message, "value_error")


def test_nodes_that_exist_meet_a_new_schema(boxed):
    def change(**field):
        name = field.pop("name")
        return boxed.load(
            {"version": "1.0", "extensions": {"nodes": [{"kind": "TestBox", "attributes": [{"name": name, **field}]}]}}
        )

    refused = change(name="asset", kind="Text")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["message"] == (
        "Node-level 'attribute' constraint violation on schema 'TestBox'. Node (box1!) is not compliant."
    )
    assert boxed.error("{ TestBox { edges { node { asset { value } } } } }")[0].startswith("Cannot query field 'asset'")
    assert change(name="asset", kind="Text", default_value="none").status_code == 200
    assert boxed.data('{ TestBox(asset__value: "none") { count } }')["TestBox"]["count"] == 1
    ident = next(
        one["id"] for one in boxed.call("GET", "/api/schema/TestBox").json()["attributes"] if one["name"] == "asset"
    )
    boxed.data('mutation { TestBoxUpdate(data: {hfid: ["box1"], asset: {value: "A1"}}) { ok } }')
    assert change(name="label_code", id=ident, kind="Text", default_value="none").status_code == 200
    rows = boxed.data("{ TestBox { edges { node { label_code { value } } } } }")["TestBox"]["edges"]
    assert rows == [{"node": {"label_code": {"value": "A1"}}}]
