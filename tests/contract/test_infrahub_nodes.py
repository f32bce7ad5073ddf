# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes: what the Infrahub SDK and our modules write and see."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Pair
from .network import FULL, PLAIN, SCHEMA, devices
from .sdk import Refused

RUN = {"identifier": "inventory", "params": {"site": "AMS", "path": "a/b", "level": 3}}


@pytest.fixture
def network(infrahub: Pair) -> Pair:
    """A server with the schema and one site, which the SDK made."""
    assert not infrahub.sdk("load", [SCHEMA])["errors"]
    infrahub.sdk("create", "LabSite", {"name": "AMS"})
    return infrahub


def values(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if name not in ("id", "hfid", "display_label", "name")}


@pytest.mark.parametrize("data", [PLAIN, FULL], ids=["plain", "full"])
def test_a_node_of_theirs_is_what_we_would_write(network: Pair, data: dict[str, Any]) -> None:
    made = network.sdk("create", "LabDevice", {**data, "site": {"hfid": ["AMS"]}})
    found = network.ours.settled("node", kind="LabDevice", data={**data, "site": "AMS"})
    assert found["resource"]["id"] == made["id"]


@pytest.mark.parametrize("data", [PLAIN, FULL], ids=["plain", "full"])
def test_both_write_the_same_node(network: Pair, data: dict[str, Any]) -> None:
    network.sdk("create", "LabDevice", {**data, "name": "theirs", "site": {"hfid": ["AMS"]}})
    network.ours("node", kind="LabDevice", data={**data, "name": "ours", "site": "AMS"})
    theirs, ours = (
        network.sdk("get", "LabDevice", hfid=["AMS", name], include=["site"]) for name in ("theirs", "ours")
    )
    assert values(theirs) == values(ours)
    assert (ours["hfid"], ours["display_label"]) == (["AMS", "ours"], "ours")


def test_what_one_changes_the_other_sees(network: Pair) -> None:
    made = network.sdk("create", "LabDevice", {**FULL, "site": {"hfid": ["AMS"]}})
    changed = network.ours("node", kind="LabDevice", data={"name": "full", "site": "AMS", "mtu": 1400, "role": None})
    assert changed["operation"] == "update" and changed["resource"]["id"] == made["id"]
    seen = network.sdk("get", "LabDevice", id=made["id"])
    assert (seen["mtu"], seen["role"], seen["loopback"]) == (1400, None, "10.0.0.1/32")
    network.sdk("update", "LabDevice", made["id"], role="spine", ntp=["10.9.9.9"])
    network.ours.settled("node", kind="LabDevice", id=made["id"], data={"role": "spine", "ntp": ["10.9.9.9"]})


def test_many_peers(network: Pair) -> None:
    ids = [network.sdk("create", "BuiltinTag", {"name": name})["id"] for name in ("blue", "red", "green")]
    network.sdk("create", "LabDevice", {"name": "a", "site": {"hfid": ["AMS"]}, "tags": ids[:2]})
    network.ours.settled("node", kind="LabDevice", data={"name": "a", "site": "AMS", "tags": ["red", "blue"]})
    network.ours("node", kind="LabDevice", data={"name": "a", "site": "AMS", "tags": ["red", "green"]})
    assert network.sdk("get", "LabDevice", hfid=["AMS", "a"], include=["tags"])["tags"] == sorted(ids[1:])


def test_what_one_deletes_is_gone_for_the_other(network: Pair) -> None:
    ids = [network.sdk("create", "BuiltinTag", {"name": name})["id"] for name in ("blue", "red")]
    assert network.ours("node", kind="BuiltinTag", data={"name": "blue"}, state="absent")["operation"] == "delete"
    with pytest.raises(Refused, match="NodeNotFoundError"):
        network.sdk("get", "BuiltinTag", id=ids[0])
    network.sdk("delete", "BuiltinTag", ids[1])
    network.ours.settled("node", kind="BuiltinTag", data={"name": "red"}, state="absent")


def test_many_nodes_are_the_same_to_both(network: Pair) -> None:
    nodes = devices(75)
    assert network.ours("nodes", nodes=nodes)["operations"] == {"create": 75, "update": 0, "delete": 0, "none": 0}
    seen = network.sdk("every", "LabDevice", include=["site"])
    assert sorted(node["name"] for node in seen) == sorted(node["data"]["name"] for node in nodes)
    assert {node["site"] for node in seen} == {network.sdk("get", "LabSite", hfid=["AMS"])["id"]}
    network.sdk("update", "LabDevice", seen[0]["id"], mtu=9000)
    nodes = [{**node, "data": {**node["data"], "mtu": 1500}} for node in nodes]
    again = network.ours("nodes", nodes=nodes, check=True)
    assert [one["name"] for one in again["resources"]] == ["/".join(seen[0]["hfid"])]


def test_info_tells_what_the_sdk_tells(network: Pair) -> None:
    network.sdk("create", "LabDevice", {**FULL, "site": {"hfid": ["AMS"]}})
    network.sdk("create", "LabDevice", {**PLAIN, "site": {"hfid": ["AMS"]}})
    looked = network.ours("node_info", kind="LabDevice")
    seen = {one["id"]: one for one in network.sdk("every", "LabDevice", include=["site"])}
    assert looked["count"] == 2 and {one["id"] for one in looked["resources"]} == set(seen)
    for one in looked["resources"]:
        for name in (*FULL, "hfid", "display_label"):
            assert one[name] == seen[one["id"]][name], name
    few = network.ours("node_info", kind="LabDevice", filters={"mtu__value": 9000})["resources"]
    assert [one["id"] for one in few] == [one["id"] for one in network.sdk("every", "LabDevice", mtu__value=9000)]


def test_a_group_of_ours_is_theirs(network: Pair) -> None:
    made = network.ours("nodes", nodes=devices(3), **RUN)
    seen = network.sdk("group", **RUN)
    assert seen["name"] == made["group"]["name"]
    assert seen["description"] == "site: AMS, path: a/b, level: 3"
    assert seen["members"] == sorted(node["id"] for node in network.sdk("every", "LabDevice"))


def test_a_group_of_theirs_is_ours(network: Pair) -> None:
    names = ["sw000", "sw001", "sw002"]
    nodes = [["LabDevice", {"name": name, "site": {"hfid": ["AMS"]}}] for name in names]
    network.sdk("track", **RUN, prune=False, nodes=nodes)
    before = network.sdk("group", **RUN)
    settled = network.ours.settled("nodes", nodes=devices(3), **RUN, prune=True)
    assert settled["group"] == {"name": before["name"], "joining": 0}
    assert network.sdk("group", **RUN) == before


def test_either_prunes_what_the_other_tracked(network: Pair) -> None:
    def left() -> list[str]:
        return sorted(node["name"] for node in network.sdk("every", "LabDevice"))

    network.sdk("create", "LabDevice", {"name": "untracked", "site": {"hfid": ["AMS"]}})
    nodes = [["LabDevice", {"name": f"sw{number:03}", "site": {"hfid": ["AMS"]}}] for number in range(4)]
    network.sdk("track", **RUN, prune=False, nodes=nodes)
    pruned = network.ours("nodes", nodes=devices(3), **RUN, prune=True)
    assert pruned["operations"] == {"create": 0, "update": 0, "delete": 1, "none": 3}
    assert left() == ["sw000", "sw001", "sw002", "untracked"]
    network.sdk("track", **RUN, prune=True, nodes=nodes[:2])
    assert left() == ["sw000", "sw001", "untracked"]
    network.ours.settled("nodes", nodes=devices(2), **RUN, prune=True)


def test_graphql_is_answered_alike(network: Pair) -> None:
    query = "query ($name: String) { LabSite(name__value: $name) { count edges { node { id display_label } } } }"
    ours = network.ours("query", query=query, variables={"name": "AMS"})
    assert ours["data"] == network.sdk("graphql", query, {"name": "AMS"})
    assert ours["data"]["LabSite"]["count"] == 1


def test_a_user_and_a_password_let_both_in(network: Pair) -> None:
    assert network.sdk("login", "admin", "infrahub").lower() == "admin"
    login = {"api_token": None, "api_username": "admin", "api_password": "infrahub"}
    network.ours.settled("node", kind="LabSite", data={"name": "AMS"}, **login)
    with pytest.raises(Refused, match="401|Authentication"):
        network.sdk("login", "admin", "wrong-password")
