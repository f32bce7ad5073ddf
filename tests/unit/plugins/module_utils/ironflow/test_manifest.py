# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A whole Ironflow in one document: planned as one, written in order, pruned by section, and written down again."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.access import Key
from tests.lab.ironflow.areas.keys import Keys
from tests.lab.ironflow.areas.kv import Buckets
from tests.lab.ironflow.areas.projects import Environments, Projects
from tests.unit.lives.ironflow_manifest import LESS, MODULES, NEWER, POLICIES, POLICY_SET, PRUNED, WHOLE

from .server import KEY, NEW, OLD, Server

BOTH = ((OLD, POLICIES), (NEW, {**POLICY_SET, **NEWER}))
each_kind = pytest.mark.parametrize(("version", "more"), BOTH, ids=["policies", "policy_set"])


@pytest.fixture
def server():
    return Server()


def apply(server, document, **how):
    return server.done("manifest", manifest=document, **how)


def export(server, **how):
    return server.done("manifest_info", **how)


@each_kind
def test_all_is_written_in_order_of_dependence(version, more):
    server = Server(version)
    done = apply(server, {**more, **WHOLE})
    assert done["operations"]["create"] == sum(done["operations"].values()) - done["operations"]["update"]
    written = [path for method, path in server.requests() if method in ("POST", "PUT", "PATCH")]
    order = ("projects", "environments", "roles", "users", "apikeys", "kv/buckets", "/keys/", "config", "secrets")
    places = [next(place for place, path in enumerate(written) if part in path) for part in order]
    assert places == sorted(places)
    (trial,) = [one for one in server.lab.room(Environments).things.values() if one["name"] == "trial"]
    (key,) = server.lab.room(Keys).things.values()
    assert server.lab.room(Projects).things[trial["project_id"]]["name"] == "shop"
    assert key["environment_id"] == trial["id"] and len(key["role_ids"]) == 1


def test_what_is_pruned_goes_last_and_in_the_other_direction(server):
    apply(server, WHOLE)
    done = apply(server, LESS, prune=PRUNED)
    assert done["sections"]["kv"] == {"create": 0, "update": 1, "delete": 1, "none": 0}
    gone = [path.split("/")[3] + ("/keys" if "/keys/" in path else "") for method, path in server.requests()
            if method == "DELETE"]  # fmt: skip
    assert gone == ["kv/keys", "kv", "roles", "environments"]
    assert {"env_default"} < server.lab.environments.keys()


def test_what_is_there_to_work_with_is_not_pruned():
    server = Server(api_environment="trial")
    own = "ifkey_fedcba98" + 24 * "0"
    server.done("environment", name="trial", api_environment="default")
    server.done("project", name="other", api_environment="default")
    server.lab.room(Keys).things["ak_1"] = {
        "id": "ak_1", "name": "mine", "role_ids": [], "platform": False, "key_prefix": own[:14], "text": own,
        "created_at": "2026-01-01T00:00:00Z",
    }  # fmt: skip
    server.lab.keys[own] = Key(own)
    server.connection["api_key"] = own
    document = {"projects": [], "environments": [], "api_keys": [], "roles": []}
    done = apply(server, document, prune=list(document), prune_empty=True)
    assert done["operations"]["delete"] == 2, done["diff"]
    assert [one["name"] for one in server.lab.room(Projects).things.values()] == ["Default"]
    assert sorted(server.lab.environments.values()) == ["default", "trial"]
    assert "ak_1" in server.lab.room(Keys).things


def test_of_keys_only_those_in_named_buckets_go(server):
    apply(server, {**WHOLE, "kv": [*WHOLE["kv"], {"bucket": "texts", "values": {"other": 1}}]})
    one = {"kv": [{"bucket": "regions", "key": "emea", "value": {"mtu": 9000}}]}
    assert apply(server, one, prune=["kv"])["operations"] == {"create": 0, "update": 0, "delete": 1, "none": 1}
    none = {"kv": [{"bucket": "texts", "values": {}}]}
    assert not apply(server, none, prune=["kv"])["changed"]
    mixed = {"kv": [*one["kv"], *none["kv"]]}
    assert not apply(server, mixed, prune=["kv"])["changed"]
    assert apply(server, mixed, prune=["kv"], prune_empty=True)["operations"]["delete"] == 2
    assert [one.newest("emea").value for one in [server.lab.room(Buckets).named["regions"]]] == [b'{"mtu": 9000}']


def test_keys_of_a_document_and_modules_of_a_set_stay_unless_pruned(server):
    apply(server, {**WHOLE, **POLICY_SET})
    part = {"config": [{"name": "app", "data": {"rps": 5}}], "policy_set": {"modules": {"base": MODULES["base"]}}}
    assert apply(server, part)["operations"] == {"create": 0, "update": 1, "delete": 0, "none": 1}
    assert set(server.done("config_info", name="app")["resources"][0]["data"]) == {"mode", "limits", "rps"}
    assert apply(server, part, prune=["config", "policy_set"])["operations"]["update"] == 2
    assert server.done("config_info", name="app")["resources"][0]["data"] == {"rps": 5}
    assert list(server.done("policy_set_info")["resources"][0]["modules"]) == ["base"]
    assert apply(server, {"config": [{"name": "app", "data": {"rps": None}}]})["changed"]
    assert server.done("config_info", name="app")["resources"][0]["data"] == {}


@each_kind
def test_what_is_written_down_applies_with_no_change(version, more):
    server = Server(version)
    apply(server, {**WHOLE, **more})
    told = export(server)
    sources = [f"webhook source {one['name']}: verify_secret" for one in more.get("webhook_sources", ())]
    assert told["missing_secrets"] == ["user ada@example.com: password", "secret db: value", *sources]
    document = told["manifest"]
    assert {"name": "trial", "project": "shop", "color": "#22c55e"} in document["environments"]
    assert document["api_keys"] == [{"name": "build", "roles": ["billing"], "environment": "trial"}]
    assert document["roles"] == [{"name": "billing"}, {"name": "stock {{ 1 + 1 }}"}]
    for name, wanted in more.items():
        every = [(document[name], wanted)] if isinstance(wanted, dict) else zip(document[name], wanted, strict=True)
        assert all({**there, **one} == {**one, **there} for there, one in every), document[name]
    assert not [one for one in document["projections"] if "table_sql" in one and "version" in one]
    assert document["kv"] == [
        {"bucket": "regions", "values": {"apac": [1, 2.5], "emea": {"mtu": 9000}}},
        {"bucket": "texts", "format": "text", "values": {"motto": "{{ 1 + 1 }}"}},
    ]
    again = apply(server, document, prune=list(document))
    assert not again["changed"], again["diff"]
    assert export(server, sections=["roles"])["manifest"].keys() == {"roles"}


def test_what_is_written_down_makes_another_one_alike(server):
    apply(server, {**WHOLE, **POLICY_SET})
    document = export(server)["manifest"]
    other = Server()
    missing = "user ada@example.com does not exist yet; give password to create it"
    assert missing in other.refused("manifest", manifest=document)
    document["users"][0]["password"] = document["secrets"][0]["value"] = "A word 4 tests"
    apply(other, document)
    del document["users"][0]["password"], document["secrets"][0]["value"]
    assert export(other)["manifest"] == document


def test_bytes_are_written_down_in_the_form_that_they_have(server):
    server.done("kv_bucket", name="b")
    values = {"json": b"[1]", "null": b"null", "text": b"Z\xc3\xbcrich", "bytes": b"\xff\x00"}
    for key, data in values.items():
        server.lab.room(Buckets).named["b"].put(key, data, 1.0, 1)
    document = export(server, sections=["kv"])["manifest"]
    assert document["kv"] == [
        {"bucket": "b", "format": "base64", "values": {"bytes": "/wA="}},
        {"bucket": "b", "values": {"json": [1]}},
        {"bucket": "b", "format": "text", "values": {"null": "null", "text": "Zürich"}},
    ]
    assert not apply(server, document, prune=["kv"])["changed"]


def test_a_section_of_another_version_is_refused_and_not_exported(server):
    assert "use ironflow_policy_set" in server.refused("manifest", manifest={"policies": []})
    assert "use ironflow_policy_set" in server.refused("manifest_info", sections=["role_policies"])
    assert "policies" not in export(server)["manifest"]
    old = Server("0.43.1")
    assert "use ironflow_policy and" in old.refused("manifest", manifest={"policy_set": {}})
    said = Server("0.36.0").refused("manifest", manifest={"projects": [{"name": "a", "description": "b"}]})
    assert "from 0.49 on" in said


def test_environments_of_one_name_are_told_apart_by_their_projects(server):
    two = [{"name": "live", "project": "shop"}, {"name": "live", "project": "stock"}]
    apply(server, {"projects": ["shop", "stock"], "environments": two})
    assert not apply(server, {"environments": two})["changed"]
    said = server.refused("manifest", manifest={"environments": ["live"]})
    assert said == "environment live: there are 2 of this name (project: shop, stock); give project to say which"
    said = server.refused("manifest", manifest={"api_keys": [{"name": "build", "environment": "live"}]})
    assert "API key build: environment live: there are 2 of this name (env_" in said
    id_ = next(one for one, name in server.lab.environments.items() if name == "live")
    apply(server, {"api_keys": [{"name": "build", "environment": id_}]})
    assert export(server)["manifest"]["api_keys"] == [{"name": "build", "environment": id_}]


def test_ids_are_taken_for_what_they_name(server):
    apply(server, WHOLE)
    ids = {one["name"]: id_ for id_, one in server.lab.room(Projects).things.items()}
    document = {
        "environments": [{"name": "trial", "project_id": ids["shop"]}],
        "api_keys": [{"name": "build", "role_ids": ["role_viewer"], "env_id": "env_staging"}],
    }
    said = server.refused("manifest", manifest=document)
    assert said == "API key build: environment cannot be changed; delete the API key first"
    del document["api_keys"][0]["env_id"]
    assert apply(server, document)["operations"] == {"create": 0, "update": 1, "delete": 0, "none": 1}


REFUSED = [
    ({"secret": []}, 'manifest has no section "secret"; did you mean "secrets"?'),
    ({"roles": {}}, "roles must be a list, not a dictionary"),
    ({"policy_set": []}, "policy_set must be a dictionary, not a list"),
    (
        {"users": [{"email": "a", "password": "word", "roles": ["bilings"]}], "roles": ["billing"]},
        '"bilings"; did you mean "billing"?',
    ),
    ({"environments": [{"name": "a", "project": "b"}]}, "environment a/b: there will be no project"),
    ({"environments": [{"color": "a"}]}, "environments item 1: give name"),
    ({"api_keys": [{"name": "a", "roles": ["x"]}]}, "API key a: there will be no role"),
    ({"kv": [{"bucket": "b", "key": "k", "value": 1}]}, "KV key b/k: there will be no KV bucket"),
    ({"kv": [{"bucket": "b", "key": "k", "values": {"a": 1}}]}, "kv item 1: values has many keys, so leave out key"),
    ({"kv": [{"bucket": "b", "values": [1]}]}, "kv item 1.values must be a dictionary, not a list"),
    ({"kv": [{"bucket": "b", "values": {"k": None}}]}, "KV key b/k: give value"),
    ({"kv": [{"bucket": "b", "key": "k", "value": 1.5, "format": "text"}]}, "KV key b/k: value must be a text"),
    ({"kv": [{"bucket": "b", "key": "k", "value": 1, "format": "jsn"}]}, '"jsn"; did you mean "json"?'),
    ({"kv": [{"key": "k", "value": 1}]}, "kv item 1: give bucket"),
    ({"kv_buckets": ["b"], "kv": [{"bucket": "b", "values": {"k": 1}}, {"bucket": "b", "key": "k", "value": 2}]},
     "KV key b/k is given twice"),
    ({"config": [{"name": "app", "data": {"a": float("nan")}}]}, "config document app: data holds a number that"),
    ({"functions": [{"id": "bill", "secrets": ["orders"]}], "secrets": [{"name": "order", "value": "open sesame"}]},
     'function bill: there will be no secret "orders"; did you mean "order"?'),
    ({"functions": [{"id": "bill", "triggers": [{"evnt": "a"}]}]}, 'has no "evnt"; did you mean "event"?'),
    ({"secrets": [{"name": "db"}]}, "secret db does not exist yet; give value to create it"),
    ({"policy_set": {"module": {}}}, 'policy_set: has no "module"; did you mean "modules" or "mode"?'),
    ({"event_schemas": [{"name": "a", "version": "b", "schema": {}}]}, "item 1: version must be a number"),
]  # fmt: skip


@pytest.mark.parametrize(("document", "message"), REFUSED, ids=lambda value: str(value)[:30])
@pytest.mark.parametrize("check_mode", [True, False])
def test_a_mistake_is_found_before_anything_is_written(server, document, message, check_mode):
    said = server.refused("manifest", check_mode, manifest={"projects": ["first"], **document})
    assert message in said


def test_an_error_says_what_was_done(server):
    server.fault("status", status=400, method="POST", path="/users")
    told = server.task("manifest", manifest=WHOLE)
    items = [one["item"] for one in told["done"]]
    assert told["changed"] and items[0] == "project shop" and items[-1] == "role stock {{ 1 + 1 }}"
    assert told["failed_item"] == {"operation": "create", "item": "user ada@example.com"}
    assert apply(server, WHOLE)["operations"]["none"] == len(items)


def test_a_document_of_one_thing_is_given_once(server, tmp_path):
    (tmp_path / "a.yml").write_text("policy_set: {mode: monitor}\n---\npolicy_set: {mode: monitor}\n")
    said = server.refused("manifest", files=[str(tmp_path / "a.yml")])
    assert "a.yml (document 2): policy_set is given before it already, and only lists follow each other" in said


def test_a_password_is_changed_by_the_one_before(server):
    apply(server, WHOLE)
    ada = {"email": "ada@example.com", "password": "A new one"}
    said = server.refused("manifest", manifest={"users": [ada]}, update_secret="always")
    assert "user ada@example.com: the server changes a password only by the one before it" in said
    wanted = {"users": [{**ada, "current_password": "word"}]}
    assert apply(server, wanted, update_secret="always")["operations"]["update"] == 1


def test_many_keys_are_read_by_themselves_and_missing_buckets_are_not_asked(server):
    server.done("manifest", manifest={"kv_buckets": ["b"], "kv": [{"bucket": "b", "values": {"a": 1}}]})
    assert not [path for method, path in server.requests() if method == "GET" and "/keys/" in path]
    server.done("manifest", manifest={"kv": [{"bucket": "b", "values": {"a": 1, "c": 2}}]})
    assert [path[-7:] for method, path in server.requests() if method == "GET" and path.endswith(("/a", "/c"))] == [
        "/keys/a",
        "/keys/c",
    ]
    assert KEY not in str(server.task("manifest_info"))


@pytest.mark.parametrize("version", [OLD, "0.43.1", NEW])
def test_an_environment_that_the_document_makes_can_be_the_one_that_it_fills(version):
    server = Server(version, api_environment="trial")
    document = {**WHOLE, "environments": ["trial"]}
    del document["api_keys"]
    foretold = apply(server, document, check_mode=True)
    assert foretold["operations"]["create"] and "trial" not in server.lab.environments.values()
    done = apply(server, document)
    assert (done["operations"], done["diff"]) == (foretold["operations"], foretold["diff"])
    (id_,) = [one for one, name in server.lab.environments.items() if name == "trial"]
    assert server.lab.room(Buckets, id_).named["regions"].newest("emea").value == b'{"mtu": 9000}'
    assert not server.lab.room(Buckets).named
    assert not apply(server, document, prune=["kv", "config", "secrets"])["changed"]


def test_an_environment_that_nobody_makes_is_refused():
    server = Server(api_environment="trial")
    said = server.refused("manifest", manifest={"environments": ["trail"], "kv_buckets": ["b"]})
    assert 'there is no environment "trial"' in said


def test_a_secret_that_is_not_there_is_not_missed(server):
    plain = {"name": "plain", "event_prefix": "plain"}
    apply(server, {"webhook_sources": [plain]})
    told = export(server, sections=["webhook_sources"])
    assert told["missing_secrets"] == [] and told["manifest"]["webhook_sources"] == [plain]
    apply(server, {"webhook_sources": [{**plain, "verify_secret": "open sesame"}]})
    assert export(server, sections=["webhook_sources"])["missing_secrets"] == ["webhook source plain: verify_secret"]
