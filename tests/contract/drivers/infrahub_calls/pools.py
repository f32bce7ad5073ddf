# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Pools: what is taken from them, and how full they are."""

from __future__ import annotations

from typing import Any

from ..infrahub_client import client


def take_address(pool: str, identifier: str, **more: Any) -> dict[str, Any]:
    one = client()
    found = one.get(kind="CoreIPAddressPool", name__value=pool)
    made = one.allocate_next_ip_address(resource_pool=found, identifier=identifier, **more)
    return {"id": made.id, "value": str(made.address.value)}


def take_prefix(pool: str, identifier: str, **more: Any) -> dict[str, Any]:
    one = client()
    found = one.get(kind="CoreIPPrefixPool", name__value=pool)
    made = one.allocate_next_ip_prefix(resource_pool=found, identifier=identifier, **more)
    return {"id": made.id, "value": str(made.prefix.value)}


def taken(kind: str, pool: str) -> dict[str, list[str]]:
    """The ids of what was taken from each resource of a pool, by the resource's label."""
    found = client().get(kind=kind, name__value=pool, include=["resources"])
    found.resources.fetch()
    peers = [related.peer for related in found.resources.peers]
    return {one.display_label: [node.id for node in found.get_pool_allocated_resources(one)] for one in peers}


def utilization(kind: str, pool: str) -> dict[str, float]:
    """How full each resource of a pool is, in percent, by its id."""
    found = client().get(kind=kind, name__value=pool)
    return {one["id"]: one["utilization"] for one in found.get_pool_resources_utilization()}
