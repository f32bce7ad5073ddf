# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""infrahub_node: how a node is found, written and compared, and what is refused before anything is written."""

from __future__ import annotations

import pytest

from .network import device, network, port, site


@pytest.fixture
def play():
    made = network()
    made.do = lambda item, **more: made.task("infrahub_node", {**item, **more})
    made.do(site())
    return made


def test_a_port_is_found_by_its_device_and_name(play):
    play.do(device("sw1"))
    play.do(device("sw2"))
    first = play.do(port("sw1", "eth0"))
    assert first["operation"] == "create" and first["resource"]["hfid"] == ["sw1", "eth0"]
    assert play.do(port("sw2", "eth0"))["operation"] == "create"
    again = play.do(port("sw1", "eth0"))
    assert (again["operation"], again["resource"]["id"], again["requests"]) == ("none", first["resource"]["id"], 1)


def test_a_peer_may_be_named_by_its_id(play):
    sw1 = play.do(device("sw1"))["resource"]["id"]
    by_id = play.do(port(sw1, "eth0"))
    assert by_id["resource"]["hfid"] == ["sw1", "eth0"]
    assert play.do(port(sw1, "eth0"))["operation"] == "none"
    assert play.do(port("sw1", "eth0"))["operation"] == "none"


def test_renamed_by_hfid_and_then_left_alone(play):
    created = play.do(device("sw1"))["resource"]["id"]
    renamed = play.do(device("core1"), hfid=["sw1"])
    assert (renamed["operation"], renamed["resource"]["id"]) == ("update", created)
    assert play.do(device("core1"), hfid=["sw1"])["operation"] == "none"
    assert play.do(device("core2"), id=created)["operation"] == "update"


def test_a_null_unsets_and_restores_a_default(play):
    play.do(device("sw1", mtu=9000, address="10.0.0.1", tags=[]))
    done = play.do(device("sw1", mtu=None, address=None))
    assert done["diff"]["after"] == {"name": "sw1", "site": "ams", "mtu": 1500}
    again = play.do(device("sw1", mtu=None, address=None))
    assert (again["operation"], again["resource"]["mtu"], again["resource"]["address"]) == ("none", 1500, None)


def test_peers_are_a_set_and_named_once(play):
    for tag in ("red", "blue"):
        play.do({"kind": "BuiltinTag", "data": {"name": tag}})
    play.do(device("sw1", tags=["red", "blue", "red"]))
    assert play.do(device("sw1", tags=["blue", "red"]))["operation"] == "none"
    assert play.do(device("sw1", tags=[]))["operation"] == "update"
    assert play.do(device("sw1", tags=[]))["operation"] == "none"


def test_a_secret_is_written_on_creation_and_when_asked(play):
    first = play.do(device("sw1", pin="quite secret"))
    assert "quite secret" not in str(first) and first["unverified"] == []
    assert play.do(device("sw1", pin="another one"))["operation"] == "none"
    always = play.do(device("sw1", pin="another one"), update_secret="always")
    assert always["operation"] == "update" and "another" not in str(always)


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ({"kind": "NetDevise", "data": {}}, 'no kind "NetDevise"; did you mean "NetDevice"'),
        (device("sw1", mut=1), 'NetDevice has no attribute or relation "mut"; did you mean "mtu"?'),
        (device("sw1", role="leef"), 'data.role: there is no choice "leef"; did you mean "leaf"?'),
        (device("sw1", mtu="wide"), 'data.mtu: "wide" is not a Number'),
        (device("sw1", active="perhaps"), 'data.active: "perhaps" is not a Boolean'),
        (device("sw1", address="10.0.0.300"), 'data.address: "10.0.0.300" is not a IPHost'),
        (device("sw1", tags="red"), "data.tags takes a list of peers"),
        (port("sw9", "eth0"), 'NetPort sw9/eth0: device: there is no NetDevice "sw9"'),
        ({"kind": "NetDevice", "data": {"name": "sw9"}}, "NetDevice sw9 does not exist yet; give site to create it"),
        ({"kind": "NetNote", "data": {"text": "x"}}, "NetNote has neither a human friendly id nor a unique attribute"),
        (
            {"kind": "NetPort", "data": {"name": "eth0"}},
            "NetPort: give device/name and name, or device and name in data",
        ),
        ({"kind": "CoreGroup", "data": {"name": "x"}}, "CoreGroup is a generic kind"),
    ],
)
def test_what_is_refused_names_the_thing_and_writes_nothing(play, item, words):
    before = list(play.server.writes)
    done = play.do(item)
    assert done["failed"] and words in done["msg"], done["msg"]
    assert "exception" not in done
    assert play.server.writes == before


def test_a_schema_that_changed_since_is_learnt_anew(play):
    play.do(device("sw1"))
    more = {"version": "1.0", "extensions": {"nodes": [{"kind": "NetDevice", "attributes": [
        {"name": "height", "kind": "Number", "optional": True}]}]}}  # fmt: skip
    token = next(iter(play.server.tokens))
    play.transport("POST", "http://localhost/api/schema/load?branch=main", json={"schemas": [more]},
                   headers={"X-INFRAHUB-KEY": token})  # fmt: skip
    assert play.do(device("sw1", height=2))["operation"] == "update"


def test_an_unknown_branch_is_said(play):
    done = play.do(device("sw1"), branch="nowhere")
    assert done["msg"].startswith('Infrahub has no branch "nowhere"')
