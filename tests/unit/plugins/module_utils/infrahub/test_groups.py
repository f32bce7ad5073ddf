# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Groups and profiles: lists of nodes, partial and exact, long and wrong."""

from __future__ import annotations

import pytest

from tests.unit.play import Play


@pytest.fixture
def play():
    made = Play("infrahub")
    for name in ("red", "rose", "blue"):
        assert made.task("infrahub_node", {"kind": "BuiltinTag", "data": {"name": name}})["changed"]
    return made


def tags(*names):
    return [{"kind": "BuiltinTag", "hfid": name} for name in names]


def names(members):
    return [one["hfid"][0] for one in members]


def test_members_are_added_unless_exact(play):
    made = play.task("infrahub_group", {"name": "warm", "members": tags("rose", "red", "red")})
    assert names(made["resource"]["members"]) == ["red", "rose"] and "subscribers" not in made["resource"]
    assert not play.task("infrahub_group", {"name": "warm", "members": tags("red")})["changed"]
    more = play.task("infrahub_group", {"name": "warm", "members": tags("blue")})
    assert names(more["resource"]["members"]) == ["blue", "red", "rose"]
    less = play.task("infrahub_group", {"name": "warm", "members": tags("blue"), "exact": True}, check_mode=True)
    assert names(less["diff"]["after"]["members"]) == ["blue"]
    assert play.task("infrahub_group", {"name": "warm", "members": [], "exact": True})["changed"]
    assert not play.task("infrahub_group", {"name": "warm", "description": None})["changed"]


def test_a_member_by_id_is_the_same_as_by_name(play):
    found = play.task("infrahub_node_info", {"kind": "BuiltinTag"})["resources"]
    ids = [one["id"] for one in found]
    assert play.task("infrahub_group", {"name": "warm", "members": ids})["changed"]
    assert not play.task("infrahub_group", {"name": "warm", "members": tags("red", "rose", "blue"), "exact": True})[
        "changed"
    ]
    assert not play.task("infrahub_group", {"name": "warm", "members": [{"id": ids[0]}]})["changed"]


def test_many_members_take_few_requests(play):
    nodes = [{"kind": "BuiltinTag", "data": {"name": f"t{number:04}"}} for number in range(1200)]
    assert play.task("infrahub_nodes", {"nodes": nodes})["changed"]
    members = tags(*(f"t{number:04}" for number in range(1200)))
    made = play.task("infrahub_group", {"name": "many", "members": members, "exact": True})
    assert len(made["resource"]["members"]) == 1200 and made["requests"] <= 8, made["request_log"]
    again = play.task("infrahub_group", {"name": "many", "members": members, "exact": True})
    assert not again["changed"] and again["requests"] <= 5, again["request_log"]
    half = play.task("infrahub_group", {"name": "many", "members": members[:600], "exact": True})
    assert half["changed"] and half["requests"] <= 6, half["request_log"]
    info = play.task("infrahub_group_info", {"name": "many"})["resources"][0]
    assert info["member_count"] == 600 and "members" not in info


@pytest.mark.parametrize(
    ("args", "why"),
    [
        ({"members": tags("nobody")}, "members: Infrahub has no BuiltinTag nobody; create it first"),
        ({"members": ["red"]}, "members[0]: give the kind of red too"),
        ({"members": [{"kind": "BuiltinTg", "hfid": "red"}]}, 'did you mean "BuiltinTag"'),
        ({"members": [{"kind": "CoreProposedChange", "hfid": "x"}]}, "has no human friendly id; give the id"),
        ({"parent": "nothing"}, 'Infrahub has no group "nothing"'),
        ({"parent": "warm"}, "cannot be its own parent"),
        ({"kind": "BuiltinTag"}, "there is no kind of group"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_written(play, args, why):
    before = list(play.server.writes)
    result = play.task("infrahub_group", {"name": "warm", **args})
    assert result["failed"] and why in result["msg"], result["msg"]
    assert play.server.writes == before


def test_other_kinds_of_groups(play):
    made = play.task("infrahub_group", {"name": "made", "kind": "CoreGeneratorGroup", "members": tags("red")})
    assert made["operation"] == "create"
    found = play.task("infrahub_group_info", {"kind": "CoreGeneratorGroup", "include_members": True})["resources"]
    assert [(one["name"], one["kind"], one["members"]) for one in found] == [
        ("made", "CoreGeneratorGroup", [{"kind": "BuiltinTag", "hfid": ["red"]}]),
    ]


def test_a_profile_gives_its_values_to_its_nodes(play):
    profile = {"kind": "BuiltinTag", "profile_name": "paint", "profile_priority": 10}
    made = play.task("infrahub_profile", {**profile, "data": {"description": "Paint"}, "related_nodes": ["red"]})
    assert made["resource"]["description"] == "Paint"
    more = play.task("infrahub_profile", {**profile, "related_nodes": tags("blue")})
    assert names(more["resource"]["related_nodes"]) == ["blue", "red"]
    assert not play.task("infrahub_profile", {**profile, "related_nodes": ["red"]})["changed"]
    told = play.task("infrahub_profile_info", {"kind": "BuiltinTag"})["resources"]
    assert [(one["profile_name"], one["data"]) for one in told] == [("paint", {"description": "Paint"})]
    named = play.task("infrahub_profile", {"kind": "BuiltinTag", "id": told[0]["id"], "profile_name": "colour"})
    assert named["operation"] == "update" and named["resource"]["profile_name"] == "colour"


@pytest.mark.parametrize(
    ("args", "why"),
    [
        ({"kind": "BuiltinTg"}, 'Infrahub has no profiles of a kind "BuiltinTg"; did you mean "BuiltinTag"?'),
        ({"kind": "CoreAccount"}, "CoreAccount has no profiles"),
        ({"data": {"profile_priority": 1}}, "data.profile_priority: it is an option of its own"),
        ({"data": {"descripton": "x"}}, 'did you mean "description"'),
        ({"related_nodes": ["nobody"]}, "related_nodes: Infrahub has no BuiltinTag nobody"),
    ],
)
def test_what_is_wrong_with_a_profile(play, args, why):
    result = play.task("infrahub_profile", {"kind": "BuiltinTag", "profile_name": "paint", **args})
    assert result["failed"] and why in result["msg"], result["msg"]
