# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Waits for a change of keys and documents: by socket and by looking, and they always end."""

from __future__ import annotations

import json

import pytest
import websocket

from ansible_collections.opsweave.platform.plugins.module_utils.core.memo import Memo
from ansible_collections.opsweave.platform.plugins.module_utils.core.waiting import look_until
from ansible_collections.opsweave.platform.plugins.module_utils.http import socket as sockets
from ansible_collections.opsweave.platform.plugins.module_utils.ironflow import watching
from tests.lab.common.direct_socket import DirectSocket
from tests.lab.common.stand_in import Fault

from .server import NEW, OLD, Server

SOCKET = "WebSocket"


class Meanwhile(Server):
    """``later`` is what somebody else does while a task waits, one after the other, each when it would wait on."""

    def __init__(self, version=NEW, **connection):
        super().__init__(version, **connection)
        self.later, self.other = [], Server(version)
        self.other.lab, self.other.direct = self.lab, self.direct
        self.transport = Transport(self)

    def next(self):
        if self.later:
            module, args = self.later.pop(0)
            self.other.memo = Memo()
            self.other.done(module, **args)

    def put(self, value, key="k", **more):
        return ("kv", {"bucket": "b", "key": key, "value": value, **more})


class Transport:
    def __init__(self, server):
        self.server = server

    def __call__(self, method, url, **how):
        path = url.removeprefix("http://localhost")
        self.server.sent.append((method, path, how["headers"], how["data"]))
        return self.server.direct(method, url, **how)

    def websocket(self, url, **how):
        self.server.sent.append((SOCKET, url, how, None))
        talk = self.server.direct.websocket(url, **how)
        real = talk.recv_data_frame

        def receive(control_frame=False):
            while self.server.later and not (talk.told or talk.over):
                self.server.next()
                talk._go_on()
            return real(control_frame)

        talk.recv_data_frame = receive
        return talk


@pytest.fixture(params=["socket", "old server", "no library", "refused", "lost"])
def server(request, monkeypatch):
    """A server whose changes are told over a socket, or have to be looked for."""
    made = Meanwhile(OLD if request.param == "old server" else NEW)
    if request.param == "no library":
        monkeypatch.setattr(sockets, "websocket", None)
    if request.param == "refused":
        made.lab.faults[:] = [Fault("status", status=403, path="watch", times=9)]
    if request.param == "lost":
        monkeypatch.setattr(DirectSocket, "recv_data_frame", lose)
        monkeypatch.setattr(Transport, "websocket", lambda self, url, **how: self.server.direct.websocket(url, **how))

    monkeypatch.setattr(watching, "look_until", lambda outside, *how: look_until(sleeping(outside, made), *how))
    made.other.done("kv_bucket", name="b")
    return made


def lose(self, control_frame=False):
    raise websocket.WebSocketConnectionClosedException


def test_a_key_changes(server):
    server.other.done("kv", bucket="b", key="k", value=1)
    server.later = [server.put(5, "other"), server.put({"on": True})]
    found = server.done("kv_wait", bucket="b", key="k")
    assert (found["changed"], found["operation"]) == (False, "put")
    assert found["resource"] == {"bucket": "b", "key": "k", "revision": 3, "value": {"on": True}, "format": "json"}
    server.later = [server.put(None, state="absent")]
    found = server.done("kv_wait", bucket="b", key="k")
    assert (found["operation"], found["resource"]["value"]) == ("delete", None)
    server.later = [server.put("back")]
    assert server.done("kv_wait", bucket="b", key="k")["resource"]["value"] == "back"


def test_any_key_that_fits(server):
    for key in ("a.x", "a.y", "b.x"):
        server.other.done("kv", bucket="b", key=key, value=1)
    server.later = [server.put(2, "b.x"), server.put(2, "a.y")]
    assert server.done("kv_wait", bucket="b", key="a.*")["resource"]["key"] == "a.y"
    server.later = [server.put(2, "new")]
    assert server.done("kv_wait", bucket="b")["resource"]["key"] == "new"


def test_nothing_is_missed_between_two_tasks(server):
    server.other.done("kv", bucket="b", key="k", value=1)
    server.other.done("kv", bucket="b", key="k", value=2)
    assert server.done("kv_wait", bucket="b", key="k", revision=1)["resource"]["value"] == 2
    assert server.done("kv_wait", bucket="b", revision=0)["resource"]["revision"] == 2
    server.other.done("kv", bucket="b", key="k", state="absent")
    gone = server.done("kv_wait", bucket="b", key="k", revision=2)
    assert (gone["operation"], gone["resource"]["value"]) == ("delete", None)


def test_until_it_is_so(server):
    wanted = {"bucket": "b", "key": "k", "until": "present"}
    server.later = [server.put({"n": 1}), server.put({"n": 2})]
    assert server.done("kv_wait", **wanted, value={"n": 2.0})["resource"]["value"] == {"n": 2}
    assert server.done("kv_wait", **wanted)["operation"] == "none"
    server.later = [server.put(3), server.put(None, state="absent")]
    assert server.done("kv_wait", bucket="b", key="k", until="absent")["operation"] == "delete"
    assert server.done("kv_wait", bucket="b", key="k", until="absent")["resource"] == {}


def test_the_time_is_over(server):
    server.other.done("kv", bucket="b", key="k", value=1)
    told = server.refused("kv_wait", bucket="b", key="k", wait_timeout=0)
    assert told == "KV key b/k: nothing has changed after 0 seconds; its revision is 1"
    told = server.refused("kv_wait", bucket="b", key="k", until="absent", wait_timeout=3)
    assert told == "KV key b/k: it is still there after 3 seconds; its revision is 1"
    told = server.refused("kv_wait", bucket="b", key="none", until="present", wait_timeout=3)
    assert told == "KV key b/none: it is not as wanted after 3 seconds; it is not there"
    assert "KV bucket b, keys k.>: nothing" in server.refused("kv_wait", bucket="b", key="k.>", wait_timeout=3)


def test_a_document_changes(server):
    server.later = [("config", {"name": "other", "data": {}}), ("config", {"name": "app", "data": {"mode": "blue"}})]
    made = server.done("config_wait", name="app")
    assert (made["operation"], made["resource"]["data"]) == ("put", {"mode": "blue"})
    server.later = [("config", {"name": "app", "data": {"n": 1}}), ("config", {"name": "app", "data": {"mode": "red"}})]
    found = server.done("config_wait", name="app", until="present", data={"mode": "red"})
    assert found["resource"]["data"] == {"mode": "red", "n": 1}
    assert server.done("config_wait", name="app", revision=2)["resource"]["revision"] == 3
    server.later = [("config", {"name": "app", "state": "absent"})]
    gone = server.done("config_wait", name="app", until="absent")
    assert (gone["operation"], gone["resource"]["data"]) == ("delete", None)
    told = server.refused("config_wait", name="app", wait_timeout=3)
    assert told == "config document app: nothing has changed after 3 seconds; it is not there"


def test_check_mode_only_looks(server):
    server.other.done("kv", bucket="b", key="k", value=1)
    server.later = [server.put(2)]
    found = server.done("kv_wait", True, bucket="b", key="k")
    assert (found["operation"], found["resource"]["value"]) == ("none", 1)
    assert server.later and not [one for one in server.sent if one[0] == SOCKET]
    assert server.done("config_wait", True, name="none")["resource"] == {}
    warned = server.done("kv_wait", True, bucket="none", key="k")
    assert "no KV bucket none" in warned["warnings"][0]


def test_no_bucket(server):
    assert "no KV bucket none" in server.refused("kv_wait", bucket="none", key="k")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"until": "present"}, "until present is for one key; give key, without wildcards"),
        ({"until": "absent", "key": "a.*"}, "until absent is for one key; give key, without wildcards"),
        ({"until": "absent", "key": "a", "revision": 1}, "revision goes with until changed; leave it out"),
        ({"key": "a", "value": 1}, "value goes with until present; leave it out"),
        ({"key": "a", "wait_interval": 0}, "wait_interval is 0; it is at least 1"),
    ],
)
def test_what_does_not_go_together(args, said):
    assert Server().refused("kv_wait", bucket="b", **args) == said


def test_frames_that_tell_nothing_new():
    """Some servers begin with what is there; frames may come twice, out of order, or be of kinds unknown."""
    server = Meanwhile()
    server.other.done("kv_bucket", name="b")
    for value in (1, 2):
        server.other.done("kv", bucket="b", key="k", value=value)
    frame = {"type": "kv_update", "bucket": "b", "key": "k", "value": "Mg==", "revision": 2, "operation": "put"}
    old = [
        {**frame, "key": "gone", "operation": "delete", "revision": 9},
        frame,
        {**frame, "revision": 1},
        {"type": "x"},
        5,
    ]
    real = DirectSocket.recv_data_frame

    def receive(self, control_frame=False):
        if old:
            self.told.append({"type": "websocket.send", "text": json.dumps(old.pop(0))})
        return real(self, control_frame)

    server.direct.websocket = lambda url, **how: patched(DirectSocket(server.direct.app, url, **how), receive)
    told = server.refused("kv_wait", bucket="b", key="k", wait_timeout=1)
    assert "nothing has changed" in told and not old


def patched(talk, receive):
    talk.recv_data_frame = receive.__get__(talk)
    return talk


def test_a_watch_that_the_server_ends():
    server = Meanwhile()
    server.other.done("kv_bucket", name="b")

    def gone(url, **how):
        talk = DirectSocket(server.direct.app, url, **how)
        talk.told.append(
            {"type": "websocket.send", "text": json.dumps({"type": "error", "message": "bucket not found"})}
        )
        return talk

    server.direct.websocket = gone
    told = server.refused("kv_wait", bucket="b", key="k")
    assert told == "KV key b/k: the server ended the watch: bucket not found"


FAULTS = [{"action": "status", "status": status} for status in (401, 403, 404, 409, 429, 500, 502, 503)]
FAULTS += [{"action": action} for action in ("drop_before", "drop_after", "delay", "truncate", "login_page")]


@pytest.mark.parametrize("module", ["kv_wait", "config_wait"])
@pytest.mark.parametrize("number", range(2))  # of the requests of the wait itself
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_whatever_fails_it_ends(module, number, fault, monkeypatch):
    """What is safe to ask again is asked again; for anything else there is a sentence."""
    server = Meanwhile()
    server.other.done("kv_bucket", name="b")
    server.later = [server.put(1), ("config", {"name": "app", "data": {"a": 1}})]
    monkeypatch.setattr(watching, "look_until", lambda outside, *how: look_until(sleeping(outside, server), *how))
    server.lab.faults[:] = [Fault(**fault, skip=number)]
    args = {"bucket": "b", "key": "k"} if module == "kv_wait" else {"name": "app"}
    result = server.task(module, wait_timeout=4, **args)
    assert "exception" not in result
    if result.get("failed"):
        assert len(result["msg"]) > 20
        assert fault.get("status") in (401, 403, 404, 409, 500) or fault["action"] == "login_page", result["msg"]
    else:
        assert result["operation"] == "put"


def sleeping(outside, server):
    outside.sleep = lambda pause: server.next()
    return outside
