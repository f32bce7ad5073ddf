# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Object files and menu files: ranges, objects inside objects, several documents, and all mistakes at once."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.infrahub.ranges import expand, spread

from .network import device, network, port, site

NONE = {"create": 0, "update": 0, "delete": 0, "none": 0}


@pytest.fixture
def play(tmp_path):
    made = network()
    made.folder_of_files = tmp_path
    made.do = lambda check=False, **more: made.task("infrahub_nodes", more, check)
    return made


def written(play: Any, name: str, *documents: Any) -> str:
    path = play.folder_of_files / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(documents[0] if isinstance(documents[0], str) else yaml.safe_dump_all(documents), encoding="utf-8")
    return str(path)


def objects(kind: str, *data: Any, **spec: Any) -> dict[str, Any]:
    return {"apiVersion": "infrahub.app/v1", "kind": "Object", "spec": {"kind": kind, "data": list(data), **spec}}


def told(play: Any, kind: str, fields: list[str]) -> list[dict[str, Any]]:
    return play.task("infrahub_node_info", {"kind": kind, "fields": fields, "order": ["name"]})["resources"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("sw[1-3]", ["sw1", "sw2", "sw3"]),
        ("[3-1]", ["3", "2", "1"]),
        ("[01-03]", ["1", "2", "3"]),
        ("x[a-c]", ["xa", "xb", "xc"]),
        ("[A-C]", ["A", "B", "C"]),
        ("[a,c,eth]", ["a", "c", "eth"]),
        ("[1-2,7]", ["1", "2", "7"]),
        ("[1-2]/[0-1]", ["1/0", "1/1", "2/0", "2/1"]),
        ("[1]", ["[1]"]),
        ("a\\[b\\][1-2]", ["a[b]1", "a[b]2"]),
        ("\\[1-2\\]", ["\\[1-2\\]"]),
        ("[1-]", ["[1-]"]),
        ("[a,,b]", ["[a,,b]"]),
        ("[ab-cd]", ["ab-cd"]),
        ("[a_b,c]", ["[a_b,c]"]),
    ],
)
def test_ranges(text, values):
    assert [one["name"] for one in spread({"name": text})] == values
    assert "[" not in text.replace("\\[", "") or expand(text) == values


def test_ranges_of_several_fields_go_side_by_side():
    each = list(spread({"name": "sw[1-2]", "address": "10.0.0.[11-12]", "role": "leaf", "mtu": 9000}))
    assert [(one["name"], one["address"], one["role"]) for one in each] == [
        ("sw1", "10.0.0.11", "leaf"),
        ("sw2", "10.0.0.12", "leaf"),
    ]
    with pytest.raises(PlanError, match="name for 2, address for 3"):
        list(spread({"name": "sw[1-2]", "address": "10.0.0.[1-3]"}))


def test_a_file_makes_what_a_list_makes(play):
    path = written(
        play,
        "net.yml",
        objects("NetDevice", {"name": "sw[1-2]", "site": "ams"}, parameters={"expand_range": True}),
        objects("NetSite", {"name": "ams"}, {"name": "[1-2]"}),
    )
    foretold = play.do(check=True, files=[path])
    done = play.do(files=[path])
    assert (done["operations"], done["diff"]) == ({**NONE, "create": 4}, foretold["diff"])
    same = [site("ams"), site("[1-2]"), device("sw1"), device("sw2")]
    assert play.do(nodes=same)["operations"] == {**NONE, "none": 4}
    assert play.do(files=[path])["changed"] is False


def test_both_ways_of_input_and_whole_folders(play):
    written(play, "all/b/sites.yaml", objects("NetSite", {"name": "ams"}))
    written(
        play, "all/a.json", '{"kind": "Object", "spec": {"kind": "NetDevice", "data": [{"name": "x", "site": "ams"}]}}'
    )
    written(play, "all/.hidden.yml", "nothing: good")
    done = play.do(files=[str(play.folder_of_files / "all")], nodes=[port("x", "eth0")])
    assert done["operations"] == {**NONE, "create": 3}


def test_children_inside_their_parent(play):
    inside = {"kind": "NetPort", "parameters": {"expand_range": True}, "data": [{"name": "eth[0-1]", "speed": 10}]}
    path = written(play, "net.yml", objects("NetDevice", {"name": "sw1", "site": "ams", "ports": inside}),
                   objects("NetSite", {"name": "ams"}))  # fmt: skip
    assert play.do(files=[path])["operations"] == {**NONE, "create": 4}
    ports = told(play, "NetPort", ["name", "speed", "device"])
    assert [(one["name"], one["device"]) for one in ports] == [("eth0", "sw1"), ("eth1", "sw1")]
    assert play.do(files=[path])["operations"] == {**NONE, "none": 4}


def test_peers_inside_those_that_need_them(play):
    where = {"data": {"name": "ams", "floor": 3}}
    tags = [{"data": {"name": "red"}}, "blue", {"kind": "BuiltinTag", "data": {"name": "green"}}]
    nodes = [device("sw1", where, tags=tags), device("sw2", where), {"kind": "BuiltinTag", "data": {"name": "blue"}}]
    assert play.do(nodes=nodes)["operations"] == {**NONE, "create": 6}
    assert told(play, "NetSite", ["floor"])[0]["floor"] == 3
    assert sorted(told(play, "NetDevice", ["tags"])[0]["tags"]) == ["blue", "green", "red"]
    assert play.do(nodes=nodes)["operations"] == {**NONE, "none": 6}


def test_said_twice_without_contradiction(play):
    nodes = [
        device("sw1", {"data": {"name": "ams", "floor": 1}}),
        site("ams"),
        device("sw2", {"data": {"name": "ams"}}),
    ]
    assert play.do(nodes=nodes)["operations"] == {**NONE, "create": 3}
    assert play.do(nodes=nodes)["operations"] == {**NONE, "none": 3}
    nodes[1] = site("ams", floor=2)
    said = play.do(nodes=nodes)["msg"]
    assert "NetSite ams is given twice, as nodes[1] and nodes[0].site, with another floor" in said


def test_a_menu(play):
    def item(name: str, **more: Any) -> dict[str, Any]:
        return {"namespace": "Net", "name": name, "label": name, **more}

    below = {"data": [item("Ports", kind="NetPort"), item("Sites", kind="NetSite", order_weight=7)]}
    menu = {"kind": "Menu", "spec": {"data": [item("Devices", kind="NetDevice", icon="mdi:server", children=below)]}}
    path = written(play, "menu.yml", menu)
    assert play.do(files=[path])["operations"] == {**NONE, "create": 3}
    fields = ["name", "path", "order_weight", "parent"]
    found = {one["name"]: one for one in told(play, "CoreMenuItem", fields) if one["hfid"][0] == "Net"}
    assert found["Devices"]["path"] == "/objects/NetDevice" and found["Devices"]["parent"] is None
    assert [found[name]["order_weight"] for name in ("Ports", "Sites")] == [1000, 7]
    assert found["Ports"]["parent"] == "Net__Devices"
    assert play.do(files=[path])["changed"] is False


def test_all_mistakes_of_all_files_at_once(play):
    written(play, "d/1.yml", "a: [")
    written(play, "d/2.yml", objects("NetSide", {"name": "x"}), {"kind": "Objekt", "spec": {}})
    written(
        play,
        "d/3.yml",
        objects("NetDevice", {"name": "sw1", "mut": 1, "site": "asm"}, {"name": "sw[1-2]", "role": "core"}),
    )
    written(play, "d/4.yml", objects("NetSite", {"name": "ams"}, "text", datum=1))
    written(play, "d/5.yml", objects("NetSite", {"name": "ams"}, "text"), {"version": "1.0", "nodes": []})
    ports = {
        "data": [{"name": "eth0", "sped": 1}, {"name": "eth[1-2]", "speed": "[1-3]"}],
        "parameters": {"expand_range": True},
    }
    written(play, "d/6.yml", objects("NetDevice", {"name": "sw3", "site": "ams", "ports": ports}))
    said = play.do(files=[str(play.folder_of_files / "d"), "/nowhere"])["msg"]
    folder = f"{play.folder_of_files}/d"
    for words in (
        f"{folder}/1.yml: 1:5: ",
        f'{folder}/2.yml (document 1): spec.data[0] (NetSide x): the schema of branch "main" has no kind "NetSide"',
        f'{folder}/2.yml (document 2): there is no kind of file "Objekt"; did you mean "Object"?',
        f'{folder}/3.yml: spec.data[0] (NetDevice sw1): NetDevice has no attribute or relation "mut"; did',
        f'{folder}/3.yml: spec.data[1] (NetDevice sw[1-2]): data.role: there is no choice "core"',
        f'{folder}/4.yml: spec: there is no key "datum"; did you mean "data"?',
        f"{folder}/5.yml (document 1): spec.data[1]: an object is a dictionary",
        f'{folder}/5.yml (document 2): there is no key "nodes"',
        f'{folder}/6.yml: spec.data[0].ports[0] (NetPort eth0): NetPort has no attribute or relation "sped"; did you',
        f"{folder}/6.yml: spec.data[0].ports: the ranges of one item stand for equally many values",
        "files: there is no file or folder /nowhere",
    ):
        assert words in said, f"{words}\n\n{said}"
    assert not play.server.writes


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"site": [{"data": {"name": "x"}}]}, "nodes[0].site: a relation to one takes one object"),
        ({"ports": {"data": {"name": "x"}}}, "nodes[0].ports: a relation to many takes a list of objects as data"),
        ({"ports": [{"data": {"name": "x"}, "speed": 1}]}, "speed stands outside of data"),
        ({"ports": [{"data": 5}]}, "nodes[0].ports: an object inside another is a dictionary with kind and data"),
        ({"site": {"kind": "NetPort", "data": {"name": "x"}}}, "nodes[0].site: say which kind the object is"),
        ({"site": {"kind": "NetSit", "data": {"name": "x"}}}, 'did you mean "NetSite"'),
        ({"site": {"data": {"floor": 1}}}, "NetSite: its data gives no human friendly id, by which"),
    ],
)  # fmt: skip
def test_wrong_objects_inside(play, data, words):
    said = play.do(nodes=[{"kind": "NetDevice", "data": {"name": "sw1", **data}}])["msg"]
    assert words in said, said
    assert not play.server.writes


def test_an_attribute_may_hold_what_looks_like_an_object(play):
    nodes = [site(), device("sw1", facts={"kind": "x", "data": {"name": 1}})]
    assert play.do(nodes=nodes)["operations"]["create"] == 2
    assert told(play, "NetDevice", ["facts"])[0]["facts"] == {"kind": "x", "data": {"name": 1}}


def test_secrets_for_what_was_written_without_them(play):
    path = written(
        play, "net.yml", objects("NetDevice", {"name": "sw1", "site": "ams"}), objects("NetSite", {"name": "ams"})
    )
    secrets = [{"kind": "NetDevice", "hfid": ["sw1"], "data": {"pin": "tell nobody"}}]
    done = play.do(files=[path], secrets=secrets)
    assert done["operations"]["create"] == 2 and "tell nobody" not in str(done)
    text = "query { NetDevice { edges { node { pin { value } } } } }"
    (edge,) = play.task("infrahub_query", {"query": text})["data"]["NetDevice"]["edges"]
    assert edge["node"]["pin"]["value"] == "tell nobody"
    secrets.append({"kind": "NetDevice", "hfid": "sw2", "data": {"pin": "x"}})
    secrets.append({"kind": "NetDevice", "hfid": "sw1", "data": {"pim": "x"}})
    said = play.do(files=[path], secrets=secrets)["msg"]
    assert "secrets[1]: no entry describes NetDevice sw2" in said
    assert 'secrets[2]: NetDevice has no secret attribute "pim"; did you mean "pin"?' in said
