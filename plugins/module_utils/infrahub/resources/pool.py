# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Pools: they give out addresses and prefixes from prefixes of theirs, and numbers from a range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, Resource
from ..client import INFRAHUB, Infrahub
from ..identity import DEFAULT_NAMESPACE
from ..mutations import Mutation, write
from ..values import network

WHO = (
    Field("id", key=True, computed=True),
    Field("name", key=True),
    Field("description", clearable=True),
)
LENGTH = Field("default_prefix_length", "int", clearable=True)
PREFIXES = Field("resources", "list", elements="str", required=True, unordered=True)
NAMESPACE = Field("ip_namespace", server_default=DEFAULT_NAMESPACE)
ADDRESS_FIELDS = (*WHO, PREFIXES, NAMESPACE, Field("default_address_type", required=True), LENGTH)
PREFIX_FIELDS = (
    *WHO,
    PREFIXES,
    NAMESPACE,
    Field("default_prefix_type", clearable=True),
    LENGTH,
    Field("default_member_type", choices=("prefix", "address"), server_default="prefix"),
)
NUMBER_FIELDS = (
    *WHO,
    Field("node", required=True, fixed=True),
    Field("node_attribute", required=True, fixed=True),
    Field("start_range", "int", required=True),
    Field("end_range", "int", required=True),
)


@dataclass(frozen=True)
class PoolStore:
    """Pools of one kind. Prefixes are called by their network, the namespace by its name: nothing else is theirs."""

    kind: str
    fields: tuple[Field, ...]

    def find(self, client: Infrahub, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        declared, used, values = "", "", {}
        if filters.get("id"):
            declared, used, values = "($id: [ID])", "(ids: $id)", {"id": [filters["id"]]}
        elif "name" in filters:
            declared, used, values = "($name: String)", "(name__value: $name)", {"name": filters["name"]}
        text = f"query {declared} {{ {self.kind}{used} {{ edges {{ node {{ {self.selection} }} }} }} }}"
        return [self.read(edge["node"]) for edge in client.graphql(text, values)[self.kind]["edges"]]

    @property
    def selection(self) -> str:
        parts = ["id"]
        for f in self.fields[1:]:
            if f.name == "resources":
                parts.append("resources { edges { node { id prefix { value } } } }")
            elif f.name == "ip_namespace":
                parts.append("ip_namespace { node { id name { value } } }")
            else:
                parts.append(f"{f.name} {{ value }}")
        return " ".join(parts)

    def read(self, node: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {"id": node["id"]}
        for f in self.fields[1:]:
            told = node[f.name]
            if f.name == "resources":
                made[f.name] = sorted(edge["node"]["prefix"]["value"] for edge in told["edges"])
            elif f.name == "ip_namespace":
                made[f.name] = told["node"]["name"]["value"] if told["node"] else None
            else:
                made[f.name] = told["value"]
        return made

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        space = {} if self.kind == NUMBERS else {"ip_namespace": DEFAULT_NAMESPACE}
        told = write(client, Mutation(self.kind, "Create", self.data(client, {**space, **values})))
        return {"id": told["id"]}

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        data = self.data(client, changes, current.get("ip_namespace"))
        write(client, Mutation(self.kind, "Update", {"id": current["id"], **data}))
        return {"id": current["id"]}

    def delete(self, client: Infrahub, current: Mapping[str, Any]) -> None:
        write(client, Mutation(self.kind, "Delete", {"id": current["id"]}))

    def data(self, client: Infrahub, values: Mapping[str, Any], space: str | None = None) -> dict[str, Any]:
        """A mutation's input; a prefix is one of the pool's namespace."""
        made: dict[str, Any] = {}
        for name, value in values.items():
            if name == "ip_namespace":
                made[name] = {"id": namespace(client, value or DEFAULT_NAMESPACE)}
            elif name == "resources":
                where = values.get("ip_namespace") or space or DEFAULT_NAMESPACE
                made[name] = [{"id": id_} for id_ in prefixes(client, value, where)]
            else:
                made[name] = {"value": value}
        return made


def namespace(client: Infrahub, name: str) -> str:
    text = "query ($name: String) { BuiltinIPNamespace(name__value: $name) { edges { node { id } } } }"
    found = client.graphql(text, {"name": name})["BuiltinIPNamespace"]["edges"]
    if not found:
        raise PlanError(f'ip_namespace: Infrahub has no IP namespace "{name}"; create it, or give another')
    return found[0]["node"]["id"]


def prefixes(client: Infrahub, wanted: Sequence[str], space: str) -> list[str]:
    """The ids of the prefixes that these networks mean in one namespace."""
    node = "id prefix { value } ip_namespace { node { name { value } } }"
    text = (
        f"query ($values: [String]) {{ BuiltinIPPrefix(prefix__values: $values) {{ edges {{ node {{ {node} }} }} }} }}"
    )
    every = [edge["node"] for edge in client.graphql(text, {"values": list(wanted)})["BuiltinIPPrefix"]["edges"]]
    here = {one["prefix"]["value"]: one["id"] for one in every if one["ip_namespace"]["node"]["name"]["value"] == space}
    lost = [one for one in wanted if one not in here]
    if lost:
        raise PlanError(f'resources: IP namespace "{space}" has no prefix {", ".join(lost)}; create it first')
    return [here[one] for one in wanted]


def tidy(desired: Mapping[str, Any], _current: Any) -> Mapping[str, Any]:
    """Networks as the server writes them, in one order."""
    if not desired.get("resources"):
        return desired
    found = set()
    for one in desired["resources"]:
        try:
            found.add(network(one))
        except ValueError as error:
            raise PlanError(f"resources: {one} is not a prefix ({error})") from None
    return {**desired, "resources": sorted(found)}


ADDRESSES, NETWORKS, NUMBERS = "CoreIPAddressPool", "CoreIPPrefixPool", "CoreNumberPool"
ADDRESS_POOL = Resource("address pool", INFRAHUB, ADDRESS_FIELDS, PoolStore(ADDRESSES, ADDRESS_FIELDS), adapt=tidy)
PREFIX_POOL = Resource("prefix pool", INFRAHUB, PREFIX_FIELDS, PoolStore(NETWORKS, PREFIX_FIELDS), adapt=tidy)
NUMBER_POOL = Resource("number pool", INFRAHUB, NUMBER_FIELDS, PoolStore(NUMBERS, NUMBER_FIELDS))
POOLS = {ADDRESSES: ADDRESS_POOL, NETWORKS: PREFIX_POOL, NUMBERS: NUMBER_POOL}
