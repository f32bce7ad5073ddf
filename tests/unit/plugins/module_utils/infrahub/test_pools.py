# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Pools: what they refuse, what they gave to whom, and that one identifier is given one thing."""

from __future__ import annotations

import pytest

from tests.lab.common.stand_in import Fault
from tests.unit.lives.infrahub_pools import ADDRESSES, NETS, PREFIXES, SCHEMA
from tests.unit.play import Play


@pytest.fixture
def play():
    made = Play("infrahub")
    pools = (("infrahub_ip_address_pool", ADDRESSES), ("infrahub_ip_prefix_pool", PREFIXES))
    for module, args in (SCHEMA, *NETS, *pools):
        done = made.task(module, args)
        assert not done.get("failed"), done
    made.take = lambda pool, who, check=False, **more: made.task(
        "infrahub_pool_allocation", {"pool": pool, "identifier": who, **more}, check
    )
    return made


def test_one_identifier_is_given_one_address(play):
    one, two = play.take("loopbacks", "sw1"), play.take("loopbacks", "sw2")
    assert (one["resource"]["value"], two["resource"]["value"]) == ("10.20.0.1/24", "10.20.0.2/24")
    again = play.take("loopbacks", "sw1")
    assert (again["changed"], again["resource"]["id"]) == (False, one["resource"]["id"])
    play.take("loopbacks", "sw1", state="absent")
    assert play.take("loopbacks", "sw3")["resource"]["value"] == "10.20.0.1/24"


def test_a_lost_answer_gives_out_nothing_twice(play):
    play.server.faults[:] = [Fault("drop_after", path="graphql", skip=2)]
    assert play.take("loopbacks", "sw1")["resource"]["value"] == "10.20.0.1/24"
    assert play.take("loopbacks", "sw2")["resource"]["value"] == "10.20.0.2/24"


def test_a_pool_is_named_by_its_id_too(play):
    pool = play.task("infrahub_pool_info", {"name": "racks"})["resources"][0]["id"]
    assert play.take(pool, "r1", prefix_length=30)["resource"]["value"] == "10.30.0.0/30"
    assert play.take("racks", "r1")["operation"] == "none"


@pytest.mark.parametrize(
    ("pool", "more", "words"),
    [
        ("loopback", {}, 'Infrahub has no pool "loopback"; did you mean "loopbacks"'),
        ("loopbacks", {"member_type": "prefix"}, "loopbacks gives out addresses"),
        ("racks", {"prefix_length": 8}, "No more resources available"),
        ("vlans", {}, "pool vlans gives out numbers"),
    ],
)
def test_what_is_refused(play, pool, more, words):
    numbers = {"name": "vlans", "node": "IpamVlan", "node_attribute": "vid", "start_range": 1, "end_range": 3}
    play.task("infrahub_number_pool", numbers)
    done = play.take(pool, "sw1", **more)
    assert done["failed"] and words in done["msg"], done["msg"]


def test_another_length_of_what_is_taken_is_refused_in_check_mode_too(play):
    play.take("racks", "r1", prefix_length=28)
    for check in (True, False):
        assert "prefix_length cannot be changed" in play.take("racks", "r1", check, prefix_length=27)["msg"]


def test_how_full_and_who_has_what(play):
    play.take("loopbacks", "sw1")
    asked = {"utilization": True, "allocations": True}
    found = {one["name"]: one for one in play.task("infrahub_pool_info", asked)["resources"]}
    assert set(found) == {"loopbacks", "racks"}
    assert found["loopbacks"]["type"] == "address" and found["racks"]["allocations"] == []
    assert found["loopbacks"]["utilization"] == pytest.approx(100 / 254)
    assert [one["identifier"] for one in found["loopbacks"]["allocations"]] == ["sw1"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"resources": ["10.9.0.0/24"]}, 'IP namespace "default" has no prefix 10.9.0.0/24'),
        ({"resources": ["10.9.0.1/24"]}, "resources: 10.9.0.1/24 is not a prefix"),
        ({"ip_namespace": "nowhere"}, 'no IP namespace "nowhere"'),
    ],
)
def test_a_pool_of_what_is_not_there(play, args, words):
    before = list(play.server.writes)
    done = play.task("infrahub_ip_address_pool", {**ADDRESSES, "name": "new", **args})
    assert done["failed"] and words in done["msg"], done["msg"]
    assert play.server.writes == before


def test_the_kind_of_a_number_pool_stays(play):
    pool = {"name": "vlans", "node": "IpamVlan", "node_attribute": "vid", "start_range": 1, "end_range": 3}
    play.task("infrahub_number_pool", pool)
    assert (
        "node_attribute cannot be changed"
        in play.task("infrahub_number_pool", {**pool, "node_attribute": "name"})["msg"]
    )
