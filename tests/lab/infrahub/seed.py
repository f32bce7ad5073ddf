# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a server holds right after its installation: accounts, groups, roles, permissions, the default namespace."""

from __future__ import annotations

from typing import Any

from . import ipam, nodes
from .store import View

GENERAL = (
    "manage_repositories",
    "manage_schema",
    "merge_proposed_change",
    "edit_default_branch",
    "review_proposed_change",
)
OBJECTS = (("*", "*", "view", 6), ("*", "*", "any", 4), ("Core", "ProposedChange", "update", 6))


def seed(view: View, accounts: dict[str, str]) -> dict[str, str]:
    """The ids of the accounts by name."""

    def make(kind: str, **data: Any) -> str:
        shaped = {n: v if isinstance(v, list) else {"value": v} for n, v in data.items()}
        return nodes.create(view, kind, shaped, None).node.id

    def refs(*idents: str) -> list[dict[str, str]]:
        return [{"id": ident} for ident in idents]

    everything = make("CoreGlobalPermission", action="super_admin", decision=6)
    general = [make("CoreGlobalPermission", action=action, decision=6) for action in GENERAL]
    objects = [
        make("CoreObjectPermission", namespace=space, name=name, action=action, decision=decision)
        for space, name, action, decision in OBJECTS
    ]
    top = make("CoreAccountRole", name="Super Administrator", permissions=refs(everything))
    access = make("CoreAccountRole", name="General Access", permissions=refs(*general[:4], *objects[:2]))
    review = make("CoreAccountRole", name="Proposed Change Reviewer", permissions=refs(general[4], objects[2]))
    make("CoreAccountRole", name="Anonymous User", permissions=refs(objects[0]))
    found = {name: make("CoreAccount", name=name, password=password) for name, password in accounts.items()}
    make("CoreAccountGroup", name="Super Administrators", roles=refs(top), members=refs(*found.values()))
    make("CoreAccountGroup", name="Infrahub Users", roles=refs(access, review))
    home = nodes.create(view, "IpamNamespace", {"name": {"value": "default"}}, None).node
    home.attrs["default"].value = True
    for graph in (view.graph, view.shared):
        graph.log.clear()
    return found


__all__ = ["ipam", "seed"]
