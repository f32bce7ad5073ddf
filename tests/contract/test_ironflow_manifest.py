# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A whole Ironflow in one document is what the SDK finds piece by piece; keys that it puts are hosts."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Pair
from .ours import Failed

WHOLE: dict[str, Any] = {
    "projects": ["shop"],
    "environments": [{"name": "trial", "project": "shop", "color": "#22c55e"}],
    "roles": ["billing"],
    "users": [{"email": "ada@example.com", "name": "Ada", "password": "A word 4 tests", "roles": ["billing"]}],
    "api_keys": [{"name": "build", "roles": ["billing"], "environment": "trial"}],
    "kv_buckets": [{"name": "regions", "history": 5}],
    "kv": [{"bucket": "regions", "values": {"emea": {"mtu": 9000}, "apac": "{{ 1 + 1 }}"}}],
    "config": [{"name": "app", "data": {"mode": "blue", "limits": {"rps": 5}}}],
    "secrets": [{"name": "db", "value": "open sesame", "description": "Orders"}],
}
LISTS = {
    "projects": ("projects_list", "name"),
    "environments": ("environments_list", "name"),
    "roles": ("roles_list", "name"),
    "users": ("users_list", "email"),
    "api_keys": ("api_keys_list", "name"),
}
CHANGED = {"projects": "project_info", "roles": "role_info"}  # old and new servers tell other fields of them
RPC = {
    "event_schemas": ("EventSchemaService/ListSchemas", "schemas", "eventName"),
    "consumer_groups": ("PubSubService/ListConsumerGroups", "groups", "name"),
    "webhook_sources": ("WebhookService/ListWebhookSources", "sources", "name"),
    "functions": ("IronflowService/ListFunctions", "functions", "id"),
    "projections": ("ProjectionService/ListProjections", "projections", "name"),
}
ENGINE: dict[str, Any] = {
    "event_schemas": [{"event_name": "order.paid", "version": 1, "schema": {"type": "object"}}],
    "consumer_groups": [{"name": "billing", "pattern": "events:order.*"}],
    "webhook_sources": [{"name": "forge", "event_prefix": "forge"}],
    "functions": [{"id": "bill", "triggers": [{"event": "order.paid"}]}],
    "projections": [{"name": "orders", "events": ["order.paid"]}],
}
POLICY = {"name": "no-secrets", "effect": "deny", "actions": ["secrets:manage"], "resources": ["*"]}
OLD = "0.33.1"
MODULES = {"base": "package base\n"}


def of_its_time(ironflow: Pair) -> bool:
    """An SDK knows what servers of its own version have, and in which header they want the environment."""
    return str(ironflow.sdk("version")) == ironflow.version


def named(ironflow: Pair, section: str) -> dict[str, Any]:
    method, key = LISTS[section]
    if section in CHANGED and not of_its_time(ironflow):
        return {one["name"]: one for one in ironflow.ours(CHANGED[section])["resources"]}
    return {one[key]: one for one in ironflow.sdk(method)}


def test_what_a_document_makes_is_what_the_sdk_finds(ironflow: Pair) -> None:
    assert ironflow.ours("manifest", manifest=WHOLE)["operations"]["create"] == 10
    found = {section: named(ironflow, section) for section in LISTS}
    trial, role = found["environments"]["trial"], found["roles"]["billing"]
    assert trial["project_id"] == found["projects"]["shop"]["id"] and trial["color"] == "#22c55e"
    assert found["users"]["ada@example.com"]["roles"] == ["billing"]
    key = found["api_keys"]["build"]
    assert (key["role_ids"], key["environment_id"]) == ([role["id"]], trial["id"])
    value = ironflow.sdk("kv_get_buckets_keys", "regions", "emea")["value"]
    assert json.loads(base64.b64decode(value)) == {"mtu": 9000}
    assert ironflow.sdk("config_get", "app")["data"] == WHOLE["config"][0]["data"]
    if of_its_time(ironflow):
        assert ironflow.sdk("secrets_get", "db")["description"] == "Orders"
    assert not ironflow.ours("manifest", manifest=WHOLE)["changed"]


def test_a_document_fills_the_environment_that_it_makes(ironflow: Pair) -> None:
    document = {name: WHOLE[name] for name in ("projects", "environments", "kv_buckets", "kv", "config", "secrets")}
    ironflow.ours("manifest", manifest=document, api_environment="trial")
    assert not ironflow.ours("manifest", manifest=document, api_environment="trial", prune=["kv"])["changed"]
    assert ironflow.sdk("kv_list_buckets")["buckets"] == [] == ironflow.sdk("config_list")["configs"]
    if of_its_time(ironflow):
        trial = named(ironflow, "environments")["trial"]["id"]
        header = "x_ironflow_environment" if ironflow.version == OLD else "x_ironflow_environment_id"
        assert [one["name"] for one in ironflow.sdk("secrets_list", **{header: trial})] == ["db"]


def test_what_the_engine_works_with_is_told_alike(ironflow: Pair) -> None:
    ironflow.ours("manifest", manifest=ENGINE)
    document = ironflow.ours("manifest_info", sections=list(ENGINE))["manifest"]
    for section, (method, items, key) in RPC.items():
        ours = [one.get("event_name") or one.get("id") or one["name"] for one in document[section]]
        theirs = [one[key] for one in ironflow.sdk(method, {"limit": 50})[items]]
        assert ours == theirs and len(ours) == 1, section
    assert not ironflow.ours("manifest", manifest=document, prune=list(document))["changed"]


def test_what_the_sdk_made_is_written_down_and_applies_with_no_change(ironflow: Pair) -> None:
    if of_its_time(ironflow):
        ironflow.sdk("projects_create", {"name": "theirs"})
    else:
        ironflow.ours("project", name="theirs")
    project = named(ironflow, "projects")["theirs"]
    environment = ironflow.sdk("environments_create", {"name": "test", "project_id": project["id"], "color": "#ef4444"})
    role = ironflow.sdk("roles_create", {"name": "audit"})
    ironflow.sdk("users_create", {"email": "bob@example.com", "password": "A word 4 tests", "roles": ["audit"]})
    ironflow.sdk("api_keys_create", {"name": "ops", "role_ids": [role["id"]], "env_id": environment["id"]})
    ironflow.sdk("kv_buckets", {"name": "b"})
    ironflow.sdk("kv_update_buckets_keys", "b", "json", {"on": True})
    ironflow.sdk("kv_update_buckets_keys", "b", "text", "{{ 1 + 1 }}")
    ironflow.ours("kv", bucket="b", key="bytes", value="/wA=", format="base64")
    ironflow.sdk("config_create", "app", {"mode": "green"})
    if of_its_time(ironflow):
        ironflow.sdk("secrets_create", {"name": "db", "value": "open sesame"})
    else:
        ironflow.ours("secret", name="db", value="open sesame")
    told = ironflow.ours("manifest_info")
    document = told["manifest"]
    assert told["missing_secrets"] == ["user bob@example.com: password", "secret db: value"]
    assert {"name": "test", "project": "theirs", "color": "#ef4444"} in document["environments"]
    assert document["api_keys"][0] == {"name": "ops", "roles": ["audit"], "environment": "test"}
    assert {one.get("format", "json"): one["values"] for one in document["kv"]} == {
        "json": {"json": {"on": True}, "text": "{{ 1 + 1 }}"},
        "base64": {"bytes": "/wA="},
    }
    assert {one["name"] for one in document["projects"]} == set(named(ironflow, "projects"))
    assert {one["name"] for one in document["environments"]} == set(named(ironflow, "environments"))
    assert not ironflow.ours("manifest", manifest=document, prune=list(document))["changed"]


def test_what_is_pruned_is_gone_for_the_sdk(ironflow: Pair) -> None:
    ironflow.ours("manifest", manifest=WHOLE)
    less = {"kv": [{"bucket": "regions", "values": {"emea": {"mtu": 9000}}}], "environments": ["default"]}
    assert ironflow.ours("manifest", manifest=less, prune=list(less))["operations"]["delete"] >= 2
    assert ironflow.sdk("kv_list_buckets_keys", "regions")["keys"] == ["emea"]
    assert set(named(ironflow, "environments")) == {"default"}


def test_rights_are_as_each_version_keeps_them(ironflow: Pair) -> None:
    policies = {"policies": [POLICY], "role_policies": [{"role": "viewer", "policy": "no-secrets"}]}
    policy_set = {"policy_set": {"modules": MODULES}}
    old = ironflow.version == OLD
    document, other = (policies, policy_set) if old else (policy_set, policies)
    ironflow.ours("manifest", manifest=document)
    if of_its_time(ironflow) and old:
        role = named(ironflow, "roles")["viewer"]
        assert [one["name"] for one in ironflow.sdk("roles_list_policies", role["id"])["policies"]] == ["no-secrets"]
    elif of_its_time(ironflow):
        assert ironflow.sdk("policy_set_list")["modules"] == MODULES
    assert not ironflow.ours("manifest", manifest=document, prune=list(document))["changed"]
    with pytest.raises(Failed, match="and this server is"):
        ironflow.ours("manifest", manifest=other)


def test_keys_that_the_sdk_puts_are_hosts(ironflow: Pair, tmp_path: Path) -> None:
    ironflow.sdk("kv_buckets", {"name": "devices"})
    for n in range(3):
        ironflow.sdk("kv_update_buckets_keys", "devices", f"sw{n}", {"site": "ams", "ports": n})
    hosts = ironflow.ours.inventory(tmp_path, bucket="devices")
    assert hosts.keys() == {"sw0", "sw1", "sw2"} and hosts["sw2"]["ports"] == 2
    ironflow.sdk("config_create", "network", {"hosts": {"r1": {"site": "fra"}}})
    assert ironflow.ours.inventory(tmp_path, document="network", path="hosts")["r1"]["site"] == "fra"
