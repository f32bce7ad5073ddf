# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Reading one attribute of a node: its value, what the server knows about it, and what it derives from it."""

from __future__ import annotations

import ipaddress
from functools import partial
from typing import TYPE_CHECKING, Any, Callable

from graphql import FieldNode

from .gql_types import FAMILIES
from .hooks import COMPUTED
from .schema_kind import Kind, made_id
from .store import Attr, Node

if TYPE_CHECKING:
    from .gql_select import Selector

LINEAGE = {"source": "LineageSource", "owner": "LineageOwner"}
STORED = ("is_default", "is_protected", "is_from_profile")


def reader(
    selector: Selector, kind: Kind, field: dict[str, Any], asked: dict[str, list[FieldNode]]
) -> Callable[[Node], Any]:
    name, missing, run = field["name"], Attr(field["default_value"]), selector.run
    parts = [(key, part(selector, kind, field, nodes)) for key, nodes in asked.items()]
    worked_out = next((COMPUTED[one, name] for one in (kind.kind, *kind.generics) if (one, name) in COMPUTED), None)
    only_value = [nodes[0].name.value for nodes in asked.values()] == ["value"]
    if only_value and run.written is None and worked_out is None and field["kind"] != "Any":
        only = parts[0][0]
        return lambda node: {only: (node.attrs.get(name) or missing).value}

    def get(node: Node) -> dict[str, Any]:
        held = run.echo.get((node.id, name)) or node.attrs.get(name) or missing
        if worked_out is not None:
            held = Attr(worked_out(selector.view, node), held.is_default, held.updated_at, held.updated_by)
        return {key: read(node, held) for key, read in parts}

    return get


def part(selector: Selector, kind: Kind, field: dict[str, Any], nodes: list[FieldNode]) -> Callable[[Node, Attr], Any]:
    what, name, run = nodes[0].name.value, field["name"], selector.run
    if what == "value":
        if field["kind"] == "Any":
            return lambda _node, held: None if isinstance(held.value, float) else held.value
        return lambda _node, held: held.value
    if what in STORED:
        return lambda _node, held: getattr(held, what)
    if what == "updated_at":
        # In a mutation's reply the server knows only the times that it has just set.
        return lambda _node, held: held.updated_at if run.written is None or held.updated_at == run.written else None
    if what in ("source", "owner", "updated_by"):
        sets = [node.selection_set for node in nodes if node.selection_set]
        return partial(linked, selector, field["name"], nodes[0], sets)
    if what == "id":
        return lambda node, _held: made_id(f"{node.id}.{name}")
    if what == "permissions":
        sets = [node.selection_set for node in nodes if node.selection_set]
        told = {"update_value": run.rights.word(kind, "update")}
        return lambda _node, _held: selector.plain(told, None, sets)
    if what == "__typename":
        family = FAMILIES.get(field["kind"], "TextAttribute")
        return lambda _node, _held: family
    if field["kind"] == "Dropdown":
        choices = {choice["name"]: choice for choice in field["choices"]}
        return lambda _node, held: choices.get(held.value, {}).get(what)
    derive = {"MacAddress": mac, "IPHost": host, "IPNetwork": network}[field["kind"]]
    return lambda _node, held: None if held.value is None else derive(held.value)[what]


def linked(selector: Selector, name: str, asked: FieldNode, sets: Any, _node: Node, held: Attr) -> Any:
    """A node of any kind is stored as a source or owner; only one of the right kind can be told."""
    what = asked.name.value
    other = selector.view.get(getattr(held, what) or "")
    wanted = LINEAGE.get(what)
    if other is not None and wanted and not selector.view.schema.is_a(other.kind, wanted):
        told = f"Runtime Object type '{other.kind}' is not a possible type for '{wanted}'."
        place = selector.run.place
        selector.run.fault(told, [*place, *([] if len(place) > 1 else ["object"]), name, what], asked)
        return None
    return selector.node(sets, other)


def mac(value: str) -> dict[str, Any]:
    bare = value.replace(":", "")
    pairs = [bare[at : at + 2] for at in range(0, 12, 2)]
    number = int(bare, 16)
    eui64 = "-".join([*pairs[:3], "FF", "FE", *pairs[3:]])
    dotted = ".".join(bare[at : at + 4].lower() for at in (0, 4, 8))
    return {
        "oui": "-".join(pairs[:3]), "ei": "-".join(pairs[3:]), "version": 48, "binary": bin(number),
        "eui48": "-".join(pairs),
        "eui64": eui64, "bare": bare, "dot_notation": dotted, "semicolon_notation": ":".join(pairs).lower(),
        "split_notation": f"{bare[:6].lower()}:{bare[6:].lower()}",
    }  # fmt: skip


def host(value: str) -> dict[str, Any]:
    made = ipaddress.ip_interface(value)
    return {
        "ip": str(made.ip), "hostmask": str(made.hostmask), "netmask": str(made.netmask),
        "prefixlen": made.network.prefixlen,
        "version": made.version, "with_hostmask": made.with_hostmask, "with_netmask": made.with_netmask,
    }  # fmt: skip


def network(value: str) -> dict[str, Any]:
    made = ipaddress.ip_network(value)
    return {
        "broadcast_address": str(made.broadcast_address), "hostmask": str(made.hostmask), "netmask": str(made.netmask),
        "prefixlen": made.prefixlen, "num_addresses": made.num_addresses, "version": made.version,
        "with_hostmask": made.with_hostmask, "with_netmask": made.with_netmask,
    }  # fmt: skip
