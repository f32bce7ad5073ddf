# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Who asks, what that account may do, and ways through the graph."""

from __future__ import annotations

from typing import Any

from infrahub_sdk.graph_traversal import PathTraversalResult, ReachableNodesResult

from ..infrahub_client import client


def user(**login: Any) -> dict[str, Any]:
    return client(**login).get_user()["AccountProfile"]


def user_permissions(**login: Any) -> dict[str, Any]:
    """The permissions by the groups that they come from."""
    return client(**login).get_user_permissions()


def asked_as(query: str, **login: Any) -> Any:
    return client(**login).execute_graphql(query=query)


def paths(source: str, destination: str, **how: Any) -> dict[str, Any]:
    found = client().traverse_paths(source, destination, **how)
    return plain(found)


def reachable(source: str, kinds: list[str], **how: Any) -> dict[str, Any]:
    return plain(client().reachable_nodes(source, kinds, **how))


def connected(source: str, destination: str, **how: Any) -> bool:
    return client().path_exists(source, destination, **how)


def plain(found: PathTraversalResult | ReachableNodesResult | Any) -> dict[str, Any]:
    return getattr(found, "target", found).model_dump(mode="json")
