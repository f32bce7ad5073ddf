# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Which nodes a query means, and in what order."""

from __future__ import annotations

import ipaddress
from typing import Any, Callable, Iterable

from .errors import NullData, Refused
from .filters import Filter
from .links import complete
from .schema_kind import Kind, Path, key_of
from .store import Node, View

PLAIN = ("offset", "limit", "order", "partial_match", "include_descendants")


def matching(view: View, kind: Kind, filters: dict[str, Filter], args: dict[str, Any]) -> list[Node]:
    partial = bool(args.get("partial_match"))
    nodes: Iterable[Node] = candidates(view, kind, args)
    tests = [
        filters[name].make(view, value, partial)
        for name, value in args.items()
        if name not in PLAIN and name not in ("ids", "hfid") and value is not None
    ]
    return [node for node in nodes if all(test(node) for test in tests)] if tests else list(nodes)


def candidates(view: View, kind: Kind, args: dict[str, Any]) -> Iterable[Node]:
    if "ids" in args:
        found = [view.get(ident) for ident in dict.fromkeys(args["ids"] or ())]
        return [node for node in found if node is not None and view.schema.is_a(node.kind, kind.kind)]
    if args.get("hfid") is not None:
        try:
            one = view.by_hfid(kind.kind, complete(kind, args["hfid"]))
        except Refused as error:
            raise NullData(error.message, error.code, error.status, **error.data) from error
        return [one] if one else []
    return view.all(kind.kind)


def page(nodes: list[Any], args: dict[str, Any]) -> list[Any]:
    offset, limit = args.get("offset") or 0, args.get("limit")
    for name, value in (("limit", limit), ("offset", offset)):
        if value is not None and value < 0:
            raise NullData(f"{name} must be a non-negative integer", status=500)
    return nodes[offset : offset + limit] if limit else nodes[offset:]


def arranged(view: View, kind: Kind, nodes: list[Node], order: dict[str, Any]) -> list[Node]:
    """Sorted as asked, else as the kind says, else by id; nothing comes last."""
    steps: list[tuple[Callable[[Node], Any], bool]] = []
    for step in order.get("by") or []:
        field = step["field"]
        if not known(kind, field):
            name = field.split("__")[0]
            raise NullData(f"attribute '{name}' not defined on this schema (field: '{field}').")
        pick = metadata(field) if field.startswith("node_metadata__") else reader(view, kind, kind.path(field))
        steps.append((pick, step.get("direction") == "DESC"))
    for field, direction in (order.get("node_metadata") or {}).items():
        steps.append((metadata(f"node_metadata__{field}"), direction == "DESC"))
    if not steps and not order.get("disable"):
        steps = [(reader(view, kind, path), down) for path, down in kind.order]
    if len(nodes) < 2:
        return nodes
    nodes.sort(key=lambda node: node.id)
    for pick, down in reversed(steps):
        keyed = [(pick(node), node) for node in nodes]
        full = [pair for pair in keyed if pair[0] is not None]
        full.sort(key=lambda pair: pair[0], reverse=down)
        nodes = [node for _skip, node in full] + [node for value, node in keyed if value is None]
    return nodes


def known(kind: Kind, field: str) -> bool:
    first = field.split("__")[0]
    return first in kind.attributes or first in kind.relationships or first == "node_metadata"


def metadata(field: str) -> Callable[[Node], Any]:
    name = field.removeprefix("node_metadata__")
    return lambda node: getattr(node, name)


def reader(view: View, kind: Kind, path: Path) -> Callable[[Node], Any]:
    name, prop = path.attribute or "", path.prop
    if path.relation is not None:
        key = key_of(kind.relationships[path.relation])

        def through(node: Node) -> Any:
            peer = view.get(next(iter(node.peers(key)), ""))
            return prepared(peer.value(name), prop) if peer else None

        return through
    return lambda node: prepared(node.value(name), prop)


def prepared(value: Any, prop: str | None) -> Any:
    """What is sorted by: the value, or the version, number or length of an address."""
    if value is None or prop in (None, "value"):
        return str(value) if isinstance(value, (list, dict)) else value
    made = ipaddress.ip_interface(value)
    if prop == "version":
        return made.version
    return made.network.prefixlen if prop == "prefixlen" else int(made.ip)


def matching_peers(view: View, filters: dict[str, Filter], peers: list[Node], args: dict[str, Any]) -> list[Node]:
    tests = [
        filters[name].make(view, value, bool(args.get("partial_match")))
        for name, value in args.items()
        if name not in PLAIN and value is not None
    ]
    return [peer for peer in peers if all(test(peer) for test in tests)]
