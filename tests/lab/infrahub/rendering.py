# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Transforms without a repository: one of Jinja2 gives the query's data as a text of JSON, one of Python the data.

Where a query finds nothing they fail, as what reaches for the first of no nodes does.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from .branch import Branch
from .errors import Denied
from .features import Feature
from .gql_run import Run
from .schema_kind import key_of
from .store import Node, View

if TYPE_CHECKING:
    from .auth import Identity
    from .lab import InfrahubLab

KINDS = {"jinja2": "CoreTransformJinja2", "python": "CoreTransformPython"}
OURS = {"branch", "at", "update_group", "subscribers", "rebase"}
NOTHING = {"jinja2": "list object has no element 0", "python": "list index out of range"}


def branch_of(lab: InfrahubLab, request: Request) -> Branch:
    name = request.query_params.get("branch") or "main"
    if name not in lab.branches:
        raise Denied(400, f"Branch: {name} not found.")
    return lab.branches[name]


def named(view: View, kind: str, name: str) -> Node:
    node = view.get(name) or next((one for one in view.all(kind) if one.value("name") == name), None)
    if node is None or not view.schema.is_a(node.kind, kind):
        raise Denied(404, f"Unable to find the node {name} / {kind} in the database.")
    return node


def peer(view: View, node: Node, name: str) -> Node:
    ident = next(iter(node.peers(key_of(view.schema.kinds[node.kind].relationships[name]))))
    found = view.get(ident)
    assert found is not None, f"{node.label} has no {name}"
    return found


def peers(view: View, node: Node, name: str) -> list[Node]:
    idents = node.peers(key_of(view.schema.kinds[node.kind].relationships[name]))
    return [one for one in map(view.get, idents) if one is not None]


def rendered(lab: InfrahubLab, branch: Branch, identity: Identity | None, transform: Node, values: Any) -> Any:
    """A text, or data; ``Denied`` with what the server says where it cannot be made."""
    view = lab.view(branch)
    sort = next(sort for sort, kind in KINDS.items() if kind == transform.kind)
    if not peer(view, transform, "repository").value("commit"):
        raise Denied(500, "Repository doesn't have a commit")
    query = peer(view, transform, "query")
    for wanted in query.value("variables"):
        if wanted["required"] and wanted["name"] not in values:
            told = f"Variable '${wanted['name']}' of required type '{wanted['type']}!' was not provided."
            raise Denied(502, f"GraphQLQuery {query.value('name')}: {told}")
    data = Run(lab, branch, view, identity).answer(query.value("query"), values, None)["data"]
    if any(isinstance(one, dict) and one.get("edges") == [] for one in data.values()):
        raise Denied(500, NOTHING[sort])
    return json.dumps(data, indent=1) if sort == "jinja2" else data


def routes(lab: InfrahubLab) -> list[BaseRoute]:
    async def answer(request: Request) -> Response:
        identity, branch = lab.auth.identity(request, False), branch_of(lab, request)
        sort, name = request.path_params["sort"], request.path_params["name"]
        if sort not in KINDS:
            raise Denied(404, f"The requested endpoint {request.url.path} does not exist")
        transform = named(lab.view(branch), KINDS[sort], name)
        values = {key: value for key, value in request.query_params.items() if key not in OURS}
        try:
            made = rendered(lab, branch, identity, transform, values)
        except Denied as error:
            if error.status != 502:
                raise
            inner = {"message": error.message, "path": None, "locations": [{"line": 1, "column": 21}]}
            return JSONResponse({"data": None, "errors": [{"message": inner, "extensions": {"code": 502}}]}, 502)
        return PlainTextResponse(made) if sort == "jinja2" else JSONResponse(made)

    return [Route("/api/transform/{sort}/{name}", lab.guarded(answer), methods=["GET"])]


RENDERING = Feature(routes=routes)
