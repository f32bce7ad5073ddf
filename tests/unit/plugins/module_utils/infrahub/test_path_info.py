# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Paths: between which nodes, by which steps, and what older servers cannot say."""

from __future__ import annotations

import pytest

from .altered import Altered
from .network import device, network, port, site

MISSING = "Cannot query field 'InfrahubPathTraversal' on type 'Query'."


@pytest.fixture
def play():
    made = network()
    nodes = [site(), site("oslo"), device("a"), device("b", backup="a"), device("c", "oslo"), port("a", "eth0")]
    assert made.task("infrahub_nodes", {"nodes": nodes})["changed"]
    return made


def at(kind, hfid):
    return {"kind": kind, "hfid": hfid}


A, B, C = (at("NetDevice", name) for name in "abc")


def steps(path):
    return [hop["node"]["display_label"] for hop in path["hops"]]


def test_paths_between_two_nodes(play):
    found = play.task("infrahub_path_info", {"source": A, "destination": B})
    assert found["exists"] and [path["depth"] for path in found["paths"]] == [1, 2]
    relation = found["paths"][0]["hops"][1]["relationship"]
    assert (relation["from_rel"], relation["to_rel"], relation["kind"]) == ("device__backup", "backup", "Generic")
    assert found["source"]["hfid"] == ["a"] and found["excluded_kinds"] and found["truncated_at_depth"] is None
    only = play.task("infrahub_path_info", {"source": A, "destination": B, "relationships": ["netdevice__netsite"]})
    assert [path["depth"] for path in only["paths"]] == [2]
    assert not play.task("infrahub_path_info", {"source": A, "destination": C})["exists"]
    one = play.task("infrahub_path_info", {"source": A, "destination": B, "max_paths": 1})
    assert one["count"] == 1
    narrow = play.task("infrahub_path_info", {"source": A, "destination": B, "exclude_kinds": ["NetSite"]})
    assert narrow["count"] == 1


def test_nodes_that_can_be_reached(play):
    found = play.task("infrahub_path_info", {"source": at("NetPort", ["a", "eth0"]), "target_kinds": ["NetSite"]})
    assert [(one["hfid"], one["depth"]) for one in found["nodes"]] == [(["ams"], 2)]
    near = {"source": at("NetPort", "a__eth0"), "target_kinds": ["NetSite"], "max_depth": 1}
    assert play.task("infrahub_path_info", near)["nodes"] == []


@pytest.mark.parametrize(
    ("args", "why"),
    [
        ({"destination": at("NetDevice", "z")}, "destination: Infrahub has no NetDevice z"),
        ({"destination": A}, "Source and destination nodes must be different"),
        ({"destination": B, "max_depth": 31}, "max_depth must be in [1, 30], got 31"),
        ({"destination": B, "max_results": 3}, "max_results is for target_kinds"),
        ({"target_kinds": ["NetSite"], "kinds": ["NetDevice"]}, "kinds is for destination"),
        ({"target_kinds": ["NetSit"]}, 'did you mean "NetSite"'),
    ],
)
def test_what_is_wrong(play, args, why):
    result = play.task("infrahub_path_info", {"source": A, **args})
    assert result["failed"] and why in result["msg"], result["msg"]


def test_a_server_that_is_too_old(play):
    def old(told, _met):
        told.update(data=None, errors=[{"message": MISSING}])

    def version(told, _met):
        told["data"]["InfrahubInfo"]["version"] = "1.9.3"

    Altered(play, "InfrahubPathTraversal", old)
    Altered(play, "InfrahubInfo", version)
    result = play.task("infrahub_path_info", {"source": A, "destination": B})
    assert result["msg"] == "infrahub_path_info needs Infrahub 1.10; this is 1.9.3"
