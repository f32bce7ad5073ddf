# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the Ironflow SDKs and our modules make and see of projections, rebuilds and SQL."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from .conftest import Pair
from .ours import Failed
from .sdk import Refused

OLD = "0.33.1"
TABLE = "CREATE TABLE {} (shop TEXT PRIMARY KEY, orders INTEGER, rate REAL)"
COUNT = "INSERT INTO {} VALUES (:shop, 1, 0.5) ON CONFLICT (shop) DO UPDATE SET orders = orders + 1"


def old_sdk(ironflow: Pair) -> bool:
    return str(ironflow.sdk("version")) == OLD


def emitted(ironflow: Pair, number: int = 1, **data: Any) -> str:
    """Each by whoever can on this server."""
    for _place in range(number):
        event = ironflow.ours("event", name="order.paid", data=data)["event_id"]
    return str(event)


def speaks(ironflow: Pair) -> bool:
    """Whether this SDK can ask this server: the old one asks over REST, which new servers no longer have."""
    return not (old_sdk(ironflow) and ironflow.version != OLD)


def told(ironflow: Pair, name: str) -> dict[str, Any]:
    """A projection as the SDK sees it, in REST's names."""
    if old_sdk(ironflow):
        return dict(ironflow.sdk("projections_get", name))
    answer = ironflow.sdk("projections.list", {})
    one = next(one for one in answer["projections"] if one["name"] == name)
    names = {"partitionKey": "partition_key", "lastEventSeq": "last_event_seq"}
    return {"partition_key": "", **{names.get(key, key): value for key, value in one.items()}}


def act(ironflow: Pair, method: str, name: str) -> Any:
    if old_sdk(ironflow):
        return ironflow.sdk(f"projections_{method.removesuffix('_rebuild')}", name)
    return ironflow.sdk(f"projections.{method}", {"name": name})


def test_a_projection_is_the_same_whoever_registered_it(ironflow: Pair) -> None:
    facts = {"events": ["order.paid", "order.*"], "version": 2, "mode": "managed"}
    answer = ironflow.sdk("projections.register", {"name": "theirs", **facts, "partitionKey": "shop"})
    assert answer["status"] == "registered"
    made = ironflow.ours("projection", name="ours", **facts, partition_key="shop")
    assert made["operation"] == "create"
    for name in ("theirs", "ours"):
        ironflow.ours.settled(
            "projection", name=name, **{**facts, "events": facts["events"][::-1]}, partition_key="shop"
        )
    if speaks(ironflow):
        for name in ("theirs", "ours"):
            seen = told(ironflow, name)
            assert {fact: seen[fact] for fact in facts} == facts
            assert (seen["partition_key"], seen["status"]) == ("shop", "active")
    assert ironflow.sdk("projections.register", {"name": "ours", "events": ["order.*"]})["status"] == "updated"
    looked = ironflow.ours("projection_info", name="ours")["resources"][0]
    assert (looked["events"], looked["partition_key"]) == (["order.*"], "")


def test_one_that_they_delete_is_gone_for_us_and_the_other_way_round(ironflow: Pair) -> None:
    for name in ("a", "b"):
        ironflow.sdk("projections.register", {"name": name, "events": ["order.*"]})
    assert ironflow.ours("projection", name="a", state="absent")["operation"] == "delete"
    with pytest.raises(Refused) as error:
        ironflow.sdk("projections_delete", "a")
    assert error.value.status == 404
    ironflow.sdk("projections_delete", "b")
    ironflow.ours.settled("projection", name="b", state="absent")
    assert ironflow.ours("projection_info")["resources"] == []


def test_paused_by_one_and_resumed_by_the_other(ironflow: Pair) -> None:
    ironflow.ours("projection", name="orders", events=["order.*"])
    if not speaks(ironflow):
        with pytest.raises(Refused) as error:
            act(ironflow, "pause", "orders")
        assert error.value.status in (404, 405)
        return
    act(ironflow, "pause", "orders")
    ironflow.ours.settled("projection", name="orders", status="paused")
    assert ironflow.ours("projection", name="orders", status="active")["operation"] == "update"
    assert told(ironflow, "orders")["status"] == "active"
    ironflow.ours("projection", name="orders", status="paused")
    assert told(ironflow, "orders")["status"] == "paused"
    act(ironflow, "resume", "orders")
    ironflow.ours.settled("projection", name="orders", status="active")


def test_states_and_waits(ironflow: Pair) -> None:
    ironflow.ours("projection", name="orders", events=["order.*"], partition_key="shop")
    event = emitted(ironflow, 12, shop="ams")
    looked = ironflow.ours("projection_info", name="orders", event_id=event, partition="ams", partitions=True)
    (one,) = looked["resources"]
    assert (looked["catch_up"]["caught_up"], one["lag"], one["partitions"]) == (True, 0, ["ams"])
    assert ironflow.sdk("projections_list_partitions", "orders")["partitions"] == ["ams"]
    if not speaks(ironflow):
        return
    if old_sdk(ironflow):
        seen = ironflow.sdk("projections_get", "orders", partition="ams")["state"]["state"]
        waited = ironflow.sdk("projections_wait_for_event", {"eventId": event, "projection": "orders"})
        behind = ironflow.sdk("projections_list_catchup", "orders", min_seq=13)
        both = {"items": [{"name": "orders", "minSeq": "1"}, {"name": "none", "minSeq": "1"}]}
        results = ironflow.sdk("projections_catchup_batch", both)["results"]
        assert [list(result) for result in results] == [["result"], ["error"]]
        assert ironflow.sdk("projections_list", mode="external")["count"] == 0
        assert ironflow.sdk("projections_list_status", "orders")["last_event_seq"] == 12
    else:
        seen = ironflow.sdk("projections.get", {"name": "orders", "partition": "ams"})["state"]
        waited = ironflow.sdk("projections.wait_for_event", {"eventId": event, "projection": "orders"})
        behind = ironflow.sdk("projections.wait_catchup", {"name": "orders", "minSeq": "13", "timeout": "0.1s"})
        both = {"items": [{"name": "orders", "minSeq": "1"}, {"name": "none"}]}
        results = ironflow.sdk("projections.wait_catchup_batch", both)["results"]
        assert [list(result) for result in results] == [["result"], ["error"]]
        assert ironflow.sdk("projections.get_status", {"name": "orders"})["lastEventSeq"] == "12"
    assert seen == one["state"]["state"] and waited["caughtUp"] is True
    assert int(behind["targetSeq"]) == 13


def test_a_rebuild_is_one_for_both(ironflow: Pair) -> None:
    ironflow.ours("projection", name="orders", events=["order.*"])
    emitted(ironflow, 8)
    done = ironflow.ours("projection_rebuild", name="orders", wait_interval=1)
    assert (done["changed"], done["status"], done["rebuild"]["progress"]) == (True, "active", 100)
    if not speaks(ironflow):
        return
    if old_sdk(ironflow):
        job = ironflow.sdk("projections_rebuild", "orders", {})["job"]
        shown = ironflow.sdk("projections_list_rebuild", "orders")["job"]
        assert shown["job_id"] == job["job_id"]
    else:
        job = ironflow.sdk("projections.rebuild", {"name": "orders"})["job"]
        shown = ironflow.sdk("projections.get_rebuild_job", {"name": "orders"})["job"]
        assert shown["jobId"] == job["jobId"]
    assert 0 < shown["progress"] < 100
    looked = ironflow.ours("projection_info", name="orders")["resources"][0]
    assert looked["rebuild"]["job_id"] == (job.get("jobId") or job.get("job_id"))
    ironflow.ours("projection_rebuild", name="orders", wait=False)
    act(ironflow, "cancel_rebuild", "orders")
    assert not ironflow.ours("projection_rebuild", name="orders", action="cancel")["changed"]


def test_sql_of_one_is_asked_by_the_other(ironflow: Pair) -> None:
    message = {"tableSql": TABLE.format("theirs"), "eventHandlers": {"order.paid": COUNT.format("theirs")}}
    ironflow.sdk("projections.create_sql", {"name": "theirs", **message, "events": ["order.paid"]})
    ours = {"table_sql": TABLE.format("ours"), "event_handlers": {"order.paid": COUNT.format("ours")}}
    assert ironflow.ours("projection", name="ours", **ours, description="By shop")["operation"] == "create"
    ironflow.ours.settled("projection", name="ours", **ours, events=["order.paid"])
    ironflow.ours.settled(
        "projection", name="theirs", table_sql=message["tableSql"], event_handlers=message["eventHandlers"]
    )
    emitted(ironflow, 2, shop="ams")
    query = "SELECT shop, orders, rate FROM theirs"
    types = {"orders": "int", "rate": "float"}
    assert ironflow.ours("sql", query=query, types=types)["rows"] == [{"shop": "ams", "orders": 2, "rate": 0.5}]
    typed = ironflow.ours("sql", projection="theirs", where="orders > 1")["rows"]
    assert typed == [{"shop": "ams", "orders": 2, "rate": 0.5}]
    seen = ironflow.sdk("projections.query_sql", {"name": "ours", "orderBy": "shop"})
    assert [row["values"] for row in seen["rows"]] == [["ams", "2", "0.5"]]
    if not speaks(ironflow):
        return
    query = "SELECT shop, orders FROM ours"
    if old_sdk(ironflow):
        assert ironflow.sdk("sql_create", {"query": query})["rows"] == [["ams", "2"]]
    else:
        assert ironflow.sdk("query.execute_sql", {"query": query})["rows"] == [{"values": ["ams", "2"]}]


def test_what_both_are_refused(ironflow: Pair) -> None:
    with pytest.raises(Refused):
        ironflow.sdk("projections.register", {"name": "none", "events": ["a"], "mode": "other"})
    with pytest.raises(Failed, match="there is no projection"):
        ironflow.ours("projection_rebuild", name="none")


def test_history(ironflow: Pair) -> None:
    if old_sdk(ironflow) or ironflow.version == OLD:
        pytest.skip("servers and SDKs have it from 0.42 on")
    ironflow.ours("projection", name="orders", events=["order.*"])
    ironflow.ours("projection", name="orders", events=["order.paid"])
    (entry,) = ironflow.sdk("projections.list_history", {"name": "orders"})["entries"]
    assert entry["previousDefinition"]["events"] == ["order.*"]
    assert ironflow.sdk("projections.get_revision", {"name": "orders", "revision": "1"})["entry"] == entry


def test_a_worker_of_theirs_is_waited_for(ironflow: Pair) -> None:
    """It takes a lease, handles events and saves what comes of them; we see that it has, and have it rebuilt."""
    if old_sdk(ironflow) or ironflow.version == OLD:
        pytest.skip("workers have leases from 0.44 on")
    wanted = {"name": "orders", "events": ["order.paid"], "partition_key": "shop"}
    ironflow.ours("projection", **wanted)
    for total in (3, 4):
        ironflow.ours("event", name="order.paid", data={"total": total, "shop": "ams"})
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(ironflow.sdk, "work", "orders", ["order.paid"], "shop", 10)
        time.sleep(2)  # until it has come: before, the stand-in plays a worker for who looks
        event = ironflow.ours("event", name="order.paid", data={"total": 5, "shop": "ams"})["event_id"]
        asked = {"name": "orders", "partition": "ams", "wait_interval": 1, "wait_timeout": 8}
        looked = ironflow.ours("projection_info", **asked, event_id=event)["resources"][0]
        assert looked["state"]["state"] == {"sum": 12, "last": event}
        ironflow.ours.settled("projection", **wanted)
        rebuilt = ironflow.ours("projection_rebuild", name="orders", wait_interval=1, wait_timeout=20)
        assert (rebuilt["status"], rebuilt["rebuild"]["events_processed"]) == ("active", 3)
        again = ironflow.ours("projection_info", **asked)["resources"][0]
        assert (again["state"]["state"]["sum"], again["lag"]) == (12, 0)
        assert working.result() >= 6
