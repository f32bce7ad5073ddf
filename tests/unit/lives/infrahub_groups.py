# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of groups, profiles, webhooks, menus and of what an account has of its own in Infrahub."""

from __future__ import annotations

from .life import Life

OWN = {"api_token": None, "api_username": "admin", "api_password": "infrahub"}
HOOK = {"url": "https://hooks.example/a", "shared_key": "word", "description": "Like {{ 1 + 1 }}"}


def tag(name):
    return "infrahub_node", {"kind": "BuiltinTag", "data": {"name": name}}


def member(name):
    return {"kind": "BuiltinTag", "hfid": name}


LIVES = [
    Life(
        "infrahub_group",
        {"name": "warm", "parent": "all", "members": [member("red")], "description": "Like {{ 1 + 1 }}"},
        {"label": "Warm", "members": [member("rose")], "unset": ["parent", "description"]},
        before=(("infrahub_group", {"name": "all"}), tag("red"), tag("rose")),
        alike=({"members": [member(["rose"]), member("red"), member("red")]}, {"members": []}),
    ),
    Life(
        "infrahub_group",
        {"name": "warm", "members": [member("red"), member("rose")], "subscribers": [member("red")], "exact": True},
        {"members": [member("rose")], "subscribers": []},
        before=(tag("red"), tag("rose")),
    ),
    Life(
        "infrahub_profile",
        {"kind": "BuiltinTag", "profile_name": "earth", "data": {"description": "Like {{ 1 + 1 }}"}},
        {"profile_priority": 500, "data": {"description": None}, "related_nodes": ["ochre"]},
        before=(tag("ochre"),),
    ),
    Life(
        "infrahub_webhook",
        {"name": "tickets", **HOOK, "event_type": "infrahub.node.created", "headers": ["key"]},
        {"active": False, "branch_scope": "all_branches", "node_kind": "BuiltinTag", "headers": [], "exact": True},
        before=(("infrahub_webhook_header", {"name": "key", "key": "X-Key", "variable": "KEY"}),),
        secrets=("shared_key",),
    ),
    Life(
        "infrahub_webhook",
        {"name": "plain", "type": "custom", "url": "https://hooks.example", "description": "Sky"},
        {"validate_certificates": False, "unset": ["description"]},
    ),
    Life(
        "infrahub_webhook_header",
        {"name": "key", "key": "X-Key", "value": "word"},
        {"key": "X-Other", "description": "Sea {{ 1 + 1 }}"},
        secrets=("value",),
    ),
    Life("infrahub_webhook_header", {"name": "key", "key": "X-Key", "variable": "KEY"}, {"variable": "OTHER"}),
    Life(
        "infrahub_menu",
        {
            "namespace": "Paint",
            "items": [{"name": "Colours", "children": [{"name": "Tags", "kind": "BuiltinTag"}, {"name": "More"}]}],
        },
        {"prune": True, "items": [{"name": "Colours", "icon": "mdi:{{ 1 + 1 }}", "children": [{"name": "More"}]}]},
    ),
    Life(
        "infrahub_account_token",
        {**OWN, "name": "ci", "expiration": "2099-01-01T00:00:00Z"},
        {},
        fixed=True,
        alike=({"expiration": "2099-01-01T01:00:00+01:00"},),
    ),
    Life("infrahub_own_account", {**OWN, "description": "Sky {{ 1 + 1 }}"}, {"description": "Sea"}, twice=True),
]
