# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Profiles and object templates: nodes that take values from them, of ours and of the SDK, one by one and in bulk."""

from __future__ import annotations

import pytest

from .conftest import Pair
from .templated import NAMES, Kinds, jumbo, kinds_in, tall


@pytest.fixture
def kinds(infrahub: Pair, space: str) -> Kinds:
    return kinds_in(infrahub, space)


def test_many_nodes_with_a_profile(kinds: Kinds) -> None:
    nodes = kinds.devices(role="leaf", profiles=[jumbo(kinds)])
    nodes[1]["data"]["mtu"] = 7
    nodes[2]["data"]["serial"] = None
    kinds.bulk(nodes, create=3)
    assert [kinds.seen(name)["mtu"] for name in NAMES] == [(9000, "profile jumbo"), (7, "own"), (9000, "profile jumbo")]
    assert [kinds.seen(name)["serial"][0] for name in NAMES] == ["p", "p", None]
    # What is not named stays whoever's it is, and a value that the profile gives is no difference.
    kinds.pair.ours.settled("nodes", nodes=kinds.devices(role="leaf"))
    kinds.pair.ours.settled("node", kind=kinds.device, data={"name": "d1", "mtu": 9000, "serial": "p"})
    assert kinds.seen("d1")["mtu"] == (9000, "profile jumbo")
    kinds.bulk(kinds.devices(profiles=[]), update=3)
    assert [kinds.seen(name)["mtu"] for name in NAMES] == [(1500, "default"), (7, "own"), (1500, "default")]


def test_an_own_value_over_a_profile_and_back(kinds: Kinds) -> None:
    kinds.bulk(kinds.devices(role="leaf", profiles=[jumbo(kinds)]), create=3)
    kinds.bulk(kinds.devices(mtu=1500), update=3)
    assert kinds.seen("d1")["mtu"] == (1500, "own")
    back = kinds.devices(mtu={"is_default": True})
    kinds.bulk(back, update=3)
    assert kinds.seen("d1")["mtu"] == (9000, "profile jumbo")


def test_a_profile_gives_what_the_kind_demands(kinds: Kinds) -> None:
    kinds.bulk(kinds.devices(profiles=[jumbo(kinds, role="spine")]), create=3)
    assert kinds.seen("d2")["role"] == ("spine", "profile jumbo")


def test_profiles_of_both(kinds: Kinds) -> None:
    pair, data = kinds.pair, {"mtu": 9000, "serial": "p"}
    pair.sdk("create", kinds.profile, {"profile_name": "theirs", "profile_priority": 10, **data})
    pair.ours.settled("profile", kind=kinds.device, profile_name="theirs", profile_priority=10, data=data)
    kinds.bulk(kinds.devices(role="leaf", profiles=[{"kind": kinds.profile, "hfid": "theirs"}]), create=3)
    (told,) = pair.ours("profile_info", kind=kinds.device)["resources"]
    assert told["profile_name"] == "theirs" and told["data"] == data and len(told["related_nodes"]) == 3
    pair.ours("profile", kind=kinds.device, profile_name="ours", profile_priority=5, data={"mtu": 8000},
              related_nodes=["d1"])  # fmt: skip
    seen = pair.sdk("get", kinds.profile, profile_name__value="ours", include=["related_nodes"])
    assert (seen["mtu"], seen["serial"], seen["profile_priority"], len(seen["related_nodes"])) == (8000, None, 5, 1)
    assert kinds.seen("d1")["mtu"] == (8000, "profile ours") and kinds.seen("d2")["mtu"] == (9000, "profile theirs")
    for name in ("ours", "theirs"):
        assert pair.ours("profile", kind=kinds.device, profile_name=name, state="absent")["operation"] == "delete"
    assert kinds.seen("d1")["mtu"] == kinds.seen("d2")["mtu"] == (1500, "default")


def test_many_nodes_from_a_template(kinds: Kinds) -> None:
    nodes = kinds.devices(object_template=tall(kinds))
    nodes[1]["data"]["mtu"] = 7
    kinds.bulk(nodes, create=3)
    first = {
        "mtu": (4000, "template tall"), "serial": (None, "default"), "role": ("leaf", "template tall"),
        "ports": {"eth0": 10, "eth1": None}, "tags": ["blue"],
    }  # fmt: skip
    assert kinds.seen("d1") == first and kinds.seen("d2") == {**first, "mtu": (7, "own")}
    kinds.bulk([{"kind": kinds.template, "data": {"template_name": "tall", "mtu": 4100}}], update=1)
    kinds.pair.ours.settled("nodes", nodes=nodes)
    assert kinds.seen("d3") == first


def test_ports_of_a_template_that_are_given_too(kinds: Kinds) -> None:
    """In one run with their device, and in one after it."""
    device = {"kind": kinds.device, "data": {"name": "d1", "object_template": tall(kinds)}}
    port = {"kind": kinds.port, "data": {"device": "d1", "name": "eth0", "speed": 40}}
    kinds.pair.ours("nodes", nodes=[port, device])
    kinds.pair.ours.settled("nodes", nodes=[port, device])
    assert kinds.seen("d1")["ports"]["eth0"] == 40


def test_templates_of_both(kinds: Kinds) -> None:
    pair = kinds.pair
    pair.sdk("create", kinds.template, {"template_name": "theirs", "mtu": 3000, "role": "x"})
    data = {"template_name": "theirs", "mtu": 3000, "role": "x"}
    pair.ours.settled("node", kind=kinds.template, data=data)
    pair.ours("node", kind=kinds.device, data={"name": "d1", "object_template": "theirs"})
    assert kinds.seen("d1")["mtu"] == (3000, "template theirs")
    tall(kinds)
    made = pair.sdk("create", kinds.device, {"name": "d2", "role": "y", "object_template": {"hfid": ["tall"]}})
    found = pair.ours.settled("node", kind=kinds.device, data={"name": "d2", "role": "y", "object_template": "tall"})
    assert found["resource"]["id"] == made["id"] and kinds.seen("d2")["role"] == ("y", "own")
    assert kinds.seen("d2")["ports"] == {"eth0": 10, "eth1": None}
    pair.ours("node", kind=kinds.template, data={"template_name": "tall"}, state="absent")
    assert kinds.seen("d2")["mtu"] == (4000, "own") and kinds.seen("d2")["ports"] == {"eth0": 10, "eth1": None}
