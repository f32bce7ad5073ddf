# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Permissions of the Infrahub stand-in: each refusal as the real server words it."""

from __future__ import annotations

import pytest

from .infrahub_client import SCHEMA, Client, boxed, make_branch

NONE = "You do not have one of the following permissions: "
DEFAULT = "You are not allowed to change data in the default branch"
TAG = 'mutation { BuiltinTagCreate(data: {name: {value: "%s"}}) { ok } }'
READ = "{ BuiltinTag { edges { node { name { value } } } } }"
IDS = "{ BuiltinTag { count edges { node { id } } permissions { edges { node { kind view create } } } } }"


class Ann(Client):
    """An account of its own beside ``admin``: ``as_ann`` asks with its token."""

    def __init__(self) -> None:
        super().__init__()
        self.account = self.data(
            'mutation { CoreAccountCreate(data: {name: {value: "ann"}, password: {value: "word"}}) { object { id } } }'
        )["CoreAccountCreate"]["object"]["id"]
        self.lab.tokens["ann-token"] = self.account

    def as_ann(self, text, branch="main"):
        reply = self.call("POST", f"/graphql/{branch}", {"X-INFRAHUB-KEY": "ann-token"}, json={"query": text})
        told = reply.json()
        if "errors" not in told:
            return told["data"]
        code = told["errors"][0]["extensions"]
        assert code["code"] == "PERMISSION_DENIED" and code["data"] == {"action": None, "resource_kind": None}
        assert code["http_status"] == 403
        return reply.status_code, told["errors"][0]["message"]

    def grant(self, *identifiers):
        """A group with one role that has these, and has ann in it."""
        made = []
        for one in identifiers:
            *parts, decision = one.split(":")[1:]
            number = {"deny": 1, "allow_default": 2, "allow_other": 4, "allow_all": 6}[decision]
            names = ("action",) if len(parts) == 1 else ("namespace", "name", "action")
            kind = "CoreGlobalPermission" if len(parts) == 1 else "CoreObjectPermission"
            values = " ".join(f'{name}: {{value: "{value}"}}' for name, value in zip(names, parts))
            given = f"data: {{{values} decision: {{value: {number}}}}}"
            text = f"mutation {{ m: {kind}Upsert({given}) {{ object {{ id }} }} }}"
            made.append(self.data(text)["m"]["object"]["id"])
        refs = " ".join(f'{{id: "{one}"}}' for one in made)
        self.data(
            f'mutation {{ CoreAccountRoleUpsert(data: {{name: {{value: "r"}} permissions: [{refs}]}}) {{ ok }} }}'
        )
        given = f'name: {{value: "crew"}} roles: [{{hfid: ["r"]}}] members: [{{id: "{self.account}"}}]'
        self.data(f"mutation {{ CoreAccountGroupUpsert(data: {{{given}}}) {{ ok }} }}")


@pytest.fixture
def ann():
    return Ann()


def test_in_no_group(ann):
    assert ann.as_ann(TAG % "blue") == (403, DEFAULT)
    assert ann.as_ann(READ) == (403, f"{NONE}object:Builtin:Tag:view:allow_default")
    told = ann.as_ann(IDS)["BuiltinTag"]
    assert told["permissions"]["edges"][0]["node"] == {"kind": "BuiltinTag", "view": "DENY", "create": "DENY"}
    assert ann.as_ann('mutation { BranchCreate(data: {name: "mine"}) { ok } }') == {"BranchCreate": {"ok": True}}
    assert ann.as_ann(TAG % "blue", "mine") == (403, f"{NONE}object:Builtin:Tag:create:allow_other")
    assert ann.as_ann('mutation { BranchMerge(data: {name: "mine"}) { ok } }') == (403, DEFAULT)
    assert ann.as_ann("{ AccountProfile { display_label } }")["AccountProfile"] == {"display_label": "Ann"}


def test_a_permission_acts_at_once_and_for_its_branches(ann):
    make_branch(ann, "other")
    ann.grant("object:Builtin:Tag:any:allow_other", "global:edit_default_branch:allow_all")
    assert ann.as_ann(TAG % "blue", "other") == {"BuiltinTagCreate": {"ok": True}}
    assert ann.as_ann(TAG % "blue") == (403, f"{NONE}object:Builtin:Tag:create:allow_default")
    assert ann.as_ann(IDS)["BuiltinTag"]["permissions"]["edges"][0]["node"]["create"] == "ALLOW_OTHER"
    assert ann.as_ann(IDS, "other")["BuiltinTag"]["permissions"]["edges"][0]["node"]["create"] == "ALLOW"
    ann.grant("object:Builtin:Tag:any:allow_all", "global:edit_default_branch:allow_all")
    assert ann.as_ann(TAG % "blue") == {"BuiltinTagCreate": {"ok": True}}


def test_the_more_specific_permission_decides(ann):
    ann.grant("object:*:*:view:allow_all", "object:Builtin:*:view:deny")
    assert ann.as_ann(READ)[0] == 403
    ann.grant("object:*:*:view:deny", "object:*:*:any:deny", "object:Builtin:Tag:view:allow_all")
    assert ann.as_ann(READ) == {"BuiltinTag": {"edges": []}}


def test_of_global_permissions_a_denial_outweighs(ann):
    ann.grant("global:super_admin:allow_all", "global:super_admin:deny")
    assert ann.as_ann(TAG % "blue") == (403, DEFAULT)
    ann.grant("global:super_admin:allow_all")
    assert ann.as_ann(TAG % "blue") == {"BuiltinTagCreate": {"ok": True}}


def test_what_takes_a_permission_of_its_own(ann):
    ann.grant("object:*:*:any:allow_all", "global:edit_default_branch:allow_all")
    account = 'mutation { CoreAccountCreate(data: {name: {value: "x"}, password: {value: "y"}}) { ok } }'
    assert ann.as_ann(account) == (403, "You are not allowed to manage user accounts, groups or roles")
    role = 'mutation { CoreAccountRoleCreate(data: {name: {value: "x"}}) { ok } }'
    assert ann.as_ann(role) == (403, "You are not allowed to manage user accounts, groups or roles")
    permission = 'mutation { CoreGlobalPermissionCreate(data: {action: {value: "merge_branch"}}) { ok } }'
    assert ann.as_ann(permission) == (403, "You are not allowed to manage permissions")
    roles = "{ CoreAccountRole { edges { node { permissions { count } } } } }"
    assert ann.as_ann(roles) == (403, "You are not allowed to manage permissions")
    repository = 'mutation { CoreRepositoryCreate(data: {name: {value: "x"}, location: {value: "y"}}) { ok } }'
    assert ann.as_ann(repository) == (403, "You are not allowed to manage repositories")
    make_branch(ann, "other")
    for verb, word in (("Merge", "merge"), ("Rebase", "rebase")):
        text = f'mutation {{ Branch{verb}(data: {{name: "other"}}) {{ ok }} }}'
        assert ann.as_ann(text) == (403, f"You are not allowed to {word} a branch")
    gone = 'mutation { BranchDelete(data: {name: "other"}) { ok } }'
    assert ann.as_ann(gone) == (200, "You are not allowed to delete a branch you did not create")
    choice = 'mutation { SchemaEnumAdd(data: {kind: "X", attribute: "y", enum: "z"}) { ok } }'
    assert ann.as_ann(choice) == (200, "You are not allowed to manage the schema")
    load = ann.call("POST", "/api/schema/load", {"X-INFRAHUB-KEY": "ann-token"}, json={"schemas": [SCHEMA]})
    assert (load.status_code, load.json()["errors"][0]["message"]) == (403, "You are not allowed to manage the schema")


def test_both_ends_of_a_relation_need_to_be_changeable(ann):
    tag = ann.tag("blue")
    ann.data('mutation { CoreStandardGroupCreate(data: {name: {value: "g"}}) { ok } }')
    group = ann.data("{ CoreStandardGroup { edges { node { id } } } }")["CoreStandardGroup"]["edges"][0]["node"]["id"]
    given = f'id: "{group}", name: "members", nodes: [{{id: "{tag}"}}]'
    text = f"mutation {{ RelationshipAdd(data: {{{given}}}) {{ ok }} }}"
    ann.grant("object:Core:StandardGroup:any:allow_all", "global:edit_default_branch:allow_all")
    told = ann.as_ann(text)
    assert told[0] == 200 and "object:Builtin:Tag:update:allow_default" in told[1]
    ann.grant("object:*:*:any:allow_all", "global:edit_default_branch:allow_all")
    assert ann.as_ann(text) == {"RelationshipAdd": {"ok": True}}


def test_anonymous_reads_and_no_more():
    client = boxed()
    reply = client.call(
        "POST", "/graphql/main", {}, json={"query": "{ TestBox { edges { node { name { value } } } } }"}
    )
    assert reply.json()["data"]["TestBox"]["edges"] == [{"node": {"name": {"value": "box1"}}}]
    for text in (TAG % "blue", "{ InfrahubAccountToken { count } }"):
        reply = client.call("POST", "/graphql/main", {}, json={"query": text})
        assert (reply.status_code, reply.json()["errors"][0]["message"]) == (
            401, "Authentication is required to perform this operation",
        )  # fmt: skip
    told = client.call("POST", "/graphql/main", {}, json={"query": IDS}).json()["data"]["BuiltinTag"]
    assert told["permissions"]["edges"][0]["node"] == {"kind": "BuiltinTag", "view": "ALLOW", "create": "DENY"}


def test_own_tokens_password_and_permissions(ann):
    made = 'mutation { InfrahubAccountTokenCreate(data: {name: "ci"%s}) { object { id token { value } } } }'
    assert ann.as_ann(made % "") == (200, "This operation requires authentication with a JWT token")
    logged = ann.call("POST", "/api/auth/login", {}, json={"username": "ann", "password": "word"}).json()
    ann.headers = {"Authorization": f"Bearer {logged['access_token']}"}
    token = ann.data(made % "")["InfrahubAccountTokenCreate"]["object"]
    old = ann.data(made % ', expiration: "2020-01-01T00:00:00Z"')["InfrahubAccountTokenCreate"]["object"]
    told = ann.data("{ InfrahubAccountToken { count edges { node { name expiration } } } }")["InfrahubAccountToken"]
    assert told["count"] == 3 and told["edges"][2]["node"] == {"name": "ci", "expiration": "2020-01-01T00:00:00Z"}
    profile = {"query": "{ AccountProfile { display_label } }"}
    for value, status in ((token["token"]["value"], 200), (old["token"]["value"], 401)):
        assert ann.call("POST", "/graphql", {"X-INFRAHUB-KEY": value}, json=profile).status_code == status
    gone = "mutation ($id: String) { InfrahubAccountTokenDelete(data: {id: $id}) { ok } }"
    ann.data(gone, id=token["id"])
    assert ann.error(gone, id=token["id"])[1] == "NODE_NOT_FOUND"
    headers = {"X-INFRAHUB-KEY": token["token"]["value"]}
    assert ann.call("POST", "/graphql", headers, json=profile).status_code == 401
    ann.data('mutation { InfrahubAccountSelfUpdate(data: {password: "new", description: "me"}) { ok } }')
    again = ann.call("POST", "/api/auth/login", {}, json={"username": "ann", "password": "new"})
    assert again.status_code == 200
    mine = ann.data("{ InfrahubPermissions { global_permissions { count } object_permissions { count } } }")
    assert mine["InfrahubPermissions"] == {"global_permissions": {"count": 0}, "object_permissions": {"count": 0}}
