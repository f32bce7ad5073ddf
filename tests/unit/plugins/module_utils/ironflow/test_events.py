# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Looking up events, redacting them, what their data is in a later version; publishing, and topics."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.areas.events import Events
from tests.lab.ironflow.areas.topics import Topics

from .server import NEW, OLD, Server, each_era

both_eras = pytest.mark.parametrize("version", [OLD, NEW])


def emitted(server, count, name="e"):
    return [server.done("event", name=name, data={"n": number})["event_id"] for number in range(count)]


@both_eras
def test_events_come_page_by_page(version, monkeypatch):
    monkeypatch.setattr("tests.lab.ironflow.areas.events.MOST", 2)
    server = Server(version)
    ids = emitted(server, 5)[::-1]
    told = server.done("event_info", limit=3)
    assert [one["id"] for one in told["resources"]] == ids[:3]
    rest = server.done("event_info", cursor=told["next_cursor"])
    assert [one["id"] for one in rest["resources"]] == ids[3:] and rest["next_cursor"] is None
    assert (rest["changed"], rest["counts"]) == (False, [])


@both_eras
def test_events_that_fit(version):
    server = Server(version)
    ids = emitted(server, 2, "order.paid") + emitted(server, 1, "order.placed")

    def found(**args):
        return [one["id"] for one in server.done("event_info", **args)["resources"]]

    assert found(names=["order.paid", "other"]) == ids[:2][::-1] and found(name="order.p") == ids[::-1]
    assert found(id=ids[0]) == ids[:1] and found(id="evt_none") == [] and found(source=["webhook"]) == []
    assert found(since="2099-01-01T00:00:00Z") == [] and found(search='"n": 1') == ids[1:2]
    told = server.done("event_info", limit=0, counts=True)
    assert (told["resources"], told["counts"]) == (
        [],
        [{"name": "order.paid", "count": 2}, {"name": "order.placed", "count": 1}],
    )
    assert server.requests()[-1][1] == "/api/v1/events/names"
    assert "invalid since" in server.refused("event_info", since="yesterday")
    assert "limit is -1" in server.refused("event_info", limit=-1)


@pytest.mark.parametrize("version", ["0.39.0", NEW])
def test_data_is_taken_out_once(version):
    server = Server(version)
    server.done("stream_event", entity_id="c-1", entity_type="customer", name="registered", data={"email": "a@b.c"})
    server.done("stream_snapshot", entity_id="c-1", data={"email": "a@b.c"})
    for check_mode, changed in ((True, True), (False, True), (True, False), (False, False)):
        assert server.done("event_redact", check_mode, id="evt_00000001")["changed"] is changed
    (event,) = server.lab.room(Events).all
    assert event.data["$redacted"] is True and "a@b.c" not in str(event.data)
    (stream,) = server.done("stream_info", entity_id="c-1", include=["events", "snapshot"])["resources"]
    assert stream["snapshot"] is None and stream["events"][0]["data"] == event.data
    assert server.refused("event_redact", id="evt_none") == "there is no event evt_none"


@pytest.mark.parametrize("version", [OLD, "0.36.0"])
def test_old_servers_cannot_redact(version):
    assert "redaction of an event: Ironflow has it from 0.39 on" in Server(version).refused("event_redact", id="e")


@each_era
def test_data_in_a_later_version(version):
    server = Server(version)
    for number in (1, 2, 3):
        server.done("event_schema", name="e", version=number, schema={"type": "object"}, description=f"No. {number}")
    told = server.done("event_upcast", name="e", from_version=1, to_version=3, data={"a": 1})
    assert (told["changed"], told["data"]) == (False, {"a": 1})
    assert told["steps"] == [
        {"from_version": 1, "to_version": 2, "description": "No. 2"},
        {"from_version": 2, "to_version": 3, "description": "No. 3"},
    ]
    assert "below from_version" in server.refused("event_upcast", name="e", from_version=2, to_version=1, data={})


def published(server):
    return [(one.topic, one.data) for one in server.lab.room(Topics).all]


@each_era
def test_publishing(version):
    server = Server(version)
    assert server.done("publish", True, topic="t", data=[1])["changed"] and server.requests() == []
    for number, data in enumerate(([1, None], "text", {"a": {}}, 5), start=1):
        told = server.done("publish", topic="t", data=data)
        assert (told["changed"], told["sequence"], told["duplicate"]) == (True, number, False)
    assert published(server) == [("t", [1, None]), ("t", "text"), ("t", {"a": {}}), ("t", 5)]
    assert told["invocation"]["module_args"]["data"] == "VALUE_IS_CONCEALED"
    assert "HTTP 400" in server.refused("publish", topic="$own") and "HTTP 400" in server.refused(
        "publish", topic="t", idempotency_key="a b"
    )


@each_era
def test_a_key_publishes_once(version):
    server = Server(version)
    first, second = (server.done("publish", topic="t", idempotency_key="k") for _skip in range(2))
    assert first["event_id"] == second["event_id"] and len(published(server)) == 1
    told = version >= "0.41"
    assert (first["changed"], second["changed"], second["duplicate"]) == (True, not told, told)


@both_eras
def test_a_lost_answer(version):
    server = Server(version)
    server.fault("drop_after", method="POST", path="ublish")
    said = server.task("publish", topic="t", data={"a": 1})["msg"]
    assert said.startswith("message on topic t may have been sent: POST /") and len(published(server)) == 1
    server.fault("drop_after", method="POST", path="ublish", times=2)
    server.done("publish", topic="t", idempotency_key="k")
    assert len(published(server)) == 2


@both_eras
def test_topics(version):
    server = Server(version)
    for topic in ("a", "b", "a"):
        server.done("publish", topic=topic)
    found = server.done("topic_info")["resources"]
    assert [(one["name"], one["message_count"]) for one in found] == [("a", 2), ("b", 1)]
    assert found[0]["first_message_at"] < found[0]["last_message_at"] and "lag" not in found[0]
    (one,) = server.done("topic_info", topic="a", statistics=True)["resources"]
    assert (one["first_seq"], one["last_seq"], one["lag"], one["message_count"]) == (1, 3, 0, 2)
    assert server.done("topic_info", topic="none", statistics=True)["resources"] == []
