# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""infrahub_nodes: any order, one look, few writes, prune within a scope, and all mistakes before the first write."""

from __future__ import annotations

import pytest

from .network import count, device, fabric, network, node, port, site


@pytest.fixture
def play():
    made = network()
    made.do = lambda nodes, check=False, **more: made.task("infrahub_nodes", {"nodes": nodes, **more}, check)
    return made


def test_any_order_and_then_nothing(play):
    foretold = play.do(fabric(), check=True)
    assert play.server.writes == []
    done = play.do(fabric())
    assert (done["operations"], done["diff"]) == (foretold["operations"], foretold["diff"])
    assert done["operations"] == {"create": 10, "update": 0, "delete": 0, "none": 0}
    assert all(entry["id"] for entry in done["resources"])
    again = play.do(fabric())
    assert (again["changed"], again["operations"]["none"], again["resources"]) == (False, 10, [])


def test_requests_do_not_grow_with_the_nodes(play):
    play.do(fabric(100))
    again = play.do(fabric(100))
    assert again["operations"]["none"] == 301
    assert again["requests"] <= 301 // 100 + 5


def test_only_what_differs_is_written(play):
    play.do(fabric())
    before = len(play.server.writes)
    changed = [
        {**item, "data": {**item["data"], "speed": 40}} if item["data"]["name"] == "eth1" else item for item in fabric()
    ]
    done = play.do(changed)
    assert done["operations"] == {"create": 0, "update": 3, "delete": 0, "none": 7}
    assert len(play.server.writes) == before + 3


def test_circles_are_tied_after_both_are_there(play):
    nodes = [site(), device("a", backup="b"), device("b", backup="a")]
    assert play.do(nodes)["operations"]["create"] == 3
    assert play.do(nodes)["changed"] is False


def test_prune_deletes_within_the_group_only(play):
    play.do([device("mine"), site()], identifier="other")
    play.do(fabric(), identifier="lab", params={"n": 1})
    smaller = fabric(2)
    foretold = play.do(smaller, check=True, identifier="lab", params={"n": 1}, prune=True)
    done = play.do(smaller, identifier="lab", params={"n": 1}, prune=True)
    assert done["operations"] == foretold["operations"] == {"create": 0, "update": 0, "delete": 3, "none": 7}
    assert done["diff"] == foretold["diff"]
    assert count(play, "NetDevice") == 3
    assert play.do(smaller, identifier="lab", params={"n": 1}, prune=True)["changed"] is False


def test_an_empty_list_prunes_only_when_told(play):
    play.do(fabric(1), identifier="lab")
    assert play.do([], identifier="lab", prune=True)["changed"] is False
    assert play.do([], identifier="lab", prune=True, prune_empty=True)["operations"]["delete"] == 4
    assert count(play, "NetSite") == 0


def test_all_mistakes_are_said_at_once_with_their_places(play):
    nodes = [site(), device("sw1", mut=1), {"kind": "NetSide", "data": {"name": "x"}}, {"kind": "NetSite"}]
    done = play.do(nodes)
    for words in (
        "nodes[1] (NetDevice sw1)",
        'did you mean "mtu"',
        "nodes[2] (NetSide x)",
        'did you mean "NetSite"',
        "nodes[3]",
    ):
        assert words in done["msg"], done["msg"]
    assert play.server.writes == []


@pytest.mark.parametrize(
    ("nodes", "words"),
    [
        ([site(), site()], "NetSite ams is given twice, as nodes[0] and nodes[1]"),
        (
            [device("sw1", "nowhere")],
            'nodes[0] NetDevice sw1: site: there is no NetSite "nowhere", neither here nor on the server',
        ),
        ([site(), device("sw1", None)], "nodes[1]: NetDevice sw1 does not exist yet; give site to create it"),
        ([{"kind": "NetSite", "dat": {}}], "dat is not one of data, hfid, id, kind"),
    ],
)
def test_what_is_refused_writes_nothing(play, nodes, words):
    assert words in play.do(nodes)["msg"]
    assert play.server.writes == []


def test_prune_needs_a_scope(play):
    assert "prune needs identifier or prune_filters" in play.do([site()], prune=True)["msg"]


def test_prune_by_filters(play):
    play.do([site("ams"), site("ber"), device("sw1"), device("sw2"), device("sw3", "ber")])
    scope = {"prune": True, "prune_filters": [{"kind": "NetDevice", "filters": {"site__name__value": "ams"}}]}
    foretold = play.do([site("ams"), device("sw1")], check=True, **scope)
    done = play.do([site("ams"), device("sw1")], **scope)
    assert (done["operations"], done["diff"]) == (foretold["operations"], foretold["diff"])
    assert [(one["name"], one["operation"]) for one in done["resources"]] == [("sw2", "delete")]
    assert count(play, "NetDevice") == 2 and not play.do([site("ams"), device("sw1")], **scope)["changed"]


def test_filters_of_a_kind_that_is_not_given_prune_only_when_told(play):
    play.do([site(), device("sw1")])
    scope = {"prune": True, "prune_filters": [{"kind": "NetDevice"}]}
    assert play.do([site()], **scope)["changed"] is False
    assert play.do([site()], **scope, prune_empty=True)["operations"]["delete"] == 1


def test_a_wrong_filter_is_one_of_the_mistakes(play):
    scope = {"prune": True, "prune_filters": [{"kind": "NetDevice", "filters": {"sit__name__value": "ams"}}]}
    said = play.do([site(), device("sw1", "amst")], **scope)["msg"]
    assert 'prune_filters[0]: NetDevice has no filter "sit__name__value"; did you mean "site__name__value' in said
    assert 'there is no NetSite "amst"; did you mean "ams"?' in said and not play.server.writes


def test_all_fields_of_an_item_are_judged_at_once(play):
    said = play.do([node("NetDevice", name="sw1", mut=1, mtu="many", role="core")])["msg"]
    for words in ('did you mean "mtu"', '"many" is not a Number', 'there is no choice "core"'):
        assert words in said, said
    assert said.count("nodes[0] (NetDevice sw1): ") == 3 and not play.server.writes


def test_what_is_missing_is_said_at_once_with_peers_that_are_nowhere(play):
    said = play.do([node("NetPort", speed=1, name="eth0", device="sw1"), node("NetDevice", name="sw9"), site()])["msg"]
    assert 'NetPort sw1/eth0: device: there is no NetDevice "sw1"' in said
    assert "nodes[1]: NetDevice sw9 does not exist yet; give site to create it" in said


def test_a_peer_with_mistakes_of_its_own_is_not_missed(play):
    said = play.do([site(), device("sw1", mut=1), port("sw1", "eth0")])["msg"]
    assert "nodes[1]" in said and "nodes[2]" not in said


def test_a_circle_does_not_disturb_the_order_of_others() -> None:
    play = network()
    wanted = [device("x", backup="y"), device("y"), device("a", backup="b"), device("b", backup="a"), site()]
    assert play.task("infrahub_nodes", {"nodes": wanted})["operations"]["create"] == len(wanted)
    assert not play.task("infrahub_nodes", {"nodes": wanted})["changed"]
