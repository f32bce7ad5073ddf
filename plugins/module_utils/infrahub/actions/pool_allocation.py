# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""An address or prefix taken from a pool under an identifier: the same identifier, the same one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...core.ensure import RETURNS, STATE, make_so
from ...core.errors import ApiError, Conflict, Denied, NotFound, NotTheApi, PlanError, Unreachable
from ...core.spec import Field, ModuleSpec, Resource, Task
from ...core.values import given
from ...core.words import unknown
from ..client import INFRAHUB, Infrahub
from ..mutations import Mutation, write
from ..peers import is_id
from ..resources.pool import ADDRESSES, NETWORKS
from .pool_info import allocations

VERBS = {ADDRESSES: "InfrahubIPAddressPoolGetResource", NETWORKS: "InfrahubIPPrefixPoolGetResource"}
HOLDERS = {ADDRESSES: ("BuiltinIPAddress", "address"), NETWORKS: ("BuiltinIPPrefix", "prefix")}
FIELDS = (
    Field("pool", key=True),
    Field("identifier", key=True),
    Field("prefix_length", "int", fixed=True),
    Field("kind", fixed=True),
    Field("member_type", choices=("prefix", "address")),
    Field("data", "dict", conceal=True),
    Field("value", computed=True),
    Field("id", computed=True),
    Field("hfid", "list", elements="str", computed=True),
    Field("display_label", computed=True),
    Field("allocated_on", computed=True),
)
OPTIONS = tuple(f for f in FIELDS if not f.computed)


@dataclass(frozen=True)
class AllocationStore:
    """What one pool has given out; ``data`` and ``member_type`` are for a new one, the node is anybody's after that."""

    pool: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return self.pool["__typename"]

    def find(self, client: Infrahub, handle: Mapping[str, Any]) -> list[dict[str, Any]]:
        every = allocations(client, self.kind, self.pool["id"])
        return [
            self.node(client, one["id"], handle, one["branch"])
            for one in every
            if one["identifier"] == handle["identifier"]
        ][:1]

    def node(self, client: Infrahub, id_: str, handle: Mapping[str, Any], branch: str) -> dict[str, Any]:
        generic, attribute = HOLDERS[self.kind]
        fields = f"id hfid display_label __typename {attribute} {{ value }}"
        text = f"query ($ids: [ID]) {{ {generic}(ids: $ids) {{ edges {{ node {{ {fields} }} }} }} }}"
        made = {"pool": handle["pool"], "identifier": handle["identifier"], "id": id_, "allocated_on": branch}
        for edge in client.graphql(text, {"ids": [id_]}, branch=branch)[generic]["edges"]:
            node = edge["node"]
            value = node[attribute]["value"]
            made.update(
                kind=node["__typename"], hfid=node["hfid"], display_label=node["display_label"], value=value,
                prefix_length=int(value.partition("/")[2]),
            )  # fmt: skip
        return made

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        verb = VERBS[self.kind]
        type_ = "address_type" if self.kind == ADDRESSES else "prefix_type"
        data = {"id": self.pool["id"], **{name: value for name, value in values.items() if name != "pool"}}
        if "kind" in data:
            data[type_] = data.pop("kind")
        input_ = verb.removeprefix("Infrahub") + "Input"
        text = f"mutation ($data: {input_}!) {{ {verb}(data: $data) {{ ok node {{ id }} }} }}"
        answer = client.graphql(text, {"data": data}, safe=True)[verb]
        return self.node(client, answer["node"]["id"], values, client.branch)

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        raise PlanError(f"{current['pool']} {current['identifier']}: {', '.join(changes)} cannot be changed")

    def delete(self, client: Infrahub, current: Mapping[str, Any]) -> None:
        write(client, Mutation(current["kind"], "Delete", {"id": current["id"]}))


def run(task: Task) -> dict[str, Any]:
    store = AllocationStore(the_pool(task.client, task.params["pool"]))
    if store.kind == ADDRESSES and task.params["member_type"]:
        raise PlanError(f"{task.params['pool']} gives out addresses; member_type is for prefixes, leave it out")
    own = ("prefix_length", "kind")  # where they are left out, the pool says them
    fields = tuple(replace(f, computed=True) if f.name in own and not task.params[f.name] else f for f in FIELDS)
    resource = Resource("allocation", INFRAHUB, fields, store, adapt=adapted)
    try:
        return make_so(task, resource, given(OPTIONS, task.params))
    except (Conflict, Denied, NotFound, NotTheApi, Unreachable):
        raise
    except ApiError as error:
        raise ApiError(f"{resource.title(task.params)}: {error}", error.status) from None


def adapted(desired: Mapping[str, Any], current: Any) -> Mapping[str, Any]:
    """What is for a new one only is no wish of one that is there."""
    return desired if current is None else {n: v for n, v in desired.items() if n not in ("data", "member_type")}


def the_pool(client: Infrahub, name: str) -> Mapping[str, Any]:
    """The pool of that id or name."""
    filter_, type_ = ("ids", "[ID]") if is_id(name) else ("name__value", "String")
    text = f"query ($name: {type_}) {{ CoreResourcePool({filter_}: $name) {{ edges {{ node {{ id __typename }} }} }} }}"
    found = client.graphql(text, {"name": [name] if is_id(name) else name})["CoreResourcePool"]["edges"]
    if not found:
        text = "query { CoreResourcePool { edges { node { name { value } } } } }"
        every = [edge["node"]["name"]["value"] for edge in client.graphql(text)["CoreResourcePool"]["edges"]]
        raise PlanError(unknown("Infrahub has no pool", name, every))
    pool = found[0]["node"]
    if pool["__typename"] not in VERBS:
        raise PlanError(f"pool {name} gives out numbers, which only an attribute can take; give an attribute a value")
    return pool


ALLOCATION = ModuleSpec(
    INFRAHUB,
    (*(Field(f.name, f.type, required=f.key, choices=f.choices, conceal=f.conceal) for f in OPTIONS), STATE),
    run,
    RETURNS,
)
