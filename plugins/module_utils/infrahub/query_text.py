# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A query written as a nested dictionary, made GraphQL text.

``{BuiltinTag: {"@filters": {name__value: $name}, edges: {node: {id: null, name: {value: null}}}}}``. A list of names
stands for a dictionary of them with nothing inside.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..core.errors import PlanError

FILTERS, ALIAS = "@filters", "@alias"


Types = Callable[[str, str], "str | None"]  # of a root field's argument; None where it is not known


def query_text(query: Mapping[str, Any], variables: Mapping[str, Any], type_of: Types) -> str:
    used = dict(used_variables(query, variables, type_of))
    declared = ", ".join(f"${name}: {type_}" for name, type_ in used.items())
    head = f"query ({declared})" if declared else "query"
    return f"{head} {{ {selection(query, 'query')} }}"


def selection(fields: Mapping[str, Any], place: str) -> str:
    shown = {name: inner for name, inner in fields.items() if name not in (FILTERS, ALIAS)}
    parts = [one_field(name, inner, f"{place}.{name}") for name, inner in shown.items()]
    if not parts:
        raise PlanError(f"{place} names no field; give at least one, such as id")
    return " ".join(parts)


def one_field(name: str, inner: Any, place: str) -> str:
    if inner is None:
        return name
    if isinstance(inner, list) and all(isinstance(one, str) for one in inner):
        inner = dict.fromkeys(inner)
    if not isinstance(inner, Mapping):
        raise PlanError(f"{place} is a dictionary or a list of field names, or empty for a plain field")
    head = f"{inner[ALIAS]}: {name}" if inner.get(ALIAS) else name
    if inner.get(FILTERS):
        given = ", ".join(f"{argument}: {literal(value)}" for argument, value in filters_of(inner, place).items())
        head += f"({given})"
    if not inner.keys() - {FILTERS, ALIAS}:
        return head
    return f"{head} {{ {selection(inner, place)} }}"


def filters_of(inner: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    found = inner.get(FILTERS) or {}
    if not isinstance(found, Mapping):
        raise PlanError(f"{place}: {FILTERS} is a dictionary")
    return found


def literal(value: Any) -> str:
    """A value as GraphQL writes it; a text that begins with ``$`` is a variable."""
    if isinstance(value, str):
        return value if value.startswith("$") else json.dumps(value, ensure_ascii=False)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {literal(one)}" for name, one in value.items()) + "}"
    return json.dumps(value)


def used_variables(query: Mapping[str, Any], variables: Mapping[str, Any], type_of: Types) -> Iterator[tuple[str, str]]:
    """The variables that the dictionary names, with the type of each: the argument's, else that of its value."""
    for root, inner in query.items():
        for depth, argument, name in arguments(inner):
            known = type_of(root, argument) if depth == 0 else None
            yield name, known or by_value(variables.get(name))


def arguments(inner: Any, depth: int = 0) -> Iterator[tuple[int, str, str]]:
    if not isinstance(inner, Mapping):
        return
    for argument, value in (inner.get(FILTERS) or {}).items():
        if isinstance(value, str) and value.startswith("$"):
            yield depth, argument, value[1:]
    for name, below in inner.items():
        if name not in (FILTERS, ALIAS):
            yield from arguments(below, depth + 1)


def by_value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{by_value(value[0] if value else '')}]"
    return {bool: "Boolean", int: "Int", float: "Float"}.get(type(value), "String")
