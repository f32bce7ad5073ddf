# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Entity streams in both eras: what a version or a key protects, lost answers, snapshots, the end, looking up."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.areas.streams import Streams

from .server import NEW, OLD, Server, each_era

ORDER = {"entity_id": "order-1", "entity_type": "order"}
PLACED = {**ORDER, "name": "order.placed", "data": {"total": 20}}
PAID = {**ORDER, "name": "order.paid"}
both_eras = pytest.mark.parametrize("version", [OLD, NEW])


def names(server, entity="order-1"):
    streams = server.lab.room(Streams).all
    return [event.name for event in streams[entity].events] if entity in streams else []


def filled(server, count=3):
    for number in range(count):
        server.done("stream_event", **ORDER, name=f"order.e{number}", data={"n": number})


def looked(server, **args):
    (found,) = server.done("stream_info", entity_id="order-1", **args)["resources"]
    return found


@each_era
def test_a_version_lets_it_in_once(version):
    server = Server(version)
    for check_mode, changed in ((True, True), (False, True), (True, False), (False, False)):
        told = server.done("stream_event", check_mode, **PLACED, expected_version=0)
        assert (told["changed"], told["entity_version"]) == (changed, 1)
    assert names(server) == ["order.placed"] and told["event_id"] == "evt_00000001"
    assert told["invocation"]["module_args"]["data"] == "VALUE_IS_CONCEALED"


@each_era
def test_a_key_lets_it_in_once_wherever_it_is(version):
    server = Server(version)
    first = server.done("stream_event", **PLACED, idempotency_key="k")
    filled(server, 2)
    for check_mode in (True, False):
        told = server.done("stream_event", check_mode, **PLACED, idempotency_key="k")
        assert (told["changed"], told["event_id"], told["entity_version"]) == (False, first["event_id"], 1)
    assert server.done("stream_event", True, **PLACED, idempotency_key="other")["changed"]
    assert len(names(server)) == 3


@both_eras
@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize(
    ("expected", "said"),
    [
        (7, "the stream is at version 3, and expected_version asks for 7; nothing was appended"),
        (1, "expected_version asks for 1; event 2 is order.e1 (evt_00000002); nothing was appended"),
        (-1, "expected_version is 0 for a new stream"),
    ],
)
def test_a_version_that_does_not_fit(version, check_mode, expected, said):
    server = Server(version)
    filled(server)
    assert said in server.refused("stream_event", check_mode, **PAID, expected_version=expected)
    assert len(names(server)) == 3


def first_is(other, server, **event):
    """Somebody else appends this before ours is there."""

    def between(method, path):
        if method == "POST" and path.endswith(("/events", "/AppendEvent")):
            server.between = lambda method, path: None
            other.done("stream_event", **ORDER, **event)

    return between


@both_eras
def test_somebody_is_faster(version):
    """With the same event it is there; with another one the task fails."""
    server = Server(version)
    for name, data in (("order.placed", {"total": 20}), ("order.other", {})):
        server.lab.reset()
        server.lab.become(version)
        other = Server(version)
        other.direct = server.direct

        server.between = first_is(other, server, name=name, data=data)
        told = server.task("stream_event", **PLACED, expected_version=0)
        assert names(server) == [name]
        if name == "order.placed":
            assert (told["event_id"], told["entity_version"]) == ("evt_00000001", 1)
        else:
            assert "event 1 is order.other (evt_00000001); nothing was appended" in told["msg"]


@both_eras
@pytest.mark.parametrize("action", ["drop_after", "truncate", "delay"])
def test_a_lost_answer_is_looked_for_in_the_stream(version, action):
    server = Server(version)
    for number in range(2):
        server.fault(action, path="/streams/order-1/events" if version == OLD else "/AppendEvent", seconds=99, times=9)
        told = server.task("stream_event", **PLACED, expected_version=number)
        server.lab.faults.clear()
        if "msg" in told:
            assert "may have been sent" in told["msg"] and "keeps it from being appended twice" in told["msg"]
        assert len(names(server)) == number + 1


def test_a_lost_answer_with_nothing_that_protects():
    server = Server()
    server.fault("drop_after", path="/AppendEvent")
    said = server.task("stream_event", **PLACED)["msg"]
    assert said.startswith("event order.placed of entity stream order-1 may have been sent: POST /")
    assert len(names(server)) == 1


def test_an_append_that_never_came():
    server = Server()
    server.fault("drop_before", path="/AppendEvent", times=99)
    said = server.task("stream_event", **PLACED, expected_version=0)["msg"]
    assert names(server) == [] and "no connection" in said or "is not in the stream" in said


def test_always_a_version_is_sent():
    server = Server()
    filled(server, 1)
    assert b'"expectedVersion": -1' in server.sent[-1][3]
    old = Server(OLD)
    filled(old, 1)
    assert b'"expected_version": -1' in old.sent[-1][3]


def test_what_old_servers_do_not_know():
    assert "metadata: Ironflow has it from 0.36 on" in Server(OLD).refused("stream_event", **PLACED, metadata={"a": 1})
    assert "deletion of an entity stream: Ironflow has it from 0.39 on, and this server is 0.36" in Server(
        "0.36.0"
    ).refused("stream_delete", entity_id="order-1")
    assert "include_deleted: Ironflow has it from 0.39" in Server(OLD).refused("stream_info", include_deleted=True)


@both_eras
def test_a_snapshot_is_of_what_is_there(version):
    server = Server(version)
    args = {"entity_id": "order-1", "data": {"total": 1}}
    assert "order-1 is at version 0; append events first" in server.refused("stream_snapshot", **args)
    foretold = server.done("stream_snapshot", True, **args, version=2)
    assert foretold["changed"] and "a run fails unless an earlier task appends them" in foretold["warnings"][0]
    filled(server)
    made = server.done("stream_snapshot", **args)
    assert (made["resource"]["version"], made["operation"]) == (3, "create")
    assert not server.done("stream_snapshot", **args)["changed"]
    assert server.done("stream_snapshot", **args, version=1)["operation"] == "create"
    assert "at version 3" in server.refused("stream_snapshot", **args, version=4)
    assert looked(server, include=["snapshot"])["snapshot"]["entity_version"] == 3
    earlier = looked(server, include=["snapshot"], before_version=2)["snapshot"]
    assert (earlier["entity_version"], earlier["state"], earlier["entity_type"]) == (1, {"total": 1}, "order")


def test_a_stream_that_has_ended():
    server = Server()
    filled(server)
    server.done("stream_snapshot", entity_id="order-1", data=1)
    assert server.done("stream_delete", True, entity_id="order-1")["operation"] == "delete"
    assert server.done("stream_delete", entity_id="order-1")["operation"] == "delete"
    assert names(server)[-1] == "$stream.deleted" and len(names(server)) == 4
    for check_mode in (True, False):
        assert "takes no more events" in server.refused("stream_event", check_mode, **PAID)
    assert "is at version 0" in server.refused("stream_snapshot", entity_id="order-1", data=1)
    assert server.done("stream_info")["resources"] == []
    assert [one["deleted"] for one in server.done("stream_info", include_deleted=True)["resources"]] == [True]
    assert server.done("stream_delete", entity_id="order-1", purge=True)["changed"]
    assert names(server) == ["$stream.deleted"] and looked(server)["version"] == 4
    assert not server.done("stream_delete", entity_id="order-1", purge=True)["changed"]
    assert not server.done("stream_delete", entity_id="never")["changed"]


@each_era
def test_all_pages_of_events_and_history(version, monkeypatch):
    monkeypatch.setattr("tests.lab.ironflow.areas.streams.MOST", 2)  # a server that tells fewer than it is asked for
    server = Server(version)
    filled(server, 5)
    for direction, expected in (("forward", [1, 2, 3, 4, 5]), ("backward", [5, 4, 3, 2, 1])):
        found = looked(server, include=["events", "history"], direction=direction)
        assert [one["entity_version"] for one in found["events"]] == expected
        assert [one["entity_version"] for one in found["history"]] == expected
    found = looked(server, include=["events", "history"], from_version=2, limit=3)
    assert [one["data"] for one in found["events"]] == [{"n": number} for number in (1, 2, 3)]
    assert [one["event_data"] for one in found["history"]] == [{"n": number} for number in (1, 2, 3)]
    assert found["history"][0]["runs"] == [] and found["version"] == found["event_count"] == 5


@each_era
def test_a_listing(version):
    server = Server(version)
    for number in range(3):
        server.done("stream_event", entity_id=f"order-{number}", entity_type="order", name="e")
    server.done("stream_event", entity_id="cart-1", entity_type="cart", name="e")
    assert [one["entity_id"] for one in server.done("stream_info", entity_type="cart")["resources"]] == ["cart-1"]
    assert [one["entity_id"] for one in server.done("stream_info", search="-1")["resources"]] == ["cart-1", "order-1"]
    assert len(server.done("stream_info")["resources"]) == 4
    assert server.done("stream_info", entity_id="none", include=["events", "snapshot"])["resources"] == []
    assert "include is for one stream" in server.refused("stream_info", include=["events"])
    assert "search narrow a listing" in server.refused("stream_info", entity_id="a", search="b")
    assert "limit is 0" in server.refused("stream_info", entity_id="a", limit=0)


@both_eras
def test_history_tells_the_runs_that_came_of_an_event(version):
    server = Server(version)
    told = {
        "id": "bill",
        "name": "bill",
        "triggers": [{"event": "order.placed"}],
        "metadata": {"lab": {"waits": "load"}},
    }
    server.done("call", operation="IronflowService/RegisterFunction", params=told)
    server.done("stream_event", **PLACED)
    server.done("call", operation="IronflowService/GetRun", params={"id": "run_00000001"})
    (entry,) = looked(server, include=["history"])["history"]
    (run,) = entry["runs"]
    assert (run["run_id"], run["function_id"], run["status"]) == ("run_00000001", "bill", "waiting")
    assert [(one["name"], one["status"]) for one in run["steps"]] == [("load", "waiting")]
    if version == NEW:
        assert "are active" in server.refused("stream_delete", entity_id="order-1", purge=True)
        server.done("run", id="run_00000001", status="cancelled")
        server.done("stream_delete", entity_id="order-1", purge=True)
        assert "there is no run" in server.refused("run", id="run_00000001", status="cancelled")


def test_which_streams_a_run_has_appended_to():
    server = Server()
    told = {"id": "bill", "name": "bill", "triggers": [{"event": "order.placed"}]}
    server.done("call", operation="IronflowService/RegisterFunction", params=told)
    server.done("event", name="order.placed")
    server.connection["api_headers"] = {"X-Ironflow-Run-ID": "run_00000001"}
    server.done("stream_event", **PAID)
    (run,) = server.done("run_info", id="run_00000001", streams=True)["resources"]
    assert run["streams"] == ["order-1"] and looked(server, include=["events"])["events"][0]["run_id"] == run["id"]
