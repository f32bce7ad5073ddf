# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The role ironflow applies a manifest: a second run changes nothing, pruning is by section; keys are hosts."""

from __future__ import annotations

import json

import pytest
import yaml

from .runner import ours, plain

WHOLE = {
    "projects": ["shop"],
    "environments": [{"name": "trial", "project": "shop"}],
    "roles": ["billing"],
    "users": [{"email": "ada@example.com", "password": "A word 4 tests", "roles": ["billing"]}],
    "api_keys": [{"name": "build", "roles": ["billing"], "environment": "trial"}],
    "policy_set": {"modules": {"base": "package base\n"}},
    "kv_buckets": ["devices"],
    "kv": [{"bucket": "devices", "values": {"sw1": {"site": "{{ 2 + 2 }}"}, "sw2": {"site": "fra"}}}],
    "secrets": [{"name": "db", "value": "open sesame 4 tests"}],
}
BUCKET = {"name": "regions", "entries": {"emea": {"mtu": 9000}}}


def role(name, **given):
    variables = plain({f"ironflow_{word}": value for word, value in given.items()})
    used = {"name": "use", "ansible.builtin.include_role": {"name": "opsweave.platform.ironflow"}, "vars": variables}
    tasks = [used, ours("ironflow_manifest_info", {}, "what is there")]
    return {"name": name, "hosts": "localhost", "gather_facts": False, "tasks": tasks}


@pytest.fixture(scope="module", params=["true", "false"], ids=["in process", "a process of its own"])
def ran(request, running):
    running.reset("ironflow")
    file = running.folder / "shop.yml"
    file.write_text(yaml.safe_dump(plain({"roles": ["stock"]})), encoding="utf-8")
    whole = {"manifest": WHOLE, "manifest_files": [str(file)], "buckets": [BUCKET]}
    pruned = {"manifest": {"roles": ["stock"], "kv_buckets": ["devices"]}, "manifest_prune": ["roles", "kv_buckets"]}
    plays = [role("first", **whole), role("again", **whole), role("pruned", **pruned), role("nothing")]
    return running.play(plays, f"-eopsweave_in_process={request.param}"), running


def told(done, name):
    results = {task.rpartition(" : ")[2]: result for task, result in done.results(name).items()}
    assert results, done.output[-3000:]
    return results


def test_all_is_there_and_a_second_run_changes_nothing(ran):
    done, _site = ran
    first, again = told(done, "first"), told(done, "again")
    assert first["Manifest"]["operations"] == {"create": 10, "update": 1, "delete": 0, "none": 0}, first["Manifest"]
    assert not again["Manifest"]["changed"] and again["Manifest"]["operations"]["none"] == 11
    assert "4 tests" not in done.output and not again["Keys"]["changed"]


def test_a_section_is_pruned_and_the_others_stay(ran):
    done, _site = ran
    left = told(done, "pruned")["what is there"]["manifest"]
    assert left["roles"] == [{"name": "stock"}] and left["kv_buckets"] == [{"name": "devices"}]
    assert left["users"][0]["email"] == "ada@example.com"


def test_without_a_manifest_none_is_applied(ran):
    done, _site = ran
    assert "operations" not in told(done, "nothing")["Manifest"]


def test_keys_are_hosts(ran):
    _done, site = ran
    path = site.folder / "devices.ironflow.yml"
    keyed = [{"key": "site", "prefix": "site"}]
    source = {"plugin": "opsweave.platform.ironflow", "bucket": "devices", "keyed_groups": keyed}
    path.write_text(yaml.safe_dump(source))
    done = site.command("ansible-inventory", "-i", str(path), "--list", "--export")
    made = json.loads(done.output[done.output.index("{") :])
    assert made["_meta"]["hostvars"].keys() == {"sw1", "sw2"} and made["site_fra"]["hosts"] == ["sw2"]
    assert "2 + 2" in str(made["_meta"]["hostvars"]["sw1"])
