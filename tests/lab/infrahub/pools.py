# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Pools: they give out addresses, prefixes and numbers, and remember under which identifier."""

from __future__ import annotations

import ipaddress
from typing import Any, Iterator

from . import nodes
from .errors import Refused, violated
from .hooks import SOURCES, Hook, hook
from .links import lookup
from .schema_kind import Kind, key_of
from .store import Attr, Change, Node, Reserved, View
from .values import excluded

ADDRESSES, PREFIXES, NUMBERS = "CoreIPAddressPool", "CoreIPPrefixPool", "CoreNumberPool"
TITLES = {ADDRESSES: "IPAddressPool", PREFIXES: "IPPrefixPool"}
Data = dict[str, Any]


def named(view: View, kind: str, text: str) -> Node:
    """The pool that an id means, which may also be a name."""
    found = view.get(text) or next((one for one in view.all(kind) if one.value("name") == text), None)
    if found is None or not view.schema.is_a(found.kind, kind):
        raise Refused(f"The pool requested {text} was not found.")
    return found


def resources(view: View, pool: Node) -> list[Node]:
    """The prefixes that a pool gives out from, those of more weight first."""
    key = key_of(view.schema.kinds[pool.kind].relationships["resources"])
    found = [one for one in map(view.get, pool.peers(key)) if one is not None]
    return sorted(found, key=lambda one: -(one.value("allocation_weight") or 0))


def namespace_of(view: View, pool: Node) -> str:
    return next(iter(pool.peers(key_of(view.schema.kinds[pool.kind].relationships["ip_namespace"]))))


def within(view: View, kind: str, attribute: str, home: str) -> Iterator[Any]:
    """What a namespace has of addresses or prefixes."""
    for node in view.all(kind):
        if home in node.peers(key_of(view.schema.kinds[node.kind].relationships["ip_namespace"])):
            yield ipaddress.ip_interface(node.value(attribute))


def next_address(view: View, prefix: Node, home: str) -> Any:
    net = ipaddress.ip_network(prefix.value("prefix"))
    used = {one.ip for one in within(view, "BuiltinIPAddress", "address", home)}
    return next((one for one in (net if prefix.value("is_pool") else net.hosts()) if one not in used), None)


def next_prefix(view: View, prefix: Node, home: str, length: int) -> Any:
    net = ipaddress.ip_network(prefix.value("prefix"))
    if length <= net.prefixlen or length > net.max_prefixlen:
        return None
    every = (one.network for one in within(view, "BuiltinIPPrefix", "prefix", home))
    held = [one for one in every if one.version == net.version and one != net and one.subnet_of(net)]
    return next((one for one in net.subnets(new_prefix=length) if not any(one.overlaps(h) for h in held)), None)


def reserved(view: View, pool: Node) -> list[Reserved]:
    """What the pool gave out and is still there."""
    return [one for one in view.shared.reserved if one.pool == pool.id and view.get(one.node)]


def allocate(view: View, pool: Node, asked: Data, by: str | None, branch: str = "main") -> tuple[Node, bool]:
    """The node of this identifier, or a new one; whether it is new."""
    title, identifier = f"{TITLES[pool.kind]}: {pool.value('name')}", asked.get("identifier")
    attribute = "address" if pool.kind == ADDRESSES else "prefix"
    wanted = asked.get("prefix_length") or asked.get("prefixlen") or asked.get("size")
    known = [one for one in reserved(view, pool) if identifier and one.identifier == identifier]
    if known:
        node = lookup(view, "CoreNode", known[0].node, None)
        value = node.value(attribute)
        length = int(value.partition("/")[2])
        if wanted and wanted != length:
            raise Refused(
                f"{title} | This resource is already allocated as {value}; its prefix length cannot be changed, "
                f"only /{length} can be used."
            )
        return node, False
    kind = asked.get("address_type") or asked.get("prefix_type") or pool.value(f"default_{attribute}_type")
    if not kind:
        raise Refused(f"{title} | {article(attribute)} or a default_value type must be provided")
    length = wanted or pool.value("default_prefix_length")
    if attribute == "prefix" and not length:
        raise Refused(f"{title} | A prefixlen or a default_value must be provided")
    prefix, value = free(view, pool, attribute, length)
    node = made(view, kind, attribute, value, pool, asked, by, title)
    view.shared.reserved.append(Reserved(pool.id, prefix.id, node.id, identifier, branch))
    return node, True


def article(attribute: str) -> str:
    return "An address_type" if attribute == "address" else "A prefix_type"


def free(view: View, pool: Node, attribute: str, length: int | None) -> tuple[Node, str]:
    home = namespace_of(view, pool)
    for prefix in resources(view, pool):
        if attribute == "address":
            address = next_address(view, prefix, home)
            if address is not None:
                return prefix, f"{address}/{length or ipaddress.ip_network(prefix.value('prefix')).prefixlen}"
            continue
        found = next_prefix(view, prefix, home, length or 0)
        if found is not None:
            return prefix, str(found)
    if attribute == "address":
        raise Refused("There are no more addresses available in this pool.", status=500)
    raise Refused("No more resources available", status=500)


def made(
    view: View, kind: str, attribute: str, value: str, pool: Node, asked: Data, by: str | None, title: str
) -> Node:
    facts = view.schema.kinds[kind]
    given = {
        name: {"value": one} if name in facts.attributes else one for name, one in (asked.get("data") or {}).items()
    }
    if attribute == "prefix":
        given["member_type"] = {"value": asked.get("member_type") or pool.value("default_member_type")}
    home = {"ip_namespace": {"id": namespace_of(view, pool)}}
    try:
        return nodes.create(view, kind, {**given, **home, attribute: {"value": value}}, by).node
    except Refused as error:
        raise Refused(f"{title} | {error.message}") from error


def peer_from(change: Change, kind: Kind, node: Node, link: Data, given: Data) -> Node:
    """The peer that ``from_pool`` means."""
    asked = given["from_pool"]
    pool = named(change.view, "CoreResourcePool", asked["id"])
    if pool.kind not in TITLES:
        raise Refused(f"The {pool.value('name')} pool can't be used for '{link['name']}'.")
    told = "__".join([kind.kind, *(node.hfid or [str(node.value("name") or node.id)])])
    identifier = asked.get("identifier") or f"hfid={told} rel={link['name']}"
    given["_relation__source"] = pool.id
    return allocate(change.view, pool, {**asked, "identifier": identifier}, change.by)[0]


def number_from(change: Change, kind: Kind, held: Attr, field: Data, asked: Data) -> None:
    """The lowest free number of the pool; a node that has one keeps it."""
    pool = named(change.view, NUMBERS, asked["id"])
    if pool.value("node_attribute") != field["name"] or not change.schema.is_a(kind.kind, pool.value("node")):
        raise Refused(f"The {pool.value('name')} pool can't be used for '{field['name']}'.")
    if held.source == pool.id:
        return
    used = {node.value(field["name"]) for node in change.view.all(pool.value("node"))}
    used |= excluded((field["parameters"] or {}).get("excluded_values") or "") if field["parameters"] else set()
    free_one = (n for n in range(pool.value("start_range"), pool.value("end_range") + 1) if n not in used)
    number = next(free_one, None)
    if number is None:
        raise violated(kind.kind, f"{field['name']}.from_pool", f"The pool {kind.kind} is exhausted.")
    held.value, held.is_default, held.source = number, False, pool.id


class Numbers(Hook):
    def before_create(self, change: Change, kind: Kind, data: Data) -> Data:
        model = (data.get("node") or {}).get("value")
        facts = change.schema.kinds.get(model)
        if facts is None:
            raise Refused("The selected model does not exist", "SCHEMA_NOT_FOUND", 422, kind=model)
        attribute = facts.attributes.get((data.get("node_attribute") or {}).get("value"))
        if attribute is None:
            raise Refused("The selected attribute doesn't exist in the selected model")
        if attribute["kind"] != "Number":
            raise Refused("The selected attribute is not of the kind Number")
        self.ordered(data, None)
        return data

    def before_update(self, change: Change, kind: Kind, node: Node, data: Data) -> Data:
        for name in ("node", "node_attribute"):
            if name in data and data[name].get("value") != node.value(name):
                raise Refused("The fields 'node' or 'node_attribute' can't be changed.")
        self.ordered(data, node)
        return data

    @staticmethod
    def ordered(data: Data, node: Node | None) -> None:
        first, last = (
            (data.get(name) or {}).get("value", node.value(name) if node else None)
            for name in ("start_range", "end_range")
        )
        if first is not None and last is not None and first > last:
            raise Refused("start_range can't be larger than end_range")


hook(NUMBERS, Numbers())
SOURCES["peer"], SOURCES["number"] = peer_from, number_from
