# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Profiles: values that the nodes which a profile is related to have, unless they have values of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from ...core.ensure import RETURNS, STATE, UPDATE_SECRET, make_so
from ...core.errors import PlanError, UnknownName
from ...core.spec import Field, ModuleSpec, Task
from ...core.words import unknown
from ..client import INFRAHUB, Infrahub
from ..core_nodes import EXACT
from ..described import Shapes, describe, node_fields
from ..members import SELECTION, called, create, joined, member_list, resolve, shown, told, update
from ..node import Node, NodeStore
from ..referred import give_others, references
from ..schema import GROUPS, Kind
from ..values import SECRETS

PREFIX = "Profile"
NAME, PRIORITY, NODES = "profile_name", "profile_priority", "related_nodes"
FIELDS = (
    Field("id"),
    Field("kind", required=True),
    Field(NAME),
    Field(PRIORITY, "int"),
    Field("data", "dict", conceal=True),
    Field(NODES, "list", elements="raw"),
    EXACT,
)


class ProfileStore(NodeStore):
    """Profiles of one kind: as other nodes, but that the nodes they are related to may be many."""

    @property
    def selection(self) -> str:
        fields = tuple(f for f in self.fields if f.name != NODES)
        plain = NodeStore(self.kind, fields, forms=self.forms).selection
        return f"{plain} {NODES} {SELECTION}" if len(plain_fields(self)) != len(self.fields) else plain

    def read(self, node: Mapping[str, Any]) -> dict[str, Any]:
        made = super().read({name: value for name, value in node.items() if name != NODES})
        return {**made, NODES: told(node[NODES])} if NODES in node else made

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        return create(client, self.kind.name, self.data(values, creating=True), listed(values))

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return update(client, self.kind.name, current, self.data(changes), listed(changes))

    def data(self, values: Mapping[str, Any], creating: bool = False) -> dict[str, Any]:
        return super().data({name: value for name, value in values.items() if name != NODES}, creating)


def plain_fields(store: NodeStore) -> list[Field]:
    return [field for field in store.fields if field.name != NODES]


def listed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {NODES: values[NODES]} if NODES in values else {}


def profile_kind(client: Infrahub, name: str) -> Kind:
    """The kind of the profiles of a kind; ``ProfileDcimDevice`` itself is taken too."""
    kinds = client.schema().kinds()
    full = name if name.startswith(PREFIX) and name in kinds else PREFIX + name
    if full in kinds:
        return client.kind(full)
    if name in kinds:
        raise PlanError(f"{name} has no profiles: its schema says generate_profile: false")
    profiled = [kind.removeprefix(PREFIX) for kind in kinds if kind.startswith(PREFIX)]
    raise UnknownName(unknown("Infrahub has no profiles of a kind", name, profiled))


def run(task: Task) -> dict[str, Any]:
    return task.client.with_schema(lambda: once(task))


def once(task: Task) -> dict[str, Any]:
    client, params = task.client, task.params
    kind = profile_kind(client, params["kind"])
    values = params["data"] or {}
    wrong = sorted({NAME, PRIORITY, NODES, "profiles"} & set(values))
    if wrong:
        raise PlanError(f"data.{wrong[0]}: it is an option of its own, leave it out of data")
    named = {name: params[name] for name in (NAME, PRIORITY) if params[name] is not None}
    absent = params["state"] == "absent"
    for name, value in values.items():
        if kind.attributes.get(name, {}).get("kind") in SECRETS and value is not None:
            task.outside.conceal(str(value))
    node = described(client, kind, named if absent else {**named, **values}, params["id"], absent)
    desired = {**node.desired, **({"id": node.id} if node.id else {})}
    if not absent:
        give_others(client, list(references(node, node.desired)))
    fields, store = node.resource.fields, ProfileStore(**vars(node.resource.store))
    if params[NODES] is not None and not absent:
        peer = kind.relations[NODES]["peer"]
        desired[NODES] = resolve(client, params[NODES], NODES, peer)
        extra = member_list(NODES)
        fields, store = (*fields, extra), replace(store, fields=(*store.fields, extra))
    resource = replace(
        node.resource, name="profile", fields=fields, store=store, adapt=partial(joined, (NODES,), params[EXACT.name])
    )
    return shown(make_so(task, resource, desired), [NODES])


def described(client: Infrahub, kind: Kind, data: Mapping[str, Any], id_: str | None, absent: bool) -> Node:
    return describe(Shapes(client.schema()), kind, data, id=id_, absent=absent)


PROFILE = ModuleSpec(INFRAHUB, (*FIELDS, STATE, UPDATE_SECRET), run, RETURNS, {"required_one_of": [["id", NAME]]})


def look(task: Task) -> dict[str, Any]:
    """The profiles of a kind, or the one of a name, with all that they say."""
    client, params = task.client, task.params
    kind = profile_kind(client, params["kind"])
    names = [name for name in (*kind.attributes, *kind.relations) if name not in (*GROUPS, NODES)]
    fields = (*node_fields(kind, names), member_list(NODES))
    found = ProfileStore(kind, fields).query(client, {f"{NAME}__value": params[NAME]} if params[NAME] else {})
    return {"changed": False, "resources": [told_of(one) for one in found]}


def told_of(one: Mapping[str, Any]) -> dict[str, Any]:
    own = ("id", "hfid", "display_label", NAME, PRIORITY, NODES)
    values = {name: value for name, value in one.items() if name not in own and value not in (None, [])}
    return {**{name: one[name] for name in own}, NODES: list(map(called, one[NODES])), "data": values}


PROFILE_INFO = ModuleSpec(INFRAHUB, (Field("kind", required=True), Field(NAME)), look, ("resources",))
