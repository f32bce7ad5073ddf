# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Tracking groups."""

from __future__ import annotations

from typing import Any

from ..infrahub_client import client


def track(identifier: str, params: dict[str, Any], prune: bool, nodes: list[list[Any]], branch: str = "main") -> None:
    """Save these nodes, each ``[kind, data]``, while a tracking group takes them in."""
    one = client(branch)
    with one.start_tracking(identifier=identifier, params=params, delete_unused_nodes=prune, branch=branch) as tracking:
        for kind, data in nodes:
            tracking.create(kind=kind, data=data).save(allow_upsert=True)


def group(identifier: str, params: dict[str, Any]) -> dict[str, Any] | None:
    """The tracking group as the SDK looks for it."""
    one = client().start_tracking(identifier=identifier, params=params)
    found = one.group_context.get_group(store_peers=True)
    return found and {
        "name": found.name.value,
        "description": found.description.value,
        "members": sorted(peer.id for peer in one.group_context.previous_members or ()),
    }
