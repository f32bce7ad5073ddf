# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The callback: what is told of a play and what never is, in how many requests, and what a bad server does to it."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace

import pytest
from ansible import constants

from ansible_collections.opsweave.platform.plugins.callback.ironflow_events import CallbackModule
from ansible_collections.opsweave.platform.plugins.module_utils import entry
from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import Unreachable
from ansible_collections.opsweave.platform.plugins.plugin_utils import client as plugin_client
from ansible_collections.opsweave.platform.plugins.plugin_utils.posting import Post
from tests.lab.common.direct import Direct
from tests.lab.common.stand_in import Fault
from tests.lab.ironflow.areas.events import Events
from tests.lab.ironflow.lab import IronflowLab
from tests.unit.pages import Page

NAME = "opsweave.platform.ironflow_events"
KEY = "ifkey_0123456789abcdef0123456789abcdef"


class Play:
    """What Ansible tells a callback, of a play with these results."""

    def __init__(self, monkeypatch, version="0.53.0"):
        self.lab = IronflowLab(version=version, api_key=KEY)
        self.direct, self.said = Direct(self.lab), []
        outside = plugin_client.Outside
        quick = {"transport": self.direct, "sleep": lambda seconds: None}
        monkeypatch.setattr(plugin_client, "Outside", lambda **how: outside(**{**how, **quick}))
        monkeypatch.setenv("IRONFLOW_SERVER_URL", "http://localhost")
        monkeypatch.setenv("IRONFLOW_API_KEY", KEY)
        entry.CLIENTS.clear()
        constants.config.initialize_plugin_configuration_definitions(
            "callback", NAME, Page("callback", NAME[18:]).options
        )

    def run(self, *results, **options):
        plugin = CallbackModule()
        plugin._load_name = NAME
        plugin.set_options(direct={"pause": 0.05, **options})
        plugin._display = SimpleNamespace(warning=self.said.append)
        plugin.v2_playbook_on_start(SimpleNamespace(_file_name="site.yml"))
        plugin.v2_playbook_on_play_start(SimpleNamespace(get_name=lambda: "sites"))
        for number, (what, result, facts) in enumerate(results):
            host = SimpleNamespace(get_name=lambda: "ams")
            task = {"no_log": False, "action": "debug", "check_mode": False, **facts}
            task = SimpleNamespace(_uuid=str(number), get_name=lambda number=number: f"task {number}", **task)
            plugin.v2_runner_on_start(host, task)
            getattr(plugin, f"v2_runner_on_{what}")(SimpleNamespace(_host=host, _task=task, _result=result))
        stats = SimpleNamespace(processed={"ams": 1}, summarize=lambda host: {"ok": len(results)})
        plugin.v2_playbook_on_stats(stats)
        return [(event.name.removeprefix("ansible."), event.data) for event in self.lab.room(Events).all]


@pytest.fixture
def play(monkeypatch):
    return Play(monkeypatch)


def done(what="ok", facts=None, **result):
    return what, result, facts or {}


@pytest.mark.parametrize("version", ["0.33.1", "0.36.0", "0.53.0"])
def test_a_play_is_told_in_order(monkeypatch, version):
    play = Play(monkeypatch, version)
    told = play.run(done(changed=True, msg="new"), done("failed", rc=2, msg="no"), done("skipped"), done("unreachable"))
    names = ["playbook.started", "task.changed", "task.failed", "task.skipped", "task.unreachable", "playbook.finished"]
    assert [name for name, _data in told] == names and play.said == []
    assert [data["number"] for _name, data in told] == [1, 2, 3, 4, 5, 6]
    assert len({data["run"] for _name, data in told}) == 1
    _name, first = told[1]
    assert (first["host"], first["task"], first["play"], first["playbook"]) == ("ams", "task 0", "sites", "site.yml")
    assert first["result"] == {"changed": True, "msg": "new"} and first["seconds"] >= 0
    assert told[2][1]["result"] == {"changed": False, "msg": "no", "rc": 2}
    assert told[-1][1]["hosts"] == {"ams": {"ok": 4}}


def test_many_events_go_in_few_requests(play):
    play.run(*[done(msg=str(number)) for number in range(250)], batch_size=100)
    assert len([one for one in play.lab.journal if "TriggerBatch" in one.path]) <= 4
    assert len(play.lab.room(Events).all) == 252


def test_only_what_is_wanted(play):
    told = play.run(done(changed=True), done(), done("failed"), events=["failed"], prefix="run")
    assert [name for name, _data in told] == ["run.task.failed"]


SECRET = "open sesame"


@pytest.mark.parametrize("how", ["none", "summary", "full"])
@pytest.mark.parametrize(
    "result",
    [
        {"msg": SECRET, "_ansible_no_log": True},
        {"censored": "hidden", "msg": SECRET},
        {"invocation": {"module_args": {"x": SECRET}}, "diff": {"before": SECRET}, "ansible_facts": {"a": SECRET}},
        {"user": {"db_password": SECRET, "items": [{"api_key": SECRET}]}, "AuthToken": SECRET},
        {"results": [{"item": 1, "msg": SECRET, "_ansible_no_log": True}, {"private_key": SECRET}]},
        {"stdout": "b", "_ansible_verbose_override": SECRET},
    ],
)
def test_what_is_never_told(play, how, result):
    told = play.run(("ok", result, {}), result=how)
    assert len(told) == 3 and SECRET not in str(told)


def test_the_own_key_is_never_told(play):
    told = play.run(done(msg=f"asked with {KEY}"), result="full")
    assert KEY not in str(told) and "asked with" in str(told)


def test_a_task_without_log_has_no_name(play):
    told = play.run(done(facts={"no_log": True}, censored="hidden"))
    assert told[1][1]["task"] == ""


def test_a_long_result_is_told_in_short(play):
    (_name, data) = play.run(done(stdout="x" * 100_000), result="full")[1]
    assert data["result"]["names"] == ["stdout"] and len(str(data)) < 1000


def test_a_batch_whose_answer_is_lost_happens_once(play):
    play.lab.faults.append(Fault("drop_after", path="TriggerBatch"))
    told = play.run(done(), done())
    assert len(told) == 4 and play.said == []


def test_a_server_that_refuses_fails_no_play(play):
    play.lab.faults.append(Fault("status", status=403, path="TriggerBatch", times=99))
    assert play.run(*[done() for _place in range(20)], batch_size=2) == []
    assert play.said[-1] == "ironflow_events: 22 events were not sent, 0 were"
    assert len([one for one in play.lab.journal if "TriggerBatch" in one.path]) == 3, "it gives up"


def test_a_wrong_expression_says_so(play):
    assert play.run(done(), hide="(") == []
    assert "no events are sent" in play.said[0]


def test_the_end_waits_no_longer_than_it_may():
    held = threading.Event()
    post = Post(lambda batch: held.wait(30) and [], 1, 0)
    for number in range(5):
        post.put(number)
    start = time.monotonic()
    said = post.close(0.2)
    held.set()
    assert time.monotonic() - start < 5 and "not everything was sent within 0.2 s" in said[0]


def test_more_than_can_wait_is_counted():
    held = threading.Event()
    post = Post(lambda batch: held.wait(30) and [], 1, 0)
    for number in range(10_020):
        post.put(number)
    held.set()
    assert any("events were not sent" in one for one in post.close(20)) and post.left_out >= 10


def test_what_fails_three_times_is_not_tried_again():
    tried = []

    def send(batch):
        tried.append(batch)
        raise Unreachable("nobody is there")

    post = Post(send, 1, 0)
    for number in range(9):
        post.put(number)
    assert post.close(5) == ["nobody is there", "9 events were not sent, 0 were"] and len(tried) == 3
