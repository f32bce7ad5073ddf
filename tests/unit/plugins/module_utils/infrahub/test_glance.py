# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What is as it should be is seen at a glance, and whatever is not gets the same answer as without it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.play import Play

from .network import device, network, port, site

NONE = {"create": 0, "update": 0, "delete": 0, "none": 0}


@pytest.fixture
def play() -> Play:
    made = network()
    do(made, [site(), *(device(f"sw{n}", mtu=9000, address="10.0.0.1/32") for n in range(3))])
    do(made, [port("sw0", "eth0", speed=10)])
    return made


def do(play: Play, nodes: list[Any], check: bool = False, **more: Any) -> dict[str, Any]:
    return play.task("infrahub_nodes", {"nodes": nodes, **more}, check)


@pytest.mark.parametrize(
    "data",
    [
        {"mtu": 9000},
        {"mtu": "9000"},
        {"mtu": 9000.0},
        {"address": "10.0.0.1"},
        {"address": "10.0.0.1/32"},
        {"active": None},
        {"role": "leaf"},
        {"role": None},
        {"site": "ams"},
        {"site": ["ams"]},
        {"site": {"hfid": "ams"}},
        {"backup": None},
    ],
    ids=str,
)
def test_what_means_the_same_is_unchanged(play: Play, data: dict[str, Any]) -> None:
    entries = [{"kind": "NetDevice", "data": {"name": f"sw{n}", **data}} for n in range(3)]
    assert do(play, entries)["operations"] == {**NONE, "none": 3}


@pytest.mark.parametrize("data", [{"mtu": True}, {"mtu": "x"}, {"role": "core"}, {"mtus": 1}, {"site": []}], ids=str)
def test_mistakes_are_found_among_what_is_settled(play: Play, data: dict[str, Any]) -> None:
    entries = [{"kind": "NetDevice", "data": {"name": "sw0"}}, {"kind": "NetDevice", "data": {"name": "sw1", **data}}]
    refused = do(play, entries)
    assert refused["failed"] and refused["msg"].startswith("nodes[1] (NetDevice sw1): "), refused["msg"]


def test_one_entry_of_many_changes(play: Play) -> None:
    entries = [{"kind": "NetDevice", "data": {"name": f"sw{n}", "mtu": 9000 + n // 2}} for n in range(4)]
    entries[3]["data"]["site"] = "ams"
    told = do(play, entries, check=True)
    assert told["operations"] == {**NONE, "none": 2, "update": 1, "create": 1}
    done = do(play, entries)
    assert done["diff"] == told["diff"] and done["operations"] == told["operations"]
    assert [one["name"] for one in done["resources"]] == ["sw2", "sw3"]


def test_a_settled_entry_is_a_peer_of_a_new_one(play: Play) -> None:
    entries = [site(), device("sw9"), port("sw0", "eth0", speed=10), port("sw0", "eth1")]
    before = do(play, entries, check=True)
    assert before["operations"] == {**NONE, "none": 2, "create": 2}
    assert do(play, entries)["changed"] and not do(play, entries)["changed"]


@pytest.mark.parametrize("other", [{"hfid": ["sw1"], "data": {}}, {"data": {"name": "sw1", "mtu": "9000"}}], ids=str)
def test_a_settled_entry_given_twice(play: Play, other: dict[str, Any]) -> None:
    twice = [{"kind": "NetDevice", "data": {"name": "sw1", "mtu": 9000}}, {"kind": "NetDevice", **other}]
    assert "NetDevice sw1 is given twice, as nodes[0] and nodes[1]" in do(play, twice)["msg"]


def test_settled_entries_join_and_stay_in_their_group(play: Play) -> None:
    entries = [{"kind": "NetDevice", "data": {"name": f"sw{n}", "mtu": 9000}} for n in range(3)]
    group = {"identifier": "switches", "prune": True}
    assert do(play, entries, **group)["group"]["joining"] == 3
    assert not do(play, entries, **group)["changed"]
    pruned = do(play, entries[:2], **group)
    assert pruned["operations"] == {**NONE, "none": 2, "delete": 1}


def test_what_is_settled_costs_one_request_a_kind(play: Play) -> None:
    entries = [site(), *({"kind": "NetDevice", "data": {"name": f"sw{n}", "mtu": 9000}} for n in range(3))]
    assert do(play, entries, check=True)["requests"] == 2


def test_only_what_differs_is_read_again(play: Play) -> None:
    entries = [site(), *({"kind": "NetDevice", "data": {"name": f"sw{n}", "mtu": 1}} for n in range(3))]
    assert do(play, entries, check=True)["requests"] == 3


def test_what_is_not_there_is_not_looked_for_again(play: Play) -> None:
    entries = [site(), *(device(f"new{n}") for n in range(3))]
    told = do(play, entries, check=True)
    assert (told["requests"], told["operations"]["create"]) == (2, 3)
