# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Prefixes and addresses find their places: the namespace, a prefix's parent and children, an address's prefix."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from typing import Any, Iterator

from .derived import compute
from .hooks import COMPUTED, Hook, hook
from .links import store
from .schema_kind import Kind, far_key
from .store import Change, Edge, Node, View

PARENT, CHILDREN = ">parent__child", "<parent__child"
HOME = {"prefix": "=ip_namespace__ip_prefix", "address": "=ip_namespace__ip_address"}
MEMBER = "=ip_prefix__ip_address"


@lru_cache(maxsize=None)
def span(text: str) -> tuple[int, int, int, int]:
    """Version, length, first and last number of a prefix; of an address, those of itself alone."""
    made = ipaddress.ip_network(text)
    return made.version, made.prefixlen, int(made.network_address), int(made.broadcast_address)


@lru_cache(maxsize=None)
def single(text: str) -> tuple[int, int, int, int]:
    made = ipaddress.ip_interface(text).ip
    return made.version, made.max_prefixlen + 1, int(made), int(made)


def place(node: Node) -> tuple[int, int, int, int]:
    return span(node.value("prefix")) if "prefix" in node.attrs else single(node.value("address"))


def inside(node: Node, outer: tuple[int, int, int, int]) -> bool:
    version, length, first, last = place(node)
    return version == outer[0] and length > outer[1] and first >= outer[2] and last <= outer[3]


def net_key(node: Node) -> Any:
    home = next(iter(node.peers(HOME["prefix"])), None)
    version, length, first, _skip = span(node.value("prefix"))
    return home, version, length, first


def above(change: Change, node: Node, home: str) -> Node | None:
    """The smallest prefix of the namespace around this prefix or address."""
    version, length, first, _skip = place(node)
    size = 32 if version == 4 else 128
    for bits in range(min(length - 1, size), -1, -1):
        start = first >> (size - bits) << (size - bits)
        for ident in change.view.find("BuiltinIPPrefix", "net", net_key, (home, version, bits, start)):
            found = change.get(ident)
            if found is not None and ident != node.id:
                return found
    return None


def namespace(view: View) -> Node | None:
    return next((node for node in view.all("BuiltinIPNamespace") if node.value("default")), None)


def one(change: Change, node: Node, key: str) -> Node | None:
    return change.get(next(iter(node.peers(key)), ""))


def many(change: Change, node: Node, key: str) -> Iterator[Node]:
    for ident in list(node.peers(key)):
        found = change.get(ident)
        if found is not None:
            yield found


def attach(change: Change, node: Node, key: str, other: Node | None) -> None:
    """Make ``other`` the only peer under this key."""
    old = one(change, node, key)
    if old is not None and other is not None and old.id == other.id:
        return
    if old is not None:
        store(change, node, key, old.id, None)
        store(change, old, far_key(key), node.id, None)
    if other is not None:
        edge = Edge(change.at, change.by)
        store(change, change.get(node.id) or node, key, other.id, edge)
        store(change, change.get(other.id) or other, far_key(key), node.id, edge)


class Placed(Hook):
    what = ""

    def defaults(self, view: View, data: dict[str, Any]) -> dict[str, Any]:
        if data.get("ip_namespace") is None:
            default = namespace(view)
            if default is not None:
                return {**data, "ip_namespace": {"id": default.id}}
        return data

    def moved(self, node: Node, before: Node | None) -> bool:
        key = HOME[self.what]
        return before is None or place(node) != place(before) or set(node.peers(key)) != set(before.peers(key))


class Address(Placed):
    what = "address"

    def written(self, change: Change, kind: Kind, node: Node, before: Node | None) -> None:
        home = one(change, node, HOME["address"])
        if home is not None and self.moved(node, before):
            attach(change, node, MEMBER, above(change, node, home.id))


class Prefix(Placed):
    what = "prefix"

    def written(self, change: Change, kind: Kind, node: Node, before: Node | None) -> None:
        home = one(change, node, HOME["prefix"])
        if home is None or not self.moved(node, before):
            return
        if before is not None:
            self.release(change, node)
        outer, mine = above(change, node, home.id), span(node.value("prefix"))
        attach(change, node, PARENT, outer)
        inner = many(change, outer, CHILDREN) if outer else self.loose(change, home, HOME["prefix"], PARENT)
        for other in list(inner):
            if other.id != node.id and inside(other, mine):
                attach(change, change.get(other.id) or other, PARENT, change.get(node.id))
                self.top(change, other)
        held = many(change, outer, MEMBER) if outer else self.loose(change, home, HOME["address"], MEMBER)
        for other in list(held):
            if inside(other, mine):
                attach(change, change.get(other.id) or other, MEMBER, change.get(node.id))
        self.facts(change, node)

    @staticmethod
    def loose(change: Change, home: Node, key: str, upward: str) -> Iterator[Node]:
        return (node for node in many(change, home, key) if not node.peers(upward))

    def release(self, change: Change, node: Node) -> None:
        """What is below goes to what is above."""
        outer = one(change, node, PARENT)
        for other in list(many(change, change.get(node.id) or node, CHILDREN)):
            attach(change, other, PARENT, change.get(outer.id) if outer else None)
            self.top(change, other)
        for other in list(many(change, change.get(node.id) or node, MEMBER)):
            attach(change, other, MEMBER, change.get(outer.id) if outer else None)

    @staticmethod
    def top(change: Change, node: Node) -> None:
        mine = change.edit(change.get(node.id) or node)
        compute(change, mine, "is_top_level", not mine.peers(PARENT))

    def facts(self, change: Change, node: Node) -> None:
        net = ipaddress.ip_network(node.value("prefix"))
        told = {
            "netmask": str(net.netmask), "hostmask": str(net.hostmask), "network_address": str(net.network_address),
            "broadcast_address": str(net.broadcast_address),
        }  # fmt: skip
        mine = change.edit(node)
        for name, value in told.items():
            compute(change, mine, name, value)
        self.top(change, mine)

    def deleted(self, change: Change, kind: Kind, node: Node) -> None:
        self.release(change, node)


def utilization(view: View, node: Node) -> int:
    """Percent: what a prefix's children cover if it holds prefixes, else the addresses given out of the usable ones."""
    net = ipaddress.ip_network(node.value("prefix"))
    if node.value("member_type") == "prefix":
        inner = [view.get(ident) for ident in node.peers(CHILDREN)]
        taken = sum(ipaddress.ip_network(one.value("prefix")).num_addresses for one in inner if one)
        size = net.num_addresses
    else:
        whole = node.value("is_pool") or net.version == 6 or net.prefixlen > 30
        taken, size = len(node.peers(MEMBER)), net.num_addresses - (0 if whole else 2)
    return 100 * taken // size


COMPUTED["BuiltinIPPrefix", "utilization"] = utilization
hook("BuiltinIPPrefix", Prefix())
hook("BuiltinIPAddress", Address())
