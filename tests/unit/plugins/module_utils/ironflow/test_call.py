# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Any operation by name: what is refused before it is sent, and how the rest is sent."""

from __future__ import annotations

import base64
import json
import subprocess
import sys

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.ironflow.operations import table
from tests.lab.ironflow.table import load
from tests.unit.test_house import ROOT

from .server import NEW, OLD, Server, each_era


def test_the_table_is_not_stale():
    script = [sys.executable, ROOT / "scripts/ironflow_operations.py", "--check"]
    done = subprocess.run(script, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_operation_is_in_it():
    assert sorted(table.names()) == sorted(facts["name"] for facts in load())
    for facts in load():
        made = table.operation(facts["name"])
        assert (made.method, made.path) == (facts["method"], facts["path"])
        assert made.reads == facts.get("reads", False)
        known = {name for part in ("query", "headers", "fields") for name in facts.get(part, {}) if "." not in name}
        assert known <= made.parameters.keys()


@pytest.mark.parametrize(
    ("version", "args", "said"),
    [
        (NEW, {"operation": "project_list"}, 'no operation "project_list"; did you mean "projects_list"'),
        (NEW, {"operation": "policies_list"}, "has it up to 0.43, and this server is 0.53; use policy_set"),
        (OLD, {"operation": "policy_set_list"}, "has it from 0.44 on, and this server is 0.33.1"),
        (NEW, {"operation": "sql_create", "params": {"query": "x"}}, "is 0.53; use QueryService/ExecuteSQL"),
        (NEW, {"operation": "projects_create", "params": {"nme": "x"}}, 'no parameter "nme"; did you mean "name"'),
        (NEW, {"operation": "projects_create"}, "operation projects_create needs name"),
        (NEW, {"operation": "projects_create", "params": {"name": 1}}, "name takes a text"),
        (NEW, {"operation": "IronflowService/ListRuns", "params": {"status": "faild"}}, 'there is no "faild"; did you'),
        (NEW, {"operation": "IronflowService/ListRuns", "params": {"limit": True}}, "limit takes a whole number"),
        (NEW, {"operation": "IronflowService/ListRuns", "params": {"statuses": "failed"}}, "statuses takes a list"),
        ("0.48.0", {"operation": "projects_create", "params": {"name": "a", "description": "b"}}, "from 0.49 on"),
        (NEW, {"operation": "projects_list", "document": {}}, "takes no document"),
        (NEW, {"operation": "config_create", "params": {"name": "a"}}, "needs document"),
        (NEW, {"operation": "watch_kv", "params": {"bucket": "b"}}, "is a websocket"),
        (NEW, {"operation": "secrets_get", "params": {"X-Ironflow-Environment-ID": "x", "name": "a"}}, "no parameter"),
        (
            NEW,
            {"operation": "AgentToolsService/RegisterTool", "params": {"tools": [{"nme": "x"}]}},
            'no parameter "tools[0].nme"; did you mean "tools[0].name"',
        ),
    ],
)
def test_what_is_refused(version, args, said):
    server = Server(version)
    for check_mode in (True, False):
        assert said in server.refused("call", check_mode, **args)


@each_era
def test_bytes_and_documents(version):
    server = Server(version)
    server.done("call", operation="kv_buckets", params={"name": "b"})
    done = server.done("call", operation="kv_update_buckets_keys", params={"bucket": "b", "key": "a/b"}, content="x")
    assert (done["changed"], done["result"]) == (True, {"revision": 1})
    assert server.requests()[-1] == ("PUT", "/api/v1/kv/buckets/b/keys/a/b")
    found = server.done("call", operation="kv_get_buckets_keys", params={"bucket": "b", "key": "a/b"})
    assert (found["changed"], base64.b64decode(found["result"]["value"])) == (False, b"x")


def test_a_word_may_be_short():
    server = Server()
    server.done("consumer_group", name="billing", pattern="events:*")
    asked = {"operation": "PubSubService/ListConsumerGroups", "params": {"status": "active", "limit": 5}}
    assert [one["name"] for one in server.done("call", **asked)["result"]["groups"]] == ["billing"]
    assert json.loads(server.sent[-1][3])["status"] == "CONSUMER_GROUP_STATUS_ACTIVE"


@each_era
def test_an_environment_that_the_server_wants_to_know(version):
    server = Server(version)
    server.done("secret", name="db", value="open sesame")
    assert server.done("call", operation="secrets_list")["result"][0]["name"] == "db"


def test_check_mode_sends_nothing():
    server = Server()
    told = server.done("call", check_mode=True, operation="projects_create", params={"name": "shop"})
    assert (told["changed"], told["result"], server.lab.writes) == (True, None, [])
