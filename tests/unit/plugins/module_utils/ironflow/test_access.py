# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Users, roles, keys, policies and policy sets: what is odd about each, in the eras that have it."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.areas.people import Users
from tests.lab.ironflow.lab import PLATFORM_KEY

from .server import NEW, OLD, Server, each_era

DENIED = {"effect": "deny", "actions": ["secrets:manage"], "resources": ["*"]}
BASE = {"base": "package base\n"}


@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize("state", ["present", "absent"])
def test_policies_are_gone_on_new_servers(check_mode, state):
    server = Server("0.44.0")
    for module, args in (("policy", {"name": "x", **DENIED}), ("role_policy", {"role": "admin", "policy": "x"})):
        told = server.refused(module, check_mode, state=state, **args)
        assert "Ironflow has it up to 0.43, and this server is 0.44; use ironflow_policy_set" in told


def test_policy_sets_are_not_there_on_old_servers():
    server = Server("0.43.1")
    for module, args in (
        ("policy_set", {"modules": BASE}),
        ("policy_set_info", {}),
        ("policy_set_validate", {"modules": BASE}),
        ("policy_set_dry_run", {"input": {}}),
        ("policy_set_rollback", {"version": 1}),
    ):
        assert "use ironflow_policy and ironflow_role_policy" in server.refused(module, **args)


def test_a_new_key_lets_in_and_a_deleted_one_does_not():
    server = Server()
    made = server.done("api_key", name="build", roles=["developer"])["resource"]
    assert made["key"].startswith("ifkey_") and made["key"].startswith(made["key_prefix"])
    assert server.done("project_info", api_key=made["key"])["resources"]
    assert "key" not in server.done("api_key", name="build")["resource"]
    rotated = server.done("api_key_rotate", name="build")
    assert rotated["key"] != made["key"]
    assert server.task("project_info", api_key=made["key"])["failed"]
    assert server.done("project_info", api_key=rotated["key"])["resources"]
    server.done("api_key", name="build", state="absent")
    assert server.task("project_info", api_key=rotated["key"])["failed"]


def test_roles_of_a_key_by_name():
    server = Server()
    told = server.refused("api_key", name="b", roles=["develper"])
    assert 'there is no role "develper"; did you mean "developer"' in told
    foretold = server.done("api_key", check_mode=True, name="b", roles=["develper"])
    assert "a run fails unless an earlier task makes it" in foretold["warnings"][0]
    assert server.done("api_key", name="b", roles=["developer"])["resource"]["role_ids"] == ["role_developer"]
    assert not server.done("api_key", name="b", roles=["role_developer"])["changed"]


def test_what_a_key_may_do_with_tools_is_known_from_0_43_1_on():
    assert "from 0.43.1 on" in Server("0.42.0").refused("api_key", name="b", tool_scopes=["x"])
    assert Server("0.43.1").done("api_key", name="b", tool_scopes=["x"])["changed"]


def test_a_password_is_changed_by_who_knows_the_one_before():
    server = Server()
    ada = {"email": "ada@example.com", "password": "open sesame"}
    server.done("user", **ada)
    again = {"update_secret": "always", "email": "ada@example.com", "password": "another one"}
    for check_mode in (True, False):
        assert "give current_password" in server.refused("user", check_mode, **again)
    done = server.done("user", current_password="open sesame", **again)
    assert (done["operation"], "another one" in str(done)) == ("update", False)
    assert [user["password"] for user in server.lab.room(Users).things.values()] == ["another one"]
    assert server.done("user", email="ada@example.com", password="word")["operation"] == "none"


def test_a_scope_takes_what_it_knows():
    server = Server()
    ada = {"email": "a@b.c", "password": "word"}
    assert "is_active is for scope platform alone" in server.refused("user", is_active=True, **ada)
    platform = {"api_key": PLATFORM_KEY, "scope": "platform"}
    assert "roles is for scope tenant alone" in server.refused("user", roles=[], **ada, **platform)
    assert "platform credentials required" in server.refused("user_info", scope="platform")


@pytest.mark.parametrize(("args", "kept"), [
    ({"name": "developer"}, "role developer cannot be deleted: it is one of the server's own"),
    ({"name": "platform_viewer", "api_key": PLATFORM_KEY, "scope": "platform"}, "one of the server's own"),
])  # fmt: skip
def test_the_servers_own_roles_stay(args, kept):
    assert kept in Server().refused("role", state="absent", **args)


@each_era
def test_who_a_policy_is_for(version):
    server = Server(version)
    if server.lab.at >= (0, 44):
        pytest.skip("has no policies")
    server.done("policy", name="no-secrets", **DENIED)
    found = server.done("policy", name="no-secrets", **{**DENIED, "actions": ["secrets:manage"]})
    assert (found["changed"], found["resource"]["actions"]) == (False, ["secrets:manage"])
    assert server.done("role_policy", role="developer", policy="no-secrets")["operation"] == "create"
    assert not server.done("role_policy", role="role_developer", policy="no-secrets")["changed"]
    assert [one["policy"] for one in server.done("role_policy_info", role="developer")["resources"]] == ["no-secrets"]
    assert server.done("role_policy", role="developer", policy="no-secrets", state="absent")["changed"]
    assert 'there is no role "develope"; did you mean "developer"' in server.refused(
        "role_policy", role="develope", policy="no-secrets"
    )


def test_a_set_that_somebody_else_wrote_meanwhile():
    server = Server()

    def meanwhile(method, path):
        if method == "PUT":
            server.between = lambda method, path: None
            from tests.lab.ironflow.areas.policies import Sets

            kept = server.lab.room(Sets).of("org_default")
            kept.append({**kept[-1], "version": kept[-1]["version"] + 1, "modules": {"other": "package other\n"}})

    server.between = meanwhile
    told = server.refused("policy_set", modules=BASE)
    assert "it was version 1 when it was read and is 2 now; nothing was written" in told
    done = server.done("policy_set", modules=BASE)
    assert sorted(done["resource"]["modules"]) == ["base", "other"]


def test_versions_of_a_set():
    server = Server()
    server.done("policy_set", modules=BASE)
    server.done("policy_set", modules={"more": "package more\n"})
    listed = server.done("policy_set_info", versions=True)
    assert [one["version"] for one in listed["versions"]] == [1, 2, 3]
    assert sorted(server.done("policy_set_info", version=2)["resources"][0]["modules"]) == ["base"]
    foretold = server.done("policy_set_rollback", check_mode=True, version=2)
    done = server.done("policy_set_rollback", version=2)
    assert foretold["diff"] == done["diff"] and (foretold["version"], done["version"]) == (None, 4)
    assert not server.done("policy_set_rollback", version=2)["changed"]


def test_candidates():
    server = Server()
    assert server.done("policy_set_validate", modules=BASE)["valid"]
    assert "module base does not parse" in server.refused("policy_set_validate", modules={"base": "allow"})
    assert server.done("policy_set_dry_run", input={"action": "x"}, modules=BASE)["decision"] == "allow"
    assert "give its modules too" in server.refused("policy_set_dry_run", input={}, mode="monitor")
    assert server.lab.writes == []


def test_one_name_in_two_projects():
    server = Server()
    project = server.done("project", name="shop")["resource"]["id"]
    default = server.done("environment", name="live")["resource"]
    other = server.done("environment", name="live", project_id=project)["resource"]
    assert default["id"] != other["id"]
    told = server.refused("environment", name="live", state="absent")
    assert default["id"] in told and other["id"] in told
    assert server.done("environment", name="live", project_id=project, state="absent")["changed"]


def test_a_tenant_whose_key_was_lost():
    server = Server(api_retries=0)
    server.fault("drop_after", path="provision")
    told = server.done("tenant_provision", name="Acme")
    assert "tenant Acme is there now, but its key went with the answer" in told["warnings"][0]
    assert not server.done("tenant_provision", name="Acme")["changed"]


@pytest.mark.parametrize("version", [OLD, NEW])
def test_environments_made_here_are_known_by_name(version):
    server = Server(version)
    server.done("environment", name="trial")
    server.done("secret", name="db", value="open sesame", api_environment="trial")
    assert server.done("secret_info", api_environment="trial")["resources"][0]["name"] == "db"
    assert server.done("secret_info", api_environment="default")["resources"] == []
