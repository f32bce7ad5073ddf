# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What is asked of pools beside their nodes: the next one, who has what, how full; one such query a request."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

from .errors import NullData, not_found
from .features import Feature
from .ipam import HOME
from .links import lookup
from .pools import ADDRESSES, NUMBERS, PREFIXES, allocate, next_address, next_prefix, reserved, resources
from .store import Node

if TYPE_CHECKING:
    from .gql_run import Run

SDL = """
input IPAddressPoolGetResourceInput {
  id: String  hfid: [String]  identifier: String  prefix_length: Int  address_type: String  data: GenericScalar
}
input IPPrefixPoolGetResourceInput {
  id: String  hfid: [String]  identifier: String  prefix_length: Int  member_type: String  prefix_type: String
  data: GenericScalar
}
type PoolAllocatedNode {
  id: String!  kind: String!  branch: String!  identifier: String  display_label: String
}
type PoolAllocatedEdge { node: PoolAllocatedNode! }
type PoolAllocated { count: Int!  edges: [PoolAllocatedEdge!]! }
type PoolResource { id: String!  kind: String!  identifier: String  display_label: String  branch: String! }
type PoolGetResource { ok: Boolean  node: PoolResource }
type PoolUtilizationNode {
  id: String!  kind: String!  display_label: String!  weight: BigInt!  utilization: Float!
  utilization_branches: Float!  utilization_default_branch: Float!
}
type PoolUtilizationEdge { node: PoolUtilizationNode! }
type PoolUtilization {
  count: Int!  utilization: Float!  utilization_branches: Float!  utilization_default_branch: Float!
  edges: [PoolUtilizationEdge!]!
}
type NextAddress { address: String! }
type NextPrefix { prefix: String! }
extend type Query {
  InfrahubResourcePoolAllocated(pool_id: String!, resource_id: String!, limit: Int, offset: Int): PoolAllocated!
  InfrahubResourcePoolUtilization(pool_id: String!): PoolUtilization!
  InfrahubIPAddressGetNextAvailable(prefix_id: String!, prefix_length: Int): NextAddress!
  InfrahubIPPrefixGetNextAvailable(prefix_id: String!, prefix_length: Int): NextPrefix!
}
extend type Mutation {
  InfrahubIPAddressPoolGetResource(data: IPAddressPoolGetResourceInput!): PoolGetResource
  InfrahubIPPrefixPoolGetResource(data: IPPrefixPoolGetResourceInput!): PoolGetResource
}
"""
Args = dict[str, Any]
CLASH = "read() called while another coroutine is already waiting for incoming data"


def alone(run: Run) -> None:
    """Two of these in one document fail, and the real server may hang."""
    if getattr(run, "asked_a_pool", False):
        raise NullData(CLASH, status=500)
    run.asked_a_pool = True  # type: ignore[attr-defined]


def get_resource(kind: str) -> Any:
    def answer(run: Run, args: Args) -> Any:
        data = args["data"]
        pool = lookup(run.view, kind, data.get("id"), data.get("hfid"))
        node, new = allocate(run.view, pool, data, run.by, run.branch.name)
        if new:
            run.lab.wrote(f"{kind} gives {node.label} {run.branch.name}")
        told = {"id": node.id, "kind": node.kind, "identifier": data.get("identifier"), "display_label": node.label}
        return {"ok": True, "node": {**told, "branch": run.branch.name}}

    return answer


def the_pool(run: Run, ident: str) -> Node:
    found = run.view.get(ident)
    if found is None or not run.view.schema.is_a(found.kind, "CoreResourcePool"):
        raise not_found("CoreResourcePool", ident)
    return found


def numbers(run: Run, pool: Node) -> list[Node]:
    attribute = pool.value("node_attribute")
    every = run.view.all(pool.value("node"))
    return [node for node in every if node.attrs[attribute].source == pool.id]


def allocated(run: Run, args: Args) -> Any:
    alone(run)
    pool = the_pool(run, args["pool_id"])
    found: list[Args] = []
    if pool.kind == NUMBERS:
        for node in numbers(run, pool):
            label = str(node.value(pool.value("node_attribute")))
            told = {"id": node.id, "kind": node.kind, "branch": run.branch.name}
            found.append({**told, "identifier": node.id, "display_label": label})
    else:
        for one in reserved(run.view, pool):
            given = run.view.get(one.node)
            if given is not None and one.resource == args["resource_id"]:
                told = {"id": given.id, "kind": given.kind, "branch": one.branch}
                found.append({**told, "identifier": one.identifier, "display_label": given.label})
    start = args.get("offset") or 0
    page = found[start : start + (args.get("limit") or len(found))]
    return {"count": len(found), "edges": [{"node": node} for node in page]}


def utilization(run: Run, args: Args) -> Any:
    alone(run)
    pool = the_pool(run, args["pool_id"])
    if pool.kind == NUMBERS:
        size = pool.value("end_range") - pool.value("start_range") + 1
        parts = [(pool, len(numbers(run, pool)), size)]
    else:
        parts = [(prefix, taken(run, pool, prefix), usable(prefix)) for prefix in resources(run.view, pool)]
    edges = []
    for node, used, size in parts:
        share = 100 * used / size
        told = {"id": node.id, "kind": node.kind, "display_label": node.label, **shares(share)}
        edges.append({"node": {**told, "weight": 1 if node is pool else size}})
    whole = 100 * sum(used for _n, used, _s in parts) / (sum(size for _n, _u, size in parts) or 1)
    return {"count": len(edges), **shares(whole), "edges": edges}


def shares(share: float) -> Args:
    return {"utilization": share, "utilization_branches": 0.0, "utilization_default_branch": share}


def taken(run: Run, pool: Node, prefix: Node) -> int:
    given = [run.view.get(one.node) for one in reserved(run.view, pool) if one.resource == prefix.id]
    nets = [ipaddress.ip_network(one.value("prefix")) for one in given if one and "prefix" in one.attrs]
    return sum(net.num_addresses for net in nets) if pool.kind == PREFIXES else len(given)


def usable(prefix: Node) -> int:
    net = ipaddress.ip_network(prefix.value("prefix"))
    whole = prefix.value("is_pool") or prefix.value("member_type") == "prefix" or net.prefixlen > net.max_prefixlen - 2
    return net.num_addresses - (0 if whole else 2)


def next_one(what: str) -> Any:
    def answer(run: Run, args: Args) -> Any:
        alone(run)
        prefix = lookup(run.view, "BuiltinIPPrefix", args["prefix_id"], None)
        net = ipaddress.ip_network(prefix.value("prefix"))
        home = next(iter(prefix.peers(HOME["prefix"])))
        length = args.get("prefix_length")
        if what == "address":
            found = next_address(run.view, prefix, home)
            told = f"{found}/{length or net.prefixlen}"
        else:
            found = next_prefix(run.view, prefix, home, length or net.prefixlen + 1)
            told = str(found)
        if found is None:
            raise NullData(f"No available {what} found", status=500)
        return {what: told}

    return answer


POOLS = Feature(
    SDL,
    {
        "InfrahubResourcePoolAllocated": allocated,
        "InfrahubResourcePoolUtilization": utilization,
        "InfrahubIPAddressGetNextAvailable": next_one("address"),
        "InfrahubIPPrefixGetNextAvailable": next_one("prefix"),
    },
    {
        "InfrahubIPAddressPoolGetResource": get_resource(ADDRESSES),
        "InfrahubIPPrefixPoolGetResource": get_resource(PREFIXES),
    },
)
