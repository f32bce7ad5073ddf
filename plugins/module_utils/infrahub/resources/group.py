# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Groups: nodes as members, and nodes that are told what happens to these, as subscribers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...core.ensure import ensure, make_so, wish
from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Resource, Task
from ...core.words import unknown
from ..client import INFRAHUB, Infrahub
from ..core_nodes import EXACT, ID, labelled
from ..lookup import fetch_all
from ..members import SELECTION, called, create, joined, member_list, resolve, shown, told, update
from ..mutations import Mutation, write
from ..schema import Kind

GROUP_KIND, STANDARD = "CoreGroup", "CoreStandardGroup"
LISTS = ("members", "subscribers")
ATTRIBUTES = ("name", "label", "description")
PARENT = "parent { node { id __typename name { value } } }"
KIND = Field("kind", default=STANDARD)
FIELDS = (
    Field("name", key=True),
    Field("label", clearable=True),
    Field("description", clearable=True),
    Field("parent", clearable=True),
    *map(member_list, LISTS),
    ID,
)


@dataclass(frozen=True)
class GroupStore:
    """Groups of one kind, with the lists that one task cares for: they may be long."""

    kind: str
    lists: tuple[str, ...] = ()
    parent: str | None = None  # the id of the one that is wanted

    def find(self, client: Infrahub, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        arguments = {"name__value": ("String", filters["name"])} if "name" in filters else {}
        found = fetch_all(client, Kind({"name": self.kind}), self.selection, arguments)
        return [self.read(node) for node in found]

    @property
    def selection(self) -> str:
        lists = (f"{name} {SELECTION}" for name in self.lists)
        return " ".join(["id", *(f"{name} {{ value }}" for name in ATTRIBUTES), PARENT, *lists])

    def read(self, node: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {name: node[name]["value"] for name in ATTRIBUTES}
        parent = node["parent"]["node"]
        made["parent"] = parent["name"]["value"] if parent else None
        return {**made, **{name: told(node[name]) for name in self.lists}, "id": node["id"]}

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        return {"id": create(client, self.kind, self.data(values), self.listed(values))["id"]}

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        update(client, self.kind, current, self.data(changes), self.listed(changes))
        return {"id": current["id"]}

    def delete(self, client: Infrahub, current: Mapping[str, Any]) -> None:
        write(client, Mutation(self.kind, "Delete", {"id": current["id"]}))

    def data(self, values: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {name: {"value": values[name]} for name in ATTRIBUTES if name in values}
        if "parent" in values:
            made["parent"] = {"id": self.parent} if values["parent"] else None
        return made

    def listed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: values[name] for name in self.lists if name in values}


def run(task: Task) -> dict[str, Any]:
    client, params = task.client, task.params
    kind = checked(client, params["kind"])
    desired = wish(GROUP, params)
    if params["state"] == "absent":
        return make_so(task, shaped(kind, (), None, True), {"name": params["name"]})
    lists = tuple(name for name in LISTS if name in desired)
    desired.update({name: resolve(client, desired[name], name) for name in lists})
    parent = parent_of(client, params) if desired.get("parent") else None
    return shown(make_so(task, shaped(kind, lists, parent, params[EXACT.name]), desired), lists)


def shaped(kind: str, lists: tuple[str, ...], parent: str | None, exact: bool) -> Resource:
    """The resource with the lists that were given; those that were not are neither read nor told."""
    fields = tuple(field for field in FIELDS if field.name not in LISTS or field.name in lists)

    def adapt(desired: Mapping[str, Any], current: Mapping[str, Any] | None) -> Mapping[str, Any]:
        named = labelled(desired, current) if "label" not in desired else desired
        return joined(lists, exact, named, current)

    return Resource("group", INFRAHUB, fields, GroupStore(kind, lists, parent), adapt=adapt)


def checked(client: Infrahub, kind: str) -> str:
    if kind != STANDARD and not client.kind(kind).is_a(GROUP_KIND):
        kinds = client.kind(GROUP_KIND).facts["used_by"]
        raise PlanError(unknown("there is no kind of group", kind, kinds))
    return kind


def parent_of(client: Infrahub, params: Mapping[str, Any]) -> str:
    """The id of the group that is to be the parent."""
    name = params["parent"]
    if name == params["name"]:
        raise PlanError(f"group {name}: it cannot be its own parent")
    found = GroupStore(GROUP_KIND).find(client, {"name": name})
    if not found:
        raise PlanError(f'group {params["name"]}: parent: Infrahub has no group "{name}"; create it first')
    return found[0]["id"]


GROUP = Resource("group", INFRAHUB, FIELDS, GroupStore(STANDARD))
BASE = ensure(GROUP)
ENSURE_GROUP = ModuleSpec(INFRAHUB, (*BASE.fields, KIND, EXACT), run, BASE.returns)


def look(task: Task) -> dict[str, Any]:
    """All groups, or those of a name or kind; with their lists where these are asked for."""
    params = task.params
    kind = checked(task.client, params["kind"]) if params["kind"] else GROUP_KIND
    store = Telling(kind, LISTS if params["include_members"] else ())
    name = {"name": params["name"]} if params["name"] else {}
    found = store.find(task.client, name)
    return {"changed": False, "resources": sorted(found, key=lambda one: one["name"])}


class Telling(GroupStore):
    """Groups of any kind, which tell their kind and how many nodes they have."""

    @property
    def selection(self) -> str:
        return f"__typename {super().selection} " + " ".join(f"n_{name}: {name} {{ count }}" for name in LISTS)

    def read(self, node: Mapping[str, Any]) -> dict[str, Any]:
        counts = {f"{name[:-1]}_count": node[f"n_{name}"]["count"] for name in LISTS}
        made = super().read(node)
        return {"kind": node["__typename"], **made, **{n: list(map(called, made[n])) for n in self.lists}, **counts}


GROUP_INFO = ModuleSpec(
    INFRAHUB, (Field("name"), Field("kind"), Field("include_members", "bool", default=False)), look, ("resources",)
)
