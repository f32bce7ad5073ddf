# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Any GraphQL: a query is sent always, a mutation not in check mode."""

from __future__ import annotations

import re
from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Task
from ..client import INFRAHUB

STRING = re.compile(r'"""(?:\\"""|.)*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*', re.DOTALL)
OPERATION = re.compile(r"\b(query|mutation|subscription|fragment)\b\s*(\w+)?")


def operations(text: str) -> dict[str | None, str]:
    """The operations of a document by name, None for one without. Pure."""
    bare = STRING.sub(" ", text)
    found: dict[str | None, str] = {}
    depth, start = 0, 0
    for place, letter in enumerate(bare):
        if letter == "{":
            if depth == 0:
                head = OPERATION.search(bare[start:place])
                kind = head.group(1) if head else "query"
                if kind != "fragment":
                    found[head.group(2) if head else None] = kind
            depth += 1
        elif letter == "}":
            depth -= 1
            start = place + 1
    if depth or not found:
        raise PlanError(
            "query is not a GraphQL document: " + ("its braces do not match" if depth else "it has no operation")
        )
    return found


def chosen(text: str, name: str | None) -> str:
    """query, mutation or subscription: what the server would run."""
    found = operations(text)
    if name is None and len(found) > 1:
        raise PlanError(
            f"query holds {len(found)} operations; give operation to say which: {', '.join(map(str, found))}"
        )
    if name is not None and name not in found:
        raise PlanError(f'query has no operation "{name}"; it has {", ".join(map(str, found))}')
    kind = found[name] if name is not None else next(iter(found.values()))
    if kind == "subscription":
        raise PlanError("a subscription cannot be run by a task; give a query or a mutation")
    return kind


def run(task: Task) -> dict[str, Any]:
    params = task.params
    mutates = chosen(params["query"], params["operation"]) == "mutation"
    if mutates and params["at"]:
        raise PlanError("at is for reading; a mutation is stored under the present instant whatever it says")
    if mutates and task.check_mode:
        return {"changed": True, "data": {}}
    data = task.client.graphql(
        params["query"], params["variables"], safe=not mutates, at=params["at"], name=params["operation"]
    )
    return {"changed": mutates, "data": data}


QUERY = ModuleSpec(
    INFRAHUB,
    (
        Field("query", required=True),
        Field("variables", "dict", conceal=True, aliases=("graph_variables",)),
        Field("operation"),
        Field("at"),
    ),
    run,
    ("data",),
)
