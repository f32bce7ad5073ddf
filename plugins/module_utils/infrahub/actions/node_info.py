# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes of one kind: those that fit, a page at a time, with the fields that are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Task
from ..client import INFRAHUB
from ..described import node_fields
from ..filters import checked, order_of
from ..node import NodeStore
from ..schema import Kind
from ..values import SECRETS

PAGE = 500
FIELDS = (
    Field("kind", required=True),
    Field("id"),
    Field("hfid", "list", elements="str"),
    Field("filters", "dict"),
    Field("fields", "list", elements="str"),
    Field("order", "list", elements="str"),
    Field("limit", "int"),
    Field("offset", "int", default=0),
    Field("at"),
)


def run(task: Task) -> dict[str, Any]:
    for name, least in (("limit", 1), ("offset", 0)):
        if task.params[name] is not None and task.params[name] < least:
            raise PlanError(f"{name} is {task.params[name]}; it is at least {least}")
    return task.client.with_schema(lambda: look(task))


def look(task: Task) -> dict[str, Any]:
    params, schema = task.params, task.client.schema()
    kind = schema.kind(params["kind"])
    store = NodeStore(kind, tuple(node_fields(kind, names(kind, params["fields"]))))
    filters = checked(schema, kind, {**(params["filters"] or {}), **own_name(kind, params)})
    types = {name: type_ for name, (type_, _value) in filters.items()}
    values = {name: value for name, (_type, value) in filters.items()}
    order = order_of(schema, kind, params["order"] or ())
    if order:
        types["order"], values["order"] = "OrderInput", order
    declared = ", ".join(["$offset: Int", "$limit: Int", *(f"${name}: {type_}" for name, type_ in types.items())])
    used = ", ".join(f"{name}: ${name}" for name in ("offset", "limit", *types))
    node = f"node {{ __typename {store.selection} }}"
    text = f"query ({declared}) {{ {kind.name}({used}) {{ count edges {{ {node} }} }} }}"
    found: list[dict[str, Any]] = []
    count = 0
    for offset, size in pages(params["offset"], params["limit"]):
        answer = task.client.graphql(text, {**values, "offset": offset, "limit": size}, at=params["at"])[kind.name]
        found += [{"kind": edge["node"]["__typename"], **store.read(edge["node"])} for edge in answer["edges"]]
        count = answer["count"]
        if len(answer["edges"]) < size or offset + size >= count:
            break
    return {"changed": False, "resources": found, "count": count}


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


NODE_INFO = ModuleSpec(INFRAHUB, FIELDS, run, ("resources", "count"), {"mutually_exclusive": [["id", "hfid"]]})
