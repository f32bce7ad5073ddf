# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write the nodes of some kinds to a file of objects, from which infrahub_nodes makes them again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ...core.errors import PlanError
from ...core.files import dumped
from ...core.spec import Field, ModuleSpec, Task
from ...core.words import unknown
from ...core.writing import DEST, Target, bring, target
from ..client import INFRAHUB
from ..described import Shapes
from ..exporting import Teller, concrete, in_order, lenders, teller
from ..filters import checked
from ..lookup import fetch_all
from ..objects import API, OBJECT
from ..schema import Kind
from ..schema_export import exported, needed

FIELDS = (
    Field("kinds", "list", elements="str", required=True),
    Field("filters", "dict"),
    Field("properties", "bool", default=False),
    Field("schema_dest", "path"),
    *(replace(field, required=field.name == "dest") for field in DEST),
)
RETURNS = ("dest", "schema_dest", "counts", "missing_secrets")


def run(task: Task) -> dict[str, Any]:
    if not task.params["kinds"]:
        raise PlanError("kinds is empty; name at least one kind")
    return task.client.with_schema(lambda: export(task))


def export(task: Task) -> dict[str, Any]:
    file, schema_file = target(task.params), schema_target(task.params)
    shapes = Shapes(task.client.schema())
    kinds = concrete(shapes, task.params["kinds"])
    filters = filters_of(shapes, task.params["filters"] or {}, kinds)
    documents, counts, missing, nameless = [], {}, [], set()
    names, around = [kind.name for kind in kinds], task.params["properties"]
    for one in in_order([teller(shapes, kind, names, around) for kind in kinds]):
        kind = one.kind
        if not kind.names:
            text = "has neither a human friendly id nor a unique attribute, so that nobody could tell its nodes apart"
            raise PlanError(f"kinds: {kind.name} {text}; leave it out")
        data = nodes(task, replace(one, lent=lent(task, shapes, one)), filters[kind.name])
        counts[kind.name] = len(data)
        missing += one.secrets
        nameless |= one.nameless
        if data:
            documents.append({"apiVersion": API, "kind": OBJECT, "spec": {"kind": kind.name, "data": data}})
    if nameless:
        task.outside.warn(f"peers of {', '.join(sorted(nameless))} have no human friendly id; they are named by id")
    contents = [(file, dumped(documents))]
    if schema_file:
        contents.append((schema_file, schema_of(task, kinds)))
    diffs = [
        {"before": text_of(one), "after": text, "before_header": str(one.path), "after_header": str(one.path)}
        for one, text in contents
    ]
    changes = [bring(one, sender(text), task.check_mode) for one, text in contents]
    told = sorted(missing, key=lambda one: (one["kind"], one["hfid"]))
    return {
        "changed": any(changes),
        "dest": str(file.path),
        **({"schema_dest": str(schema_file.path)} if schema_file else {}),
        "counts": counts,
        "missing_secrets": told,
        "diff": diffs if schema_file else {name: diffs[0][name] for name in ("before", "after")},
    }


def schema_target(params: Mapping[str, Any]) -> Target | None:
    if not params["schema_dest"]:
        return None
    try:
        made = target({**params, "dest": params["schema_dest"]})
    except PlanError as error:
        raise PlanError(str(error).replace("dest:", "schema_dest:", 1)) from None
    if made.path.resolve() == target(params).path.resolve():
        raise PlanError(f"dest and schema_dest are both {made.path}; give each a file of its own")
    return made


def schema_of(task: Task, kinds: list[Kind]) -> str:
    """The schema of these kinds and of what they need, each namespace in a document of its own."""
    told = task.client.whole_schema()
    chosen = {name for kind in kinds for name in (kind.name, *kind.facts["inherits"])}
    return dumped(exported(told, needed(told, chosen), None, task.outside.warn).values())


def text_of(file: Target) -> str:
    return file.path.read_text(encoding="utf-8", errors="replace") if file.path.is_file() else ""


def sender(text: str) -> Callable[[Any], Any]:
    return lambda take: take({}, [text.encode()])


def filters_of(shapes: Shapes, wanted: Mapping[str, Any], kinds: list[Kind]) -> dict[str, dict[str, tuple[str, Any]]]:
    """Checked filters by the kinds that have nodes; what is said of a generic kind holds for all of its kinds."""
    made: dict[str, dict[str, tuple[str, Any]]] = {kind.name: {} for kind in kinds}
    for name, filters in wanted.items():
        mine = [kind for kind in kinds if kind.is_a(name)]
        if not mine:
            raise PlanError(unknown("filters: there is no exported kind", name, made))
        if not isinstance(filters, Mapping):
            raise PlanError(f"filters.{name} takes a dictionary of filters")
        for kind in mine:
            made[kind.name] |= checked(shapes.schema, kind, filters)
    return made


def lent(task: Task, shapes: Shapes, one: Teller) -> set[str]:
    """The relations with peers that some profile gives. Only of these is asked who gave a peer: that takes long."""
    found: set[str] = set()
    for profile, names in lenders(shapes, one):
        single = {name for name in names if profile.relations[name]["cardinality"] == "one"}
        asked = " ".join(f"{name} {{ {'node { id }' if name in single else 'count'} }}" for name in names)
        for node in fetch_all(task.client, profile, f"id {asked}", {}):
            found |= {name for name in names if node[name]["node" if name in single else "count"]}
    return found


def nodes(task: Task, one: Teller, filters: Mapping[str, tuple[str, Any]]) -> list[dict[str, Any]]:
    found = fetch_all(task.client, one.kind, one.selection, filters)
    return [
        one.entry(node) for node in sorted(found, key=lambda node: (list(map(str, node["hfid"] or ())), node["id"]))
    ]


EXPORT = ModuleSpec(INFRAHUB, FIELDS, run, RETURNS)
