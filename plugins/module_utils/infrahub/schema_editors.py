# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""JSON Schema with which an editor completes and checks object files, and schema files, of one server. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from .schema import GROUPS
from .values import BOOLEANS, NUMBERS

DRAFT = "https://json-schema.org/draft/2020-12/schema"
COMPONENTS, DEFINITIONS = "#/components/schemas/", "#/$defs/"
LOADED = "SchemaLoadAPI"  # a schema document, in the words of the server's own description
READ_ONLY_RELATIONS = ("Profile", "Template")
FREED = ("object_template", "object_profile")  # with one of these nothing else is mandatory
SCALAR: dict[str, Any] = {"type": ["string", "number"]}
BOUNDS = {"min_length": "minLength", "max_length": "maxLength", "min_value": "minimum", "max_value": "maximum"}
PROPERTIES = {"type": "object", "anyOf": [{"required": [one]} for one in ("value", "from_pool", "is_default")]}
RANGE = {"type": "string", "pattern": r"\[.+\]"}  # stands for several values, with expand_range
PARAMETERS = {"type": "object", "properties": {"expand_range": {"type": "boolean", "default": False}}}


def object_files(schema: Mapping[str, Any], kinds: Collection[str] | None = None) -> dict[str, Any]:
    """Of files with objects of these kinds, or of all kinds that objects can be made of."""
    usable = {one["kind"]: one for group in ("nodes", "profiles", "templates") for one in schema.get(group) or ()}
    every = {**usable, **{one["kind"]: one for one in schema.get("generics") or ()}}
    wanted = sorted(usable if kinds is None else usable.keys() & set(kinds))
    made = {name: definition(every[name], every) for name in reachable(wanted, every) if name in usable}
    rules = [
        {
            "if": {"properties": {"kind": {"const": name}}},
            "then": {"properties": {"data": {"items": complete(every[name])}}},
        }
        for name in wanted
    ]
    properties = {"kind": {"enum": wanted}, "parameters": PARAMETERS, "data": {"type": "array"}}
    spec = {
        "type": "object", "required": ["kind", "data"], "properties": properties, "additionalProperties": False,
        "allOf": rules,
    }  # fmt: skip
    return {
        "$schema": DRAFT,
        "title": "Object file of Infrahub",
        "type": "object",
        "required": ["apiVersion", "kind", "spec"],
        "properties": {
            "apiVersion": {"const": "infrahub.app/v1"},
            "kind": {"const": "Object"},
            "metadata": {"type": "object"},
            "spec": spec,
        },
        "$defs": made,
    }


def reachable(names: Sequence[str], every: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """These kinds and all that an object of them may hold inside, over any number of steps."""
    found, left = set(), list(names)
    while left:
        name = left.pop()
        if name in found or name not in every:
            continue
        found.add(name)
        left += every[name].get("used_by") or ()
        left += [one["peer"] for one in relations(every[name])]
    return sorted(found)


def relations(kind: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for one in kind.get("relationships") or ():
        if not one.get("read_only") and one.get("kind") not in READ_ONLY_RELATIONS and one["name"] not in GROUPS:
            yield one


def definition(kind: Mapping[str, Any], every: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """All that an object of a kind can have; what it must have is said where it stands."""
    properties = {one["name"]: attribute(one) for one in kind.get("attributes") or () if not given_by_server(one)}
    owners = {kind["kind"], *(kind.get("inherit_from") or ())}
    properties.update({one["name"]: relation(one, every, owners) for one in relations(kind)})
    properties.update({name: {"type": "array"} for name in GROUPS if has(kind, name)})
    if has(kind, "object_template"):
        properties["object_template"] = reference("the template that the object is made from", SCALAR)
    if has(kind, "profiles"):
        properties["profiles"] = {"type": "array", "description": "profiles that the object takes values from"}
    told = {"title": kind.get("label") or kind["kind"], "description": kind.get("description")}
    shown = {name: value for name, value in told.items() if value}
    return {**shown, "type": "object", "properties": properties, "additionalProperties": False}


def has(kind: Mapping[str, Any], name: str) -> bool:
    return any(one["name"] == name for one in kind.get("relationships") or ())


def given_by_server(one: Mapping[str, Any]) -> bool:
    return bool(one.get("read_only")) or one.get("kind") == "NumberPool"


def mandatory(kind: Mapping[str, Any], held: Callable[[Mapping[str, Any]], bool]) -> list[str]:
    """Names that an object must have, but for a relation to the object that it stands inside of."""
    names = [
        one["name"]
        for one in kind.get("attributes") or ()
        if not one.get("optional") and one.get("default_value") is None and not given_by_server(one)
    ]
    return names + [one["name"] for one in relations(kind) if not one.get("optional") and not held(one)]


def complete(
    kind: Mapping[str, Any], held: Callable[[Mapping[str, Any]], bool] = lambda relation: False
) -> dict[str, Any]:
    made: dict[str, Any] = {"$ref": DEFINITIONS + kind["kind"]}
    names = mandatory(kind, held)
    if names:
        freed = [{"required": [name]} for name in FREED if has(kind, name)]
        made.update({"anyOf": [{"required": names}, *freed]} if freed else {"required": names})
    return made


def attribute(one: Mapping[str, Any]) -> dict[str, Any]:
    told = {"title": one.get("label"), "description": one.get("description"), "default": one.get("default_value")}
    if one.get("deprecation"):
        told.update(deprecated=True, description=one["deprecation"])
    forms = [value(one), RANGE, PROPERTIES]
    if one.get("optional"):
        forms.append({"type": "null"})
    return {**{name: text for name, text in told.items() if text is not None}, "anyOf": forms}


def value(one: Mapping[str, Any]) -> dict[str, Any]:
    """A value by itself."""
    kind = one.get("kind")
    if one.get("choices"):
        return {"oneOf": [choice(item) for item in one["choices"]]}
    if one.get("enum"):
        return {"enum": one["enum"]}
    if kind in BOOLEANS:
        return {"type": "boolean"}
    if kind == "List":
        return {"type": "array"}
    if kind in ("JSON", "Any"):
        return {}
    limits = {**one, **(one.get("parameters") or {})}
    bounds = {word: limits[name] for name, word in BOUNDS.items() if limits.get(name) is not None}
    if kind in NUMBERS:
        return {"type": "integer", **bounds}
    pattern = {"pattern": limits["regex"]} if limits.get("regex") else {}
    return {"type": SCALAR["type"] if not bounds and not pattern else "string", **bounds, **pattern}


def choice(item: Mapping[str, Any]) -> dict[str, Any]:
    told = {"const": item["name"], "title": item.get("label"), "description": item.get("description")}
    return {name: text for name, text in told.items() if text}


def relation(one: Mapping[str, Any], every: Mapping[str, Mapping[str, Any]], owners: set[str]) -> dict[str, Any]:
    """Peers by what they are called, or new objects in their place, which belong to the one that they stand in."""

    def held(other: Mapping[str, Any]) -> bool:
        back = other.get("identifier") == one.get("identifier") or other.get("kind") == "Parent"
        return back and other["peer"] in owners

    peer = every.get(one["peer"], {})
    names = ", ".join(path.removesuffix("__value").replace("__", ".") for path in peer.get("human_friendly_id") or ())
    told = f"{one['peer']}{', by ' + names if names else ', by id'}"
    kinds = [every[name] for name in (peer.get("used_by") or [one["peer"]]) if name in every]
    new = {"type": "object", "properties": inside(kinds, held)}
    forms: list[dict[str, Any]] = [SCALAR, {"type": "array", "items": SCALAR}, new]
    if one.get("cardinality") == "one":
        forms += [{"type": "null"}] if one.get("optional") else []
    else:
        whole = {**inside(kinds, held, True), "parameters": PARAMETERS}
        many = {"type": "object", "required": ["data"], "properties": whole}
        forms = [{"type": "array", "items": {"anyOf": forms}}, many]
    return {"title": one.get("label") or one["name"], "description": told, "anyOf": forms}


def inside(
    kinds: Sequence[Mapping[str, Any]], held: Callable[[Mapping[str, Any]], bool], many: bool = False
) -> dict[str, Any]:
    """The properties of what stands in a relation's place: a new object, or one named by its kind and names."""
    each = [complete(kind, held) for kind in kinds if not kind.get("used_by")]
    data: dict[str, Any] = {"type": "object"} if not each else each[0] if len(each) == 1 else {"anyOf": each}
    names = {"kind": {"enum": [kind["kind"] for kind in kinds]}} if kinds else {}
    return {**names, "data": {"type": "array", "items": data} if many else data}


def reference(told: str, form: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": told, "anyOf": [form, {"type": "array", "items": SCALAR}, {"type": "object"}]}


def schema_files(description: Mapping[str, Any], kinds: Sequence[str]) -> dict[str, Any]:
    """Of files with schemas, from the server's description of its API; ``kinds`` are offered where a kind is named."""
    every = description["components"]["schemas"]
    wanted, left = {}, [LOADED]
    while left:
        name = left.pop()
        if name not in wanted:
            wanted[name] = strict(every[name], kinds)
            left += [other for other in every if f'"{COMPONENTS}{other}"' in json.dumps(every[name])]
    text = json.dumps(wanted).replace(f'"{COMPONENTS}', f'"{DEFINITIONS}')
    made = json.loads(text)
    return {"$schema": DRAFT, **made.pop(LOADED), "title": "Schema file of Infrahub", "$defs": made}


def strict(one: Mapping[str, Any], kinds: Sequence[str]) -> dict[str, Any]:
    """The server takes no words that it does not know, and its description does not say so."""
    made = dict(one)
    if made.get("properties"):
        made["properties"] = {name: offered(name, form, kinds) for name, form in made["properties"].items()}
        made.setdefault("additionalProperties", False)
    return made


def offered(name: str, form: Mapping[str, Any], kinds: Sequence[str]) -> dict[str, Any]:
    known = {"anyOf": [{"enum": list(kinds)}, {"type": "string"}]}
    if name == "peer":
        return {"description": form.get("description", ""), **known}
    if name == "inherit_from":
        return {"description": form.get("description", ""), "type": "array", "items": known}
    return dict(form)
