# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Parts that must have their whole are not taken off it by a list: refused before anything is written."""

from __future__ import annotations

import pytest

from .network import device, network, node, port, site


@pytest.fixture
def play():
    made = network()
    for item in (site(), device("sw1"), port("sw1", "eth0"), port("sw1", "eth1")):
        done = made.task("infrahub_node", item)
        assert not done.get("failed"), done
    return made


def with_ports(*ports):
    return node("NetDevice", name="sw1", ports=[*ports])


WAYS = [
    pytest.param("infrahub_node", with_ports(["sw1", "eth0"]), id="one"),
    pytest.param("infrahub_nodes", {"nodes": [with_ports(["sw1", "eth0"])]}, id="many"),
    pytest.param(
        "infrahub_relationship",
        {"kind": "NetDevice", "hfid": ["sw1"], "relation": "ports", "peers": [["sw1", "eth0"]], "exact": True},
        id="exact",
    ),
    pytest.param(
        "infrahub_relationship",
        {"kind": "NetDevice", "hfid": ["sw1"], "relation": "ports", "peers": [["sw1", "eth1"]], "state": "absent"},
        id="absent",
    ),
]


@pytest.mark.parametrize(("module", "asked"), WAYS)
@pytest.mark.parametrize("check_mode", [True, False])
def test_a_part_stays_with_its_whole(play, module, asked, check_mode):
    before = len(play.server.writes)
    told = play.task(module, asked, check_mode)
    assert told["failed"], told
    assert "NetDevice sw1: ports: sw1__eth1 cannot be without device; delete it, or" in told["msg"]
    assert len(play.server.writes) == before


def test_all_of_them_named_is_no_change(play):
    assert not play.task("infrahub_node", with_ports(["sw1", "eth1"], ["sw1", "eth0"]))["changed"]
