# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Single nodes: what stands around values and peers, as the Infrahub SDK and our modules write and see it."""

from __future__ import annotations

import pytest

from .conftest import Pair
from .network import SCHEMA


@pytest.fixture
def network(infrahub: Pair) -> Pair:
    assert not infrahub.sdk("load", [SCHEMA])["errors"]
    infrahub.sdk("create", "LabSite", {"name": "AMS"})
    return infrahub


def test_a_value_of_theirs_with_its_properties_is_what_we_would_write(network: Pair) -> None:
    mtu = {"value": 1400, "is_protected": True}
    made = network.sdk("create", "LabDevice", {"name": "a", "site": {"hfid": ["AMS"]}, "mtu": mtu})
    data = {"name": "a", "site": "AMS", "mtu": mtu}
    assert network.ours.settled("node", kind="LabDevice", data=data)["resource"]["id"] == made["id"]
    changed = network.ours("node", kind="LabDevice", data={**data, "mtu": {"value": 1500, "source": "admin"}})
    assert changed["operation"] == "update"
    assert network.sdk("get", "LabDevice", id=made["id"])["mtu"] == 1500


def test_a_peer_that_we_made_with_the_node_is_theirs_too(network: Pair) -> None:
    data = {"name": "a", "site": {"data": {"name": "RTM"}}}
    network.ours("node", kind="LabDevice", data=data)
    network.ours.settled("node", kind="LabDevice", data=data)
    site = network.sdk("get", "LabSite", hfid=["RTM"])
    assert network.sdk("get", "LabDevice", hfid=["RTM", "a"], include=["site"])["site"] == site["id"]


def test_members_of_theirs_and_ours(network: Pair) -> None:
    ids = {name: network.sdk("create", "BuiltinTag", {"name": name})["id"] for name in ("blue", "red")}
    made = network.sdk("create", "LabDevice", {"name": "a", "site": {"hfid": ["AMS"]}, "tags": [ids["blue"]]})
    asked = {"kind": "LabDevice", "id": made["id"], "relation": "tags"}
    network.ours.settled("relationship", **asked, peers=["blue"])
    assert network.ours("relationship", **asked, peers=["red"])["added"] == ["red"]
    assert network.sdk("get", "LabDevice", id=made["id"], include=["tags"])["tags"] == sorted(ids.values())
    network.ours("relationship", **asked, peers=["red"], exact=True)
    assert network.sdk("get", "LabDevice", id=made["id"], include=["tags"])["tags"] == [ids["red"]]
