# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Which nodes are not wanted any more: those of a tracking group, and those that filters find."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..core.errors import PlanError
from .client import Infrahub
from .described import Shapes
from .filters import checked
from .lookup import fetch_all
from .mistakes import Mistakes
from .schema import Kind
from .tracking import Tracking

TOLD = "id hfid display_label __typename"


def leftovers(
    client: Infrahub,
    shapes: Shapes,
    params: Mapping[str, Any],
    group: Tracking | None,
    wanted: Collection[str | None],
    kinds: Collection[Kind],
    mistakes: Mistakes,
) -> list[Mapping[str, Any]]:
    """The nodes that are to go. ``wanted`` are the ids of those that are given, ``kinds`` what is given at all.

    What is not given at all prunes nothing, unless ``prune_empty``: a list may be empty by mistake.
    """
    if not params["prune"]:
        return []
    found: dict[str, Mapping[str, Any]] = {}
    if group and (kinds or params["prune_empty"]):
        found |= group.members
    for number, scope in enumerate(params["prune_filters"] or ()):
        try:
            kind = shapes.kind(scope["kind"])
            filters = checked(shapes.schema, kind, scope["filters"] or {})
        except PlanError as error:
            mistakes.add(f"prune_filters[{number}]", error)
            continue
        if params["prune_empty"] or any(one.is_a(kind.name) for one in kinds):
            found |= {node["id"]: node for node in fetch_all(client, kind, TOLD, filters)}
    return sorted((node for id_, node in found.items() if id_ not in wanted), key=title_of)


def title_of(node: Mapping[str, Any]) -> str:
    return f"{node['__typename']} {'/'.join(map(str, node.get('hfid') or ())) or node['id']}"
