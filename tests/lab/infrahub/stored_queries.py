# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Stored queries: what the server derives from their text, ``/api/query``, and the groups of what they touched."""

from __future__ import annotations

import json
from hashlib import md5
from typing import TYPE_CHECKING, Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    print_ast,
)
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
from .schema import Schema
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
        raise Refused(error.message, status=500) from error
    if errors:
        told = [
            f"GraphQLError({error.message!r}, locations=["
            + ", ".join(f"SourceLocation(line={one.line}, column={one.column})" for one in error.locations or ())
            + "])"
            for error in errors
        ]
        raise Refused(f"Query is not valid, [{', '.join(told)}]", status=500)
    operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    variables, verbs, fields = [], [], {}
    for one in operations:
        for given in one.variable_definitions or ():
            required = isinstance(given.type, NonNullTypeNode)
            default = None if given.default_value is None else print_ast(given.default_value)
            variables.append({
                "name": given.variable.name.value, "type": print_ast(given.type).rstrip("!"), "required": required,
                "default_value": default,
            })  # fmt: skip
        verbs += [one.operation.value for item in one.selection_set.selections if isinstance(item, FieldNode)]
        fields.update(asked(one.selection_set))
    return {
        "variables": variables, "operations": sorted(verbs), "models": touched_kinds(change.schema, document),
        "depth": depth(fields), "height": height(fields),
    }  # fmt: skip


def asked(given: Any) -> dict[str, Any]:
    """The fields below, those of inline fragments among them; named fragments are not looked into."""
    found: dict[str, Any] = {}
    for item in given.selections if given else ():
        inner = item.selection_set.selections if isinstance(item, InlineFragmentNode) else [item]
        for one in inner:
            if isinstance(one, FieldNode):
                found.setdefault(one.name.value, {}).update(asked(one.selection_set))
    return found


def depth(fields: dict[str, Any]) -> int:
    return 1 + max(map(depth, fields.values()), default=0)


def height(fields: dict[str, Any]) -> int:
    return sum(1 + height(below) for below in fields.values())


def touched_kinds(schema: Schema, document: DocumentNode) -> list[str]:
    """The kinds that an operation names at its root, as relations and in fragments; of a generic all that are one."""
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    found: set[str] = set()

    def add(name: str) -> None:
        entry = schema.kinds[name].entry
        found.update((name, *(entry.get("used_by") or () if schema.kinds[name].is_generic else ())))

    def walk(given: Any, kind: str) -> None:
        for item in given.selections if given else ():
            below = kind
            if isinstance(item, FragmentSpreadNode):
                item = fragments[item.name.value]
            if isinstance(item, FieldNode):
                link = schema.kinds[kind].relationships.get(item.name.value)
                if link is not None:
                    below = link["peer"]
                    add(below)
            elif item.type_condition and item.type_condition.name.value in schema.kinds:
                below = item.type_condition.name.value
                found.add(below)
            walk(item.selection_set, below)

    for one in document.definitions:
        if isinstance(one, OperationDefinitionNode):
            for item in one.selection_set.selections:
                name = root_kind(one, item)
                if name in schema.kinds and schema.kinds[name].category != "templates":
                    add(name)
                    walk(item.selection_set, name)
    return sorted(found)


def root_kind(operation: OperationDefinitionNode, item: Any) -> str:
    name = item.name.value if isinstance(item, FieldNode) else ""
    verbs = ("Create", "Delete", "Update", "Upsert")
    return name[:-6] if operation.operation == OperationType.MUTATION and name.endswith(verbs) else name


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
