# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Permissions, global and of objects, called by the identifier that the server gives them.

``global:manage_schema:allow_all`` and ``object:Dcim:Device:create:allow_other``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, Resource
from ...core.words import unknown
from ..client import INFRAHUB, Infrahub
from ..core_nodes import ID, CoreStore, Peers

GLOBAL, OBJECT = "CoreGlobalPermission", "CoreObjectPermission"
DECISIONS = {"deny": 1, "allow_default": 2, "allow_other": 4, "allow_all": 6}
WORDS = {str(number): word for word, number in DECISIONS.items()}
ACTIONS = ("any", "view", "create", "update", "delete")
PARTS = {GLOBAL: ("action",), OBJECT: ("namespace", "name", "action")}
FIELDS = (Field("identifier", key=True), Field("description", clearable=True), ID)


def parsed(identifier: str) -> tuple[str, list[str]]:
    """The kind and the human friendly id of the permission."""
    sort, *parts = identifier.split(":")
    kind = {"global": GLOBAL, "object": OBJECT}.get(sort)
    if kind is None or len(parts) != len(PARTS[kind]) + 1:
        raise PlanError(
            f'permission "{identifier}": it is written global:ACTION:DECISION or object:NAMESPACE:NAME:ACTION:DECISION'
        )
    if parts[-1] not in DECISIONS:
        raise PlanError(unknown(f'permission "{identifier}": there is no decision', parts[-1], DECISIONS))
    if kind == OBJECT and parts[-2] not in ACTIONS:
        raise PlanError(unknown(f'permission "{identifier}": there is no action', parts[-2], ACTIONS))
    return kind, [*parts[:-1], str(DECISIONS[parts[-1]])]


def reference(identifier: str) -> dict[str, Any]:
    kind, hfid = parsed(identifier)
    return {"kind": kind, "hfid": hfid}


def identifier_of(node: Mapping[str, Any]) -> str:
    """The identifier of a permission that is told by kind and human friendly id."""
    *parts, decision = node["hfid"]
    sort = "global" if node["__typename"] == GLOBAL else "object"
    return ":".join((sort, *parts, WORDS[str(decision)]))


PERMISSIONS = Peers(reference, identifier_of)


class PermissionStore:
    def find(self, client: Infrahub, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        if "identifier" not in filters:
            return [one for kind in (GLOBAL, OBJECT) for one in NODES[kind].find(client, {})]
        kind, (*parts, _decision) = parsed(filters["identifier"])
        found = NODES[kind].find(client, dict(zip(PARTS[kind], parts)))
        return [one for one in found if one["identifier"] == filters["identifier"]]

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        kind, (*parts, decision) = parsed(values["identifier"])
        named = {**dict(zip(PARTS[kind], parts)), "decision": int(decision)}
        return NODES[kind].create(client, {**named, "description": values.get("description")})

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return NODES[parsed(current["identifier"])[0]].update(client, current, changes)

    def delete(self, client: Infrahub, current: Mapping[str, Any]) -> None:
        NODES[parsed(current["identifier"])[0]].delete(client, current)


class PermissionNodes(CoreStore):
    """One of the two kinds: its attributes are what the identifier is made of."""

    def read(self, node: Mapping[str, Any]) -> dict[str, Any]:
        made = super().read(node)
        hfid = [*(made[name] for name in PARTS[self.kind]), made["decision"]]
        named = {"hfid": hfid, "__typename": self.kind}
        return {"identifier": identifier_of(named), "description": made["description"], "id": made["id"]}


NODES = {
    kind: PermissionNodes(kind, (*(Field(name) for name in (*parts, "decision", "description")), ID))
    for kind, parts in PARTS.items()
}

PERMISSION = Resource("permission", INFRAHUB, FIELDS, PermissionStore())
