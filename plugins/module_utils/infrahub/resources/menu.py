# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The menu of Infrahub's web pages, as a tree of items that are known by namespace and name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...core.errors import PlanError, PlatformError
from ...core.plan import Plan
from ...core.spec import Field, Resource
from ...core.words import unknown
from ..client import INFRAHUB, Infrahub
from ..core_nodes import ID, labelled
from ..lookup import fetch_all
from ..mutations import Mutation, write_all
from ..schema import Kind

KIND = "CoreMenuItem"
STEP = 1000  # between the weights of neighbours, as the vendor's menu files have it
ATTRIBUTES = (
    Field("namespace", key=True),
    Field("name", key=True),
    Field("label"),
    Field("kind"),
    Field("path"),
    Field("icon"),
    Field("description"),
    Field("order_weight", "int", server_default=2000),
    Field("section", choices=("object", "internal"), server_default="object"),
    Field("required_permissions", "list", elements="str", server_default=()),
)
PARENT = Field("parent", server_default="")
PROTECTED = Field("protected", "bool", computed=True)
FIELDS = (*ATTRIBUTES, PARENT, PROTECTED, ID)
CHILDREN = "children"
SELECTION = " ".join(
    ["id protected { value } parent { node { id __typename hfid } }", *(f"{f.name} {{ value }}" for f in ATTRIBUTES)]
)
SEPARATOR = "/"
NAMESPACE = re.compile(r"[A-Z][a-z0-9]+")


class MenuStore:
    """All items at once, those that lie deepest first: so they go before what they hang on."""

    def find(self, client: Infrahub, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        given = {f"{name}__value": ("String", value) for name, value in filters.items()}
        found = [read(node) for node in fetch_all(client, Kind({"name": KIND}), SELECTION, given)]
        parents = {path_of(one): one["parent"] for one in found}
        return sorted(found, key=lambda one: -depth(path_of(one), parents))

    def write_many(self, client: Infrahub, plans: Sequence[Plan]) -> Iterator[tuple[int, Any]]:
        """In order, since a child is created after what it hangs on."""
        mutations = [mutation(planned) for planned in plans]
        for place, outcome in enumerate(write_all(client, mutations, connections=1)):
            made = outcome if isinstance(outcome, PlatformError) else {"id": outcome["id"]} if outcome else {}
            yield place, made


def read(node: Mapping[str, Any]) -> dict[str, Any]:
    parent = node["parent"]["node"]
    made = {f.name: node[f.name]["value"] for f in (*ATTRIBUTES, PROTECTED)}
    return {**made, "parent": SEPARATOR.join(parent["hfid"]) if parent else "", "id": node["id"]}


def path_of(item: Mapping[str, Any]) -> str:
    return f"{item['namespace']}{SEPARATOR}{item['name']}"


def depth(path: str, parents: Mapping[str, str]) -> int:
    steps = 0
    while path and steps <= len(parents):
        path, steps = parents.get(path, ""), steps + 1
    return steps


def mutation(planned: Plan) -> Mutation:
    if planned.operation == "create":
        return Mutation(KIND, "Create", data(planned.changes), "id")
    id_ = (planned.before or {})["id"]
    if planned.operation == "delete":
        return Mutation(KIND, "Delete", {"id": id_})
    return Mutation(KIND, "Update", {"id": id_, **data(planned.changes)}, "id")


def data(values: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {f.name: {"value": values[f.name]} for f in ATTRIBUTES if f.name in values}
    if values.get("parent"):
        made["parent"] = {"hfid": values["parent"].split(SEPARATOR, 1), "kind": KIND}
    elif "parent" in values:
        made["parent"] = None
    return made


def kept(item: Mapping[str, Any]) -> str | None:
    return "it is built in" if item.get("protected") else None


def adapt(desired: Mapping[str, Any], current: Mapping[str, Any] | None) -> Mapping[str, Any]:
    if current is not None and current.get("protected"):
        raise PlanError(f"menu item {path_of(desired)} is built in, which nobody can change; choose another name")
    return labelled(desired, current)


MENU_ITEM = Resource("menu item", INFRAHUB, FIELDS, MenuStore(), kept=kept, adapt=adapt)
GIVEN = {field.name: field for field in ATTRIBUTES}


def flattened(
    items: Sequence[Any], namespace: str | None, place: str = "items", parent: str = ""
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every item with its place in the input, each after the one that it hangs on."""
    for number, item in enumerate(items):
        where = f"{place}[{number}]"
        if not isinstance(item, Mapping):
            raise PlanError(f"{where}: an item is a dict with a name; {item!r} was given")
        for name in item:
            if name not in (*GIVEN, CHILDREN):
                raise PlanError(unknown(f"{where}: a menu item has no", name, (*GIVEN, CHILDREN)))
        made = {name: checked(GIVEN[name], value, f"{where}.{name}") for name, value in item.items() if name in GIVEN}
        made = {"namespace": namespace, "parent": parent, **made}
        if not made.get("name") or not made["namespace"]:
            lacking = "name" if not made.get("name") else "namespace, here or for all"
            raise PlanError(f"{where}: give {lacking}")
        if not NAMESPACE.fullmatch(made["namespace"]):
            raise PlanError(
                f'{where}: a namespace is a capital and small letters or digits; "{made["namespace"]}" is not'
            )
        if made.get("kind"):
            made.setdefault("path", f"/objects/{made['kind']}")
        if parent:
            made.setdefault("order_weight", (number + 1) * STEP)
        yield where, made
        children = item.get(CHILDREN) or []
        if not isinstance(children, list):
            raise PlanError(f"{where}.{CHILDREN} is a list of items")
        yield from flattened(children, made["namespace"], f"{where}.{CHILDREN}", path_of(made))


def checked(field: Field, value: Any, place: str) -> Any:
    """The value in the field's type, or an error that names the place."""
    if value is None:
        return None
    if field.type == "int":
        if isinstance(value, bool) or not str(value).lstrip("-").isdigit():
            raise PlanError(f"{place}: {value!r} is not a whole number")
        return int(value)
    if field.type == "list":
        if not isinstance(value, list):
            raise PlanError(f"{place} is a list")
        return [str(one) for one in value]
    if isinstance(value, (list, dict)):
        raise PlanError(f"{place} is a text")
    if field.choices and value not in field.choices:
        raise PlanError(unknown(f"{place}: there is no choice", value, field.choices))
    return str(value)


def tree(items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Items as they are given: with what hangs below them as children, in order of weight."""
    known = {path_of(one) for one in items}
    by_parent: dict[str, list[Mapping[str, Any]]] = {}
    for one in items:
        by_parent.setdefault(one["parent"] if one["parent"] in known else "", []).append(one)

    def below(path: str) -> list[dict[str, Any]]:
        here = sorted(by_parent.get(path, ()), key=lambda one: (one["order_weight"] or 0, one["name"]))
        return [shown(one, below(path_of(one))) for one in here]

    return below("")


def shown(item: Mapping[str, Any], children: list[dict[str, Any]]) -> dict[str, Any]:
    made = {f.name: item[f.name] for f in ATTRIBUTES if item[f.name] not in (None, [])}
    return {**made, **({CHILDREN: children} if children else {})}
