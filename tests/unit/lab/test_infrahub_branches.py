# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The Infrahub stand-in branches, merges and remembers."""

from __future__ import annotations

import pytest

from .infrahub_client import Client, boxed, make_branch


@pytest.fixture
def client():
    return Client()


@pytest.fixture(name="boxed")
def boxed_client():
    return boxed()


def test_a_branch_is_a_view_that_merges(client):
    client.tag("before")
    make_branch(client, "work")
    client.tag("later")
    client.tag("mine", "work")
    assert client.data("{ BuiltinTag { count } }", "work")["BuiltinTag"]["count"] == 2
    assert client.data("{ BuiltinTag { count } }")["BuiltinTag"]["count"] == 2
    client.data('mutation { BranchRebase(data: {name: "work"}) { ok } }')
    assert client.data("{ BuiltinTag { count } }", "work")["BuiltinTag"]["count"] == 3
    merged = client.data('mutation { BranchMerge(data: {name: "work"}) { ok object { status } } }')["BranchMerge"]
    assert merged == {"ok": True, "object": {"status": "MERGED"}}
    assert client.data('{ BuiltinTag(name__value: "mine") { count } }')["BuiltinTag"]["count"] == 1
    again = client.error('mutation { BranchMerge(data: {name: "work"}) { ok } }')
    assert again == ("Branch 'work' has already been merged", "UNDEFINED_ERROR", 422)


def test_links_and_deletions_merge(boxed):
    boxed.tag("t1")
    boxed.data('mutation { TestPortCreate(data: {name: {value: "e0"}, box: {hfid: ["box1"]}}) { ok } }')
    make_branch(boxed, "work")
    boxed.data(
        'mutation { a: TestBoxUpdate(data: {hfid: ["box1"], tags: [{hfid: ["t1"]}]}) { ok } b:'
        ' TestPortDelete(data: {hfid: ["box1", "e0"]}) { ok }'
        ' c: TestOwnerCreate(data: {name: {value: "new"}}) { ok } d: TestBoxUpdate(data: {hfid: ["box1"],'
        ' owner: {hfid: ["new"]}}) { ok } }',
        "work",
    )
    boxed.data('mutation { TestBoxUpdate(data: {hfid: ["box1"], height: {value: 9}}) { ok } }')
    boxed.data('mutation { BranchMerge(data: {name: "work"}) { ok } }')
    text = (
        "{ TestBox { edges { node { height { value } owner { node { hfid } } tags { edges { node { hfid } }"
        " } ports { count } } } }"
    )
    told = boxed.data(
        text + ' TestOwner(order: {by: [{field: "name__value"}]}) { edges { node { boxes { count } } } } }'
    )
    assert told["TestBox"]["edges"][0]["node"] == {
        "height": {"value": 9},
        "owner": {"node": {"hfid": ["new"]}},
        "tags": {"edges": [{"node": {"hfid": ["t1"]}}]},
        "ports": {"count": 0},
    }
    assert [edge["node"]["boxes"]["count"] for edge in told["TestOwner"]["edges"]] == [1, 0]


def test_a_conflict_stands_in_the_way(client):
    ident = client.tag("red")
    make_branch(client, "work")
    for branch, text in (("work", "b"), ("main", "m")):
        client.data(
            f'mutation {{ BuiltinTagUpdate(data: {{hfid: ["red"], description: {{value: "{text}"}}}}) {{ ok }} }}',
            branch,
        )
    writes = list(client.lab.writes)
    assert client.error('mutation { BranchMerge(data: {name: "work"}) { ok } }')[0].startswith(
        "Branch work contains conflicts"
    )
    assert client.error('mutation { BranchValidate(data: {name: "work"}) { ok } }')[0] == "branch has some conflicts"
    assert client.error('mutation { BranchRebase(data: {name: "work"}) { ok } }')[0].endswith(
        f"data/{ident}/description/value."
    )
    assert client.data('{ DiffTree(branch: "work") { num_conflicts } }')["DiffTree"] is None
    client.data('mutation { DiffUpdate(data: {branch: "work"}) { ok } }')
    tree = client.data(
        '{ DiffTree(branch: "work") { num_conflicts nodes { attributes { name conflict { uuid'
        " base_branch_value } } } } }"
    )
    conflict = tree["DiffTree"]["nodes"][0]["attributes"][0]["conflict"]
    assert tree["DiffTree"]["num_conflicts"] == 1 and conflict["base_branch_value"] == "m"
    assert client.lab.writes == writes
    client.data(
        "mutation ($c: String!) { ResolveDiffConflict(data: {conflict_id: $c, selected_branch: DIFF_BRANCH}) { ok } }",
        c=conflict["uuid"],
    )
    client.data('mutation { BranchRebase(data: {name: "work"}) { ok } }')
    client.data('mutation { BranchMerge(data: {name: "work"}) { ok } }')
    assert client.data("{ BuiltinTag { edges { node { description { value } } } } }")["BuiltinTag"]["edges"][0][
        "node"
    ] == {"description": {"value": "b"}}


def test_a_schema_change_on_a_branch_merges(boxed):
    make_branch(boxed, "work")
    extension = {"kind": "TestOwner", "attributes": [{"name": "phone", "kind": "Text", "optional": True}]}
    boxed.load({"version": "1.0", "extensions": {"nodes": [extension]}}, branch="work")
    boxed.data('mutation { TestOwnerUpdate(data: {hfid: ["ops"], phone: {value: "1"}}) { ok } }', "work")
    text = "{ TestOwner { edges { node { phone { value } } } } }"
    assert "errors" in boxed.ask(text)
    flags = boxed.data('{ Branch(name: "work") { has_schema_changes schema_differs_from_default_branch } }')["Branch"][
        0
    ]
    assert flags == {"has_schema_changes": True, "schema_differs_from_default_branch": True}
    boxed.data('mutation { BranchMerge(data: {name: "work"}) { ok } }')
    assert boxed.data(text)["TestOwner"]["edges"][0]["node"]["phone"]["value"] == "1"
    late = boxed.load({"version": "1.0", "extensions": {"nodes": [extension]}}, branch="work")
    assert (late.status_code, late.json()["errors"][0]["message"]) == (
        422,
        "Branch 'work' has been merged and is read-only. No modifications are allowed.",
    )


def test_branches_in_the_background(client):
    client.lab.task_polls = 1
    made = client.data(
        'mutation { BranchCreate(data: {name: "work"}, wait_until_completion: false) { ok task { id } } }'
    )["BranchCreate"]
    text = "query ($i: [String]) { InfrahubTask(ids: $i) { edges { node { state } } } }"
    states = [
        client.data(text, i=[made["task"]["id"]])["InfrahubTask"]["edges"][0]["node"]["state"] for _skip in range(2)
    ]
    assert states == ["RUNNING", "COMPLETED"]


def test_unknown_and_ill_named_branches(client):
    lost = client.call("POST", "/graphql/zzz", json={"query": "{ BuiltinTag { count } }"})
    assert (lost.status_code, lost.json()) == (404, {"errors": ["Branch: zzz not found."]})
    assert client.call("GET", "/api/schema?branch=zzz").status_code == 400
    assert client.error('mutation { BranchDelete(data: {name: "zzz"}) { ok } }') == (
        "Branch: zzz not found.",
        "BRANCH_NOT_FOUND",
        400,
    )
    assert (
        "disallowed ASCII characters/patterns"
        in client.error('mutation { BranchCreate(data: {name: "a b~c"}) { ok } }')[0]
    )
    make_branch(client, "a/b")
    assert client.error('mutation { BranchCreate(data: {name: "a/b"}) { ok } }')[0] == "The branch a/b already exists"
    for path in ("a/b", "a%2Fb"):
        assert client.data("{ BuiltinTag { count } }", path) == {"BuiltinTag": {"count": 0}}


def test_the_past(client):
    client.tag("old")
    client.data('mutation { BuiltinTagUpdate(data: {hfid: ["old"], description: {value: "one"}}) { ok } }')
    row = client.data("{ BuiltinTag { edges { node_metadata { updated_at } } } }")["BuiltinTag"]["edges"][0]
    then = row["node_metadata"]["updated_at"].replace("+00:00", "Z")
    client.data('mutation { BuiltinTagUpdate(data: {hfid: ["old"], description: {value: "two"}}) { ok } }')
    client.tag("new")
    text = "{ BuiltinTag { edges { node { description { value } } } } }"
    assert client.data(text, at=then)["BuiltinTag"]["edges"] == [{"node": {"description": {"value": "one"}}}]
    assert len(client.data(text)["BuiltinTag"]["edges"]) == 2
    bad = client.call("POST", "/graphql/main?at=xx", json={"query": text})
    assert (bad.status_code, bad.json()["errors"][0]["message"]) == (400, "Invalid time format for xx")
