# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""infrahub_relationship: members added, taken away and made exact, in few requests."""

from __future__ import annotations

import pytest

from .network import device, network, node, site

TAGS = ("red", "blue", "green")


@pytest.fixture
def play():
    made = network()
    for item in (site(), device("sw1"), *(node("BuiltinTag", name=tag) for tag in TAGS)):
        made.task("infrahub_node", item)
    made.so = lambda peers, check_mode=False, **more: made.task(
        "infrahub_relationship",
        {"kind": "NetDevice", "hfid": ["sw1"], "relation": "tags", "peers": peers, **more},
        check_mode,
    )
    return made


def members(play):
    return play.task("infrahub_node_info", {"kind": "NetDevice", "fields": ["tags"]})["resources"][0]["tags"]


def test_others_stay_unless_it_is_exact(play):
    play.so(["red"])
    done = play.so(["blue"])
    assert (done["added"], done["removed"], done["resource"]["tags"]) == (["blue"], [], ["blue", "red"])
    foretold = play.so(["blue", "green"], check_mode=True, exact=True)
    done = play.so(["blue", "green"], exact=True)
    assert (done["added"], done["removed"], done["diff"]) == (["green"], ["red"], foretold["diff"])
    assert sorted(members(play)) == done["resource"]["tags"] == ["blue", "green"]
    again = play.so(["green", "blue", "blue"], exact=True)
    assert (again["operation"], again["requests"]) == ("none", 1)
    assert play.so([], exact=True)["removed"] == ["blue", "green"]


def test_what_is_not_there_need_not_be_taken_away(play):
    play.so(["red", "blue"])
    done = play.so(["red", "nowhere"], state="absent")
    assert (done["removed"], members(play)) == (["red"], ["blue"])
    assert play.so(["red", "nowhere"], state="absent")["operation"] == "none"


def test_many_members_in_few_requests(play):
    tags = [node("BuiltinTag", name=f"tag{number}") for number in range(300)]
    assert not play.task("infrahub_nodes", {"nodes": tags}).get("failed")
    names = [tag["data"]["name"] for tag in tags]
    assert play.so(names)["requests"] <= 4
    assert len(members(play)) == 300


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"relation": "tag"}, 'NetDevice has no relation "tag"; did you mean "tags"?'),
        ({"relation": "site"}, "NetDevice.site has one peer, and is written with infrahub_node"),
        ({"hfid": ["sw9"]}, "there is no NetDevice sw9; make it first"),
        ({"peers": ["nowhere"]}, 'NetDevice sw1: tags: there is no BuiltinTag "nowhere"'),
        ({"peers": [{"hfid": "red", "is_protected": True}]}, "peers[0]: a peer is only named here"),
        ({"exact": True, "state": "absent"}, "with state absent it means nothing"),
    ],
)
def test_what_is_refused(play, asked, words):
    for check_mode in (True, False):
        done = play.so(**{"peers": ["red"], **asked}, check_mode=check_mode)
        assert done["failed"] and words in done["msg"], done["msg"]
