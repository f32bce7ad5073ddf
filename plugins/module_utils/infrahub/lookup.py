# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Find many nodes of one kind in few requests: by ids, by values of one attribute, or the whole kind in pages."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from ..http.parallel import side_by_side
from .client import Infrahub
from .schema import Kind
from .values import graphql_type

PAGE = 500


def fetch(
    client: Infrahub, kind: Kind, selection: str, arguments: Mapping[str, Any], at: str | None = None
) -> list[dict[str, Any]]:
    """The nodes that fit these arguments, in one request."""
    declared = ", ".join(f"${name}: {type_of(kind, name)}" for name in arguments)
    used = ", ".join([*(f"{name}: ${name}" for name in arguments), "order: {disable: true}"])
    head = f"query ({declared})" if declared else "query"
    text = f"{head} {{ {kind.name}({used}) {{ edges {{ node {{ {selection} }} }} }} }}"
    return [edge["node"] for edge in client.graphql(text, arguments, at=at)[kind.name]["edges"]]


def fetch_all(
    client: Infrahub,
    kind: Kind,
    selection: str,
    filters: Mapping[str, tuple[str, Any]] | None = None,
    connections: int = 2,
    at: str | None = None,
) -> Iterator[dict[str, Any]]:
    """All nodes that fit, in pages: the first one tells how many there are. Filters are as ``filters.checked`` says."""
    filters = filters or {}
    types = [f"${name}: {type_}" for name, (type_, _value) in filters.items()]
    declared = ", ".join(["$offset: Int", "$limit: Int", *types])
    used = ", ".join(["offset: $offset", "limit: $limit", "order: {disable: true}", *(f"{n}: ${n}" for n in filters)])
    values = {name: value for name, (_type, value) in filters.items()}

    def page(offset: int, count: str = "") -> Mapping[str, Any]:
        text = f"query ({declared}) {{ {kind.name}({used}) {{ {count} edges {{ node {{ {selection} }} }} }} }}"
        return client.graphql(text, {"offset": offset, "limit": PAGE, **values}, at=at)[kind.name]

    first = page(0, "count")
    yield from (edge["node"] for edge in first["edges"])
    for one in side_by_side(page, range(PAGE, first["count"], PAGE), connections):
        yield from (edge["node"] for edge in one["edges"])


def by_ids(
    client: Infrahub, kind: Kind, selection: str, ids: Sequence[str], at: str | None = None
) -> Iterator[dict[str, Any]]:
    for part in parts(sorted(set(ids))):
        yield from fetch(client, kind, selection, {"ids": part}, at)


def by_hfids(
    client: Infrahub, kind: Kind, selection: str, hfids: Sequence[Sequence[str]], at: str | None = None
) -> Iterator[dict[str, Any]]:
    """At least the nodes with these human friendly ids."""
    if len(hfids) == 1:
        yield from fetch(client, kind, selection, {"hfid": list(hfids[0])}, at)
        return
    place, argument = narrowing(kind)
    if argument is None:
        yield from fetch_all(client, kind, selection, at=at)
        return
    change = int if type_of(kind, argument) == "[BigInt]" else str
    values = list(map(change, sorted({hfid[place] for hfid in hfids})))
    for part in parts(values):
        yield from fetch(client, kind, selection, {argument: part}, at)


def narrowing(kind: Kind) -> tuple[int, str | None]:
    """The part of the human friendly id that a query can be narrowed by, and its argument: another node's attribute
    comes first, since it names a device where the own one names each of its interfaces."""
    ways = [(place, f"{'__'.join(path)}__values") for place, path in enumerate(kind.hfid)]
    for place, argument in sorted(ways, key=lambda way: -way[1].count("__")):
        attribute = kind.attributes.get(kind.hfid[place][0])
        if len(kind.hfid[place]) == 2 or (attribute and graphql_type(attribute["kind"]) in ("String", "BigInt")):
            return place, argument
    return 0, None


def type_of(kind: Kind, argument: str) -> str:
    """The GraphQL type of a filter's variable."""
    if argument == "hfid":
        return "[String]"
    if argument.endswith("ids"):
        return "[ID]"
    name, _skip, rest = argument.partition("__")
    attribute = kind.attributes.get(name)
    inner = graphql_type(attribute["kind"]) if attribute and rest in ("value", "values") else "String"
    return f"[{inner}]" if argument.endswith("__values") else inner


def parts(values: Sequence[Any], size: int = PAGE) -> Iterator[list[Any]]:
    for start in range(0, len(values), size):
        yield list(values[start : start + size])


def name_of(node: Mapping[str, Any]) -> Hashable:
    return tuple(map(str, node.get("hfid") or ()))
