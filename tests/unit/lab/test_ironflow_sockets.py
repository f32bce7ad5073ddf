# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The Ironflow stand-in's sockets, over a port and in this process: they say what happens, to who may hear it."""

from __future__ import annotations

import asyncio
import base64
from itertools import islice
from threading import Thread

import pytest
import requests

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import Denied, NotFound, Uncertain
from ansible_collections.opsweave.platform.plugins.module_utils.http.auth import HeaderAuth
from ansible_collections.opsweave.platform.plugins.module_utils.http.session import Session
from ansible_collections.opsweave.platform.plugins.module_utils.http.socket import conversation
from tests.lab.common.direct import Direct
from tests.lab.common.serve import listen, server
from tests.lab.ironflow.access import Key
from tests.lab.ironflow.lab import API_KEY, IronflowLab

KV, CONFIG = "/api/v1/kv/buckets", "/api/v1/config/app"


class Site:
    def __init__(self, lab, base, transport):
        self.lab, self.base, self.transport = lab, base, transport
        self.token = API_KEY

    def __call__(self, method, path, body=None):
        how = {"json": body, "headers": {"Authorization": f"Bearer {API_KEY}"}}
        answer = (self.transport or requests.request)(method, self.base + path, **how)
        assert answer.ok, answer.text
        return answer.json() if answer.content else None

    def talk(self, path):
        auth = HeaderAuth("Authorization", f"Bearer {self.token}")
        return conversation(Session(self.base, auth, timeout=5, retries=0, transport=self.transport), path)

    def emit(self, name, **data):
        return self("POST", "/ironflow.v1.IronflowService/Emit", {"event": name, "data": data})["eventId"]


@pytest.fixture(params=["port", "direct"])
def site(request):
    lab = IronflowLab()
    if request.param == "direct":
        yield Site(lab, "http://test", Direct(lab))
        return
    listening = listen()
    running = server(lab)
    thread = Thread(target=lambda: asyncio.run(running.serve(sockets=[listening])), daemon=True)
    thread.start()
    yield Site(lab, f"http://127.0.0.1:{listening.getsockname()[1]}", None)
    running.should_exit = True
    thread.join(10)


def some(talk, number):
    return list(islice(talk.frames(3), number))


def test_a_bucket_is_watched(site):
    site("POST", KV, {"name": "b"})
    with site.talk(f"{KV}/b/watch?key=a.*") as talk:
        site("PUT", f"{KV}/b/keys/a.x", {"on": True})
        site("PUT", f"{KV}/b/keys/b.x", 1)
        site("DELETE", f"{KV}/b/keys/a.x")
        put, gone = some(talk, 2)
    assert base64.b64decode(put.pop("value")) == b'{"on": true}'
    assert put == {"type": "kv_update", "bucket": "b", "key": "a.x", "revision": 1, "operation": "put"}
    assert gone == {"type": "kv_update", "bucket": "b", "key": "a.x", "revision": 3, "operation": "delete"}


def test_a_bucket_that_is_not_there(site):
    with site.talk(f"{KV}/none/watch") as talk:
        frames = talk.frames(3)
        assert next(frames) == {"type": "error", "message": "bucket not found"}
        with pytest.raises(Uncertain, match="1011"):
            next(frames)


def test_a_document_is_watched_before_it_is_there(site):
    with site.talk(f"{CONFIG}/watch") as talk:
        site("POST", CONFIG, {"a": 1})
        site("POST", "/api/v1/config/other", {"a": 1})
        site("PATCH", CONFIG, {"b": 2})
        site("DELETE", CONFIG)
        found = some(talk, 3)
    assert [one.pop("updatedAt")[-1] for one in found] == ["Z"] * 3
    assert found == [
        {"type": "config_update", "name": "app", "data": {"a": 1}, "revision": 1},
        {"type": "config_update", "name": "app", "data": {"a": 1, "b": 2}, "revision": 2},
        {"type": "config_update", "name": "app", "data": None, "revision": 3},
    ]


def test_events_are_subscribed_to(site):
    first = site.emit("order.paid", number=1)
    options = {"replay": 1, "includeMetadata": True}
    with site.talk("/ws") as talk:
        talk.send({"type": "subscribe", "subscription": {"pattern": "events:order.*", "options": options}})
        result, past = some(talk, 2)
        id_ = result["results"][0]["subscriptionId"]
        assert result["results"] == [{"pattern": "events:order.*", "status": "ok", "subscriptionId": id_}]
        assert (past["eventId"], past["data"], past["meta"]["sequence"]) == (first, {"number": 1}, 1)
        site.emit("user.added")
        second = site.emit("order.sent", number=2)
        (event,) = some(talk, 1)
        assert (event["eventId"], event["topic"]) == (second, "events:order.sent")
        talk.send({"type": "ack", "eventId": second, "ackType": "ack", "subscriptionId": id_})
        talk.send({"type": "unsubscribe", "subscriptionId": id_})
        for _before_and_after in range(2):
            talk.send({"type": "dance"})
            assert some(talk, 1) == [{"type": "error", "code": "INVALID_ARGUMENT", "message": "unknown message"}]
            site.emit("order.sent", number=3)
    assert f"ack {second}" in site.lab.writes


@pytest.mark.parametrize(
    "asked", [{"pattern": "order.*"}, {"pattern": "events:a", "options": {"replay": 1, "startAfterSequence": 3}}, {}]
)
def test_a_subscription_that_cannot_be(site, asked):
    with site.talk("/ws") as talk:
        talk.send({"type": "subscribe", "subscription": asked})
        (answer,) = some(talk, 1)
    assert (answer["results"][0]["status"], answer["results"][0]["code"]) == ("error", "INVALID_ARGUMENT")


def test_after_a_number(site):
    for number in range(3):
        site.emit("order.paid", number=number)
    with site.talk("/ws") as talk:
        asked = {"pattern": "events:>", "options": {"startAfterSequence": 1}}
        talk.send({"type": "subscribe", "subscription": asked})
        assert [one["data"]["number"] for one in some(talk, 3)[1:]] == [1, 2]


def test_who_may_not_listen(site):
    site("POST", KV, {"name": "b"})
    site.token = "wrong"
    with pytest.raises(Denied), site.talk(f"{KV}/b/watch"):
        pass
    site.lab.become("0.33.1")
    site.token = API_KEY
    with pytest.raises(NotFound), site.talk(f"{KV}/b/watch"):
        pass


def test_each_environment_hears_its_own(site):
    site.token = "ifkey_other"
    site.lab.keys[site.token] = Key(site.token, environment="env_staging")
    with site.talk("/ws") as talk:
        talk.send({"type": "subscribe", "subscription": {"pattern": "events:>"}})
        some(talk, 1)
        site.emit("order.paid")
        talk.send({"type": "dance"})
        assert [one["type"] for one in some(talk, 1)] == ["error"]
