# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Pools of all kinds, how full they are, and who has what of them.

How full, and who has what, is asked for in requests of their own: two in one make the server hang.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...core.spec import Field, ModuleSpec, Task
from ..client import INFRAHUB, Infrahub
from ..resources.pool import ADDRESSES, NETWORKS, NUMBERS, POOLS

TYPES = {"address": ADDRESSES, "prefix": NETWORKS, "number": NUMBERS}
PAGE = 500
FULL = """query ($pool: String!) { InfrahubResourcePoolUtilization(pool_id: $pool) {
  utilization edges { node { display_label utilization } } } }"""
GIVEN = """query ($pool: String!, $from: String!, $offset: Int!, $limit: Int!) {
  InfrahubResourcePoolAllocated(pool_id: $pool, resource_id: $from, offset: $offset, limit: $limit) {
    count edges { node { id kind branch identifier display_label } } } }"""
SOURCES = "query ($id: [ID]) { %s(ids: $id) { edges { node { resources { edges { node { id } } } } } } }"


def run(task: Task) -> dict[str, Any]:
    params, client = task.params, task.client
    named = {name: params[name] for name in ("id", "name") if params[name] is not None}
    found = []
    for type_, kind in TYPES.items():
        if params["type"] in (None, type_):
            found += [{"type": type_, **one} for one in POOLS[kind].store.find(client, named)]
    for one in found:
        if params["utilization"]:
            told = client.graphql(FULL, {"pool": one["id"]})["InfrahubResourcePoolUtilization"]
            parts = [edge["node"] for edge in told["edges"]]
            one["utilization"] = told["utilization"]
            one["utilization_of"] = {part["display_label"]: part["utilization"] for part in parts}
        if params["allocations"]:
            one["allocations"] = list(allocations(client, TYPES[one["type"]], one["id"]))
    return {"changed": False, "resources": found}


def allocations(client: Infrahub, kind: str, pool: str) -> Iterator[Mapping[str, Any]]:
    """What a pool has given out, one request a page for each of the prefixes that it gives from."""
    sources = [pool]
    if kind != NUMBERS:
        edges = client.graphql(SOURCES % kind, {"id": [pool]})[kind]["edges"]
        sources = [one["node"]["id"] for edge in edges for one in edge["node"]["resources"]["edges"]]
    for source in sources:
        offset, count = 0, 1
        while offset < count:
            values = {"pool": pool, "from": source, "offset": offset, "limit": PAGE}
            told = client.graphql(GIVEN, values)["InfrahubResourcePoolAllocated"]
            yield from (edge["node"] for edge in told["edges"])
            offset, count = offset + PAGE, told["count"]


POOL_INFO = ModuleSpec(
    INFRAHUB,
    (
        Field("id"),
        Field("name"),
        Field("type", choices=tuple(TYPES)),
        Field("utilization", "bool", default=False),
        Field("allocations", "bool", default=False),
    ),
    run,
    ("resources",),
    {"mutually_exclusive": [["id", "name"]]},
)
