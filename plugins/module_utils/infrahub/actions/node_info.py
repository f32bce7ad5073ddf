# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes of one kind: those that fit, a page at a time, with the fields that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...core.errors import PlanError
from ...core.path import at
from ...core.spec import Field, ModuleSpec, Task
from ..around import METADATA, metadata, properties, selected
from ..client import INFRAHUB
from ..described import node_fields
from ..filters import checked, order_of
from ..node import NodeStore
from ..reader import Reader
from ..schema import Kind, Schema
from ..tree import tree_of
from ..values import SECRETS

PAGE = 500
FIELDS = (
    Field("kind", required=True),
    Field("id"),
    Field("hfid", "list", elements="str"),
    Field("filters", "dict"),
    Field("fields", "list", elements="str"),
    Field("include", "list", elements="str"),
    Field("exclude", "list", elements="str"),
    Field("properties", "bool", default=False),
    Field("metadata", "bool", default=False),
    Field("order", "list", elements="str"),
    Field("limit", "int"),
    Field("offset", "int", default=0),
    Field("count_only", "bool", default=False),
    Field("at"),
    Field("select"),
)


def run(task: Task) -> dict[str, Any]:
    for name, least in (("limit", 1), ("offset", 0)):
        if task.params[name] is not None and task.params[name] < least:
            raise PlanError(f"{name} is {task.params[name]}; it is at least {least}")
    found = task.client.with_schema(lambda: look(task))
    path = task.params["select"]
    return {**found, "selected": at(found["resources"], path, "resources") if path else None}


def look(task: Task) -> dict[str, Any]:
    params, schema = task.params, task.client.schema()
    kind = schema.kind(params["kind"])
    shape = shape_of(task, schema, kind)
    filters = checked(schema, kind, {**(params["filters"] or {}), **own_name(kind, params)})
    types = {name: type_ for name, (type_, _value) in filters.items()}
    values = {name: value for name, (_type, value) in filters.items()}
    order = order_of(schema, kind, params["order"] or ())
    if order:
        types["order"], values["order"] = "OrderInput", order
    declared = ", ".join(["$offset: Int", "$limit: Int", *(f"${name}: {type_}" for name, type_ in types.items())])
    used = ", ".join(f"{name}: ${name}" for name in ("offset", "limit", *types))
    inner = "" if params["count_only"] else f"edges {{ {shape.selection} }}"
    text = f"query ({declared}) {{ {kind.name}({used}) {{ count {inner} }} }}"
    found: list[dict[str, Any]] = []
    count = 0
    for offset, size in pages(params["offset"], 1 if params["count_only"] else params["limit"]):
        answer = task.client.graphql(text, {**values, "offset": offset, "limit": size}, at=params["at"])[kind.name]
        edges = answer.get("edges", ())
        found += shape.read(edges)
        count = answer["count"]
        if len(edges) < size or offset + size >= count:
            break
    return {"changed": False, "resources": found, "count": count}


@dataclass(frozen=True)
class Shape:
    """What is asked of each node, and how it is told."""

    selection: str
    told: Callable[[list[Mapping[str, Any]]], list[dict[str, Any]]]
    around: Sequence[str] | None  # the fields of which the properties are told
    metadata: bool

    def read(self, edges: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        made = self.told([edge["node"] for edge in edges])
        for one, edge in zip(made, edges):
            if self.around is not None:
                one["properties"] = properties(edge["node"], self.around)
            if self.metadata:
                one["metadata"] = metadata(edge["node_metadata"])
        return made


def shape_of(task: Task, schema: Schema, kind: Kind) -> Shape:
    """Flat, with peers by name; or where paths are included, a tree with peers as dictionaries."""
    params = task.params
    if params["include"] is not None or params["exclude"] is not None:
        tree = tree_of(schema, kind, params["include"] or (), params["exclude"] or ())
        reader = Reader(task.client, params["at"])
        told = [*tree.attributes, *tree.ones]
        return shaped(params, kind, tree.selection, told, lambda nodes: reader.whole(tree, nodes))
    wanted = names(kind, params["fields"])
    store = NodeStore(kind, tuple(node_fields(kind, wanted)))

    def flat(nodes: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [{"kind": node["__typename"], **store.read(node)} for node in nodes]

    return shaped(params, kind, f"__typename {store.selection}", wanted, flat)


def shaped(
    params: Mapping[str, Any], kind: Kind, selection: str, told: Sequence[str],
    read: Callable[[list[Mapping[str, Any]]], list[dict[str, Any]]],
) -> Shape:  # fmt: skip
    around = None
    if params["properties"]:
        around = [one for one in told if one in kind.attributes or kind.relations[one]["cardinality"] == "one"]
        selection += " " + " ".join(selected(kind, around))
    more = f" {METADATA}" if params["metadata"] else ""
    return Shape(f"node {{ {selection} }}{more}", read, around, params["metadata"])


def names(kind: Kind, wanted: list[str] | None) -> list[str]:
    """What is told of each node: by default its attributes and the relations that have one peer."""
    if wanted is None:
        own = [name for name, facts in kind.attributes.items() if facts["kind"] not in SECRETS]
        return [*own, *(name for name, facts in kind.relations.items() if facts["cardinality"] == "one")]
    for name in wanted:
        if kind.field(name)["kind"] in SECRETS:
            raise PlanError(f"fields: {kind.name}.{name} is a secret, which is not told; leave it out")
    return list(dict.fromkeys(wanted))


def own_name(kind: Kind, params: Mapping[str, Any]) -> dict[str, Any]:
    """The filters that ``id`` and ``hfid`` stand for."""
    made: dict[str, Any] = {"ids": [params["id"]]} if params["id"] else {}
    if params["hfid"]:
        if len(params["hfid"]) != len(kind.hfid):
            parts = "/".join("__".join(path) for path in kind.hfid) or "none"
            raise PlanError(f"hfid has {len(params['hfid'])} parts; the human friendly id of {kind.name} is {parts}")
        made["hfid"] = params["hfid"]
    twice = sorted(set(made) & set(params["filters"] or {}))
    if twice:
        raise PlanError(f"{twice[0]} is named in filters, and id or hfid is given; keep one of them")
    return made


def pages(offset: int, limit: int | None) -> Iterator[tuple[int, int]]:
    """From where and how many, until the caller has enough."""
    end = None if limit is None else offset + limit
    while end is None or offset < end:
        size = PAGE if end is None else min(PAGE, end - offset)
        yield offset, size
        offset += size


NODE_INFO = ModuleSpec(
    INFRAHUB,
    FIELDS,
    run,
    ("resources", "count", "selected"),
    {"mutually_exclusive": [["id", "hfid"], ["fields", "include"], ["fields", "exclude"]]},
)
