# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the Infino SDK and our modules see of roles, users, connections and import jobs; and of a whole manifest."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Pair
from .ours import Failed, Ours
from .sdk import Refused

YAML = """
Version: 2025-01-01
Permissions:
  - ResourceType: record
    Actions: [read, write]
    Resources: ["web-*", "logs-*"]
    Fields:
      Allow: [ts, path]
      Mask: {client_ip: redact}
  - ResourceType: metadata
    Actions: [read]
    Resources: ["*"]
"""
PERMISSIONS: list[dict[str, Any]] = [
    {"resource_type": "metadata", "actions": ["read"], "resources": ["*"]},
    {
        "resource_type": "record",
        "actions": ["write", "read"],
        "resources": ["logs-*", "web-*"],
        "fields": {"allow": ["path", "ts"], "mask": {"client_ip": "redact"}},
    },
]
PASSWORD = "SecureP@ssw0rd123!"
LOGS = {"name": "Production logs", "base_url": "https://logs.example.com", "username": "infino", "password": "word"}
JOB = {"target_dataset": "sales.rel", "query": "SELECT 1", "schedule": "0 2 * * *"}


def test_a_role_is_the_same_whoever_made_it(infino: Pair) -> None:
    infino.sdk("create_role", "theirs", YAML)
    infino.ours.settled("role", name="theirs", permissions=PERMISSIONS, version="2025-01-01")
    assert infino.ours("role", name="ours", permissions=PERMISSIONS)["operation"] == "create"
    theirs, ours = (infino.sdk("get_role", name)[name] for name in ("theirs", "ours"))
    assert [one["ResourceType"] for one in ours["Permissions"]] == ["metadata", "record"]
    assert sorted(map(str, map(ordered, theirs["Permissions"]))) == sorted(map(str, map(ordered, ours["Permissions"])))
    looked = {one["name"] for one in infino.ours("role_info")["resources"]}
    assert looked == infino.sdk("list_roles").keys()
    infino.sdk("update_role", "ours", {"Version": "2025-01-01", "Permissions": []})
    infino.ours.settled("role", name="ours", permissions=[])
    infino.sdk("delete_role", "ours")
    infino.ours.settled("role", name="ours", state="absent")


def ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: ordered(value[name]) for name in sorted(value) if value[name] not in ([], {})}
    return sorted(value) if isinstance(value, list) else value


def test_a_user_is_the_same_whoever_made_it(infino: Pair) -> None:
    for name in ("reader", "writer"):
        infino.ours("role", name=name)
    made = infino.sdk("create_user", "theirs", {"Version": "2025-01-01", "Password": PASSWORD, "Roles": ["reader"]})
    assert {"access_key", "secret_key"} <= made.keys()
    infino.ours.settled("user", name="theirs", roles=["reader"], password=PASSWORD)
    infino.ours("user", name="theirs", roles=["writer"])
    assert infino.sdk("get_user", "theirs")["theirs"]["Roles"] == ["writer"]
    infino.sdk("update_user", "theirs", "Version: 2025-01-01\nRoles: [reader, writer]\n")
    infino.ours.settled("user", name="theirs", roles=["writer", "reader"])
    infino.ours("user", name="theirs", state="absent")
    assert "theirs" not in infino.sdk("list_users")


def test_rotated_keys_sign_and_old_ones_do_not(infino: Pair) -> None:
    read = {"resource_type": "metadata", "actions": ["read"], "resources": ["*"]}
    infino.ours("role", name="reader", permissions=[read])
    made = infino.ours("user", name="ada", password=PASSWORD, roles=["reader"])["resource"]
    pairs = [made, infino.ours("user_keys", user="ada"), infino.sdk("rotate_keys", "ada")]
    for pair in pairs:
        theirs = as_user(infino, pair)
        if pair is pairs[-1]:
            assert theirs("dataset_info")["resources"] == []
            with pytest.raises(Failed, match="HTTP 403"):
                theirs("dataset", name="other")
        else:
            with pytest.raises(Failed, match="HTTP 401"):
                theirs("info")


def as_user(infino: Pair, pair: dict[str, Any]) -> Ours:
    exports = {"INFINO_ENDPOINT": infino.address, "INFINO_ACCESS_KEY": pair["access_key"]}
    return Ours("infino", {**exports, "INFINO_SECRET_KEY": pair["secret_key"]})


def test_a_connection_is_the_same_whoever_made_it(infino: Pair) -> None:
    theirs = infino.sdk("create_connection", "elasticsearch", {"config": LOGS})
    config = {name: value for name, value in LOGS.items() if name != "name"}
    found = infino.ours.settled("connection", name="Production logs", type="elasticsearch", config=config)
    assert found["resource"]["id"] == theirs["connection_id"] and "password" not in found["resource"]["config"]
    infino.ours("connection", name="Production logs", config={**config, "username": "other"})
    assert infino.sdk("get_connection", theirs["connection_id"])["config"]["username"] == "other"
    infino.sdk("update_connection", theirs["connection_id"], {"config": {"name": "Renamed"}})
    infino.ours.settled("connection", id=theirs["connection_id"], name="Renamed", config={"username": "other"})
    looked = infino.ours("connection_info", types=True, name="Renamed", dataset="web")
    assert [one["type"] for one in looked["types"]] == [one["id"] for one in infino.sdk("get_sources")]
    assert looked["metadata"] == infino.sdk("get_source_metadata", theirs["connection_id"], "web")
    infino.ours("connection", name="Renamed", state="absent")
    with pytest.raises(Refused) as error:
        infino.sdk("get_connection", theirs["connection_id"])
    assert error.value.status == 404


def test_an_import_job_is_the_same_whoever_made_it(infino: Pair) -> None:
    config = {"account": "acme", "warehouse": "W"}
    source = infino.ours("connection", name="dwh", type="snowflake", config=config)["resource"]["id"]
    theirs = infino.sdk("create_import_job", "snowflake", {"source_id": source, **JOB})
    found = infino.ours.settled("import_job", connection="dwh", **JOB)
    assert found["resource"]["id"] == theirs["job_id"] and found["unverified"] == ["query"]
    infino.ours("import_job", connection="dwh", source_dataset="", **{**JOB, "schedule": "0 3 * * *"})
    (job,) = infino.sdk("get_import_jobs")
    assert job["schedule"] == "0 3 * * *" and job["job_id"] != theirs["job_id"]
    infino.sdk("delete_import_job", job["job_id"])
    assert infino.ours("import_job_info")["resources"] == []


def test_a_manifest_of_what_the_sdk_made_changes_nothing(infino: Pair) -> None:
    infino.sdk("create_dataset", "web")
    infino.sdk("create_role", "reader", YAML)
    infino.sdk("create_user", "ada", {"Version": "2025-01-01", "Password": PASSWORD, "Roles": ["reader"]})
    source = infino.sdk("create_connection", "elasticsearch", {"config": LOGS})["connection_id"]
    infino.sdk("create_import_job", "elasticsearch", {"source_id": source, **JOB})
    spec = {"title": "Hits", "source": {"kind": "sql", "index": "web"}, "chart": {"type": "metric"}}
    chart = infino.sdk("create_visualization", spec)["id"]
    infino.sdk("create_dashboard", {"title": "Web", "panels": [{"viz_id": chart}]})
    told = infino.ours("manifest_info")["manifest"]
    assert [len(told[name]) for name in told] == [1, 1, 1, 1, 1, 1, 1]
    infino.ours.settled("manifest", manifest=told, prune=list(told))
    infino.sdk("delete_dashboard", infino.sdk("list_dashboards")["items"][0]["id"])
    assert infino.ours("manifest", manifest=told)["operations"]["create"] == 1
    assert [one["attributes"]["title"] for one in infino.sdk("list_dashboards")["items"]] == ["Web"]


def test_the_service_tells_both_its_version(infino: Pair) -> None:
    assert infino.ours("info")["version"] == infino.sdk("ping")["version"]
