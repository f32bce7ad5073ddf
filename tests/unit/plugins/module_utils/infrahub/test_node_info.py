# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Looking nodes up: filters and orders checked by the schema, fields, pages, no secrets."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.infrahub.actions import node_info
from ansible_collections.opsweave.platform.plugins.module_utils.infrahub.actions.node_info import pages

from .network import device, network, port, site


@pytest.fixture
def play():
    made = network()
    made.look = lambda kind="NetDevice", **more: made.task("infrahub_node_info", {"kind": kind, **more})
    tag = {"kind": "BuiltinTag", "data": {"name": "red"}}
    devices = [device(f"sw{n}", "ams", mtu=1500 + n, pin="word-of-it", tags=["red"]) for n in range(5)]
    for one in (site("ams", floor=2), site("ber"), tag, *devices, port("sw1", "eth0")):
        assert not (done := made.task("infrahub_node", one)).get("failed"), done["msg"]
    return made


def names(result):
    assert not result.get("failed"), result["msg"]
    return [one["name"] for one in result["resources"]]


def test_all_with_attributes_and_single_peers(play):
    result = play.look()
    assert (result["count"], result["changed"]) == (5, False)
    first = result["resources"][0]
    assert {"id", "hfid", "display_label"} < first.keys()
    assert (first["kind"], first["name"], first["mtu"], first["site"], first["backup"]) == (
        "NetDevice", "sw0", 1500, "ams", None,
    )  # fmt: skip
    assert not {"pin", "tags", "ports"} & first.keys() and "word-of-it" not in str(result)


def test_named_fields(play):
    (one,) = play.look(hfid=["sw1"], fields=["tags", "ports", "name"])["resources"]
    assert (one["tags"], one["ports"], one["name"]) == (["red"], ["sw1__eth0"], "sw1") and "mtu" not in one


def test_by_id(play):
    id_ = play.look(hfid=["sw2"])["resources"][0]["id"]
    assert names(play.look(id=id_)) == ["sw2"]
    assert names(play.look(kind="NetPort", hfid=["sw1", "eth0"])) == ["eth0"]
    assert play.look(hfid=["sw9"])["resources"] == []


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"name__value": "sw1"}, ["sw1"]),
        ({"name__values": ["sw1", "sw3"]}, ["sw1", "sw3"]),
        ({"mtu__value": "1502"}, ["sw2"]),
        ({"site__name__value": "ber"}, []),
        ({"tags__isnull": "no", "mtu__values": [1500, "1501"]}, ["sw0", "sw1"]),
        ({"address__isnull": True, "name__value": "sw4"}, ["sw4"]),
        ({"name__value": "w3", "partial_match": True}, ["sw3"]),
    ],
)
def test_filters(play, filters, found):
    assert names(play.look(filters=filters)) == found


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ({"filters": {"name": "x"}}, 'NetDevice has no filter "name"; did you mean "name__value"'),
        ({"filters": {"site__nam__value": "x"}}, '"site__name__value"'),
        ({"filters": {"mtu__value": "many"}}, 'filters.mtu__value: "many" is not a Number'),
        ({"filters": {"role__value": "leef"}}, 'filters.role__value: there is no choice "leef"; did you mean "leaf"?'),
        ({"filters": {"name__values": "sw1"}}, "filters.name__values takes a list"),
        ({"filters": {"mtu__isnull": "perhaps"}}, "filters.mtu__isnull: 'perhaps' is neither true nor false"),
        ({"filters": {"any__value": {"a": 1}}}, "filters.any__value takes one value"),
        ({"filters": {"pin__value": "word"}}, 'has no filter "pin__value"'),
        ({"filters": {"ids": ["x"]}, "id": "y"}, "ids is named in filters"),
        ({"fields": ["nme"]}, 'NetDevice has no attribute or relation "nme"; did you mean "name"?'),
        ({"fields": ["pin"]}, "NetDevice.pin is a secret"),
        ({"order": ["nme"]}, 'NetDevice cannot be ordered by "nme"; did you mean "name"?'),
        ({"hfid": ["a", "b"]}, "hfid has 2 parts; the human friendly id of NetDevice is name"),
        ({"limit": 0}, "limit is 0; it is at least 1"),
        ({"offset": -1}, "offset is -1; it is at least 0"),
        ({"kind": "NetDevise"}, 'has no kind "NetDevise"; did you mean "NetDevice"'),
    ],
)
def test_what_cannot_be_asked(play, args, told):
    asked = play.requests
    result = play.look(**args)
    assert result["failed"] and told in result["msg"], result["msg"]
    assert all(line.path == "/api/schema" for line in play.server.journal[asked:])


@pytest.mark.parametrize(
    ("order", "first"), [(["name__desc"], "sw4"), (["mtu__desc", "name"], "sw4"), (["site__name", "name__asc"], "sw0")]
)
def test_order(play, order, first):
    assert names(play.look(order=order))[0] == first


def test_pages(play, monkeypatch):
    monkeypatch.setattr(node_info, "PAGE", 2)
    asked = play.requests
    assert names(play.look(order=["name"])) == ["sw0", "sw1", "sw2", "sw3", "sw4"]
    assert play.requests - asked == 3
    result = play.look(order=["name"], offset=1, limit=3)
    assert (names(result), result["count"]) == (["sw1", "sw2", "sw3"], 5)


@pytest.mark.parametrize(
    ("offset", "limit", "asked"),
    [(0, 10, [(0, 10)]), (5, 500, [(5, 500)]), (0, 1100, [(0, 500), (500, 500), (1000, 100)])],
)
def test_pages_of_five_hundred(offset, limit, asked):
    assert list(pages(offset, limit)) == asked


def test_a_generic_kind_tells_each_nodes_own(play):
    play.task("infrahub_node", {"kind": "CoreStandardGroup", "data": {"name": "mine"}})
    found = {one["name"]: one["kind"] for one in play.look("CoreGroup", fields=["name"])["resources"]}
    assert found["mine"] == "CoreStandardGroup"


def test_at_an_instant(play):
    result = play.look("BuiltinTag", at="2200-01-01T00:00:00Z")
    assert names(result) == ["red"]
    assert play.server.journal[-1].path.startswith("/graphql/main")


def test_peers_of_peers_to_any_depth():
    play = network()
    for item in (site(floor=3), device("sw1", mtu={"value": 9000, "source": "admin"}), port("sw1", "eth0", speed=10)):
        play.task("infrahub_node", item)
    asked = {"kind": "NetPort", "include": ["device.site.floor"], "exclude": ["speed"]}
    (found,) = play.task("infrahub_node_info", {**asked, "select": "[].device.site.floor"})["resources"]
    assert found["device"]["site"]["floor"] == 3 and "speed" not in found and found["kind"] == "NetPort"
    assert play.task("infrahub_node_info", {**asked, "select": "[].device.site.floor"})["selected"] == [3]
    assert "has nothing at" in play.task("infrahub_node_info", {**asked, "select": "[5].name"})["msg"]


def test_what_stands_around_values_and_nodes_is_told_where_it_is_asked_for():
    play = network()
    for item in (site(), device("sw1", {"hfid": "ams", "is_protected": True}, mtu={"value": 9000, "source": "admin"})):
        play.task("infrahub_node", item)
    for how in ({}, {"include": ["tags"]}):
        answer = play.task("infrahub_node_info", {"kind": "NetDevice", "properties": True, "metadata": True, **how})
        (found,) = answer["resources"]
        assert found["properties"]["mtu"]["source"] == "admin" and not found["properties"]["mtu"]["is_default"]
        assert found["properties"]["site"]["is_protected"] and "backup" not in found["properties"]
        assert found["metadata"]["created_by"] == "admin" and found["metadata"]["created_at"]
        assert (found["mtu"], found["name"]) == (9000, "sw1")


def test_only_how_many():
    play = network()
    for item in (site("ams"), site("rtm")):
        play.task("infrahub_node", item)
    found = play.task("infrahub_node_info", {"kind": "NetSite", "count_only": True})
    assert (found["count"], found["resources"], found["requests"]) == (2, [], 1)
