# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Schema documents as a user gives them: from the task and from files, whole ones or single kinds, checked at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..core.errors import PlanError
from ..core.files import documents, found
from ..core.words import quoted

Documents = Sequence[tuple[str, dict[str, Any]]]
LISTS = ("nodes", "generics")
VERSION = "1.0"  # of the form of schema documents; there is no other
OF_GENERICS = {"hierarchical", "used_by", "restricted_namespaces"}  # fields that no other kind has


def gather(schemas: Sequence[Any] | None, paths: Sequence[str] | None) -> tuple[Documents, list[str]]:
    """All documents with the places they come from, and all that can be said against them without the server."""
    given = [(f"schemas[{number}]", one) for number, one in enumerate(schemas or ())]
    wrong: list[str] = []
    for path in paths or ():
        try:
            for file in found(path):
                inside = list(read(file, wrong))
                given += inside
        except PlanError as error:
            wrong.append(str(error))
    if not given and not wrong:
        wrong.append("schemas and files are both empty; give at least one schema")
    parents = inherited(one for _name, one in given)
    wanted = [(name, whole(one, parents)) for name, one in given]
    for name, one in wanted:
        wrong += lacks(name, one)
    return [(name, {**one, "version": str(one["version"])}) for name, one in wanted if not wrong], wrong


def read(file: Any, wrong: list[str]) -> Iterator[tuple[str, Any]]:
    """What a file holds; what is wrong with the file itself is added to the list."""
    try:
        inside = list(documents(file))
    except PlanError as error:
        wrong.append(str(error))
        return
    if not inside:
        wrong.append(f"{file} holds no schema, it is empty")
    yield from inside


def whole(given: Any, parents: set[str]) -> Any:
    """A single kind, or what is added to one, as the document that has nothing else; anything else as it is."""
    if not isinstance(given, Mapping) or given.keys() & {"version", *LISTS, "extensions"}:
        return given
    if {"name", "namespace"} <= given.keys():
        generic = given.keys() & OF_GENERICS or kind_of(given) in parents
        return {"version": VERSION, "generics" if generic else "nodes": [given]}
    if "kind" in given and given.keys() & {"attributes", "relationships"}:
        return {"version": VERSION, "extensions": {"nodes": [given]}}
    return given


def kind_of(entry: Mapping[str, Any]) -> str:
    return f"{entry.get('namespace')}{entry.get('name')}"


def inherited(given: Any) -> set[str]:
    """The kinds that other kinds, given singly or in documents, inherit from."""
    found_ = set()
    for one in given:
        for entry in (one, *entries(one.get("nodes"))) if isinstance(one, Mapping) else ():
            parents = entry.get("inherit_from")
            found_ |= {str(parent) for parent in parents} if isinstance(parents, list) else set()
    return found_


def entries(value: Any) -> Iterator[Mapping[str, Any]]:
    yield from (one for one in value if isinstance(one, Mapping)) if isinstance(value, list) else ()


def lacks(name: str, document: Any) -> Iterator[str]:
    """What a document lacks to be a schema at all."""
    if not isinstance(document, Mapping):
        yield f"{name}: a schema is a mapping with version, nodes, generics and extensions; this is none"
        return
    keys = [key for key in document if not isinstance(key, str)]
    if keys:
        yield f"{name}: {keys[0]!r} is no name of anything in a schema"
        return
    version = document.get("version")
    if version is None:
        hint = f"; it has {' and '.join(quoted(sorted(document)))}" if document else ""
        yield f'{name}: version is missing, such as version: "{VERSION}"{hint}'
    elif isinstance(version, bool) or not isinstance(version, (str, int, float)):  # YAML makes a number of 1.0
        yield f'{name}: version is a text, such as "{VERSION}"'
    for group in LISTS:
        if not isinstance(document.get(group, []), list):
            yield f"{name}: {group} is a list of kinds; something else was given"
    if not isinstance(document.get("extensions") or {}, Mapping):
        yield f"{name}: extensions is a mapping with nodes; something else was given"


def unbound(wanted: Documents, schema: Callable[[], Mapping[str, Any]]) -> Documents:
    """Where several kinds are removed at once: with the relations between them removed as well.

    The server refuses to remove a kind that another one refers to, even where that one is removed too. ``schema`` is
    asked for the kinds as they are.
    """
    gone = {kind_of(one) for _name, document in wanted for one in removed(document)}
    if len(gone) < 2:
        return wanted
    told = schema()
    known = {one["kind"]: one for group in LISTS for one in told.get(group) or ()}

    def without_relations(entry: Mapping[str, Any]) -> Mapping[str, Any]:
        given = list(entry.get("relationships") or ())
        names = {one.get("name") for one in given if isinstance(one, Mapping)}
        inner = [
            {"name": one["name"], "peer": one["peer"], "state": "absent"}
            for one in known.get(kind_of(entry), {}).get("relationships", ())
            if one["peer"] in gone and one["name"] not in names
        ]
        return {**entry, "relationships": given + inner} if inner else entry

    def completed(document: Mapping[str, Any]) -> dict[str, Any]:
        last = [id(one) for one in removed(document)]
        groups = {group: document[group] for group in LISTS if document.get(group)}
        return {
            **document,
            **{g: [without_relations(one) if id(one) in last else one for one in every] for g, every in groups.items()},
        }

    return [(name, completed(document)) for name, document in wanted]


def removed(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for group in LISTS:
        yield from (one for one in entries(document.get(group)) if one.get("state") == "absent")
