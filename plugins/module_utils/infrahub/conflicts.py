# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Where a branch and the default branch disagree: by node, field and both values, and as a message says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..core.errors import PlanError
from .changes import difference, sentence
from .client import Infrahub

TOLD = 5  # conflicts that a message lists


def conflicts(client: Infrahub, branch: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All of them, in the order of the diff, which must have been computed before."""
    _counts, nodes = difference(client, branch)
    return listed(nodes)


def listed(nodes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Those of the nodes of a difference, each by node and field, with what both sides made of it."""
    return [
        {**{name: node[name] for name in ("kind", "id", "label")}, "field": one["field"], **one["conflict"]}
        for node in nodes
        for one in node["changes"]
        if one["conflict"]
    ]


def disputed(branch: Mapping[str, Any], found: Sequence[Mapping[str, Any]], what: str, advice: str) -> PlanError:
    """Why the branch cannot be ``merged`` or whatever else."""
    name = branch["name"]
    return PlanError(f"branch {name} cannot be {what}, since both sides changed: {told(found, name)}; {advice}")


def told(found: Sequence[Mapping[str, Any]], branch: str) -> str:
    lines = [sentence(one, {"field": one["field"], "conflict": one}, branch) for one in found]
    rest = f"; and {len(lines) - TOLD} more" if len(lines) > TOLD else ""
    return "; ".join(lines[:TOLD]) + rest
