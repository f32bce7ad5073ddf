# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""How a node that a user describes is found: by human friendly id, a unique attribute or a constraint. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..core.errors import PlanError
from .schema import Kind

NAMESPACE = ("ip_namespace", "name")
DEFAULT_NAMESPACE = "default"  # the one that a server is born with, and puts addresses and prefixes into


def hfid_of(
    kind: Kind, values: Mapping[str, Any], refs: Mapping[str, Any], peer: Callable[[str], Kind]
) -> list[str] | None:
    """The human friendly id that these values give, or None where a part of it is not known from them."""
    parts = [part_of(path, values, refs, peer, kind) for path in kind.hfid]
    known = [part for part in parts if part is not None]
    return known if parts and len(known) == len(parts) else None


def part_of(
    path: tuple[str, ...], values: Mapping[str, Any], refs: Mapping[str, Any], peer: Callable[[str], Kind], kind: Kind
) -> str | None:
    name, *rest = path
    if not rest:
        value = values.get(name)
        return None if value is None else written(value)
    reference = refs.get(name)
    if reference is None:
        return DEFAULT_NAMESPACE if path == NAMESPACE else None
    if "hfid" not in reference:
        return None
    known = peer(reference.get("kind") or kind.relations[name]["peer"]).hfid
    place = known.index(tuple(rest)) if tuple(rest) in known else -1
    return reference["hfid"][place] if 0 <= place < len(reference["hfid"]) else None


def written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def filters(
    kind: Kind, values: Mapping[str, Any], refs: Mapping[str, Any], peer: Callable[[str], Kind]
) -> dict[str, Any]:
    """Arguments of a query that finds the node by the first way to name it that these values fill."""
    for way in kind.names:
        found = dict(arguments(kind, way, values, refs, peer))
        if len(found) == len(way):
            return found
    return {}


def arguments(
    kind: Kind,
    way: Sequence[tuple[str, ...]],
    values: Mapping[str, Any],
    refs: Mapping[str, Any],
    peer: Callable[[str], Kind],
) -> Iterator[tuple[str, Any]]:
    for name, *_rest in way:
        if name in kind.attributes and values.get(name) is not None:
            yield f"{name}__value", values[name]
        elif name in kind.relations and "id" in (refs.get(name) or {}):
            yield f"{name}__ids", [refs[name]["id"]]
        elif name in kind.relations and "hfid" in (refs.get(name) or {}):
            path = peer(refs[name].get("kind") or kind.relations[name]["peer"]).hfid
            if len(path) == 1 and len(path[0]) == 1:
                yield f"{name}__{path[0][0]}__value", refs[name]["hfid"][0]


def refuse(kind: Kind) -> PlanError:
    ways = [" and ".join("/".join(path) for path in way) for way in kind.names]
    if ways:
        return PlanError(f"{kind.name}: give {', or '.join(ways)} in data, or hfid or id, to say which node is meant")
    return PlanError(
        f"{kind.name} has neither a human friendly id nor a unique attribute; give id to say which node is meant"
    )
