# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Queries: stored ones with the group of what they read, and nodes with their peers."""

from __future__ import annotations

from typing import Any

from ..infrahub_client import client


def stored_noted(name: str, variables: dict[str, Any], subscribers: list[str]) -> Any:
    """What a stored query answers, after which the server notes what it read."""
    return client().query_gql_query(name, variables=variables, update_group=True, subscribers=subscribers)


def at_instant(query: str, at: str) -> Any:
    return client().execute_graphql(query=query, at=at)


def with_peers(
    kind: str, relation: str, attribute: str, also: list[str] | None = None, **filters: Any
) -> dict[str, list[Any]]:
    """Of each node the named attribute of the peers of one relation, which are read with it; others are read too."""
    nodes = client().filters(kind=kind, include=also or [relation], prefetch_relationships=True, **filters)
    made = {}
    for node in nodes:
        found = getattr(node, relation)
        peers = [one.peer for one in found.peers] if hasattr(found.target, "peers") else [found.peer]
        made[node.name.value] = sorted(getattr(peer, attribute).value for peer in peers)
    return made
