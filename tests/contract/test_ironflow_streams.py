# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Entity streams, as the Ironflow SDK of the server's own version and our modules write and see them."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Pair
from .ours import Failed
from .sdk import Refused

ORDER = {"entity_id": "order-1", "entity_type": "order"}
REST = {
    "append": "streams_events",
    "read": "streams_list_events",
    "info": "streams_get",
    "history": "streams_list_history",
    "snapshot": "streams_list_snapshots",
    "take": "streams_snapshots",
}
RPC = {
    "append": "AppendEvent",
    "read": "ReadStream",
    "info": "GetStreamInfo",
    "history": "GetEntityHistory",
    "snapshot": "GetSnapshot",
    "take": "CreateSnapshot",
}


def rpc(ironflow: Pair, method: str, **message: Any) -> Any:
    return ironflow.sdk(f"EntityStreamService/{method}", message)


class Theirs:
    """The SDK's way of the era, REST where it and the server have it; answers come as they are."""

    def __init__(self, pair: Pair) -> None:
        self.pair, self.sdk = pair, pair.sdk
        self.old = "0.33.1" in (pair.version, pair.sdk("version"))
        self.rest = pair.version == pair.sdk("version") == "0.33.1"

    def write(self, what: str, **values: Any) -> Any:
        if self.rest:
            return self.sdk(REST[what], "order-1", {n: v for n, v in values.items() if n != "entity_id"})
        names = {"entity_id": "entityId", "entity_type": "entityType", "event_name": "eventName"}
        names |= {"expected_version": "expectedVersion", "entity_version": "entityVersion"}
        names |= {"idempotency_key": "idempotencyKey"}
        return rpc(self.pair, RPC[what], **{names.get(n, n): v for n, v in values.items()})

    def look(self, what: str, **values: Any) -> Any:
        if self.rest:
            return self.sdk(REST[what], "order-1", **values)
        return rpc(self.pair, RPC[what], entityId="order-1", **values)


def number(told: Any, *names: str) -> int:
    return int(next(told[name] for name in names if name in told))


def test_events_of_both_stand_in_one_stream(ironflow: Pair) -> None:
    theirs = Theirs(ironflow)
    first = {**ORDER, "event_name": "order.placed", "data": {"total": 20, "deep": {"a": [1, None]}}}
    told = theirs.write("append", **first, expected_version=0)
    assert number(told, "entityVersion", "entity_version") == 1
    ours = {**ORDER, "name": "order.paid", "data": {"n": 1}}
    assert ironflow.ours("stream_event", **ours, expected_version=1)["entity_version"] == 2
    # what they appended at that place is what we would have, and the other way round it is refused
    again = ironflow.ours("stream_event", **first, expected_version=0)
    assert (again["changed"], again["entity_version"]) == (False, 1)
    with pytest.raises(Refused) as error:
        theirs.write("append", **first, expected_version=0)
    assert "version conflict" in str(error.value)
    with pytest.raises(Failed, match="event 1 is order.placed"):
        ironflow.ours("stream_event", **ours, expected_version=0)
    seen = theirs.look("read")["events"]
    (looked,) = ironflow.ours("stream_info", entity_id="order-1", include=["events", "history"])["resources"]
    assert [one["data"] for one in seen] == [one["data"] for one in looked["events"]] == [first["data"], ours["data"]]
    assert [one["id"] for one in seen] == [one["id"] for one in looked["events"]]
    assert [one["event_id"] for one in looked["history"]] == [one["id"] for one in seen]
    assert number(theirs.look("info"), "version") == looked["version"] == 2
    assert len(theirs.look("history")["entries"]) == 2
    assert [one["name"] for one in ironflow.sdk("events_list")["events"]] == ["order.paid", "order.placed"]


def test_a_key_holds_for_both(ironflow: Pair) -> None:
    theirs = Theirs(ironflow)
    told = theirs.write(
        "append", **ORDER, event_name="order.paid", data={}, expected_version=-1, idempotency_key="payment-17"
    )
    ours = ironflow.ours("stream_event", **ORDER, name="order.paid", idempotency_key="payment-17")
    assert (ours["changed"], ours["event_id"]) == (False, told.get("eventId") or told.get("event_id"))


@pytest.mark.parametrize("state", [{"total": 20, "lines": [{"a": None}]}, [1, "two"], "text", 5])
def test_snapshots_are_the_same_whoever_took_them(ironflow: Pair, state: Any) -> None:
    theirs = Theirs(ironflow)
    for _number in range(2):
        ironflow.ours("stream_event", **ORDER, name="order.changed")
    twin = "state" if theirs.rest or isinstance(state, dict) else "stateValue"
    if theirs.old and twin == "stateValue":  # neither the old server nor the old SDK has it over ConnectRPC
        state, twin = {"only": state}, "state"
    theirs.write("take", **ORDER, entity_version=1, **{twin: state})
    ironflow.ours.settled("stream_snapshot", entity_id="order-1", version=1, data=state)
    assert ironflow.ours("stream_snapshot", entity_id="order-1", data=state)["resource"]["version"] == 2
    seen = theirs.look("snapshot")
    assert (seen[twin], number(seen, "entityVersion", "entity_version")) == (state, 2)


def test_streams_are_listed_alike(ironflow: Pair) -> None:
    theirs = Theirs(ironflow)
    for name in ("order-1", "order-2"):
        ironflow.ours("stream_event", entity_id=name, entity_type="order", name="order.placed")
    seen = ironflow.sdk("streams_list") if theirs.rest else rpc(ironflow, "ListStreams")
    listed = [one.get("entityId") or one.get("entity_id") for one in seen["streams"]]
    assert listed == [one["entity_id"] for one in ironflow.ours("stream_info")["resources"]] == ["order-1", "order-2"]


def test_a_stream_that_one_ends_is_at_its_end_for_the_other(ironflow: Pair) -> None:
    theirs = Theirs(ironflow)
    ironflow.ours("stream_event", **ORDER, name="order.placed")
    if ironflow.version == "0.33.1":
        with pytest.raises(Failed, match=r"Ironflow has it from 0\.39 on"):
            ironflow.ours("stream_delete", entity_id="order-1")
        return
    if ironflow.sdk("version") == "0.33.1":  # which cannot end one
        assert ironflow.ours("stream_delete", entity_id="order-1")["changed"]
    else:
        rpc(ironflow, "DeleteStream", entityId="order-1")
    assert not ironflow.ours("stream_delete", entity_id="order-1")["changed"]
    with pytest.raises(Failed, match="takes no more events"):
        ironflow.ours("stream_event", **ORDER, name="order.paid")
    assert ironflow.ours("stream_delete", entity_id="order-1", purge=True)["changed"]
    assert [one["name"] for one in theirs.look("read")["events"]] == ["$stream.deleted"]
    with pytest.raises(Refused, match="is deleted"):
        theirs.write("append", **ORDER, event_name="order.paid", expected_version=-1)
