# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""infrahub_export: what it writes changes nothing where it came from, and makes the same elsewhere."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
import yaml

from .network import device, fabric, loaded, network, node, port, site

KINDS = ["NetSite", "NetDevice", "NetPort", "BuiltinTag", "CoreStandardGroup"]
NODES = [
    *fabric(2),
    node("BuiltinTag", name="red"),
    node("BuiltinTag", name="blue", description="{{ 1 + 1 }}"),
    device("a", backup="b", mtu=9000, active=False, address="10.0.0.1/24", facts={"x": [1, {"y": None}]}),
    device("b", backup="a", tags=["red", "blue"], pin="tell nobody", role="spine"),
    node(
        "CoreStandardGroup",
        name="all",
        members=[{"kind": "NetDevice", "hfid": "a"}, {"kind": "BuiltinTag", "hfid": "red"}],
    ),
]
SECRET = {"kind": "NetDevice", "hfid": ["b"], "attributes": ["pin"]}


@pytest.fixture
def play(tmp_path: Path) -> Any:
    made = network()
    made.file = tmp_path / "net.yml"
    made.do = lambda check=False, **more: made.task("infrahub_export", {"dest": str(made.file), **more}, check)
    assert made.task("infrahub_nodes", {"nodes": NODES})["changed"]
    return made


def documents(play: Any) -> dict[str, list[dict[str, Any]]]:
    every = yaml.safe_load_all(play.file.read_text(encoding="utf-8"))
    return {one["spec"]["kind"]: one["spec"]["data"] for one in every}


def applied(play: Any, **more: Any) -> dict[str, Any]:
    return play.task("infrahub_nodes", {"files": [str(play.file)], **more})


def test_a_file_and_then_nothing(play: Any) -> None:
    foretold = play.do(check=True, kinds=KINDS)
    assert foretold["changed"] and not play.file.exists()
    done = play.do(kinds=KINDS)
    same = ("changed", "diff", "counts", "missing_secrets", "dest")
    assert {name: done[name] for name in same} == {name: foretold[name] for name in same}
    assert done["diff"] == {"before": "", "after": play.file.read_text()} and done["counts"]["NetDevice"] == 4
    again = play.do(kinds=KINDS)
    assert not again["changed"] and again["diff"]["before"] == again["diff"]["after"]
    assert not play.do(check=True, kinds=KINDS)["changed"]


def test_it_changes_nothing_where_it_came_from(play: Any) -> None:
    play.do(kinds=KINDS)
    assert applied(play)["changed"] is False


def test_it_makes_the_same_on_an_empty_server(play: Any) -> None:
    done = play.do(kinds=KINDS)
    assert done["missing_secrets"] == [SECRET] and "tell nobody" not in play.file.read_text() + str(done)
    play.server.reset()
    loaded(play)
    play.memo.drop("schema http://localhost")
    secrets = [{"kind": "NetDevice", "hfid": ["b"], "data": {"pin": "tell nobody"}}]
    assert applied(play, secrets=secrets)["operations"]["create"] == len(NODES)
    assert not play.do(kinds=KINDS)["changed"]
    assert play.task("infrahub_nodes", {"nodes": NODES})["changed"] is False


def test_a_relation_is_told_from_one_side(play: Any) -> None:
    play.do(kinds=KINDS)
    told = documents(play)
    assert list(told) == ["BuiltinTag", "NetSite", "NetDevice", "NetPort", "CoreStandardGroup"]
    assert "devices" not in told["NetSite"][0] and "ports" not in told["NetDevice"][0]
    a, b = (one for one in told["NetDevice"] if one["name"] in "ab")
    assert (a["backup"], b["backup"], b["tags"], a["address"]) == ("b", "a", ["blue", "red"], "10.0.0.1/24")
    assert told["CoreStandardGroup"][0]["members"] == [
        {"kind": "BuiltinTag", "hfid": ["red"]},
        {"kind": "NetDevice", "hfid": ["a"]},
    ]


def test_filters_and_generic_kinds(play: Any) -> None:
    done = play.do(kinds=["CoreGroup", "NetDevice"], filters={"NetDevice": {"name__values": ["a", "sw0"]}})
    assert done["counts"]["NetDevice"] == 2 and done["counts"]["CoreStandardGroup"] == 1
    assert [one["name"] for one in documents(play)["NetDevice"]] == ["a", "sw0"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"kinds": ["NetDevize"]}, 'has no kind "NetDevize"; did you mean "NetDevice"'),
        ({"kinds": []}, "kinds is empty"),
        ({"kinds": ["NetNote"]}, "NetNote has neither a human friendly id nor a unique attribute"),
        ({"kinds": ["NetSite"], "filters": {"NetSit": {}}}, 'no exported kind "NetSit"; did you mean "NetSite"?'),
        ({"kinds": ["NetSite"], "filters": {"NetSite": {"nam": "x"}}}, 'NetSite has no filter "nam"'),
        ({"kinds": ["NetSite"], "dest": "/nowhere/x.yml"}, "there is no folder /nowhere"),
    ],
)
def test_what_is_refused(play: Any, more: dict[str, Any], words: str) -> None:
    assert words in play.do(**more)["msg"]
    assert not play.file.exists()


def test_permissions_and_what_is_left_when_it_fails(play: Any) -> None:
    assert play.do(kinds=["NetSite"], mode="0600")["changed"]
    assert stat.S_IMODE(play.file.stat().st_mode) == 0o600
    assert play.do(kinds=["NetSite"], mode="0640")["changed"] and not play.do(kinds=["NetSite"], mode="0640")["changed"]
    before = play.file.read_text()
    assert play.task("infrahub_nodes", {"nodes": [site("ber"), port("a", "eth9")]})["changed"]
    assert "nowhere" in play.do(kinds=["NetSite", "nowhere"])["msg"] and play.file.read_text() == before
    assert list(play.file.parent.iterdir()) == [play.file]


GIVEN = {"kind": "CoreAccount", "hfid": ["owner"]}
OWNED = [
    site(),
    {"kind": "NetDevice", "data": {
        "name": {"value": "a", "owner": GIVEN, "is_protected": True},
        "mtu": {"value": 9000, "source": GIVEN},
        "facts": {"value": {"value": 1}},
        "site": "ams", "backup": "b",
    }},
    device("b", backup="a"),
    {"kind": "CoreAccount", "data": {"name": "owner", "password": "a long one", "label": {
        "value": "Owner", "source": GIVEN}}},
]  # fmt: skip


def test_properties_and_schema_rebuild_an_empty_server(play: Any) -> None:
    assert play.task("infrahub_nodes", {"nodes": [site(), node("BuiltinTag", name="red")]})["operations"]["create"] == 0
    play.server.reset()
    loaded(play)
    play.memo.drop("schema http://localhost")
    made = play.task("infrahub_nodes", {"nodes": OWNED})
    assert made["operations"]["create"] == len(OWNED), made
    assert not play.task("infrahub_nodes", {"nodes": OWNED})["changed"]
    schema = play.file.with_name("schema.yml")
    wanted = {
        "kinds": ["NetDevice", "CoreAccount"],
        "filters": {"CoreAccount": {"name__value": "owner"}},
        "properties": True,
        "schema_dest": str(schema),
    }
    wanted["kinds"] += ["NetSite"]
    foretold = play.do(check=True, **wanted)
    assert foretold["changed"] and not schema.exists() and not play.file.exists()
    done = play.do(**wanted)
    assert done["schema_dest"] == str(schema) and done["diff"] == foretold["diff"] and len(done["diff"]) == 2
    a = next(one for one in documents(play)["NetDevice"] if "a" in str(one["name"]))
    assert a["name"] == {"value": "a", "is_protected": True, "owner": GIVEN}
    assert a["mtu"] == {"value": 9000, "source": GIVEN} and a["facts"] == {"value": {"value": 1}}
    assert not play.do(**wanted)["changed"] and not applied(play)["changed"]
    text = schema.read_text()
    assert {one["name"] for one in yaml.safe_load(text)["nodes"]} == {"Site", "Device", "Port"}
    play.server.reset()
    play.memo.drop("schema http://localhost")
    assert play.task("infrahub_schema", {"files": [str(schema)]})["changed"]
    secrets = [{"kind": "CoreAccount", "hfid": ["owner"], "data": {"password": "a long one"}}]
    assert [one["hfid"] for one in done["missing_secrets"]] == [["owner"]]
    again = applied(play, secrets=secrets)
    assert again["operations"]["create"] == len(OWNED), again
    assert not play.do(**wanted)["changed"]


def test_a_schema_needs_a_file_of_its_own(play: Any) -> None:
    assert "are both" in play.do(kinds=["NetSite"], schema_dest=str(play.file))["msg"]
    assert "schema_dest: there is no folder" in play.do(kinds=["NetSite"], schema_dest="/nowhere/x")["msg"]
