# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Webhooks, their headers, and the menu."""

from __future__ import annotations

import json

import pytest

from tests.unit.play import Play

HOOK = {"name": "tickets", "url": "https://hooks.example/a", "shared_key": "first-key"}


@pytest.fixture
def play():
    return Play("infrahub")


@pytest.mark.parametrize(
    ("args", "why"),
    [
        ({"shared_key": None}, "webhook tickets does not exist yet; give shared_key to create it"),
        ({"url": None}, "give url to create it"),
        ({"event_type": "infrahub.node.create"}, 'did you mean "infrahub.node.created"'),
        ({"node_kind": "BuiltinTg"}, 'did you mean "BuiltinTag"'),
        ({"transformation": "t"}, "transformation is for webhooks of type custom; this one is standard"),
        ({"headers": ["nothing"]}, "nothing"),
        ({"event_type": "infrahub.branch.merged", "node_kind": "BuiltinTag"}, "Defining a node_kind is not valid"),
    ],
)
def test_what_is_wrong_with_a_webhook(play, args, why):
    result = play.task("infrahub_webhook", {**HOOK, **args})
    assert result["failed"] and why in result["msg"], result["msg"]
    assert not play.server.writes


def test_the_key_is_written_once_and_never_told(play):
    made = play.task("infrahub_webhook", HOOK)
    assert not play.task("infrahub_webhook", {**HOOK, "shared_key": "second-key"})["changed"]
    again = play.task("infrahub_webhook", {**HOOK, "shared_key": "second-key", "update_secret": "always"})
    told = play.task("infrahub_webhook_info", {})
    for result in (made, again, told):
        assert "-key" not in json.dumps({k: v for k, v in result.items() if k != "invocation"})
    held = next(iter(play.server.main_view().all("CoreStandardWebhook")))
    assert again["changed"] and held.value("shared_key") == "second-key"


def test_the_type_of_a_webhook_stays(play):
    assert play.task("infrahub_webhook", HOOK)["changed"]
    assert "type cannot be changed" in play.task("infrahub_webhook", {**HOOK, "type": "custom"})["msg"]


def test_headers_are_of_two_sorts(play):
    fixed = {"name": "key", "key": "X-Key", "value": "Bearer-abcdef"}
    assert play.task("infrahub_webhook_header", fixed)["changed"]
    other = play.task("infrahub_webhook_header", {"name": "key", "variable": "KEY"})
    assert "webhook header key has a value of its own; delete it first to give it variable" in other["msg"]
    assert play.task("infrahub_webhook_header", {"name": "env", "key": "X-Env", "variable": "KEY"})["changed"]
    back = play.task("infrahub_webhook_header", {"name": "env", "value": "abcdef"})
    assert "has the variable KEY; delete it first" in back["msg"]
    assert "give value or variable" in play.task("infrahub_webhook_header", {"name": "new", "key": "X"})["msg"]
    told = play.task("infrahub_webhook_header_info", {})
    assert [(one["name"], one["variable"]) for one in told["resources"]] == [("key", None), ("env", "KEY")]
    assert "abcdef" not in json.dumps(told)
    hook = {**HOOK, "headers": ["env"]}
    assert play.task("infrahub_webhook", hook)["resource"]["headers"] == ["env"]
    assert play.task("infrahub_webhook", {**hook, "headers": ["key"]})["resource"]["headers"] == ["env", "key"]


def menu(*items, **more):
    return {"namespace": "Paint", "items": list(items), **more}


def tree():
    return {"name": "Colours", "children": [{"name": "Tags", "kind": "BuiltinTag"}, {"name": "More", "label": "All"}]}


def test_a_menu_is_a_tree(play):
    done = play.task("infrahub_menu", menu(tree()))
    assert done["operations"] == {"create": 3, "update": 0, "delete": 0, "none": 0}
    assert done["requests"] == 3, "the schema, one look, one write"
    told = play.task("infrahub_menu_info", {"namespace": "Paint"})["menu"]
    assert [one["name"] for one in told] == ["Colours"]
    below = [(one["name"], one["label"], one.get("path"), one["order_weight"]) for one in told[0]["children"]]
    assert below == [("Tags", "Tags", "/objects/BuiltinTag", 1000), ("More", "All", None, 2000)]
    assert not play.task("infrahub_menu", {"items": told})["changed"], "what is told can be given"


def test_pruning_goes_from_below_and_stays_in_its_namespace(play):
    assert play.task("infrahub_menu", menu(tree()))["changed"]
    assert play.task("infrahub_menu", menu({"name": "Other", "namespace": "Else"}))["changed"]
    assert not play.task("infrahub_menu", menu(prune=True))["changed"], "an empty list prunes nothing"
    gone = play.task("infrahub_menu", menu(prune=True, prune_empty=True))
    assert gone["operations"]["delete"] == 3
    assert [one["name"] for one in play.task("infrahub_menu_info", {})["resources"]] == ["Other"]


def test_an_item_moves_with_what_hangs_below_it(play):
    assert play.task("infrahub_menu", menu(tree()))["changed"]
    moved = menu({"name": "Colours"}, {"name": "Tags"}, {"name": "More"})
    assert play.task("infrahub_menu", moved)["operations"]["update"] == 2
    assert len(play.task("infrahub_menu_info", {"namespace": "Paint"})["menu"]) == 3


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (menu({"name": "A", "lable": "x"}), 'items[0]: a menu item has no "lable"; did you mean "label"?'),
        (menu({"name": "A", "children": [{"label": "x"}]}), "items[0].children[0]: give name"),
        (menu({"name": "A", "kind": "BuiltinTg"}), 'items[0].kind: Infrahub has no kind "BuiltinTg"'),
        (menu({"name": "A", "order_weight": "high"}), "items[0].order_weight: 'high' is not a whole number"),
        (menu({"name": "A"}, {"name": "A"}), "is given twice"),
        ({"items": [{"name": "A"}]}, "items[0]: give namespace, here or for all"),
        ({"items": [], "prune": True}, "prune deletes items of one namespace; give namespace too"),
        ({"items": [{"namespace": "Builtin", "name": "Tag"}]}, "menu item Builtin/Tag is built in"),
        ({"items": [{"namespace": "MyOwn", "name": "A"}]}, "a namespace is a capital and small letters"),
        ({"items": [{"namespace": "Core", "name": "Mine"}]}, "restricted namespace"),
    ],
)
def test_what_is_wrong_with_a_menu(play, args, why):
    result = play.task("infrahub_menu", args)
    assert result["failed"] and why in result["msg"], result["msg"]
    assert not play.server.writes
