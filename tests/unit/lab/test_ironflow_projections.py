# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Projections of the Ironflow stand-in: followed, paused, rebuilt, waited for, worked for, and asked by SQL."""

from __future__ import annotations

import pytest

from tests.unit.lab.ironflow_client import EMIT, ERAS, NEW, Client

RPC = "/ironflow.v1.ProjectionService/"
SQL = "/ironflow.v1.QueryService/ExecuteSQL"
OLD_ERAS = ["0.33.1", "0.35.0"]
TABLE = "CREATE TABLE stats (shop TEXT PRIMARY KEY, orders INTEGER, total REAL)"
COUNT = "INSERT INTO stats VALUES (:shop, 1, :total) ON CONFLICT (shop) DO UPDATE SET orders = orders + 1"


class Server(Client):
    def call(self, method, expected=200, **message):
        return self("POST", RPC + method, message, expected).json()

    def register(self, **more):
        return self.call("RegisterProjection", **{"name": "orders", "events": ["order.*"], **more})

    def emit(self, number=1, name="order.paid", **data):
        for _place in range(number):
            event = self("POST", EMIT, {"event": name, "data": data}, 200).json()["eventId"]
        return event


@pytest.fixture(params=ERAS)
def server(request):
    return Server(request.param)


def test_registered_and_updated(server):
    assert server.register() == {"status": "registered"}
    assert server.register(partitionKey="shop", mode="managed", version=2) == {"status": "updated"}
    (one,) = server.call("ListProjections")["projections"]
    assert (one["name"], one["events"], one["partitionKey"], one["version"]) == ("orders", ["order.*"], "shop", 2)
    assert server.call("RegisterProjection", 400, name="x")["code"] == "invalid_argument"
    assert server.call("RegisterProjection", 400, name="x", events=["a"], mode="other")["code"] == "invalid_argument"
    assert server("DELETE", "/api/v1/projections/orders", status=200).json() == {"status": "deleted"}
    assert server("DELETE", "/api/v1/projections/orders", status=404).json() == {"error": "projection not found"}
    assert server.call("GetProjection", 404, name="orders")["code"] == "not_found"


def test_it_comes_further_with_each_look(server):
    server.register(partitionKey="shop")
    server.emit(12, shop="ams")
    server.emit(3, "user.added")
    server.emit(1, shop="fra")
    lags = [int(server.call("GetProjectionStatus", name="orders").get("lag", 0)) for _look in range(3)]
    assert lags == [3, 0, 0]
    state = server.call("GetProjection", name="orders", partition="ams")["state"]
    assert state == {"count": 12, "last": "order.paid"}
    listed = server("GET", "/api/v1/projections/orders/partitions", status=200).json()
    assert listed == {"partitions": ["ams", "fra"], "returned": 2}
    assert server("GET", "/api/v1/projections/orders/partitions?q=fr", status=200).json()["partitions"] == ["fra"]


def test_paused(server):
    server.register()
    assert server.call("PauseProjection", name="orders") == {"status": "ok"}
    server.emit()
    found = server.call("GetProjectionStatus", name="orders")
    assert (found["status"], found["lag"]) == ("paused", "1")
    assert server.call("WaitProjectionCatchup", 400, name="orders")["code"] == "failed_precondition"
    assert [one["name"] for one in server.call("ListProjections", status="paused")["projections"]] == ["orders"]
    assert "projections" not in server.call("ListProjections", status="active")
    assert server.call("ResumeProjection", name="orders") == {"status": "ok"}
    assert "lag" not in server.call("GetProjectionStatus", name="orders")


@pytest.mark.parametrize("version", OLD_ERAS)
def test_over_rest(version):
    server, path = Server(version), "/api/v1/projections/orders"
    server.register()
    event = server.emit(3)
    found = server("GET", path, status=200).json()
    assert (found["events"], found["state"]["state"]["count"], found["last_event_seq"]) == (["order.*"], 3, 3)
    assert server("GET", "/api/v1/projections?mode=external", status=200).json() == {"count": 0, "projections": []}
    assert server("GET", f"{path}/status", status=200).json()["status"] == "active"
    assert server("GET", f"{path}/catchup?minSeq=3&timeout=1000", status=200).json()["caughtUp"] is True
    wait = {"projection": "orders", "eventId": event}
    assert server("POST", "/api/v1/projections/wait-for-event", wait, 200).json()["targetSeq"] == 3
    items = {"items": [{"name": "orders", "minSeq": "2"}, {"name": "none", "minSeq": "1"}]}
    results = server("POST", "/api/v1/projections/catchup/batch", items, 200).json()["results"]
    assert (results[0]["result"]["caughtUp"], results[1]) == (True, {"error": "projection not found"})
    assert server("POST", f"{path}/pause", {}, 200).json() == {"status": "ok"}
    assert server("GET", f"{path}/catchup", status=409).json() == {"error": "projection is paused"}
    assert server("POST", f"{path}/resume", {}, 200).json() == {"status": "ok"}
    job = server("POST", f"{path}/rebuild", {}, 200).json()["job"]
    assert (job["status"], job["progress"]) == ("running", 0)
    assert server("GET", f"{path}/rebuild", status=200).json()["job"]["events_processed"] == 1
    assert server("POST", f"{path}/cancel", {}, 200).json() == {"status": "ok"}


def test_rebuilt(server):
    server.register()
    server.emit(8)
    server.call("GetProjectionStatus", name="orders")
    assert "job" not in server.call("GetRebuildJob", name="orders")
    dry = server.call("RebuildProjection", name="orders", dryRun=True)["job"]
    assert (dry["status"], dry["totalEvents"], dry["dryRun"]) == ("dry_run_ok", "8", True)
    server.call("RebuildProjection", name="orders")
    assert server.call("RebuildProjection", 409, name="orders")["message"] == "projection is already rebuilding"
    seen = [server.call("GetRebuildJob", name="orders")["job"] for _look in range(4)]
    assert [one["progress"] for one in seen] == [25, 50, 75, 100]
    assert [one["status"] for one in seen] == ["running", "running", "running", "completed"]
    assert server.call("GetProjectionStatus", name="orders")["status"] == "active"
    assert server.call("GetProjection", name="orders")["state"]["count"] == 8
    assert server.call("CancelRebuild", 400, name="orders")["code"] == "failed_precondition"


def test_one_partition_rebuilt(server):
    server.register(partitionKey="shop")
    for shop in ("ams", "fra", "ams"):
        server.emit(shop=shop)
    server.call("GetProjectionStatus", name="orders")
    assert server.call("RebuildProjection", name="orders", partition="ams")["job"]["totalEvents"] == "2"
    while server.call("GetProjectionStatus", name="orders")["status"] == "rebuilding":
        pass
    held = {shop: server.call("GetProjection", name="orders", partition=shop)["state"] for shop in ("ams", "fra")}
    assert {shop: state["count"] for shop, state in held.items()} == {"ams": 2, "fra": 1}


def test_waits(server):
    server.register()
    event = server.emit(25)
    behind = server.call("WaitProjectionCatchup", name="orders", timeout="1s")
    assert (behind.get("caughtUp"), behind["timedOut"], behind["behindByEvents"]) == (None, True, "15")
    assert server.call("WaitProjectionCatchup", name="orders", minSeq="12")["caughtUp"]
    reached = server.call("WaitForEvent", projection="orders", eventId=event)
    assert (reached["caughtUp"], reached["targetSeq"]) == (True, "25")
    assert server.call("WaitForEvent", 404, projection="orders", eventId="none")["code"] == "not_found"
    assert server.call("WaitProjectionCatchupBatch", 400, items=[])["code"] == "invalid_argument"


def test_a_worker_of_somebody_else(server):
    server.register()
    server.emit(2)
    lease = {}
    if server.lab.at >= (0, 44):
        assert server.call("PollProjectionEvents", 409, name="orders")["code"] == "aborted"
        granted = server.call("AcquireProjectionLease", name="orders")
        lease = {"lease": granted["lease"]}
        assert (granted["granted"], granted["ttl"]) == (True, "30s")
        assert server.call("AcquireProjectionLease", name="orders") == {}
    events = server.call("PollProjectionEvents", name="orders", batchSize=1, **lease)["events"]
    assert [one["seq"] for one in events] == ["1"]
    assert server.call("GetProjectionStatus", name="orders").get("lag") == "2"
    saved = {"name": "orders", "lastEventSeq": "1", "state": {"mine": 1}, **lease}
    assert server.call("SaveProjectionState", **saved) == {"ok": True}
    assert server.call("GetProjection", name="orders")["state"] == {"mine": 1}
    assert server.call("GetProjectionStatus", name="orders")["lag"] == "1"
    if lease:
        server.now += 60
        assert server.call("AcquireProjectionLease", name="orders")["lease"]["epoch"] == "2"
        assert server.call("SaveProjectionState", 409, **saved)["code"] == "aborted"


def test_history():
    server = Server("0.42.0")
    server.register()
    server.register(events=["order.paid"], changeReason="fewer")
    (entry,) = server.call("ListProjectionHistory", name="orders")["entries"]
    assert (entry["changeType"], entry["changeReason"]) == ("updated", "fewer")
    assert entry["previousDefinition"]["events"] == ["order.*"]
    assert server.call("GetProjectionRevision", name="orders", revision="1")["entry"] == entry
    assert server.call("GetProjectionRevision", 404, name="orders", revision="2")["code"] == "not_found"


def test_sql(server):
    created = {"name": "stats", "tableSql": TABLE, "eventHandlers": {"order.paid": COUNT}, "events": ["order.paid"]}
    assert server.call("CreateSQLProjection", **created) == {"name": "stats", "status": "created"}
    server.emit(2, shop="ams", total=1.5)
    server.emit(1, shop="fra", total=2)
    found = server.call("QuerySQLProjection", name="stats", where="orders > 1")
    assert (found["columns"], found["totalCount"]) == (["shop", "orders", "total"], 1)
    assert found["rows"] == [{"values": ["ams", "2", "1.5"], "typedValues": ["ams", 2, 1.5]}]
    query = "SELECT shop, orders FROM stats ORDER BY shop"
    if server.lab.at < (0, 36):
        rows = server("POST", "/api/v1/sql", {"query": query}, 200).json()
        assert rows == {"columns": ["shop", "orders"], "rows": [["ams", "2"], ["fra", "1"]], "total_rows": 2}
    rows = server("POST", SQL, {"query": query, "maxRows": 1}, 200).json()
    assert rows == {"columns": ["shop", "orders"], "rows": [{"values": ["ams", "2"]}], "totalRows": 1}
    for bad in ("DELETE FROM stats", "SELECT * FROM other", "SELECT 1; SELECT 2", "", "SELECT * FROM sqlite_master"):
        assert server("POST", SQL, {"query": bad}, 400).json()["code"] == "invalid_argument"
    server("DELETE", "/api/v1/projections/stats", status=200)
    server("POST", SQL, {"query": query}, 400)


def test_an_event_that_its_statement_cannot_take():
    server = Server(NEW)
    server.call("CreateSQLProjection", name="stats", tableSql=TABLE, eventHandlers={"order.paid": COUNT})
    server.emit(price=1)
    found = server.call("GetProjectionStatus", name="stats")
    assert found["status"] == "error" and "shop" in found["errorMessage"]


@pytest.mark.parametrize("version", ["0.33.1", "0.50.0"])
def test_a_worker_that_tells_its_progress(version):
    server = Server(version)
    server.register()
    server.emit(8)
    server.call("RebuildProjection", name="orders")
    server.call("ReportRebuildProgress", name="orders", eventsProcessed="4", totalEvents="8")
    assert server.call("GetRebuildJob", name="orders")["job"]["progress"] == 50
    server.call("ReportRebuildProgress", name="orders", eventsProcessed="8", completed=True)
    assert server.call("GetProjectionStatus", name="orders")["status"] == "active"
