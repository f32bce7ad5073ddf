# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The schema of a branch: as the server describes it, in the form that loads, for editors, or as GraphQL knows it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ...core.errors import PlanError
from ...core.files import dumped
from ...core.spec import Field, ModuleSpec, Task
from ...core.writing import DEST, bring, target
from ..client import INFRAHUB, Infrahub
from ..schema_documents import LISTS, VERSION
from ..schema_editors import object_files, schema_files
from ..schema_export import exported

GROUPS = {"nodes": "node", "generics": "generic", "profiles": "profile", "templates": "template"}
CHOSEN = ("kinds", "namespaces")
WHOLE = {"schema_files": CHOSEN, "graphql": CHOSEN, "hashes": ("namespaces",)}  # what cannot be chosen in these forms
SUMMARY = ("hashes", "graphql")  # forms that need no more than the hashes besides


def run(task: Task) -> dict[str, Any]:
    params, client = task.params, task.client
    form = params["format"]
    chosen = [name for name in CHOSEN if params[name] is not None]
    beside = [name for name in chosen if name in WHOLE.get(form, ())]
    if beside:
        raise PlanError(f"{' and '.join(beside)} cannot be chosen with format: {form}")
    place = target(params) if params["dest"] else None
    told = hashes(client) if form in SUMMARY else client.whole_schema()
    result: dict[str, Any] = {"changed": False, "hash": told["main"], "resources": []}
    made: Any = None
    if form == "kinds":
        result["resources"] = made = listed(told, params)
    elif form == "hashes":
        every = {**told["nodes"], **told["generics"]}
        made = {name: digest for name, digest in every.items() if params["kinds"] is None or name in params["kinds"]}
    elif form == "documents":
        made = exported(told, params["kinds"], params["namespaces"], task.outside.warn)
    elif form == "object_files":
        named = [one["kind"] for one in listed(told, params)] if chosen else None
        made = object_files(told, named)
    elif form == "schema_files":
        made = schema_files(client.rest("GET", "/api/openapi.json"), [one["kind"] for one in listed(told, params)])
    if place:
        fetch = sdl(client) if form == "graphql" else content(made, place.path.suffix, form)
        return {**result, "changed": bring(place, fetch, task.check_mode), "content": None, "dest": str(place.path)}
    if form == "graphql":
        made = sdl(client)(lambda _headers, pieces: b"".join(pieces)).decode()
    return {**result, "content": None if form == "kinds" else made, "dest": None}


def listed(told: Mapping[str, Any], params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The kinds that were chosen, as the server describes them, in the order of their names."""
    every = [{**one, "schema_type": kind} for group, kind in GROUPS.items() for one in told.get(group) or ()]
    chosen = {"kind": params["kinds"], "namespace": params["namespaces"]}
    wanted = [one for one in every if all(names is None or one[part] in names for part, names in chosen.items())]
    return sorted(wanted, key=lambda one: one["kind"])


def hashes(client: Infrahub) -> Mapping[str, Any]:
    """The cheap way to know whether anything has changed."""
    return client.rest("GET", "/api/schema/summary", branch=client.branch)


def sdl(client: Infrahub) -> Callable[[Any], Any]:
    return lambda take: client.receive("/schema.graphql", take, [("branch", client.branch)])


def content(made: Any, suffix: str, form: str) -> Callable[[Any], Any]:
    """As YAML where the file is called so, else as JSON; documents of namespaces one after the other."""
    if suffix in (".yml", ".yaml"):
        text = dumped(made.values() if form == "documents" else [made])
    else:
        text = json.dumps(whole(made) if form == "documents" else made, indent=2, ensure_ascii=False) + "\n"
    return lambda take: take({}, [text.encode()])


def whole(documents: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """One document of all, since a file of JSON holds no more."""
    every: Iterable[Mapping[str, Any]] = documents.values()
    made: dict[str, Any] = {group: [one for each in every for one in each.get(group, ())] for group in LISTS}
    extended = [one for each in every for one in each.get("extensions", {}).get("nodes", ())]
    return {"version": VERSION, **made, "extensions": {"nodes": extended}}


FIELDS = (
    Field("kinds", "list", elements="str"),
    Field("namespaces", "list", elements="str"),
    Field(
        "format",
        default="kinds",
        choices=("kinds", "documents", "object_files", "schema_files", "graphql", "hashes"),
    ),
    *DEST,
)
SCHEMA_INFO = ModuleSpec(INFRAHUB, FIELDS, run, ("hash", "resources", "content", "dest"))
