# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Operations by name: checked before they are sent, and not sent in check mode where they can have effects."""

from __future__ import annotations

import re
import time

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.infino.actions.call import may_write
from ansible_collections.opsweave.platform.plugins.module_utils.infino.forms import FORMS, PLACE
from ansible_collections.opsweave.platform.plugins.module_utils.infino.operations import WRITES, door
from ansible_collections.opsweave.platform.plugins.module_utils.infino.operations_more import ALL, BY_NAME
from tests.unit.pages import ROOT, Page
from tests.unit.play import Play

from .variants import combinations


@pytest.fixture
def play():
    made = Play("infino")
    made.task("infino_dataset", {"name": "web"})
    return made


def call(play, operation, check_mode=False, **parameters):
    return play.task("infino_call", {"operation": operation, "parameters": parameters}, check_mode)


def test_the_table_is_whole():
    """The SDK has 66 methods: five to begin and end with, and the groups of its documentation."""
    groups = {group: sum(one.group == group for one in ALL) for group in dict.fromkeys(one.group for one in ALL)}
    assert list(groups.values()) == [5, 11, 5, 9, 12, 13, 11] and len(BY_NAME) == 66


@pytest.mark.parametrize("operation", ALL, ids=lambda one: one.name)
def test_each_row_is_sound(operation):
    names = {field.name for field in operation.parameters}
    assert operation.body in FORMS and set(operation.of) <= names
    assert bool(operation.method) == bool(operation.replies) != bool(operation.instead)
    assert operation.doors or not operation.method
    for kind, name, options in map(door, operation.doors):
        folder = "modules" if kind == "module" else kind
        assert (ROOT / "plugins" / folder / f"{name}.py").exists(), "a plugin that is not there"
        assert set(options) <= set(Page(folder, name).options), "an option that its page does not have"
    used = set(PLACE.findall(operation.path)) | set(operation.of)
    assert used == names or not operation.method
    assert all(field.required for field in operation.parameters if field.name in PLACE.findall(operation.path))
    if operation.effects == WRITES:
        assert operation.method != "GET" and not re.search("_info$", " ".join(operation.doors))


def test_what_can_have_effects_is_not_sent_in_check_mode(play):
    foretold = call(play, "create_role", True, name="reader", config={"Permissions": []})
    assert (foretold["changed"], foretold["answer"], foretold["requests"]) == (True, None, 0)
    assert call(play, "create_role", name="reader", config={"Permissions": []})["answer"] == {"acknowledged": True}
    looked = call(play, "get_datasets", True)
    assert not looked["changed"] and looked["answer"][0]["index"] == "web"


@pytest.mark.parametrize(
    ("query", "writes"),
    [("SELECT 1", False), ('{"query": {}}', False), ({"query": {}}, False), ("DELETE FROM web", True), ("", True)],
)
def test_a_statement_says_whether_it_writes(query, writes):
    assert may_write(query) is writes


REFUSED = [
    ("creat_role", {}, 'there is no operation "creat_role"; did you mean "create_role"'),
    ("create_role", {"nam": "x"}, 'create_role: has no "nam"; did you mean "name"?'),
    ("create_role", {"name": "x"}, "create_role: give config"),
    ("get_role", {"name": "a/b"}, "name 'a/b': a name holds only letters"),
    ("get_dataset_schema", {"dataset": "sql"}, "the server uses this name itself"),
    ("create_role", {"name": "x", "config": "a: [1"}, "config:1:6:"),
    ("query_dataset_in_querydsl", {"dataset": "web", "query": "{"}, "query is no JSON"),
    ("upload_json_to_dataset", {"dataset": "web", "payload": "{}\n{"}, "payload line 2 is no JSON"),
    ("list_dashboards", {"limit": "many"}, "list_dashboards: limit must be a number"),
    ("upload_file", {"dataset": "web", "file_path": "/none", "format": "jsno"}, '"jsno"; did you mean "json"'),
    ("upload_file", {"dataset": "web", "file_path": "/none"}, "file_path: /none is not there; give a file"),
    ("execute_visualization", {"viz_id": "v", "filters": [{"field": "a"}]}, "filters item 1: give operator"),
    ("websocket_connect", {"path": "/fino/nl"}, "sends no request of its own"),
    ("close", {}, "sends no request of its own"),
]


@pytest.mark.parametrize(("operation", "parameters", "message"), REFUSED)
def test_bad_input_is_refused_before_anything_is_sent(play, operation, parameters, message):
    since = play.requests
    assert message in call(play, operation, **parameters)["msg"]
    assert play.requests == since


def test_secrets_in_yaml_are_masked(play):
    config = "Version: 2025-01-01\nPassword: A word 4 tests\nRoles: [raeder]\n"
    told = call(play, "create_user", name="ada", config=config)
    assert "no role [raeder]" in told["msg"] and "A word 4 tests" not in str(told)


def test_the_clocks_are_named_where_a_signature_is_refused(play):
    play.now = time.time()
    play.server.clock = lambda: time.time() + 3600
    told = play.task("infino_info", {})["msg"]
    assert "HTTP 401" in told and re.search(r"the server's is 3\d\d\d seconds ahead of this one's", told)
    play.server.clock = lambda: time.time() - 120
    warned = play.task("infino_info", {})
    assert abs(warned["clock_difference"] + 120) < 5 and "differs from this one's" in warned["warnings"][0]


@pytest.mark.parametrize("variant", combinations("ping"), ids=str)
def test_the_service_tells_its_version(play, variant):
    play.server.variant = variant
    assert play.task("infino_info", {})["version"] == "2025-06-30"


@pytest.mark.parametrize("variant", combinations("schema", "dataset_row"), ids=str)
def test_the_fields_of_a_dataset(play, variant):
    play.server.variant = variant
    play.task("infino_records", {"dataset": "web", "records": [{"_id": "a", "path": "/", "hits": 3}]})
    (found,) = play.task("infino_dataset_info", {"schema": True})["resources"]
    assert {name: one["type"] for name, one in found["schema"].items()} == {"path": "String", "hits": "Integer"}
    assert (found["records"], found["deleted"], found["status"]) == (1, 0, "open")


@pytest.mark.parametrize("variant", combinations("enrichment"), ids=str)
def test_a_policy(play, variant):
    play.server.variant = variant
    done = play.task("infino_enrichment", {"dataset": "web", "policy": {"enrich_policy": {}}})
    assert done["changed"] and done["answer"]
    assert 'there is no dataset "wbe"' in play.task("infino_enrichment", {"dataset": "wbe", "policy": {"a": 1}})["msg"]
    assert "the policy is empty" in play.task("infino_enrichment", {"dataset": "web", "policy": {}})["msg"]
