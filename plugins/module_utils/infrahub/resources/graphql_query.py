# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Stored queries: GraphQL by a name, which transforms, checks and ``/api/query`` run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...core import files
from ...core.spec import Field, ModuleSpec, Resource, Task
from ..client import INFRAHUB
from ..core_nodes import ID, CoreStore, ensure_members, named
from ..document import compact, operations

FACTS = ("variables", "operations", "models", "depth", "height")  # what the server derives from the text
TYPES = ("list", "list", "list", "int", "int")
FIELDS = (
    Field("name", key=True),
    Field("description", clearable=True),
    Field("query", required=True, canonical=compact),  # what means nothing, such as a line end, is no difference
    Field("tags", "list", elements="str", unordered=True, server_default=()),
    *(Field(name, type_, computed=True) for name, type_ in zip(FACTS, TYPES)),
    ID,
)

GRAPHQL_QUERY = Resource(
    "stored query", INFRAHUB, FIELDS, CoreStore("CoreGraphQLQuery", FIELDS, {"tags": named("BuiltinTag")})
)


def ensure_query() -> ModuleSpec:
    """The module that takes the text from the task or from a file."""
    base = ensure_members(GRAPHQL_QUERY, "tags")

    def run(task: Task) -> dict[str, Any]:
        params = dict(task.params)
        if params["src"] is not None:
            params["query"] = files.text(params["src"], "src")
        if params["query"] is not None and params["state"] == "present":
            operations(params["query"])
        return base.run(replace(task, params=params))

    rules = {"mutually_exclusive": [["query", "src"]]}
    fields = (*base.fields, Field("src", "path", source=True))
    return replace(base, fields=fields, run=run, rules={**base.rules, **rules})
