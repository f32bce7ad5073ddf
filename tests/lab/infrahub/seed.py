# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a server holds right after its installation: accounts, groups, roles, permissions, the default namespace."""

from __future__ import annotations

from typing import Any

from . import ipam, nodes
from .menu import seed_menu
from .store import View

GLOBAL = {
    "manage_repositories": "Allow a user to manage repositories",
    "manage_schema": "Allow a user to manage the schema",
    "merge_proposed_change": "Allow a user to merge proposed changes",
    "edit_default_branch": "Allow a user to change data in the default branch",
    "manage_accounts": "Allow a user to manage accounts, account roles and account groups",
    "manage_global_preferences": "Allow a user to manage organisation-wide default preferences",
    "manage_permissions": "Allow a user to manage permissions",
    "merge_branch": "Allow a user to merge branches",
    "rebase_branch": "Allow a user to rebase branches",
    "review_proposed_change": "Allow a user to approve or reject proposed changes",
}
OBJECTS = (
    ("*", "*", "view", 6, "Allow a user to view any object in any branch"),
    ("*", "*", "any", 4, "Allow a user to change data in non-default branches"),
    ("Core", "ProposedChange", "update", 6, "Allow a user to update proposed changes"),
    ("*", "*", "any", 1, None),
)


def seed(view: View, accounts: dict[str, str]) -> dict[str, str]:
    """The ids of the accounts by name."""

    def make(kind: str, **data: Any) -> str:
        shaped = {n: v if isinstance(v, list) else {"value": v} for n, v in data.items()}
        return nodes.create(view, kind, shaped, None).node.id

    def refs(*idents: str) -> list[dict[str, str]]:
        return [{"id": ident} for ident in idents]

    everything = make(
        "CoreGlobalPermission", action="super_admin", decision=6, description="Allow a user to do anything"
    )
    general = {
        action: make("CoreGlobalPermission", action=action, decision=6, description=text)
        for action, text in GLOBAL.items()
    }
    view_all, change_others, propose, nothing = (
        make("CoreObjectPermission", namespace=space, name=name, action=action, decision=decision, description=text)
        for space, name, action, decision, text in OBJECTS
    )
    top = make("CoreAccountRole", name="Super Administrator", permissions=refs(everything))
    common = [general[name] for name in ("manage_repositories", "manage_schema", "merge_proposed_change")]
    access = make("CoreAccountRole", name="General Access", permissions=refs(*common, view_all, change_others))
    judging = [general[name] for name in ("edit_default_branch", "review_proposed_change")]
    review = make("CoreAccountRole", name="Proposed Change Reviewer", permissions=refs(*judging, propose))
    make("CoreAccountRole", name="Anonymous User", permissions=refs(nothing, view_all))
    found = {name: make("CoreAccount", name=name, password=password) for name, password in accounts.items()}
    make("CoreAccountGroup", name="Super Administrators", roles=refs(top), members=refs(*found.values()))
    make("CoreAccountGroup", name="Infrahub Users", roles=refs(access, review))
    home = nodes.create(view, "IpamNamespace", {"name": {"value": "default"}}, None).node
    home.attrs["default"].value = True
    seed_menu(view)
    for graph in (view.graph, view.shared):
        graph.log.clear()
    return found


__all__ = ["ipam", "seed"]
