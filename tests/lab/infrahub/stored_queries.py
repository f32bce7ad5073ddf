# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Stored queries: what the server derives from their text, ``/api/query``, and the groups of what they touched."""

from __future__ import annotations

import json
from hashlib import md5
from typing import TYPE_CHECKING, Any

from graphql import FieldNode, GraphQLError, OperationDefinitionNode, print_ast
from graphql.language import NonNullTypeNode
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from . import nodes
from .errors import Denied, Refused
from .features import Feature
from .gql_run import Run
from .gql_schema import executable
from .graphql_api import instant
from .hooks import Hook, hook
from .schema_kind import Kind
from .store import Attr, Change, Node

if TYPE_CHECKING:
    from .lab import InfrahubLab


class Query(Hook):
    def written(self, change: Change, kind: Kind, node: Node, before: Node | None) -> None:
        text = node.value("query")
        if before is not None and before.value("query") == text:
            return
        for name, value in facts(change, text).items():
            node.attrs[name] = Attr(value, False, change.at, change.by)


def facts(change: Change, text: str) -> dict[str, Any]:
    try:
        document, errors = executable(change.schema).document(text)
    except GraphQLError as error:
        raise Refused(f"Query is not valid, {error.message}", status=500) from error
    if errors:
        told = [
            f"GraphQLError({error.message!r}, locations=["
            + ", ".join(f"SourceLocation(line={one.line}, column={one.column})" for one in error.locations or ())
            + "])"
            for error in errors
        ]
        raise Refused(f"Query is not valid, [{', '.join(told)}]", status=500)
    operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    variables, models = [], []
    for one in operations:
        for given in one.variable_definitions or ():
            required = isinstance(given.type, NonNullTypeNode)
            default = None if given.default_value is None else print_ast(given.default_value)
            variables.append({
                "name": given.variable.name.value, "type": print_ast(given.type).rstrip("!"), "required": required,
                "default_value": default,
            })  # fmt: skip
        models += [
            item.name.value for item in one.selection_set.selections
            if isinstance(item, FieldNode) and item.name.value in change.schema.kinds
        ]  # fmt: skip
    depth, height = size(document)
    return {
        "variables": variables, "operations": [one.operation.value for one in operations],
        "models": list(dict.fromkeys(models)), "depth": depth, "height": height,
    }  # fmt: skip


def size(node: Any) -> tuple[int, int]:
    """How deep the selections go, and how many fields there are."""
    deepest, fields = 0, 0
    for one in getattr(node, "definitions", ()):
        inner, count = selections(one.selection_set)
        deepest, fields = max(deepest, inner), fields + count
    return deepest + 1, fields + 1


def selections(given: Any) -> tuple[int, int]:
    if given is None:
        return 0, 0
    deepest, fields = 0, 0
    for item in given.selections:
        inner, count = selections(getattr(item, "selection_set", None))
        deepest, fields = max(deepest, inner), fields + count + 1
    return deepest + 1, fields


class QueryApi:
    def __init__(self, lab: InfrahubLab) -> None:
        self.lab = lab

    async def answer(self, request: Request) -> Response:
        lab, params = self.lab, request.query_params
        identity = lab.auth.identity(request, False)
        branch = lab.branches.get(params.get("branch") or "main")
        if branch is None:
            raise Denied(400, f"Branch: {params['branch']} not found.")
        at = instant(params.get("at"), lab.main)
        view, name = lab.view(branch, at), request.path_params["name"]
        stored = view.get(name) or next((n for n in view.all("CoreGraphQLQuery") if n.value("name") == name), None)
        if stored is None:
            raise Denied(404, f"Unable to find the node {name} / CoreGraphQLQuery in the database.")
        known = {"branch", "at", "update_group", "subscribers", "rebase"}
        variables = {key: value for key, value in params.items() if key not in known}
        if request.method == "POST":
            body = await request.body()
            variables = (json.loads(body) or {}).get("variables") or {} if body else {}
        run = Run(lab, branch, view, identity)
        reply = run.answer(stored.value("query"), variables, None)
        if reply.get("errors"):
            errors = [
                {"message": f"GraphQLQuery {name}: {one['message']}", "extensions": {"code": 502}}
                for one in reply["errors"]
            ]
            return JSONResponse({"data": None, "errors": errors}, 502)
        if params.get("update_group", "").lower() == "true":
            self.group(run, stored, variables, reply["data"], params.getlist("subscribers"))
        return JSONResponse({"data": reply["data"]})

    def group(self, run: Run, stored: Node, variables: dict[str, Any], data: Any, subscribers: list[str]) -> None:
        mark = md5(json.dumps(variables, sort_keys=True).encode()).hexdigest()
        found = [ident for ident in idents(data) if run.view.get(ident) is not None]
        given = {
            "name": {"value": f"{stored.value('name')}__{mark}"}, "query": {"id": stored.id},
            "parameters": {"value": variables}, "members": [{"id": ident} for ident in dict.fromkeys(found)],
            "subscribers": [{"id": ident} for ident in subscribers],
        }  # fmt: skip
        view = run.lab.view(run.branch)
        nodes.upsert(view, "CoreGraphQLQueryGroup", given, run.by)
        run.lab.wrote(f"CoreGraphQLQueryGroup {run.branch.name}")


def idents(value: Any) -> list[str]:
    """Every id in a reply."""
    if isinstance(value, list):
        return [ident for item in value for ident in idents(item)]
    if not isinstance(value, dict):
        return []
    mine = [value["id"]] if isinstance(value.get("id"), str) else []
    return mine + [ident for item in value.values() for ident in idents(item)]


def routes(lab: InfrahubLab) -> list[BaseRoute]:
    return [Route("/api/query/{name}", lab.guarded(QueryApi(lab).answer), methods=["GET", "POST"])]


hook("CoreGraphQLQuery", Query())
STORED_QUERIES = Feature(routes=routes)
