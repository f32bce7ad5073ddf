# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What is as it should be is seen at a glance, and whatever is not gets the same answer as without it."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.infrahub import glance
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


def test_a_number_is_not_the_boolean_that_equals_it(play: Play) -> None:
    assert do(play, [{"kind": "NetDevice", "data": {"name": f"sw{n}", "mtu": 1}} for n in range(2)])["changed"]
    entries: list[Any] = [{"kind": "NetDevice", "data": {"name": f"sw{n}", "mtu": True}} for n in range(2)]
    assert "nodes[0] (NetDevice sw0): data.mtu: true is not a Number" in do(play, entries)["msg"]


def test_an_entry_that_says_more_than_kind_and_data_is_looked_at_closely(play: Play) -> None:
    entries = [{"kind": "NetDevice", "hfid": [f"sw{n}"], "data": {"name": f"new{n}"}} for n in range(2)]
    told = do(play, entries, check=True)
    assert told["operations"] == {**NONE, "update": 2}
    assert do(play, entries)["operations"] == told["operations"]


def test_names_that_are_written_in_several_ways_are_not_taken_for_missing(play: Play) -> None:
    loop = {
        "name": "Loop",
        "namespace": "Net",
        "human_friendly_id": ["address__value"],
        "attributes": [{"name": "address", "kind": "IPHost", "unique": True}],
    }
    assert play.task("infrahub_schema", {"schemas": [{"version": "1.0", "nodes": [loop]}]})["changed"]
    names = [f"10.0.0.{number}" for number in (1, 2)]
    long, short = ([{"kind": "NetLoop", "data": {"address": name + end}} for name in names] for end in ("/32", ""))
    assert do(play, long)["operations"] == {**NONE, "create": 2}
    assert do(play, short)["operations"] == {**NONE, "none": 2}


def test_secrets_are_not_read(play: Play) -> None:
    entries = [{"kind": "NetDevice", "data": {"name": f"sw{n}", "pin": "12345678"}} for n in range(2)]
    do(play, entries)
    asked: list[str] = []
    send = play.transport

    def noted(method: str, url: str, **how: Any) -> Any:
        asked.append(str(how.get("data")))
        return send(method, url, **how)

    play.transport = noted
    assert not do(play, entries)["changed"]
    assert asked and not any("pin { value" in text for text in asked)


def test_of_two_that_go_by_one_name_neither_is_settled(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    found = glance.by_hfids
    monkeypatch.setattr(glance, "by_hfids", lambda *how: [node for node in found(*how) for _twice in range(2)])
    entries = [{"kind": "NetDevice", "data": {"name": f"sw{n}", "mtu": 9000}} for n in range(2)]
    told = do(play, entries, check=True)
    assert (told["requests"], told["operations"]) == (2, {**NONE, "none": 2}), "they are looked at closely"
