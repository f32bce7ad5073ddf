# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a branch changes: in types, with labels, without secrets."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.infrahub import changes
from ansible_collections.opsweave.platform.plugins.module_utils.infrahub.changes import HIDDEN, typed

from .altered import Altered
from .network import device, network, site


@pytest.fixture
def play():
    made = network()
    made.do = lambda node, branch="main", **more: made.task("infrahub_node", {"branch": branch, **node, **more})
    made.look = lambda: made.task("infrahub_diff_info", {"name": "blue"})
    for one in (site("ams"), site("ber"), device("sw1"), device("sw2")):
        assert not (done := made.do(one)).get("failed"), done["msg"]
    made.task("infrahub_branch", {"name": "blue"})
    return made


def test_nothing(play):
    result = play.look()
    assert result["summary"] == {"added": 0, "updated": 0, "removed": 0, "unchanged": 0, "conflicts": 0}
    assert result["resources"] == [] and result["changed"] is False


def test_values_are_told_in_their_types(play):
    data = {"mtu": 9000, "active": True, "facts": {"a": [1]}, "address": "10.0.0.1/24"}
    play.do(device("sw3", **data), "blue")
    result = play.look()
    (node,) = (one for one in result["resources"] if one["action"] == "added")
    told = {one["field"]: (one["before"], one["after"]) for one in node["changes"]}
    assert {name: told[name] for name in data} == {name: (None, value) for name, value in data.items()}
    assert not told.keys() & {"display_label", "human_friendly_id", "pin"}
    assert node["kind"] == "NetDevice" and result["summary"]["added"] == 1


def test_a_password_is_never_told(play):
    play.do(device("sw1", pin="first-pin"), "blue", update_secret="always")
    play.do(device("sw1", pin="other-pin"), update_secret="always")
    result = play.look()
    (node,) = (one for one in result["resources"] if one["changes"])
    (pin,) = (one for one in node["changes"] if one["field"] == "pin")
    assert pin["after"] == HIDDEN and "-pin" not in str(result)
    assert pin["conflict"]["branch"]["value"] == HIDDEN
    refused = play.task("infrahub_branch_merge", {"name": "blue"})
    assert refused["failed"] and "-pin" not in str(refused)


def test_what_no_schema_knows_may_be_a_secret(play):
    for branch in ("main", "blue"):  # the run learns the schema, before it changes
        assert play.task("infrahub_node_info", {"kind": "NetDevice", "branch": branch})["count"] == 2
    extra = {"kind": "NetDevice", "attributes": [{"name": "later", "kind": "Password", "optional": True}]}
    body = {"schemas": [{"version": "1.0", "extensions": {"nodes": [extra]}}]}
    headers = {"X-INFRAHUB-KEY": next(iter(play.server.tokens))}
    for branch in ("main", "blue"):
        answer = play.transport("POST", f"http://localhost/api/schema/load?branch={branch}", json=body, headers=headers)
        assert answer.status_code == 200, answer.text
    change = 'mutation { NetDeviceUpdate(data: {hfid: ["sw1"], later: {value: "word-of-it"}}) { ok } }'
    assert play.task("infrahub_query", {"branch": "blue", "query": change})["changed"]
    assert "word-of-it" not in str(play.look()["resources"])


def test_relations_are_told_by_label(play):
    play.do(device("sw1", "ber"), "blue")
    result = play.look()
    (device_changes,) = (one["changes"] for one in result["resources"] if one["kind"] == "NetDevice")
    (moved,) = (change for change in device_changes if change["field"] == "site")
    ends = {one["label"]: one["changes"] for one in result["resources"] if one["kind"] == "NetSite"}
    assert (moved["before"] is not None, moved["after"] is not None) == (True, True)
    gone, come = (next(c for c in made if c["field"] == "devices") for made in (ends_of(ends, 0), ends_of(ends, 1)))
    assert (len(gone["before"]), gone["after"], come["before"], len(come["after"])) == (1, [], [], 1)


def ends_of(ends, place):
    """The changes of the site that lost the device, or of the one that has got it."""
    side = ("before", "after")[place]
    return next(made for made in ends.values() if any(change["field"] == "devices" and change[side] for change in made))


def test_conflicts_have_both_values(play):
    play.do(device("sw1", mtu=9000), "blue")
    play.do(device("sw1", mtu=4000))
    result = play.look()
    assert result["summary"]["conflicts"] == 1
    (mtu,) = (change for node in result["resources"] for change in node["changes"] if change["conflict"])
    assert (mtu["field"], mtu["before"], mtu["after"]) == ("mtu", 1500, 9000)
    assert mtu["conflict"]["default"]["value"] == 4000 and mtu["conflict"]["branch"]["value"] == 9000


def test_removed(play):
    play.do(device("sw2"), "blue", state="absent")
    result = play.look()
    (node,) = (one for one in result["resources"] if one["action"] == "removed")
    assert {c["field"]: (c["before"], c["after"]) for c in node["changes"]}["name"] == ("sw2", None)


def test_many_nodes_come_in_pages(play, monkeypatch):
    monkeypatch.setattr(changes, "PAGE", 2)
    for number in range(4):
        play.do({"kind": "BuiltinTag", "data": {"name": f"t{number}"}}, "blue")
    result = play.look()
    assert [one["label"] for one in result["resources"]] == ["t0", "t1", "t2", "t3"]
    assert result["summary"]["added"] == 4


@pytest.mark.parametrize(
    ("value", "kind", "told"),
    [
        ("NULL", "Text", None),
        (None, "Number", None),
        ("5", "Number", 5),
        ("-5", "Number", -5),
        ("True", "Boolean", True),
        ("False", "Checkbox", False),
        ('{"a": 1}', "JSON", {"a": 1}),
        ("{'a': 1}", "JSON", "{'a': 1}"),
        ("True", "Text", "True"),
        ("secret", "Password", HIDDEN),
        ("secret", "HashedPassword", HIDDEN),
        ("5", None, "5"),
    ],
)
def test_typed(value, kind, told):
    assert typed(value, kind) == told


def answered(play, path, body):
    """The stand-in has no git repository on a branch; the shapes are those of the server's own models."""

    def told(answer, _number):
        answer.clear()
        answer.update(body)

    Altered(play, path, told)


def test_conflicts_in_one_list(play):
    play.do(site("ams", floor=1), "blue")
    play.do(site("ams", floor=2))
    (one,) = play.look()["conflicts"]
    assert (one["kind"], one["field"], one["decision"]) == ("NetSite", "floor", None)
    assert (one["branch"]["value"], one["default"]["value"]) == (1, 2)


def test_files_and_artifacts(play):
    assert play.look()["files"] == play.look()["artifacts"] == []
    file = {"branch": "blue", "location": "a.j2", "action": "updated"}
    commits = {"commit_from": "1", "commit_to": "2", "files": [file]}
    repository = {"branch": "blue", "id": "r", "display_name": "t", **commits}
    answered(play, "/api/diff/files", {"blue": {"r": repository}, "main": {"r": {**repository, "branch": "main"}}})
    target = {"id": "n", "kind": "NetDevice", "display_label": "sw1"}
    new = {"storage_id": "s", "checksum": "c"}
    artifact = {"id": "a", "display_label": "startup", "action": "added", "target": target, "item_new": new}
    answered(play, "/api/diff/artifacts", {"a": {**artifact, "branch": "blue", "item_previous": None}})
    result = play.task("infrahub_diff_info", {"name": "blue", "files": True, "artifacts": True})
    assert result["files"] == [
        {"repository": "t", "id": "r", "commit_from": "1", "commit_to": "2",
         "files": [{"location": "a.j2", "action": "updated"}]},
    ]  # fmt: skip
    (found,) = result["artifacts"]
    assert (found["label"], found["before"], found["after"]) == ("startup", None, new)
    assert found["target"] == {"id": "n", "kind": "NetDevice", "label": "sw1"}
