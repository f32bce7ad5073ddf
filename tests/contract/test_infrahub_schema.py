# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Schemas and branches: what the Infrahub SDK and our modules write and see."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .conftest import Pair, emptied
from .network import SCHEMA, schema_in
from .sdk import ROOT, Refused

LIBRARY = ROOT.parent / "shared" / "data" / "schema-library"
OUTDATED = "extensions/location_minimal"  # has kinds of the base again, in another shape
BASE = {"name": "AMS"}


def grown(space: str = "Lab") -> dict[str, Any]:
    """The schema with one attribute more."""
    made = schema_in(space)
    made["nodes"][0]["attributes"].append({"name": "code", "kind": "Text", "optional": True})
    return made


@pytest.fixture
def network(infrahub: Pair) -> Pair:
    infrahub.sdk("load", [SCHEMA])
    infrahub.sdk("create", "LabSite", BASE)
    return infrahub


def test_a_schema_of_theirs_is_settled_for_us(infrahub: Pair, space: str) -> None:
    infrahub.sdk("load", [schema_in(space)])
    settled = infrahub.ours.settled("schema", schemas=[schema_in(space)])
    assert settled["operation"] == "none"
    changed = infrahub.ours("schema", schemas=[grown(space)], check=True)
    assert changed["changed"] and infrahub.sdk("check", [grown(space)])["good"]
    assert changed["schema_diff"] == infrahub.sdk("check", [grown(space)])["answer"]["diff"]
    assert "code" not in infrahub.sdk("kinds")[f"{space}Site"]["attributes"]


def test_a_schema_of_ours_is_settled_for_them(infrahub: Pair, space: str) -> None:
    done = infrahub.ours("schema", schemas=[schema_in(space)])
    again = infrahub.sdk("load", [schema_in(space)])
    assert done["changed"] and again == {"errors": {}, "updated": False, "hash": done["hash"]}
    assert infrahub.ours("schema_info", kinds=[f"{space}Site"])["hash"] == done["hash"]


def test_what_is_loaded_is_the_same_whoever_loads_it(infrahub: Pair, space: str) -> None:
    theirs, ours = f"{space}a", f"{space}b"
    infrahub.sdk("load", [schema_in(theirs)])
    infrahub.ours("schema", schemas=[schema_in(ours)])
    kinds = infrahub.sdk("kinds")
    for name in ("Site", "Device"):
        assert json.loads(json.dumps(kinds[ours + name]).replace(ours, theirs)) == kinds[theirs + name]
    looked = infrahub.ours("schema_info", kinds=[f"{ours}Device"])["resources"]
    assert {one["name"] for one in looked[0]["attributes"]} == set(kinds[f"{theirs}Device"]["attributes"])


def test_a_schema_on_a_branch_stays_there(network: Pair) -> None:
    network.ours("branch", name="next")
    network.ours("schema", schemas=[grown()], branch="next")
    assert "code" in network.sdk("kinds", branch="next")["LabSite"]["attributes"]
    assert "code" not in network.sdk("kinds")["LabSite"]["attributes"]
    network.ours("node", kind="LabSite", data={**BASE, "code": "x"}, branch="next")
    assert network.sdk("get", "LabSite", branch="next", hfid=["AMS"])["code"] == "x"


def test_a_wrong_schema_is_refused_to_both(infrahub: Pair, space: str) -> None:
    wrong = schema_in(space)
    wrong["nodes"][1]["relationships"][0]["peer"] = "LabNowhere"
    with pytest.raises(Exception, match="LabNowhere"):
        infrahub.ours("schema", schemas=[wrong])
    theirs = infrahub.sdk("load", [wrong])
    assert "LabNowhere" in str(theirs["errors"])
    assert f"{space}Site" not in infrahub.sdk("kinds")


@pytest.mark.lab_only("loads a library twice, into a server without its kinds")
def test_the_schema_library_is_loaded_by_both(infrahub: Pair) -> None:
    if not LIBRARY.is_dir():
        pytest.skip("the schema library is not beside this repository, at ../shared/data/schema-library")
    files = [path for folder in ("base", "extensions") for path in sorted((LIBRARY / folder).rglob("*.yml"))]
    files = [str(path) for path in files if OUTDATED not in path.as_posix()]
    answer = infrahub.sdk("load", files)
    assert answer["updated"] and not answer["errors"]
    theirs = infrahub.sdk("kinds")
    infrahub.ours.settled("schema", files=files)
    emptied(infrahub)
    done = infrahub.ours("schema", files=files)
    assert done["changed"] and infrahub.sdk("kinds") == theirs
    infrahub.ours.settled("schema", files=files)
    assert infrahub.sdk("load", files)["updated"] is False
    assert {"DcimDevice", "IpamVLAN", "RoutingBGPSession"} & set(theirs), sorted(theirs)


def test_a_branch_is_the_same_whoever_made_it(network: Pair) -> None:
    network.sdk("branch_create", "theirs", "Of theirs")
    assert network.ours("branch", name="ours", description="Of ours")["operation"] == "create"
    network.ours.settled("branch", name="theirs", description="Of theirs")
    seen = network.sdk("branches")
    looked = {one["name"]: one for one in network.ours("branch_info")["resources"]}
    assert set(seen) == set(looked) == {"main", "theirs", "ours"}
    assert all(looked[name]["description"] == seen[name]["description"] for name in seen)
    assert network.ours("branch", name="theirs", state="absent")["operation"] == "delete"
    network.sdk("branch_delete", "ours")
    network.ours.settled("branch", name="ours", state="absent")
    assert set(network.sdk("branches")) == {"main"}


def test_a_diff_tells_both_the_same(network: Pair) -> None:
    network.sdk("branch_create", "next")
    site = network.sdk("get", "LabSite", hfid=["AMS"])["id"]
    network.ours("node", kind="LabSite", data={**BASE, "description": "new"}, branch="next")
    network.sdk("create", "LabDevice", {"name": "sw1", "site": site}, branch="next")
    looked = network.ours("diff_info", name="next")
    seen = network.sdk("diff", branch="next")
    mine = {(one["kind"], one["id"], one["action"]) for one in looked["resources"]}
    assert mine == {(one["kind"], one["id"], one["action"].lower()) for one in seen}
    (changed,) = [one for one in looked["resources"] if one["id"] == site]
    change = next(one for one in changed["changes"] if one["field"] == "description")
    assert (change["before"], change["after"]) == (None, "new")
    assert looked["summary"]["added"] == 1 and looked["summary"]["conflicts"] == 0


def test_either_merges(network: Pair) -> None:
    for merger, name in (("sdk", "one"), ("ours", "two"), ("proposed", "three")):
        network.sdk("branch_create", name)
        network.ours("node", kind="LabSite", data={"name": name}, branch=name)
        if merger == "sdk":
            assert network.sdk("branch_merge", name)
            network.ours.settled("branch_merge", name=name)
        elif merger == "proposed":
            offered = {"name": name, "source_branch": name}
            assert network.ours("proposed_change", state="merged", **offered)["changed"]
            assert network.sdk("get", "CoreProposedChange", name__value=name)["state"] == "merged"
            network.ours.settled("proposed_change", state="merged", **offered)
        else:
            assert network.ours("branch_merge", name=name)["changed"]
            network.ours.settled("branch_merge", name=name)
        network.ours.settled("node", kind="LabSite", data={"name": name})
        assert network.sdk("get", "LabSite", hfid=[name])["name"] == name


def test_a_conflict_stops_both(network: Pair) -> None:
    network.sdk("branch_create", "next")
    site = network.sdk("get", "LabSite", hfid=["AMS"])["id"]
    network.sdk("update", "LabSite", site, branch="next", description="theirs")
    network.sdk("update", "LabSite", site, description="ours")
    with pytest.raises(Exception, match="(?s)description.*theirs|theirs.*description"):
        network.ours("branch_merge", name="next")
    with pytest.raises(Refused, match="conflict"):
        network.sdk("branch_merge", "next")
    assert network.sdk("get", "LabSite", id=site)["description"] == "ours"
