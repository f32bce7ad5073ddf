# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A play with the callback tells a stand-in what happens in it, and goes on as ever where there is no server."""

from __future__ import annotations

import json
import re
import time

import pytest
import requests

from tests.unit.pages import Page

from .runner import play

SECRET = "hunter2hunter2"
ENABLED = {"ANSIBLE_CALLBACKS_ENABLED": "opsweave_tell,opsweave.platform.ironflow_events"}
TASKS = [
    {"name": "nothing new", "ansible.builtin.command": {"cmd": "true"}, "changed_when": False},
    {"name": "something new", "ansible.builtin.command": {"cmd": f"echo token={SECRET}"}, "loop": [1, 2]},
    {"name": "not shown", "ansible.builtin.command": {"cmd": f"echo {SECRET}"}, "no_log": True},
    {
        "name": "one item of them",
        "ansible.builtin.command": {"cmd": f"echo {SECRET}"},
        "loop": [1, 2],
        "no_log": "{{ item == 1 }}",
        "when": "item == 1",
    },
    {
        "name": "a password as an argument",
        "ansible.builtin.uri": {"url": "http://127.0.0.1:9/", "url_username": "me", "url_password": SECRET},
        "ignore_errors": True,
    },
    {"name": "left out", "ansible.builtin.debug": {"msg": "never"}, "when": False},
    {"name": "a fact", "ansible.builtin.set_fact": {"mine": SECRET}},
    {"name": "the end of it", "ansible.builtin.fail": {"msg": "as was to be expected"}},
]


def events(site):
    headers = {"Authorization": f"Bearer {site.exports['IRONFLOW_API_KEY']}"}
    address = f"{site.exports['IRONFLOW_SERVER_URL']}/api/v1/events"
    reply = requests.get(address, params={"limit": 100}, headers=headers, timeout=30)
    reply.raise_for_status()
    return sorted(reply.json()["events"], key=lambda event: event["data"]["number"])


@pytest.mark.parametrize(
    ("version", "how"), [("0.33.1", "summary"), ("0.43.1", "full"), ("0.53.0", "full"), ("0.53.0", "summary")]
)
def test_what_a_play_tells(site, version, how):
    site.reset("ironflow", version=version)
    done = site.play([play("web servers", TASKS)], "-vvvv", **ENABLED, OPSWEAVE_IRONFLOW_EVENTS_RESULT=how)
    assert done.status == 2 and "ironflow_events" not in done.output.partition("PLAY RECAP")[2], done.output[-3000:]
    told = events(site)
    assert [event["name"].removeprefix("ansible.") for event in told] == [
        "playbook.started", "task.ok", "task.changed", "task.changed", "task.changed", "task.failed", "task.skipped",
        "task.ok", "task.failed", "playbook.finished",
    ]  # fmt: skip
    assert SECRET not in repr(told) and site.exports["IRONFLOW_API_KEY"] not in repr(told)
    assert len({event["idempotency_key"] for event in told}) == len(told)
    data = [event["data"] for event in told]
    assert {(one["run"], one["play"] or "web servers") for one in data} == {(data[0]["run"], "web servers")}
    assert [one["task"] for one in data[1:-1]] == [task["name"] for task in TASKS]
    assert data[5]["ignored"] is True and data[8]["ignored"] is False
    assert data[8]["result"]["msg"] == "as was to be expected" and data[8]["host"] == "localhost"
    assert data[-1]["hosts"]["localhost"]["failures"] == 1
    assert all(one["seconds"] >= 0 for one in data[1:-1])
    assert len(site.journal("ironflow")["requests"]) < 15, "in batches"


def test_forks_and_modules_of_ours_in_one_play(site, tmp_path):
    """Workers are forked while the events are sent."""
    hosts = {"all": {"hosts": {f"h{n}": {"ansible_connection": "local"} for n in range(12)}}}
    inventory = tmp_path / "hosts.json"
    inventory.write_text(json.dumps(hosts))
    bucket = {"name": "a bucket", "opsweave.platform.ironflow_kv_bucket": {"name": "b"}, "run_once": True}
    key = {"name": "a key", "opsweave.platform.ironflow_kv": {"bucket": "b", "key": "{{ inventory_hostname }}",
                                                              "value": "{{ inventory_hostname }}"}}  # fmt: skip
    tasks = [bucket, key, key, key]
    flags = ("-i", str(inventory), "--forks", "6")
    often = {"OPSWEAVE_IRONFLOW_EVENTS_PAUSE": "0", "OPSWEAVE_IRONFLOW_EVENTS_BATCH_SIZE": "3"}
    done = site.play([play("many", tasks, hosts="all")], *flags, **ENABLED, **often)
    assert done.status == 0, done.output[-3000:]
    told = events(site)
    assert [event["data"]["number"] for event in told] == list(range(1, 40))
    assert [event["name"] for event in told].count("ansible.task.changed") == 13


@pytest.mark.parametrize("trouble", ["nobody there", "hangs", "refuses"])
def test_a_play_goes_on_without_a_server(site, trouble):
    more = {"OPSWEAVE_IRONFLOW_EVENTS_PATIENCE": "1"}
    if trouble == "nobody there":
        more["IRONFLOW_SERVER_URL"] = "http://127.0.0.1:9"
    elif trouble == "refuses":
        more["IRONFLOW_API_KEY"] = "ifkey_ffffffffffffffffffffffffffffffff"
    else:
        site.control("ironflow", "faults", [{"action": "delay", "seconds": 300, "times": 9, "path": "TriggerBatch"}])
    began = time.monotonic()
    done = site.play([play("on its own", TASKS[:1])], **ENABLED, **more)
    assert done.status == 0 and time.monotonic() - began < 150, done.output[-3000:]
    (warning,) = re.findall(r"\[WARNING\]: ironflow_events: (.+)", done.output)
    assert "3 of 3 events were not sent" in warning and "ifkey_" not in done.output


def test_the_example_of_its_page(site, tmp_path):
    text = Page("callback", "ironflow_events").code.EXAMPLES
    config = tmp_path / "ansible.cfg"
    config.write_text("\n".join(line.removeprefix("#").strip() for line in text.splitlines()[2:]))
    assert "callbacks_enabled = opsweave.platform.ironflow_events" in config.read_text()
    done = site.play([play("by its file", TASKS)], ANSIBLE_CONFIG=str(config), **ENABLED)
    assert done.status == 2, done.output[-3000:]
    names = [event["name"] for event in events(site)]
    assert names == ["deploy.playbook.started", *3 * ["deploy.task.changed"], *2 * ["deploy.task.failed"],
                     "deploy.playbook.finished"]  # fmt: skip


def test_it_is_silent_unless_it_is_enabled(site):
    assert site.play([play("not told", TASKS[:1])]).status == 0
    assert events(site) == []


def test_a_play_goes_on_where_it_is_not_told_of_a_server(site):
    done = site.play([play("no address", TASKS[:1])], IRONFLOW_SERVER_URL="", **ENABLED)
    assert done.status == 0 and len(done.tasks) == 1
