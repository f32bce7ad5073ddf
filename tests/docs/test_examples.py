# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Every example of every page runs against an empty lab, in the order of its page, and returns what the page says."""

from __future__ import annotations

import json

import pytest
import yaml

from tests.integration.runner import control, play
from tests.unit.lives.every import LIVES
from tests.unit.pages import COLLECTION, FILTERS, MODULES, OTHERS, Page
from tests.unit.test_docs import GENERAL, PYTHON

PAGES = [("modules", name) for name in MODULES] + [one for one in OTHERS if one[0] == "lookup"]
PAGES += FILTERS
INVENTORIES = [one for one in OTHERS if one[0] == "inventory"]
# Its example goes over tasks that failed, of which an empty lab has none; test_task.py looks at what it returns.
LOOPS_OVER_NOTHING = {"infrahub_task"}
ALIVE = {life.module for life in LIVES}
# Modules for things that only older servers have; none of their lives is on the newest.
OLD = {life.module: life.version for life in LIVES if life.version}
for alive in LIVES:
    if not alive.version:
        OLD.pop(alive.module, None)


def system_of(name):
    return name.partition("_")[0]


def version_of(name):
    return OLD.get(name) or OLD.get(name.removesuffix("_info"), "")


def plays_of(site, folder, name):
    """The page's examples as plays, on a lab that is emptied first; a page that fails does not end the run."""
    version = version_of(name)
    what = f"reset?version={version}" if version else "reset"
    yield play(title(folder, name), [control(site, system_of(name), what)])
    for item in yaml.safe_load(Page(folder, name).code.EXAMPLES):
        tasks = item["tasks"] if "hosts" in item else [item]
        mourning = [{"name": "went wrong", "ansible.builtin.debug": {"msg": item.get("name", "")}}]
        more = {key: value for key, value in item.items() if key not in ("name", "tasks")} if "hosts" in item else {}
        shown = [{"name": item.get("name", "a play"), "block": tasks, "rescue": mourning}]
        yield {**play(title(folder, name), shown), **more}


def title(folder, name):
    return f"{folder} {name}"


@pytest.fixture(scope="module")
def ran(running):
    """The pages of each system and version in one run of Ansible, which happens when the first of them is asked for."""
    known = {}

    def run(*site):
        if site not in known:
            pages = [one for one in PAGES if (system_of(one[1]), version_of(one[1])) == site]
            known[site] = running.play([one for page in pages for one in plays_of(running, *page)], "--diff", "-v")
        return known[site]

    return run


@pytest.mark.parametrize(("folder", "name"), [pytest.param(*one, id="-".join(one)) for one in PAGES])
def test_examples(ran, folder, name):
    done = ran(system_of(name), version_of(name))
    mine = [task for task in done.tasks if task["play"] == title(folder, name)]
    assert mine, done.output[-3000:]
    failures = [(task["task"], task["result"].get("msg")) for task in mine if task["result"].get("failed")]
    assert not failures
    page = Page(folder, name)
    told = {task["task"] for task in mine}
    assert {task["name"] for task in page.examples} <= told, "an example that did not run"
    if folder == "modules":
        returned(page, [task["result"] for task in mine if task["action"] == f"{COLLECTION}.{name}"])


def returned(page, results):
    assert results
    seen = set()
    for result in [one for whole in results for one in whole.get("results", [whole])]:
        names = {name for name in result if not name.startswith("_ansible")} - GENERAL - {"item", "ansible_loop_var"}
        if result.get("skipped") or "censored" in result:  # no_log leaves nothing to look at
            continue
        assert names <= page.returns.keys(), "a value that the page does not name"
        seen |= names
        for name in names:
            if result[name] is not None:
                assert isinstance(result[name], PYTHON[page.returns[name]["type"]]), name
    known = page.name in ALIVE or page.name in LOOPS_OVER_NOTHING
    assert known or page.returns.keys() <= seen, "the page names a value that no example returned"


# What is there before an inventory's examples, where an empty server has nothing that they could find.
DEVICES = [{"_id": "edge-1", "site": "ARN", "role": "router", "ports": 48, "up": True}]
BEFORE = {
    "infino": [
        {"name": "a dataset", f"{COLLECTION}.infino_dataset": {"name": "devices"}},
        {"name": "devices", f"{COLLECTION}.infino_records": {"dataset": "devices", "records": DEVICES}},
    ],
    "ironflow": [
        {
            "name": "devices",
            f"{COLLECTION}.ironflow_manifest": {
                "manifest": {
                    "kv_buckets": ["devices"],
                    "kv": [{"bucket": "devices", "values": {"edge.sw1": DEVICES[0]}}],
                    "config": [{"name": "network", "data": {"devices": {"r1": {"address": "192.0.2.1"}}}}],
                }
            },
        }
    ],
}


@pytest.mark.parametrize(("folder", "name"), [pytest.param(*one, id="-".join(one)) for one in INVENTORIES])
def test_inventories(site, folder, name):
    if name in BEFORE:
        done = site.play([play(title(folder, name), BEFORE[name])])
        assert done.status == 0, done.output
    for number, document in enumerate(yaml.safe_load_all(Page(folder, name).code.EXAMPLES)):
        path = site.folder / f"{number}.{name}.yml"
        path.write_text(yaml.safe_dump(document), encoding="utf-8")
        flags = ("-i", str(path), "--list")
        done = site.command("ansible-inventory", *flags, ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED="true")
        assert done.status == 0, done.output
        assert "_meta" in json.loads(done.output[done.output.index("{") :])
