# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""infrahub_node: values with what stands around them, values from pools and templates, and peers that are made too."""

from __future__ import annotations

import pytest

from .network import device, network, node, port, site


@pytest.fixture
def play():
    made = network()
    made.do = lambda item, **more: made.task("infrahub_node", {**item, **more})
    made.do(site())
    return made


def settles(play, item, operation, **more):
    """What check mode foretells is done, once; the second time there is nothing to do."""
    writes = len(play.server.writes)
    foretold = play.task("infrahub_node", {**item, **more}, check_mode=True)
    assert not foretold.get("failed"), foretold["msg"]
    assert len(play.server.writes) == writes, "check mode wrote"
    done = play.do(item, **more)
    assert not done.get("failed"), done["msg"]
    assert (foretold["operation"], foretold["diff"]) == (done["operation"], done["diff"]), "check mode said otherwise"
    assert done["operation"] == operation
    again = play.do(item, **more)
    assert (again["operation"], again["requests"]) == ("none", 1), again["diff"]
    return done


def test_a_value_with_what_stands_around_it(play):
    settles(play, device("sw1", mtu={"value": 9000, "source": "admin", "is_protected": True}), "create")
    settles(play, device("sw1", mtu={"value": 9000, "owner": {"kind": "CoreAccount", "hfid": ["admin"]}}), "update")
    done = settles(play, device("sw1", mtu={"is_protected": False}), "update")
    assert done["diff"]["before"]["mtu"] == {"is_protected": True}
    told = play.do(device("sw1", mtu={"value": 9000, "source": "admin", "owner": "admin", "is_protected": False}))
    assert told["operation"] == "none" and told["object"]["mtu"] == 9000


def test_a_source_by_its_id(play):
    account = play.server.accounts["admin"]
    settles(play, device("sw1", mtu={"value": 9000, "source": account}), "create")
    assert play.do(device("sw1", mtu={"value": 9000, "source": "admin"}))["operation"] == "none"


def test_only_what_is_used_is_read(play):
    asked = []
    send = play.transport

    def listening(method, url, **request):
        asked.append(str(request.get("data")))
        return send(method, url, **request)

    play.do(device("sw1", mtu=9000))
    play.transport = listening
    play.do(device("sw1", mtu=9000))
    assert "source" not in asked[-1] and "is_protected" not in asked[-1]
    play.do(device("sw1", mtu={"value": 9000, "is_protected": False}))
    assert "is_protected" in asked[-1] and "source" not in asked[-1]


def test_back_to_the_default(play):
    settles(play, device("sw1", mtu={"is_default": True}), "create")
    play.do(device("sw1", mtu=9000))
    done = settles(play, device("sw1", mtu={"is_default": True}), "update")
    assert done["diff"]["after"]["mtu"] == {"is_default": True}
    assert play.do(device("sw1", mtu=1500))["operation"] == "none"


def test_a_dictionary_may_be_the_value_itself(play):
    settles(play, device("sw1", facts={"source": "factory", "colour": "grey"}), "create")
    settles(play, device("sw1", facts={"value": {"colour": "blue"}, "is_protected": True}), "update")


def test_a_secret_with_what_stands_around_it_is_a_secret(play):
    done = play.do(device("sw1", pin={"value": "quite secret", "is_protected": True}))
    assert done["operation"] == "create" and "quite secret" not in str(done)
    assert play.do(device("sw1", pin={"value": "another one", "is_protected": True}))["operation"] == "none"
    assert play.do(device("sw1", pin={"value": "another one"}), update_secret="always")["operation"] == "update"


def test_peers_with_what_stands_around_them(play):
    for tag in ("red", "blue"):
        play.do(node("BuiltinTag", name=tag))
    protected = {"hfid": "red", "is_protected": True, "source": "admin"}
    done = settles(play, device("sw1", {"hfid": ["ams"], "is_protected": True}, tags=[protected, "blue"]), "create")
    assert done["object"]["site"] == "ams" and sorted(done["object"]["tags"]) == ["blue", "red"]
    settles(play, device("sw1", {"hfid": ["ams"], "is_protected": False}, tags=[protected, "blue"]), "update")
    settles(play, device("sw1", tags=[{"hfid": "red", "is_protected": False}, "blue"]), "update")
    assert play.do(device("sw1", tags=["red", "blue"]))["operation"] == "none"


def test_a_peer_is_made_where_it_is_missing(play):
    there = {"data": {"name": "rtm", "floor": 3}}
    done = settles(play, device("sw1", there), "create")
    assert done["diff"]["after"]["NetSite rtm"] == {"name": "rtm", "floor": 3}
    assert done["object"]["site"] == "rtm"
    other = device("sw2", {"data": {"name": "rtm", "floor": 4}})
    assert "NetSite rtm" not in settles(play, other, "create")["diff"]["after"], "what exists is only referred to"
    assert play.do(site("rtm", floor=3))["operation"] == "none"


def test_peers_that_need_the_node_come_after_it(play):
    ports = [{"data": {"name": "eth0", "speed": 10}}, {"data": {"name": "eth1"}}]
    done = settles(play, device("sw1", {"data": {"name": "rtm"}}, ports=ports), "create")
    assert sorted(done["object"]["ports"]) == ["sw1__eth0", "sw1__eth1"]
    assert done["diff"]["after"]["NetPort sw1/eth0"] == {"name": "eth0", "speed": 10, "device": "sw1"}
    settles(play, device("sw1", "rtm", ports=[*ports, {"data": {"name": "eth2"}}]), "update")
    assert play.do(port("sw1", "eth0", speed=10))["operation"] == "none"


def test_what_was_made_before_it_failed_is_said(play):
    done = play.do(device("sw1", {"data": {"name": "rtm"}}, backup={"data": {"name": "sw9"}}))
    assert done["failed"] and "NetDevice sw9 does not exist yet; give site to create it" in done["msg"]
    assert play.do(site("rtm"))["operation"] == "create", "nothing was written"


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (device("sw1", mtu={"value": 1, "source": "nobody"}), 'mtu.source: there is no LineageSource "nobody"'),
        (device("sw1", mtu={"value": 1, "source": None}), "mtu.source: the server never takes it off again"),
        (device("sw1", mtu={"value": 1, "sauce": "x"}), 'data.mtu has no key "sauce"; did you mean "source"'),
        (device("sw1", mtu={"value": "wide", "is_protected": True}), 'data.mtu: "wide" is not a Number'),
        (device("sw1", mtu={"is_default": False}), "data.mtu.is_default can only be true"),
        (device("sw1", mtu={"is_default": True, "value": 3}), "data.mtu: is_default stands alone"),
        (device("sw1", mtu={"from_pool": {"identifier": "x"}}), "data.mtu.from_pool: give pool"),
        (device("sw1", mtu={"from_pool": "mtus"}), 'NetDevice sw1: mtu.from_pool: there is no pool "mtus"'),
        (
            node("NetDevice", name={"from_pool": "names"}, site="ams"),
            "only an attribute of the kind Number can come from a pool",
        ),
        (device("sw1", {"from_pool": "sites"}), "pools give addresses and prefixes; NetSite is neither"),
        (device("sw1", {"hfid": "ams", "id": "x"}), "a peer is named by one of id, hfid, data or from_pool; 2 were"),
        (device("sw1", {"data": {"floor": 3}}), "nobody could tell whether this NetSite exists already; give name"),
        (device("sw1", {"data": {"name": "x", "flor": 1}}), 'NetSite has no attribute or relation "flor"'),
        (device("sw1", "nowhere"), 'NetDevice sw1: site: there is no NetSite "nowhere"'),
    ],
)
def test_what_is_refused_names_the_place_and_writes_nothing(play, item, words):
    before = list(play.server.writes)
    for check_mode in (True, False):
        done = play.task("infrahub_node", item, check_mode=check_mode)
        assert done["failed"] and words in done["msg"], done["msg"]
        assert "exception" not in done
    assert play.server.writes == before


POOLED = {
    "version": "1.0",
    "nodes": [
        {"name": name, "namespace": "Ipam", "inherit_from": [f"BuiltinIP{what}"],
         "human_friendly_id": [f"{what.lower()}__value", "ip_namespace__name__value"]}
        for name, what in (("Prefix", "Prefix"), ("Address", "Address"))
    ],
    "extensions": {"nodes": [{"kind": "NetDevice", "attributes": [
        {"name": "asn", "kind": "Number", "optional": True}], "relationships": [
        {"name": "loopback", "peer": "BuiltinIPAddress", "cardinality": "one", "kind": "Attribute", "optional": True},
        {"name": "vips", "peer": "BuiltinIPAddress", "cardinality": "many", "identifier": "device__vips",
         "optional": True},
        {"name": "net", "peer": "BuiltinIPPrefix", "cardinality": "one", "kind": "Attribute", "optional": True}]}]},
}  # fmt: skip


@pytest.fixture
def pools(play):
    def so(module, **args):
        done = play.task(f"infrahub_{module}", args)
        assert not done.get("failed"), done["msg"]

    so("schema", schemas=[POOLED])
    so("node", **node("IpamPrefix", prefix="10.0.0.0/24", member_type="address"))
    so("node", **node("IpamPrefix", prefix="10.1.0.0/16", member_type="prefix"))
    so("number_pool", name="asns", node="NetDevice", node_attribute="asn", start_range=100, end_range=199)
    so("ip_address_pool", name="loops", resources=["10.0.0.0/24"], default_address_type="IpamAddress",
       default_prefix_length=32)  # fmt: skip
    so("ip_prefix_pool", name="nets", resources=["10.1.0.0/16"], default_prefix_type="IpamPrefix",
       default_prefix_length=24)  # fmt: skip
    return play


def test_a_number_from_a_pool(pools):
    done = settles(pools, device("sw1", asn={"from_pool": {"pool": "asns", "identifier": "sw1"}}), "create")
    assert done["resource"]["asn"] == {"from_pool": "asns", "value": 100} and done["object"]["asn"] == 100
    assert done["diff"]["after"]["asn"] == {"from_pool": "asns"}
    pools.do(device("sw2", asn=7))
    done = settles(pools, device("sw2", asn={"from_pool": "asns"}), "update")
    assert done["resource"]["asn"]["value"] == 101


def test_peers_from_pools(pools):
    loop = {"from_pool": {"pool": "loops", "identifier": "sw1", "data": {"description": "Of sw1"}}}
    net = {"from_pool": {"pool": "nets", "identifier": "sw1", "prefix_length": 26}}
    done = settles(pools, device("sw1", loopback=loop, net=net), "create")
    assert (done["object"]["loopback"], done["object"]["net"]) == ("10.0.0.1/32", "10.1.0.0/26")
    same = settles(pools, device("sw2", loopback=loop), "create")
    assert same["object"]["loopback"] == "10.0.0.1/32", "the same identifier, the same address"


def test_many_peers_from_one_pool(pools):
    vips = [{"from_pool": {"pool": "loops", "identifier": name}} for name in ("a", "b")]
    settles(pools, device("sw1", vips=vips), "create")
    refused = pools.do(device("sw1", vips=[{"from_pool": "loops"}]))
    assert "data.vips[0].from_pool: give identifier" in refused["msg"]
