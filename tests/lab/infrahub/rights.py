# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What an account may do on a branch: from its groups to their roles to the permissions, and what these decide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .errors import Denied, Refused
from .schema_kind import Kind, key_of
from .store import Node, View

if TYPE_CHECKING:
    from .auth import Identity
    from .branch import Branch

DENY, DEFAULT, OTHER, ALL = 1, 2, 4, 6
ANONYMOUS = "Anonymous User"
SUPER = "super_admin"
REFUSALS = {
    "edit_default_branch": "You are not allowed to change data in the default branch",
    "merge_branch": "You are not allowed to merge a branch",
    "rebase_branch": "You are not allowed to rebase a branch",
    "delete_branch": "You are not allowed to delete a branch you did not create",
    "merge_proposed_change": "You are not allowed to merge proposed changes",
    "review_proposed_change": "You are not allowed to review proposed changes",
    "manage_schema": "You are not allowed to manage the schema",
    "manage_accounts": "You are not allowed to manage user accounts, groups or roles",
    "manage_permissions": "You are not allowed to manage permissions",
    "manage_repositories": "You are not allowed to manage repositories",
}
GUARDS = {  # kinds, and what inherits from them, that only a global permission lets anybody change
    "CoreGenericAccount": "manage_accounts", "CoreAccountGroup": "manage_accounts",
    "CoreAccountRole": "manage_accounts", "CoreBasePermission": "manage_permissions",
    "CoreGenericRepository": "manage_repositories",
}  # fmt: skip


@dataclass(frozen=True)
class Need:
    """One permission on objects that a request needs."""

    namespace: str
    name: str
    action: str
    decision: int

    def __str__(self) -> str:
        word = "allow_default" if self.decision == DEFAULT else "allow_other"
        return f"object:{self.namespace}:{self.name}:{self.action}:{word}"


@dataclass
class Rights:
    """``main`` is the default branch as it is now: what it grants counts on each branch, however old that is."""

    view: View
    main: View
    branch: Branch
    identity: Identity | None

    @cached_property
    def permissions(self) -> list[Node]:
        found = {one.id: one for one in granted(self.main, self.identity)}
        if not self.branch.is_default:
            mine = granted(self.view, self.identity)
            found.update({one.id: one for one in mine if one.id not in self.branch.base})
        return list(found.values())

    @cached_property
    def super(self) -> bool:
        return self.granted(SUPER)

    def granted(self, action: str) -> bool:
        """Whether a global permission is held; one that denies outweighs all that allow."""
        mine = [one for one in self.permissions if one.kind == "CoreGlobalPermission" and one.value("action") == action]
        return bool(mine) and all(one.value("decision") != DENY for one in mine)

    def may(self, action: str) -> bool:
        return self.granted(action) or self.super

    def decision(self, namespace: str, name: str, action: str) -> int:
        """The most specific permissions on these objects decide; several of them add up."""
        best, decided = -1, DENY
        for one in self.permissions:
            if one.kind != "CoreObjectPermission" or not fits(one, namespace, name, action):
                continue
            rank, mine = specificity(one), one.value("decision")
            if rank > best:
                best, decided = rank, mine
            elif rank == best and mine != DENY:
                decided |= mine
        return decided

    @property
    def here(self) -> int:
        return DEFAULT if self.branch.is_default else OTHER

    def has(self, need: Need) -> bool:
        decided = self.decision(need.namespace, need.name, need.action)
        return decided & need.decision == need.decision or self.super

    def told(self, kind: Kind) -> dict[str, str]:
        """As the selection ``permissions`` tells it of a kind."""
        return {action: self.word(kind, action) for action in ("view", "create", "update", "delete")}

    def word(self, kind: Kind, action: str) -> str:
        if action != "view" and self.branch.status in ("MERGED", "NEED_REBASE"):
            return "DENY"
        if self.super:
            return "ALLOW"
        guard = guard_of(kind)
        if action != "view" and guard:
            return "ALLOW" if self.granted(guard) else "DENY"
        decided = self.decision(kind.namespace, kind.entry["name"], action)
        if decided & self.here:
            return "ALLOW"
        return "ALLOW_DEFAULT" if decided & DEFAULT else "ALLOW_OTHER" if decided & OTHER else "DENY"

    # refusing: the whole request, or one field of it

    def require(self, action: str) -> None:
        if not self.may(action):
            raise denied(REFUSALS[action])

    def require_all(self, needs: list[Need]) -> None:
        if not all(self.has(need) for need in needs):
            raise denied(missing([str(need) for need in needs]))

    def require_here(self, action: str) -> None:
        """For a field that asks by itself, after the request as a whole was let through."""
        if not self.may(action):
            raise refused(REFUSALS[action])

    def require_update(self, kinds: list[Kind]) -> None:
        """To change relations, of every kind that is at an end of one."""
        guards = [guard for guard in map(guard_of, kinds) if guard]
        needs = [Need(one.namespace, one.entry["name"], "update", self.here) for one in kinds if not guard_of(one)]
        if not (all(map(self.may, guards)) and all(map(self.has, needs))):
            word = "allow_default" if self.branch.is_default else "allow_other"
            raise refused(missing([*(f"global:{guard}:{word}" for guard in guards), *map(str, needs)]))


def granted(view: View, identity: Identity | None) -> list[Node]:
    """From an account to its groups, their roles, and the permissions of these; nobody has a role too."""

    def peers(node: Node, relation: str) -> list[Node]:
        link = view.schema.kinds[node.kind].relationships[relation]
        found = (view.get(ident) for ident in node.peers(key_of(link)))
        return [one for one in found if one is not None]

    if identity is None:
        roles = [role for role in view.all("CoreAccountRole") if role.value("name") == ANONYMOUS]
    else:
        account = view.get(identity.account)
        groups = peers(account, "member_of_groups") if account else []
        roles = [role for group in groups if group.kind == "CoreAccountGroup" for role in peers(group, "roles")]
    return [one for role in roles for one in peers(role, "permissions")]


def fits(permission: Node, namespace: str, name: str, action: str) -> bool:
    asked = ((permission.value("namespace"), namespace, "*"), (permission.value("name"), name, "*"),
             (permission.value("action"), action, "any"))  # fmt: skip
    return all(held in (wanted, wild) for held, wanted, wild in asked)


def specificity(permission: Node) -> int:
    named = [permission.value("namespace") != "*", permission.value("name") != "*", permission.value("action") != "any"]
    return sum(named) + (not permission.value("decision") & ALL)


def guard_of(kind: Kind) -> str | None:
    return next((GUARDS[name] for name in (kind.kind, *kind.generics) if name in GUARDS), None)


def missing(needs: list[str]) -> str:
    return f"You do not have one of the following permissions: {' | '.join(needs)}"


def denied(message: str) -> Denied:
    return Denied(403, message, "PERMISSION_DENIED", action=None, resource_kind=None)


def refused(message: str) -> Refused:
    return Refused(message, "PERMISSION_DENIED", 403, action=None, resource_kind=None)
