# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a play tells Ironflow: which events, in batches, with nothing secret, and no harm where the server has none."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace

import pytest
import requests

from ansible_collections.opsweave.platform.plugins.callback import ironflow_events
from ansible_collections.opsweave.platform.plugins.module_utils.ironflow.batch import Occurrence, emit_all
from ansible_collections.opsweave.platform.plugins.module_utils.ironflow.client import IRONFLOW
from ansible_collections.opsweave.platform.plugins.plugin_utils import client as plugin_client
from tests.lab.ironflow.areas import events, triggers
from tests.lab.ironflow.refused import Refused
from tests.unit.pages import Page
from tests.unit.plugins.module_utils.ironflow.server import KEY, NEW, OLD, Server

OWN = {name: option["default"] for name, option in Page("callback", "ironflow_events").own.items()}


class Play:
    """The calls that Ansible makes of a callback, those of core 2.19 and newer or those of older ones."""

    def __init__(self, server, monkeypatch, underscore=False, **options):
        self.server, self.underscore, self.warnings = server, underscore, []
        connection = {option.name: option.default for option in IRONFLOW.options}
        given = {**OWN, **connection, "api_url": "http://localhost", "api_key": KEY, "pause": 0.05, **options}
        outside = plugin_client.Outside

        def send(*args, **how):
            return server.transport(*args, **how)

        wait = {"transport": send, "sleep": lambda seconds: None}
        monkeypatch.setattr(plugin_client, "Outside", lambda **how: outside(**wait, **how))
        monkeypatch.setattr(plugin_client, "run_memo", lambda: server.memo)
        plugin_client.connect.__globals__["CLIENTS"].clear()
        self.callback = ironflow_events.CallbackModule()
        self.callback._display = SimpleNamespace(warning=self.warnings.append)
        self.callback.get_option = given.__getitem__
        self.callback.v2_playbook_on_start(SimpleNamespace(_file_name="site.yml"))
        self.callback.v2_playbook_on_play_start(SimpleNamespace(get_name=lambda: "web servers"))

    def task(self, how, result, name="a task", no_log=False, **more):
        task = SimpleNamespace(_uuid="1", action="command", no_log=no_log, get_name=lambda: "as written")
        parts = {"host": SimpleNamespace(get_name=lambda: "web1"), "task": task, "result": result}
        parts["task_fields"] = {"check_mode": False}
        self.callback.v2_runner_on_start(parts["host"], task)
        told = {f"_{part}" if self.underscore else part: value for part, value in parts.items()}
        getattr(self.callback, f"v2_runner_on_{how}")(SimpleNamespace(**told, task_name=name), **more)

    def end(self):
        stats = SimpleNamespace(processed={"web1": 1}, summarize=lambda host: {"ok": 1})
        self.callback.v2_playbook_on_stats(stats)
        return self.server.lab.room(events.Events).all


@pytest.fixture
def server():
    return Server(NEW)


@pytest.mark.parametrize("underscore", [False, True])
@pytest.mark.parametrize("version", [OLD, "0.43.1", NEW])
def test_what_is_told(monkeypatch, version, underscore):
    play = Play(Server(version), monkeypatch, underscore)
    play.task("ok", {"changed": False, "msg": "fine"})
    play.task("ok", {"changed": True, "rc": 0, "results": [{}, {}]})
    play.task("failed", {"msg": "no"}, ignore_errors=True)
    play.task("unreachable", {"msg": "gone"})
    play.task("skipped", {"skip_reason": "Conditional result was False"})
    told = play.end()
    assert [event.name for event in told] == [
        "ansible.playbook.started", "ansible.task.ok", "ansible.task.changed", "ansible.task.failed",
        "ansible.task.unreachable", "ansible.task.skipped", "ansible.playbook.finished",
    ]  # fmt: skip
    assert {event.data["run"] for event in told} == {play.callback.run}
    assert [event.data["number"] for event in told] == list(range(1, 8))
    ok, changed, failed = (event.data for event in told[1:4])
    assert ok["host"] == "web1" and ok["task"] == "a task" and ok["play"] == "web servers" and ok["seconds"] >= 0
    assert ok["result"] == {"changed": False, "msg": "fine"} and ok["check_mode"] is False
    assert changed["result"] == {"changed": True, "rc": 0, "items": 2}
    assert failed["ignored"] is True
    assert told[-1].data["hosts"] == {"web1": {"ok": 1}}
    assert play.warnings == []


def test_events_that_are_not_wanted_and_another_prefix(server, monkeypatch):
    play = Play(server, monkeypatch, events=["failed", "finish"], prefix="deploy")
    play.task("ok", {})
    play.task("failed", {})
    play.callback.v2_playbook_on_start(SimpleNamespace(_file_name="second.yml"))
    assert [event.name for event in play.end()] == ["deploy.task.failed", "deploy.playbook.finished"]


def test_batches(server, monkeypatch):
    play = Play(server, monkeypatch, batch_size=10, pause=3600.0)  # at the end nobody waits for more to come
    for _number in range(38):
        play.task("ok", {})
    assert len(play.end()) == 40
    assert len(server.requests()) == 4


SECRET = "hunter2hunter2"


@pytest.mark.parametrize("how", ["none", "summary", "full"])
@pytest.mark.parametrize(
    "result",
    [
        {"censored": "hidden", "msg": SECRET},
        {"_ansible_no_log": True, "msg": SECRET, "results": [{"msg": SECRET}]},
        {"results": [{"_ansible_no_log": True, "msg": SECRET, "item": SECRET}]},
        {"invocation": {"module_args": {"password": SECRET}}},
        {"invocation": {"module_args": {"db": {"api_key": [SECRET]}}}, "msg": f"ran with {SECRET}", "stdout": SECRET},
        {"diff": {"after": SECRET}, "ansible_facts": {"one": SECRET}, "exception": SECRET, "stdout_lines": [SECRET]},
        {"user": {"Password": SECRET}, "list": [{"access-key": SECRET}], "clientSecret": {"value": SECRET}},
        {"msg": f"https://admin:{SECRET}@example.com/x failed", "stdout": f"tool --db-password {SECRET} --fast"},
        {"msg": f"Authorization: Bearer {SECRET}", "stdout": f'{{"token": "{SECRET}"}}', "stderr": f"PWD={SECRET}"},
        {"msg": f"{KEY} was refused", "stderr": KEY},
    ],
)
def test_nothing_secret_is_sent(server, monkeypatch, how, result):
    play = Play(server, monkeypatch, result=how)
    play.task("failed", result, name=f"log in with password={SECRET}")
    play.task("ok", result, name=SECRET, no_log=True)
    told = play.end()
    assert len(told) == 4
    assert not [event for event in told if SECRET in repr(event.data) or KEY in repr(event.data)]
    assert told[2].data["task"] == "as written"


def test_a_result_that_is_large_is_named_only(server, monkeypatch):
    play = Play(server, monkeypatch, result="full")
    play.task("ok", {"changed": True, "stdout": "secret" * 100_000, "rc": 0})
    assert play.end()[1].data["result"] == {
        "changed": True, "msg": "the result is longer than 16384 characters", "names": ["changed", "rc", "stdout"],
    }  # fmt: skip


def test_a_server_that_hangs_is_waited_for_so_long_and_no_longer(server, monkeypatch):
    held = threading.Event()
    server.between = lambda method, path: held.wait(300)
    play = Play(server, monkeypatch, patience=0.3)
    play.task("ok", {})
    play.end()
    held.set()  # had anybody waited for the server, the test would have come here minutes later, with another warning
    assert play.warnings == ["ironflow_events: 3 of 3 events were not sent: there was no time for more after 0.3 s"]


def test_a_server_that_comes_back_gets_all_of_it_once(server, monkeypatch):
    monkeypatch.setattr("ansible_collections.opsweave.platform.plugins.plugin_utils.posting.AGAIN", 0.05)
    server.fault("drop_after", times=3)
    play = Play(server, monkeypatch, api_retries=0)
    until = time.monotonic() + 5
    while len(server.sent) < 4 and time.monotonic() < until:
        time.sleep(0.01)
    play.task("ok", {})
    told = play.end()
    assert [event.data["number"] for event in told] == [1, 2, 3]
    assert play.warnings == []


def test_a_server_that_is_gone_at_the_end(server, monkeypatch):
    play = Play(server, monkeypatch)
    server.transport = refuse_to_connect
    play.task("ok", {})
    play.end()
    (warning,) = play.warnings
    assert "of 3 events were not sent: POST /ironflow.v1.IronflowService/TriggerBatch" in warning
    assert "no connection" in warning


def refuse_to_connect(*_args, **_how):
    raise requests.exceptions.ConnectTimeout


def test_a_key_that_is_refused_is_told_once(server, monkeypatch):
    play = Play(server, monkeypatch, api_key="ifkey_ffffffffffffffffffffffffffffffff", batch_size=1)
    for _number in range(10):
        play.task("ok", {})
    play.end()
    (warning,) = play.warnings
    assert warning.count("HTTP 401") == 1 and "12 of 12 events were not sent" in warning and "ifkey_" not in warning
    assert len(server.requests()) == 3


@pytest.mark.parametrize("options", [{"hide": "("}, {"api_url": "ftp://nowhere"}, {"api_key": "a\nb"}])
def test_options_that_are_wrong_are_told_and_nothing_is_sent(server, monkeypatch, options):
    play = Play(server, monkeypatch, **options)
    play.task("ok", {})
    assert play.end() == [] and server.requests() == []
    assert len(play.warnings) == 1 and "no events are sent" in play.warnings[0]


EVENTS = [Occurrence(name, {}, name) for name in ("one", "bad", "two")]


def test_one_bad_event_does_not_take_the_others_along(server, monkeypatch):
    def picky(call, asked):
        if asked["event"].endswith("skipped"):
            raise Refused(400, "this name is not allowed")
        return events.triggered(call, asked)

    monkeypatch.setattr(triggers, "triggered", picky)
    play = Play(server, monkeypatch)
    play.task("skipped", {})
    play.task("ok", {})
    assert [event.name for event in play.end()] == [
        "ansible.playbook.started", "ansible.task.ok", "ansible.playbook.finished",
    ]  # fmt: skip
    (warning,) = play.warnings
    assert warning.startswith("ironflow_events: 1 of 4 events were not sent: POST") and "is not allowed" in warning


def test_what_a_server_says_of_single_events():
    results = [{"eventId": "evt_1"}, {"error": {"message": "no such schema", "code": "invalid"}}, {"error": {}}]
    client = SimpleNamespace(rpc=lambda *args, **how: {"results": results})
    assert emit_all(client, EVENTS) == ["bad: no such schema"]
