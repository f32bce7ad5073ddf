# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The callback in a run of ansible-playbook: what reaches the server, and that no server can fail a play."""

from __future__ import annotations

import time

from .runner import play

ENABLED = {"ANSIBLE_CALLBACKS_ENABLED": "opsweave_tell,opsweave.platform.ironflow_events"}
SECRET = "open sesame"
TASKS = [
    {"name": "fact", "ansible.builtin.set_fact": {"a": 1}, "changed_when": True},
    {"name": "quiet", "ansible.builtin.debug": {"msg": SECRET}, "no_log": True},
    {"name": "loop", "ansible.builtin.debug": {"msg": "{{ item }}"}, "loop": [1, 2], "loop_control": {"label": "x"}},
    {"name": "fails", "ansible.builtin.fail": {"msg": "no {{ '{{' }} 1 }}"}, "ignore_errors": True},
    {"name": "skipped", "ansible.builtin.debug": {"msg": "no"}, "when": False},
]


def events(site):
    done = site.play([play("look", [{"name": "events", "opsweave.platform.ironflow_event_info": {"limit": 100}}])])
    assert done.status == 0, done.output
    return done.results()["events"]["resources"][::-1]


def test_a_play_becomes_events(site):
    done = site.play([play("told", TASKS)], "-vvvv", OPSWEAVE_IRONFLOW_EVENTS_RESULT="full", **ENABLED)
    assert (
        done.status == 0
        and "ironflow_events" not in done.output.replace("plugins/callback/ironflow_events", "")[-2000:]
    )
    found = events(site)
    names = [
        "playbook.started",
        "task.changed",
        "task.ok",
        "task.ok",
        "task.failed",
        "task.skipped",
        "playbook.finished",
    ]
    assert [one["name"].removeprefix("ansible.") for one in found] == names
    assert SECRET not in str(found) and found[2]["data"]["task"] == ""
    assert [one["msg"] for one in found[3]["data"]["result"]["results"]] == [1, 2]
    assert found[4]["data"]["result"]["msg"] == "no {{ 1 }}" and found[4]["data"]["ignored"] is True
    assert found[-1]["data"]["hosts"]["localhost"]["ignored"] == 1


def test_it_is_silent_unless_it_is_enabled(site):
    assert site.play([play("not told", TASKS)]).status == 0
    assert events(site) == []


def test_a_server_that_is_not_there_fails_no_play(site):
    start = time.monotonic()
    done = site.play(
        [play("told nobody", TASKS)],
        OPSWEAVE_IRONFLOW_EVENTS_PATIENCE="3",
        IRONFLOW_SERVER_URL="http://127.0.0.1:9",
        **ENABLED,
    )
    assert done.status == 0 and "ironflow_events: " in done.output and time.monotonic() - start < 60
    assert len(done.tasks) == len(TASKS)


def test_a_play_goes_on_where_it_is_not_told_of_a_server(site):
    done = site.play([play("no address", TASKS)], IRONFLOW_SERVER_URL="", **ENABLED)
    assert done.status == 0 and len(done.tasks) == len(TASKS)
