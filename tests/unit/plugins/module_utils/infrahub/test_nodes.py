# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""infrahub_nodes: any order, one look, few writes, prune within a group, and what happens when it is interrupted."""

from __future__ import annotations

import pytest

from tests.lab.common.stand_in import Fault

from .network import device, network, port, site


@pytest.fixture
def play():
    made = network()
    made.do = lambda nodes, check=False, **more: made.task("infrahub_nodes", {"nodes": nodes, **more}, check)
    return made


def fabric(devices=3):
    """Peers stand before what they refer to, and after it."""
    nodes = [port(f"sw{n}", f"eth{p}", speed=10) for n in range(devices) for p in range(2)]
    return [*nodes, *(device(f"sw{n}") for n in range(devices)), site()]


def count(play, kind):
    text = f"query {{ {kind} {{ count }} }}"
    return play.task("infrahub_query", {"query": text})["data"][kind]["count"]


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
        ([device("sw1", "nowhere")], 'nodes[0] NetDevice sw1: site: there is no NetSite "nowhere"'),
        ([site(), device("sw1", None)], "nodes[1]: NetDevice sw1 does not exist yet; give site to create it"),
        ([{"kind": "NetSite", "dat": {}}], "dat is not one of data, hfid, id, kind"),
    ],
)
def test_what_is_refused_writes_nothing(play, nodes, words):
    assert words in play.do(nodes)["msg"]
    assert play.server.writes == []


def test_prune_needs_a_group(play):
    assert "prune needs identifier" in play.do([site()], prune=True)["msg"]


@pytest.mark.parametrize("action", ["drop_before", "drop_after", "truncate", "status"])
@pytest.mark.parametrize("skip", range(12))
def test_interrupted_anywhere_nothing_is_made_twice(play, action, skip):
    """Whatever request fails in whatever way, the run completes or the next one does."""
    play.server.faults[:] = [Fault(action, status=503, skip=skip)]
    done = play.do(fabric(), identifier="lab")
    play.server.faults.clear()
    assert not done.get("exception"), done
    again = play.do(fabric(), identifier="lab")
    assert not again.get("failed"), again
    assert (count(play, "NetDevice"), count(play, "NetPort"), count(play, "NetSite")) == (3, 6, 1)
    assert play.do(fabric(), identifier="lab")["changed"] is False


def test_a_refused_item_is_named_and_the_rest_is_told(play):
    play.do([site(), device("sw1")])
    wrong = [device("sw2"), site("x" * 300)]
    play.server.faults[:] = [Fault("status", status=400, path="graphql", skip=3)]
    done = play.do(wrong)
    assert done["failed"] and done["failed_item"]["item"].startswith("nodes["), done
    assert done["changed"] is bool(done["done"])
