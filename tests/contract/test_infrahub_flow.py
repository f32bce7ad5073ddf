# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Branches that move on, tasks, pools, choices and batches: what the Infrahub SDK and our modules do and see."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.lives.infrahub_pools import ADDRESSES, KINDS, PREFIXES

from .conftest import Pair
from .network import SCHEMA, devices, schema_in
from .sdk import Refused

RACKS = {**PREFIXES, "default_prefix_length": 28}
POOLS = {
    "address": ("ip_address_pool", ADDRESSES, "CoreIPAddressPool", "10.20.0.0/24", "address"),
    "prefix": (
        "ip_prefix_pool",
        {**PREFIXES, "default_prefix_length": 28},
        "CoreIPPrefixPool",
        "10.30.0.0/16",
        "prefix",
    ),
}


@pytest.fixture
def branched(infrahub: Pair) -> Pair:
    """A branch with a node of its own, and a newer one on main."""
    infrahub.sdk("branch_create", "next", "Of theirs")
    infrahub.ours("node", kind="BuiltinTag", data={"name": "mine"}, branch="next")
    infrahub.sdk("create", "BuiltinTag", {"name": "theirs"})
    return infrahub


def test_either_rebases(branched: Pair) -> None:
    assert branched.sdk("branch_validate", "next")
    assert branched.ours("branch_validate", name="next")["valid"]
    assert branched.sdk("branch_rebase", "next")
    branched.ours.settled("branch_rebase", name="next")
    branched.ours.settled("node", kind="BuiltinTag", data={"name": "theirs"}, branch="next")
    branched.sdk("create", "BuiltinTag", {"name": "later"})
    assert branched.ours("branch_rebase", name="next")["changed"]
    assert branched.sdk("get", "BuiltinTag", branch="next", name__value="later")["name"] == "later"
    looked = branched.ours("branch_info", name="next")["resources"][0]
    seen = branched.sdk("branch_get", "next")
    assert {name: looked[name] for name in seen} == seen


def test_a_diff_counts_the_same(branched: Pair) -> None:
    looked = branched.ours("diff_info", name="next")["summary"]
    seen = branched.sdk("diff_tree", "next")
    assert {f"num_{name}": looked[name] for name in ("added", "updated", "removed", "conflicts")} == seen
    # It outlives its branch; and a real server without worker would refuse to rebase another of this name later.
    branched.sdk("branch_create", "dated", "")
    assert branched.sdk("diff_create", "dated", "since-then") is True


def test_a_task_is_the_same_to_both(branched: Pair) -> None:
    assert branched.sdk("branch_rebase", "next")
    begun = branched.sdk("task_ids", "next")[0]
    done = branched.sdk("task_wait", begun)
    (looked,) = branched.ours("task_info", ids=[begun], wait=True)["resources"]
    assert {name: looked[name] for name in done} == {**done, "state": looked["state"]}
    assert done["state"] == looked["state"].upper() == "COMPLETED"
    ids = branched.sdk("task_ids", "next")
    found = branched.ours("task_info", of_branch="next", states=["COMPLETED"], limit=100)["resources"]
    assert ids[0] == begun and found[0]["id"] == begun  # a real server remembers those of other tests, too


def test_what_is_over_is_not_cancelled(branched: Pair) -> None:
    begun = branched.sdk("task_ids", "next")[0]
    branched.sdk("task_wait", begun)
    for call in ("task_cancel", "task_retry"):
        with pytest.raises(Refused):
            branched.sdk(call, begun)
    for action in ("retry", "cancel"):
        assert not branched.ours("task", id=begun, action=action)["changed"]


@pytest.mark.parametrize("what", POOLS)
def test_a_pool_gives_both_the_same(infrahub: Pair, what: str) -> None:
    noun, args, kind, resource, value = POOLS[what]
    infrahub.sdk("load", [KINDS])
    holds = "address" if what == "address" else "prefix"
    infrahub.ours("node", kind="IpamPrefix", data={"prefix": resource, "member_type": holds})
    infrahub.ours(noun, **args)
    theirs = infrahub.sdk(f"take_{what}", args["name"], "sw1")
    settled = infrahub.ours.settled("pool_allocation", pool=args["name"], identifier="sw1")["resource"]
    assert settled["id"] == theirs["id"]
    ours = infrahub.ours("pool_allocation", pool=args["name"], identifier="sw2")["resource"]
    assert infrahub.sdk(f"take_{what}", args["name"], "sw2")["id"] == ours["id"] != theirs["id"]
    (pool,) = infrahub.ours("pool_info", name=args["name"], utilization=True, allocations=True)["resources"]
    (seen,) = infrahub.sdk("taken", kind, args["name"]).values()
    assert set(seen) == {theirs["id"], ours["id"]} == {one["id"] for one in pool["allocations"]}
    (share,) = infrahub.sdk("utilization", kind, args["name"]).values()
    assert share == pytest.approx(pool["utilization"])
    assert value in infrahub.sdk("get", "IpamIPAddress" if what == "address" else "IpamPrefix", id=ours["id"])


def test_choices_of_one_are_the_others(infrahub: Pair, space: str) -> None:
    schema = schema_in(space)
    schema["nodes"][1]["attributes"].append({"name": "speed", "kind": "Text", "optional": True, "enum": ["slow"]})
    infrahub.sdk("load", [schema])
    device = f"{space}Device"
    role, speed = {"kind": device, "attribute": "role"}, {"kind": device, "attribute": "speed"}
    assert infrahub.ours("schema_choice", **role, choice="border", label="Border")["operation"] == "create"
    infrahub.sdk("choice_add", device, "role", "core", label="Core")
    assert {"border", "core"} < set(infrahub.sdk("choices", device, "role"))
    infrahub.ours.settled("schema_choice", **role, choice="core", label="Core")
    infrahub.sdk("enum_add", device, "speed", "fast")
    infrahub.ours.settled("schema_choice", **speed, choice="fast")
    assert infrahub.ours("schema_choice", **speed, choice="fast", state="absent")["operation"] == "delete"
    infrahub.sdk("choice_remove", device, "role", "border")
    infrahub.ours.settled("schema_choice", **role, choice="border", state="absent")
    infrahub.ours("schema_choice", **speed, choice="medium")
    infrahub.sdk("enum_remove", device, "speed", "medium")
    infrahub.ours.settled("schema_choice", **speed, choice="medium", state="absent")
    assert infrahub.sdk("choices", device, "speed") == ["slow"]
    assert infrahub.sdk("in_sync")
    assert f"type {device} " in infrahub.sdk("sdl")
    assert infrahub.sdk("export")[space] == ["Device", "Site"]


def test_a_batch_of_theirs_is_settled_for_us(infrahub: Pair) -> None:
    infrahub.sdk("load", [SCHEMA])
    infrahub.sdk("create", "LabSite", {"name": "AMS"})
    nodes = devices(12)
    batch = [["LabDevice", {**node["data"], "site": {"hfid": ["AMS"]}}] for node in nodes]
    ids = infrahub.sdk("batch", batch)
    assert infrahub.ours("nodes", nodes=nodes)["operations"] == {"create": 0, "update": 0, "delete": 0, "none": 12}
    assert infrahub.sdk("count", "LabDevice") == infrahub.ours("node_info", kind="LabDevice")["count"] == len(set(ids))
    assert sorted(infrahub.sdk("batch", batch)) == sorted(ids)


def test_the_server_tells_both_who_it_is(infrahub: Pair) -> None:
    seen, looked = infrahub.sdk("server"), infrahub.ours("info")
    assert (looked["version"], looked["deployment_id"]) == (seen["version"], seen["deployment_id"])
    assert seen["name"].lower() == looked["account"]["name"] == "admin"


def test_a_stored_query_answers_both(infrahub: Pair) -> None:
    infrahub.sdk("create", "BuiltinTag", {"name": "blue"})
    query = "query ($name: String) { BuiltinTag(name__value: $name) { edges { node { name { value } } } } }"
    infrahub.sdk("create", "CoreGraphQLQuery", {"name": "tag", "query": query})
    seen = infrahub.sdk("stored", "tag", {"name": "blue"})
    assert "blue" in json.dumps(seen)
    asked: dict[str, Any] = {"stored": "tag", "variables": {"name": "blue"}}
    assert infrahub.ours("query", **asked)["data"] == seen.get("data", seen)
