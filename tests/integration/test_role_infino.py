# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The role infino: a manifest, records and a query; a second run changes nothing, and pruning is by section."""

from __future__ import annotations

import pytest

from .runner import ours, plain

READER = {"name": "reader", "permissions": [{"resource_type": "record", "actions": ["read"], "resources": ["devices"]}]}
CHART = {
    "title": "Devices",
    "source": {"index": "devices", "sql": {"metrics": [{"function": "count"}]}},
    "chart": {"type": "metric"},
}
WHOLE = {
    "datasets": ["devices", "visits"],
    "roles": [READER],
    "users": [{"name": "ada", "password": "A word 4 tests", "roles": ["reader"]}],
    "visualizations": [CHART],
    "dashboards": [{"title": "Network", "panels": [{"visualization": "Devices"}]}],
}
RECORDS = {"name": "devices", "records": [{"_id": "a", "site": "ams"}]}
QUERY = {"name": "sites", "sql": "SELECT site FROM devices"}


def role(name, **given):
    variables = plain({f"infino_{word}": value for word, value in given.items()})
    used = {"name": "the role", "ansible.builtin.include_role": {"name": "opsweave.platform.infino"}, "vars": variables}
    rows = {"name": "rows", "ansible.builtin.debug": {"msg": "{{ infino_rows | default({}) }}"}}
    tasks = [used, rows, ours("infino_manifest_info", {}, "what is there")]
    return {"name": name, "hosts": "localhost", "gather_facts": False, "tasks": tasks}


@pytest.fixture(scope="module")
def ran(running):
    running.reset("infino")
    whole = {"manifest": WHOLE, "datasets": [RECORDS], "queries": [QUERY]}
    pruned = {"manifest": {"datasets": ["devices"]}, "manifest_prune": ["datasets"]}
    return running.play([role("first", **whole), role("again", **whole), role("pruned", **pruned), role("nothing")])


def told(ran, name):
    results = {task.rpartition(" : ")[2]: result for task, result in ran.results(name).items()}
    assert results, ran.output[-3000:]
    return results


def test_all_is_there_and_a_second_run_changes_nothing(ran):
    first, again = told(ran, "first"), told(ran, "again")
    assert first["Manifest"]["operations"]["create"] == 6 and first["rows"]["msg"] == {"sites": [{"site": "ams"}]}
    assert not again["Manifest"]["changed"] and again["Manifest"]["operations"]["none"] == 6
    assert "A word 4 tests" not in ran.output


def test_a_section_is_pruned_and_the_others_stay(ran):
    left = told(ran, "pruned")["what is there"]["manifest"]
    assert left["datasets"] == [{"name": "devices"}] and left["users"][0]["name"] == "ada"


def test_without_a_manifest_none_is_applied(ran):
    assert "operations" not in told(ran, "nothing")["Manifest"]
