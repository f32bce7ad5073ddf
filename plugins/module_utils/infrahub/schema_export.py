# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The schema of a server as documents that load: without what the server adds by itself. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from ..core.words import unknown
from .schema import GROUPS
from .schema_documents import LISTS, VERSION

OF_SERVER = ("id", "hash", "used_by", "hierarchy", "inherited", "hierarchical", "state", "number_pool_id")
MOVED = ("regex", "min_length", "max_length")  # these stand in parameters as well
GENERATED = ("Profile", "Template", "Hierarchy")
KIND: dict[str, Any] = {
    "branch": "aware", "include_in_menu": True, "generate_profile": True, "generate_template": False,
}  # fmt: skip
FIELD: dict[str, Any] = {"read_only": False, "allow_override": "any", "display": "default"}
ATTRIBUTE: dict[str, Any] = {**FIELD, "optional": False, "unique": False, "ordered": True}
RELATION: dict[str, Any] = {
    **FIELD, "kind": "Generic", "cardinality": "many", "optional": True, "direction": "bidirectional",
    "on_delete": "no-action", "min_count": 0, "max_count": 0,
}  # fmt: skip


def exported(
    schema: Mapping[str, Any],
    kinds: Collection[str] | None,
    namespaces: Collection[str] | None,
    warn: Callable[[str], Any],
) -> dict[str, dict[str, Any]]:
    """A document for each namespace; all of them together load on an empty server.

    What users have added to kinds of the server's own is told by relations to kinds that are exported, and stands as
    extensions in their namespace; attributes that were added to them cannot be told from others.
    """
    editable = {one["name"] for one in schema["namespaces"] if one["user_editable"]}
    for name in namespaces or ():
        if name not in editable:
            own = any(one["name"] == name for one in schema["namespaces"])
            said = f"{name} is the server's own" if own else unknown("there is no namespace", name, editable)
            warn(f"namespaces: {said}; it is left out")
    made: dict[str, dict[str, Any]] = {}
    every = [(group, one) for group in LISTS for one in schema.get(group) or ()]
    for group, one in every:
        wanted = one["namespace"] in (editable if namespaces is None else editable.intersection(namespaces))
        if wanted and (kinds is None or one["kind"] in kinds):
            made.setdefault(one["namespace"], {"version": VERSION}).setdefault(group, []).append(as_written(one))
    home = {name + one["name"]: name for name, made_ in made.items() for group in LISTS for one in made_.get(group, ())}
    for _group, one in every:
        if one["namespace"] not in editable:
            for name, extension in extensions(one, home):
                made[name].setdefault("extensions", {"nodes": []})["nodes"].append(extension)
    return dict(sorted(made.items()))


def needed(schema: Mapping[str, Any], kinds: Collection[str]) -> set[str]:
    """These kinds, and all without which they would not load: what they inherit from, and the peers of relations."""
    every = {one["kind"]: one for group in LISTS for one in schema.get(group) or ()}
    found: set[str] = set()
    left = list(kinds)
    while left:
        name = left.pop()
        if name in every and name not in found:
            found.add(name)
            left += every[name].get("inherit_from") or ()
            left += [one["peer"] for one in every[name].get("relationships") or () if not made_by_server(one)]
    return found


def extensions(kind: Mapping[str, Any], home: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What was added to a kind of the server's own, with the namespace that it belongs to."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in kind.get("relationships") or ():
        if one["peer"] in home and not one.get("inherited"):
            found.setdefault(home[one["peer"]], []).append(relation(one, kind))
    for name, relations in found.items():
        yield name, {"kind": kind["kind"], "relationships": relations}


def as_written(kind: Mapping[str, Any]) -> dict[str, Any]:
    """A kind as one writes it."""
    head = {name: value for name, value in kind.items() if name not in ("kind", "attributes", "relationships")}
    made = {**lean(head, KIND), **({"hierarchical": True} if kind.get("hierarchical") else {})}
    made.pop("default_filter", None)
    if made.get("display_label"):
        made.pop("display_labels", None)
    unique = [[f"{one['name']}__value"] for one in kind.get("attributes") or () if one.get("unique")]
    rules = [one for one in made.pop("uniqueness_constraints", ()) if one not in unique]
    if rules:
        made["uniqueness_constraints"] = rules
    attributes = [attribute(one, kind) for one in kind.get("attributes") or () if not one.get("inherited")]
    relations = [relation(one, kind) for one in kind.get("relationships") or () if not made_by_server(one)]
    parts = {"attributes": attributes, "relationships": relations}
    return {**made, **{name: part for name, part in parts.items() if part}}


def made_by_server(one: Mapping[str, Any]) -> bool:
    return bool(one.get("inherited")) or one.get("kind") in GENERATED or one["name"] in GROUPS


def attribute(one: Mapping[str, Any], kind: Mapping[str, Any]) -> dict[str, Any]:
    made = lean(one, {**ATTRIBUTE, "branch": kind.get("branch")})
    parameters = lean(one.get("parameters") or {}, {})
    for name in MOVED:
        value = made.pop(name, None)
        if value is not None:
            parameters.setdefault(name, value)
    made.pop("parameters", None)
    if one.get("choices"):
        made["choices"] = [lean(choice, {"description": ""}) for choice in one["choices"]]
    return {**made, **({"parameters": parameters} if parameters else {})}


def relation(one: Mapping[str, Any], kind: Mapping[str, Any]) -> dict[str, Any]:
    made = lean(one, {**RELATION, "branch": kind.get("branch")})
    if one.get("cardinality") == "one":
        made = {name: value for name, value in made.items() if name not in ("min_count", "max_count")}
    return made


def lean(thing: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    """Without what the server says of itself, what has no value, and what would be so anyway."""
    return {
        name: value
        for name, value in thing.items()
        if name not in OF_SERVER and not nothing(name, value) and not (name in usual and value == usual[name])
    }


def nothing(name: str, value: Any) -> bool:
    return value is None or (value in ([], {}) and name != "default_value")
