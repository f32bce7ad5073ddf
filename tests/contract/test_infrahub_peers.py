# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes and their peers by the SDK's other ways: one relation at a time, saving by hand, and another kind."""

from __future__ import annotations

import copy

import pytest

from .conftest import Pair
from .network import SCHEMA
from .ours import Failed
from .sdk import Refused

# The SDK does not understand what a real server tells of an address that a converted node has not.
SPARE = {
    **copy.deepcopy(SCHEMA["nodes"][1]),
    "name": "Spare",
    "attributes": [one for one in SCHEMA["nodes"][1]["attributes"] if one["kind"] not in ("IPHost", "IPNetwork")],
    "relationships": [
        {**one, "identifier": f"spare__{one['name']}"} for one in SCHEMA["nodes"][1]["relationships"]
    ],
}  # fmt: skip


@pytest.fixture
def tagged(infrahub: Pair) -> dict[str, str]:
    """Of three tags the ids by name; there is a device, too."""
    assert not infrahub.sdk("load", [SCHEMA])["errors"]
    infrahub.sdk("create", "LabSite", {"name": "AMS"})
    infrahub.ours("node", kind="LabDevice", data={"name": "a", "site": "AMS"})
    return {name: infrahub.sdk("create_by_hand", "BuiltinTag", {"name": name}) for name in ("blue", "green", "red")}


def device(pair: Pair) -> str:
    return str(pair.ours("node_info", kind="LabDevice", hfid=["AMS", "a"])["resources"][0]["id"])


def test_peers_one_relation_at_a_time(infrahub: Pair, tagged: dict[str, str]) -> None:
    id_ = device(infrahub)
    asked = {"kind": "LabDevice", "id": id_, "relation": "tags"}
    infrahub.sdk("peers_add", "LabDevice", id_, "tags", [tagged["blue"], tagged["red"]])
    infrahub.ours.settled("relationship", **asked, peers=["red", "blue"], exact=True)
    assert infrahub.ours("relationship", **asked, peers=["green"])["added"] == ["green"]
    assert infrahub.sdk("peers_of", "LabDevice", id_, "tags") == ["blue", "green", "red"]
    infrahub.sdk("peers_remove", "LabDevice", id_, "tags", [tagged["blue"]])
    assert infrahub.ours("relationship", **asked, peers=["red"], state="absent")["removed"] == ["red"]
    assert infrahub.sdk("peers_of", "LabDevice", id_, "tags") == ["green"]


def test_peers_with_their_node(infrahub: Pair, tagged: dict[str, str]) -> None:
    id_, blue = device(infrahub), tagged["blue"]
    infrahub.sdk("peers_set", "LabDevice", id_, "tags", [tagged["red"], tagged["green"], blue], [blue])
    infrahub.ours.settled("node", kind="LabDevice", id=id_, data={"tags": ["green", "red"]})
    infrahub.ours("node", kind="LabDevice", id=id_, data={"tags": ["blue"]})
    assert infrahub.sdk("peers_of", "LabDevice", id_, "tags") == ["blue"]
    assert infrahub.sdk("peers_of", "LabDevice", id_, "site") == ["AMS"]
    words = {"site": "site__name__value", "mtu": "mtu__value"}
    assert infrahub.sdk("extracted", "LabDevice", id_, words) == {"site": "AMS", "mtu": 1500}
    infrahub.sdk("delete_itself", "LabDevice", id_)
    infrahub.ours.settled("node", kind="LabDevice", id=id_, state="absent")


def test_a_node_of_another_kind(infrahub: Pair, tagged: dict[str, str]) -> None:
    assert not infrahub.sdk("load", [{"version": "1.0", "nodes": [SPARE]}])["errors"]
    infrahub.ours("node", kind="LabDevice", data={"name": "b", "site": "AMS", "mtu": 1400, "tags": ["blue"]})
    other = str(infrahub.ours("node_info", kind="LabDevice", hfid=["AMS", "b"])["resources"][0]["id"])
    infrahub.ours("node", kind="LabDevice", id=device(infrahub), data={"mtu": 1400, "tags": ["blue"]})
    role = {"attribute_value": "leaf"}
    theirs = infrahub.sdk("convert", device(infrahub), "LabSpare", {"role": {"data": role}})
    fields = {"role": {"value": "leaf"}}
    ours = infrahub.ours("node_convert", kind="LabDevice", id=other, target_kind="LabSpare", fields=fields)
    assert ours["changed"] and ours["resource"]["id"] not in (other, theirs["id"])
    seen = [infrahub.sdk("get", "LabSpare", hfid=["AMS", name], include=["tags", "site"]) for name in ("a", "b")]
    for one, name in zip(seen, ("a", "b")):
        assert (one["name"], one["mtu"], one["role"], one["tags"]) == (name, 1400, "leaf", [tagged["blue"]])
    assert seen[0]["site"] == seen[1]["site"]
    infrahub.ours.settled(
        "node_convert", kind="LabDevice", hfid=["AMS", "b"], target_kind="LabSpare", target_hfid=["AMS", "b"]
    )
    with pytest.raises(Refused):
        infrahub.sdk("get", "LabDevice", id=other)
    with pytest.raises(Failed, match="LabNowhere"):
        infrahub.ours("node_convert", kind="LabSpare", hfid=["AMS", "b"], target_kind="LabNowhere")
