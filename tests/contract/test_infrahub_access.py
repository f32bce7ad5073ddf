# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Accounts, groups, webhooks, menus, profiles and paths: what the Infrahub SDK and our modules write and see."""

from __future__ import annotations

import time
from typing import Any

import pytest

from .conftest import Pair
from .network import SCHEMA
from .sdk import Refused

ANN = {"username": "ann", "password": "ann-word"}
OWN = {"api_token": None, "api_username": "ann", "api_password": "ann-word"}
TAGS = "object:Builtin:Tag:any:allow_other"


@pytest.fixture
def ann(infrahub: Pair) -> Pair:
    """A server with an account that may do little."""
    infrahub.ours("account", name="ann", password="ann-word")
    infrahub.ours("permission", identifier=TAGS)
    infrahub.ours("account_role", name="taggers", permissions=[TAGS])
    infrahub.ours("account_group", name="crew", members=["ann"], roles=["taggers"])
    return infrahub


def test_who_asks(ann: Pair) -> None:
    theirs, ours = ann.sdk("user", **ANN), ann.ours("info", **OWN)
    assert theirs["display_label"] == ours["account"]["label"] and theirs["id"] == ours["account"]["id"]
    groups = [edge["node"]["display_label"] for edge in theirs["member_of_groups"]["edges"]]
    assert groups == ours["groups"]


def test_what_an_account_may_do(infrahub: Pair) -> None:
    theirs = infrahub.sdk("user_permissions")
    assert sorted({one for some in theirs.values() for one in some}) == infrahub.ours("info")["permissions"]


def test_what_it_may_not_is_refused_to_both(ann: Pair) -> None:
    why = "You are not allowed to change data in the default branch"
    with pytest.raises(Refused, match=why):
        ann.sdk("asked_as", 'mutation { BuiltinTagCreate(data: {name: {value: "a"}}) { ok } }', **ANN)
    with pytest.raises(Exception, match="object:Builtin:Tag:view:allow_default"):
        ann.ours("node", kind="BuiltinTag", data={"name": "a"}, **OWN)
    ann.ours("branch", name="mine", **OWN)
    assert ann.ours("node", kind="BuiltinTag", data={"name": "a"}, branch="mine", **OWN)["changed"]


def test_groups(infrahub: Pair) -> None:
    ids = [infrahub.sdk("create", "BuiltinTag", {"name": name})["id"] for name in ("blue", "red")]
    infrahub.sdk("create", "CoreStandardGroup", {"name": "colours", "label": "Colours", "members": ids})
    both = [{"kind": "BuiltinTag", "hfid": name} for name in ("blue", "red")]
    infrahub.ours.settled("group", name="colours", label="Colours", members=both, exact=True)
    infrahub.ours("group", name="colours", members=both[:1], exact=True)
    assert infrahub.sdk("get", "CoreStandardGroup", name__value="colours", include=["members"])["members"] == ids[:1]


def test_profiles(infrahub: Pair) -> None:
    infrahub.sdk("create", "BuiltinTag", {"name": "ochre"})
    earth = {"kind": "BuiltinTag", "profile_name": "earth", "profile_priority": 10, "data": {"description": "Earth"}}
    infrahub.ours("profile", **earth, related_nodes=["ochre"])
    deadline = time.monotonic() + 60  # a real server gives the values a moment later
    while infrahub.sdk("get", "BuiltinTag", hfid=["ochre"])["description"] != "Earth":
        assert time.monotonic() < deadline
    made = {"profile_name": "sea", "profile_priority": 5, "description": "Sea"}
    infrahub.sdk("create", "ProfileBuiltinTag", made)
    sea = {**earth, "profile_name": "sea", "profile_priority": 5, "data": {"description": "Sea"}}
    infrahub.ours.settled("profile", **sea)


def test_webhooks(infrahub: Pair) -> None:
    data: dict[str, Any] = {"name": "tickets", "url": "https://hooks.example/a", "event_type": "infrahub.node.created"}
    infrahub.sdk("create", "CoreEnvKeyValue", {"name": "key", "key": "X-Key", "value": "KEY"})
    infrahub.ours.settled("webhook_header", name="key", key="X-Key", variable="KEY")
    infrahub.sdk("create", "CoreStandardWebhook", {**data, "shared_key": "word", "headers": [{"hfid": ["key"]}]})
    infrahub.ours.settled("webhook", **data, headers=["key"], shared_key="other-word")
    infrahub.ours("webhook", **data, active=False)
    assert infrahub.sdk("get", "CoreStandardWebhook", name__value="tickets")["active"] is False


def test_menus(infrahub: Pair) -> None:
    top = infrahub.sdk("create", "CoreMenuItem", {"namespace": "Paint", "name": "Colours"})
    infrahub.sdk("create", "CoreMenuItem", {"namespace": "Paint", "name": "Tags", "parent": {"id": top["id"]}})
    items = [{"name": "Colours", "children": [{"name": "Tags", "order_weight": 2000}]}]
    assert not infrahub.ours("menu", namespace="Paint", items=items, prune=True)["changed"]
    infrahub.ours("menu", namespace="Paint", items=[{"name": "Colours", "icon": "mdi:palette"}], prune=True)
    left = [one for one in infrahub.sdk("every", "CoreMenuItem") if one["namespace"] == "Paint"]
    assert [(one["name"], one["icon"]) for one in left] == [("Colours", "mdi:palette")]


def test_tokens_and_the_own_account(ann: Pair) -> None:
    made = ann.ours("account_token", name="ci", **OWN)
    assert ann.sdk("user", api_token=made["token"])["display_label"] == "Ann"
    ann.ours("own_account", description="Me", **OWN)
    assert ann.sdk("user", **ANN)["description"]["value"] == "Me"
    ann.ours("own_account", password="other-word", **OWN)
    with pytest.raises(Refused):
        ann.sdk("user", **ANN)


def test_paths(infrahub: Pair) -> None:
    infrahub.sdk("load", [SCHEMA])
    site = infrahub.sdk("create", "LabSite", {"name": "AMS"})["id"]
    one, other = (
        infrahub.sdk("create", "LabDevice", {"name": name, "site": {"hfid": ["AMS"]}})["id"] for name in ("a", "b")
    )
    ends = {"source": {"kind": "LabDevice", "hfid": ["AMS", "a"]}, "destination": other}
    theirs, ours = infrahub.sdk("paths", one, other), infrahub.ours("path_info", **ends)
    assert {name: ours[name] for name in theirs} == theirs
    assert infrahub.sdk("connected", one, other) is ours["exists"] is True
    theirs = infrahub.sdk("reachable", one, ["LabSite"])
    ours = infrahub.ours("path_info", source=one, target_kinds=["LabSite"])
    assert [node["id"] for node in ours["nodes"]] == [found["node"]["id"] for found in theirs["dependencies"]] == [site]
    assert ours["nodes"][0]["path"] == theirs["dependencies"][0]["path"]
