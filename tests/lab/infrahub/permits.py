# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a GraphQL request needs permission for: the kinds whose fields it reads, and those that it writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Iterator

from graphql import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, OperationDefinitionNode, OperationType

from .errors import Denied
from .rights import Need, Rights, guard_of
from .schema import Schema
from .schema_kind import Kind

EXEMPT = {  # from the right to change the default branch
    "BranchCreate", "BranchDelete", "BranchRebase", "DiffUpdate", "InfrahubAccountSelfUpdate",
    "InfrahubAccountTokenCreate", "InfrahubAccountTokenDelete", "InfrahubSetPreferences",
}  # fmt: skip
OWN = {  # queries about who asks
    "InfrahubAccountToken", "InfrahubEffectivePreferences", "InfrahubUserPreferences", "InfrahubGlobalPreferences",
}  # fmt: skip
VERBS = {"Create": ("create",), "Delete": ("delete",), "Update": ("update",), "Upsert": ("create", "update")}
ROLE = "CoreAccountRole"
HIDDEN = {ROLE: "permissions", "CoreBasePermission": "roles", "CoreGlobalPermission": "roles",
          "CoreObjectPermission": "roles"}  # fmt: skip
PROPERTIES = ("display_label", "hfid")


@dataclass
class Access:
    """What is read, and what is done, by kind."""

    schema: Schema
    fragments: dict[str, FragmentDefinitionNode]
    reads: dict[str, set[str]] = field(default_factory=dict)
    writes: dict[str, list[str]] = field(default_factory=dict)
    roots: set[str] = field(default_factory=set)

    def operation(self, operation: OperationDefinitionNode) -> None:
        writing = operation.operation == OperationType.MUTATION
        for one in fields(operation.selection_set):
            name = one.name.value
            verbs = VERBS.get(name[-6:], ()) if writing else ()
            kind = self.schema.kinds.get(name[:-6] if verbs else name)
            if kind is None or kind.category == "templates":
                continue
            names = self.models(kind)
            self.roots.update(names)
            steps = ("object",) if writing else ("edges", "node")
            self.node(kind, names, below(one, steps), writing)
            for model in names:
                self.writes.setdefault(model, []).extend(verbs)

    def models(self, kind: Kind) -> list[str]:
        """The kind itself, and of a generic all that it stands for."""
        return [kind.kind, *(kind.entry.get("used_by") or ())] if kind.is_generic else [kind.kind]

    def node(self, kind: Kind, names: list[str], selections: list[Any], writing: bool) -> None:
        """The fields that are selected of a node, which stand for all these kinds."""
        for name in names:
            self.reads.setdefault(name, set())
            if writing:
                self.writes.setdefault(name, [])
        for item in selections:
            if not isinstance(item, FieldNode):
                inner: Any = self.fragments[item.name.value] if isinstance(item, FragmentSpreadNode) else item
                other = self.schema.kinds.get(inner.type_condition.name.value) if inner.type_condition else kind
                if other is not None:
                    self.node(other, [other.kind], list(inner.selection_set.selections), writing)
                continue
            name = item.name.value
            link = kind.relationships.get(name)
            if link is None and name not in kind.attributes and name not in PROPERTIES:
                continue
            for one in names:
                self.reads[one].add(name)
            if link is not None:
                peer = self.schema.kinds[link["peer"]]
                steps = ("node",) if link["cardinality"] == "one" else ("edges", "node")
                self.node(peer, self.models(peer), below(item, steps), writing)

    def needs(self, here: int) -> list[Need]:
        def need(name: str, action: str) -> Need:
            kind = self.schema.kinds[name]
            return Need(kind.namespace, kind.entry["name"], action, here)

        read = [need(name, "view") for name, names in self.reads.items() if names]
        done = []
        for name, actions in self.writes.items():
            wanted = actions if name in self.roots else [*actions, "update"]
            done += [need(name, action) for action in dict.fromkeys(wanted)]
        return read + done


def fields(selections: Any) -> Iterator[FieldNode]:
    return (one for one in selections.selections if isinstance(one, FieldNode))


def below(node: FieldNode, steps: tuple[str, ...]) -> list[Any]:
    """What is selected at the end of these steps."""
    found: list[Any] = list(node.selection_set.selections) if node.selection_set else []
    for step in steps:
        inside = [one for one in found if isinstance(one, FieldNode) and one.name.value == step and one.selection_set]
        found = [item for one in inside for item in one.selection_set.selections]
    return found


def permit(rights: Rights, operation: OperationDefinitionNode, fragments: dict[str, FragmentDefinitionNode]) -> None:
    """Raises ``Denied`` for a request that this account may not make."""
    names = {one.name.value for one in fields(operation.selection_set)}
    writing = operation.operation == OperationType.MUTATION
    if rights.identity is None and (writing or names & OWN):
        raise Denied(401, "Authentication is required to perform this operation", "AUTHENTICATION_REQUIRED")
    if rights.super:
        return
    if writing and rights.branch.is_default and not names <= EXEMPT:
        rights.require("edit_default_branch")
    for name, action in (("BranchMerge", "merge_branch"), ("BranchRebase", "rebase_branch")):
        if writing and name in names:
            rights.require(action)
            return
    access = Access(rights.view.schema, fragments)
    access.operation(operation)
    guarded(rights, access, writing)
    rights.require_all(access.needs(rights.here))


def guarded(rights: Rights, access: Access, writing: bool) -> None:
    """The kinds that access itself is made of, and repositories."""
    guards = {guard_of(access.schema.kinds[name]) for name in access.reads}
    for action in ("manage_accounts", "manage_repositories"):
        if writing and action in guards:
            rights.require(action)
    if any(relation in access.reads.get(kind, ()) for kind, relation in HIDDEN.items()):
        rights.require("manage_permissions")
    changed = {name for name, actions in access.writes.items() if actions}
    if any(name == ROLE or guard_of(access.schema.kinds[name]) == "manage_permissions" for name in changed):
        rights.require("manage_permissions")
