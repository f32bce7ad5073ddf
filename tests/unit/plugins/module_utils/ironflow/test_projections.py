# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Projections: what each kind takes, waiting for them, rebuilding them, and SQL over their tables."""

from __future__ import annotations

import pytest

from tests.lab.common.stand_in import Fault
from tests.lab.ironflow.projected import Projections

from .server import NEW, OLD, Server, each_era

ORDERS = {"name": "orders", "events": ["order.*"]}
TABLE = "CREATE TABLE shops (shop TEXT PRIMARY KEY, orders INTEGER, seen BOOLEAN, note TEXT)"
COUNT = "INSERT INTO shops VALUES (:shop, :orders, 1, :note)"
SHOPS = {"name": "shops", "table_sql": TABLE, "event_handlers": {"order.paid": COUNT}}


class Shop(Server):
    def paid(self, number=1, **data):
        for _place in range(number):
            made = self.done("event", name="order.paid", data=data)
        return made["event_id"]

    @property
    def projection(self):
        return self.lab.room(Projections).named["orders"]


@each_era
def test_a_projection_in_each_era(version):
    server = Shop(version)
    made = server.done("projection", **ORDERS, version=3, partition_key="shop")["resource"]
    assert (made["type"], made["mode"], made["last_event_seq"]) == ("state", "managed", 0)
    assert made["created_at"]
    server.paid(2, shop="ams")
    found = server.done("projection_info", name="orders", partition="ams", partitions=True, wait=True)
    (one,) = found["resources"]
    assert found["catch_up"]["caught_up"] is True
    assert (one["lag"], one["rebuild"], one["partitions"]) == (0, None, ["ams"])
    assert one["state"]["state"] == {"count": 2, "last": "order.paid"}
    assert one["state"]["last_event_seq"] == 2
    assert server.done("projection", name="orders", status="paused")["diff"]["after"]["status"] == "paused"
    assert [one["name"] for one in server.done("projection_info", status="paused")["resources"]] == ["orders"]
    assert server.done("projection_info", status="error")["resources"] == []
    assert server.done("projection_info", name="none")["resources"] == []
    assert server.done("projection", name="orders", state="absent")["operation"] == "delete"


def test_more_projections_than_fit_on_a_page():
    for version in (OLD, NEW):
        server = Shop(version)
        for number in range(203):
            server.done("projection", name=f"p{number}", events=["a"])
        assert len(server.done("projection_info")["resources"]) == 203


@pytest.mark.parametrize("check_mode", [True, False])
def test_what_one_kind_has_and_the_other_has_not(check_mode):
    server = Shop()
    told = server.refused("projection", check_mode, name="orders")
    assert told == "projection orders does not exist yet; give events to create it"
    assert "for an SQL projection" in server.refused("projection", check_mode, **ORDERS, description="All")
    assert "not for SQL" in server.refused("projection", check_mode, **SHOPS, mode="managed")
    assert "give event_handlers" in server.refused("projection", check_mode, name="shops", table_sql=TABLE)
    assert "name at least one" in server.refused("projection", check_mode, name="orders", events=[])
    server.done("projection", **ORDERS)
    server.done("projection", **SHOPS)
    told = server.refused("projection", check_mode, name="shops", events=["order.*"])
    assert told == "projection shops: events of an SQL projection cannot be changed; delete it first"
    told = server.refused("projection", check_mode, **{**SHOPS, "name": "orders"})
    assert told == "projection orders: table_sql cannot be changed; delete the projection first"
    assert not server.done("projection", check_mode, **SHOPS)["changed"]


def test_an_event_that_is_named_twice_is_one():
    server = Shop()
    twice = {"name": "orders", "events": ["order.paid", "order.sent", "order.paid"]}
    assert server.done("projection", **twice)["resource"]["events"] == ["order.paid", "order.sent"]
    assert not server.done("projection", **twice)["changed"]
    assert not server.done("projection", name="orders", events=["order.sent", "order.paid"])["changed"]


def test_one_that_is_being_rebuilt_is_active():
    server = Shop()
    server.done("projection", **ORDERS)
    server.paid(20)
    server.done("projection_rebuild", name="orders", wait=False)
    assert not server.done("projection", **ORDERS, status="active")["changed"]
    assert "rebuilding" in server.refused("projection", name="orders", status="paused")


def test_in_error_until_resumed():
    server = Shop()
    server.done("projection", **SHOPS)
    server.done("event", name="order.paid", data={"store": "ams"})
    told = server.refused("projection_info", name="shops", wait=True)
    assert told.startswith("projection shops is in error: event evt_")
    assert [one["name"] for one in server.done("projection_info", status="error")["resources"]] == ["shops"]
    resumed = server.done("projection", name="shops", status="active")
    assert (resumed["operation"], resumed["diff"]["before"]["status"]) == ("update", "error")


@pytest.mark.parametrize("version", [OLD, NEW])
def test_waiting_ends(version):
    server = Shop(version)
    server.done("projection", **ORDERS)
    event = server.paid(25)
    seen = server.done("projection_info", name="orders", event_id=event)["catch_up"]
    assert seen == {"caught_up": True, "rebuilding": False, "current_seq": 25, "target_seq": 25, "behind_by_events": 0}
    assert server.done("projection_info", True, name="orders", event_id="none")["catch_up"] is None
    assert server.refused("projection_info", name="orders", event_id="none") == (
        "projection orders: there is no event none"
    )
    told = server.refused("projection_info", name="order", wait=True)
    assert told == 'there is no projection "order"; did you mean "orders"?'
    assert server.refused("projection_info", wait=True) == "wait is for one projection; give its name too"
    server.projection.served = True  # its worker is somebody else, and does nothing
    server.paid(2)
    told = server.refused("projection_info", name="orders", wait=True, wait_timeout=5)
    assert told == (
        "projection orders has not come to event number 27 after 5 seconds: it is 2 events behind, at number 25; "
        "is its worker running?"
    )
    server.done("projection", name="orders", status="paused")
    assert "is paused" in server.refused("projection_info", name="orders", wait=True)


def test_waiting_goes_on_while_it_is_rebuilt():
    server = Shop()
    server.done("projection", **ORDERS)
    server.paid(20)
    server.done("projection_rebuild", name="orders", wait=False)
    assert server.done("projection_info", name="orders", wait=True)["catch_up"]["current_seq"] == 20


@each_era
def test_rebuilt(version):
    server = Shop(version)
    server.done("projection", **ORDERS)
    event = server.paid(8)
    dry = server.done("projection_rebuild", name="orders", dry_run=True)
    assert (dry["changed"], dry["rebuild"]["status"], dry["rebuild"]["total_events"]) == (False, "dry_run_ok", 8)
    assert server.done("projection_rebuild", True, name="orders")["changed"]
    made = server.done("projection_rebuild", name="orders", to_event_id=event)
    assert (made["changed"], made["operation"], made["status"]) == (True, "start", "active")
    assert (made["rebuild"]["progress"], made["rebuild"]["events_processed"]) == (100, 8)
    assert not server.done("projection_rebuild", name="orders", action="cancel")["changed"]
    assert server.done("projection_rebuild", name="orders", wait=False)["status"] == "rebuilding"
    told = server.refused("projection_rebuild", name="orders", partition="ams")
    assert told.startswith("projection orders is being rebuilt already")
    cancelled = server.done("projection_rebuild", name="orders", action="cancel")
    assert (cancelled["changed"], cancelled["operation"], cancelled["status"]) == (True, "cancel", "active")


def test_a_rebuild_under_way_is_joined():
    server = Shop()
    server.done("projection", **ORDERS)
    server.paid(40)
    server.done("projection_rebuild", name="orders", wait=False)
    made = server.done("projection_rebuild", name="orders")
    assert (made["changed"], made["operation"], made["rebuild"]["events_processed"]) == (False, "none", 40)


def test_a_rebuild_that_takes_too_long_or_ends_badly():
    server = Shop()
    server.done("projection", **ORDERS)
    server.paid(8)
    server.projection.served = True
    result = server.task("projection_rebuild", name="orders", wait_timeout=4)
    assert (result["failed"], result["changed"]) == (True, True)
    assert "still being rebuilt (0 of 8 events) after 4 seconds" in result["msg"]

    server.done("projection_rebuild", name="orders", action="cancel")
    looks = []

    def fail(method, path):
        looks.append(path)
        if len(looks) > 2:
            server.projection.status, server.projection.error = "error", "out of memory"

    server.between = fail
    result = server.task("projection_rebuild", name="orders")
    assert result["msg"] == "projection orders could not be rebuilt: out of memory"
    assert (result["changed"], result["done"]) == (True, ["rebuild of projection orders was started"])


def test_a_rebuild_whose_answer_is_lost():
    server = Shop()
    server.done("projection", **ORDERS)
    server.paid(40)
    server.fault("drop_after", path="RebuildProjection")
    assert server.done("projection_rebuild", name="orders")["rebuild"]["progress"] == 100
    server.lab.faults[:] = [
        Fault("truncate", path="RebuildProjection"),
        Fault("status", status=500, path="Status", skip=1),
    ]
    assert server.task("projection_rebuild", name="orders")["failed"]


@each_era
def test_sql(version):
    server = Shop(version)
    server.done("projection", **SHOPS)
    for shop, orders, note in (("ams", 3, "{{ 1 + 1 }}"), ("fra", 1, None)):
        server.paid(shop=shop, orders=orders, note=note)
    query = "SELECT shop, orders, seen, note FROM shops ORDER BY shop"
    found = server.done("sql", query=query, types={"orders": "int", "seen": "bool"})
    assert found["columns"] == ["shop", "orders", "seen", "note"]
    assert found["rows"] == [
        {"shop": "ams", "orders": 3, "seen": True, "note": "{{ 1 + 1 }}"},
        {"shop": "fra", "orders": 1, "seen": True, "note": ""},
    ]
    assert server.done("sql", query=query, max_rows=1)["total"] == 1
    rows = server.done("sql", True, projection="shops", where="orders > 1", order_by="shop", limit=5)["rows"]
    assert rows == [{"shop": "ams", "orders": 3, "seen": 1, "note": "{{ 1 + 1 }}"}]
    assert server.done("sql", projection="shops", where="orders > 5")["rows"] == []


def test_sql_that_cannot_be():
    server = Shop()
    server.done("projection", **SHOPS)
    server.paid(shop="ams", orders=3, note="x")
    assert "no such table: none_such" in server.refused("sql", query="SELECT * FROM none_such")
    assert "not authorized" in server.refused("sql", query="DROP TABLE shops")
    assert server.refused("sql", query="SELECT 1 AS a", limit=2) == "limit is for projection; leave it out"
    assert server.refused("sql", query="SELECT 1 AS a", max_rows=20000) == (
        "max_rows is 20000; it is at least 1 and at most 10000"
    )
    assert "two columns are called shop" in server.refused("sql", query="SELECT shop, shop FROM shops")
    told = server.refused("sql", query="SELECT shop FROM shops", types={"shops": "int"})
    assert told == 'types: the query gives no column "shops"; did you mean "shop"?'
    assert "must be a number" in server.refused("sql", query="SELECT shop FROM shops", types={"shop": "int"})
    assert "not JSON" in server.refused("sql", query="SELECT shop FROM shops", types={"shop": "json"})
    assert "there is no type" in server.refused("sql", query="SELECT shop FROM shops", types={"shop": "integer"})
    assert server.refused("sql", projection="shop") == 'there is no projection "shop"; did you mean "shops"?'
