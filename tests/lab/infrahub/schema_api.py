# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The REST side of the schema: reading, loading and checking it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from graphql import print_schema
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from .branch import Branch
from .errors import Denied
from .features import Feature
from .gql_schema import executable
from .rights import REFUSALS
from .schema import Schema
from .schema_build import Invalid
from .schema_migrate import complaints
from .schema_write import Contract, restricted

if TYPE_CHECKING:
    from .lab import InfrahubLab

JSON_TYPES = {
    "Number": "integer",
    "Bandwidth": "integer",
    "NumberPool": "integer",
    "Boolean": "boolean",
    "Checkbox": "boolean",
    "List": "array",
    "JSON": "object",
    "Any": "object",
}


def reply(schema: Schema, namespaces: list[str]) -> dict[str, Any]:
    told: dict[str, Any] = {"main": schema.hash, "nodes": [], "generics": [], "profiles": [], "templates": []}
    for kind in schema.kinds.values():
        if not namespaces or kind.namespace in namespaces:
            told[kind.category].append(kind.reply())
    return {**told, "namespaces": schema.namespaces()}


def json_schema(schema: Schema, name: str) -> dict[str, Any]:
    kind = schema.get(name)
    fields = kind.attributes.values()
    return {
        "title": kind.entry["name"],
        "description": kind.entry["description"],
        "type": "object",
        "properties": {f["name"]: {"title": f["label"], "type": JSON_TYPES.get(f["kind"], "string")} for f in fields},
        "items": None,
        "required": [f["name"] for f in fields if not f["optional"]],
        "additionalProperties": None,
    }


class SchemaApi:
    def __init__(self, lab: InfrahubLab) -> None:
        self.lab = lab

    def branch(self, request: Request) -> Branch:
        name = request.query_params.get("branch") or "main"
        if name not in self.lab.branches:
            raise Denied(400, f"Branch: {name} not found.")
        return self.lab.branches[name]

    async def all(self, request: Request) -> Response:
        self.lab.auth.identity(request, False)
        schema, namespaces = self.branch(request).schema, request.query_params.getlist("namespaces")
        known = schema.replies.get(tuple(namespaces))
        if known is None:
            known = schema.replies[tuple(namespaces)] = bytes(JSONResponse(reply(schema, namespaces)).body)
        return Response(known, media_type="application/json")

    async def summary(self, request: Request) -> Response:
        self.lab.auth.identity(request, False)
        schema = self.branch(request).schema
        told: dict[str, Any] = {"main": schema.hash, "nodes": {}, "generics": {}}
        for name, kind in schema.kinds.items():
            if kind.category in ("nodes", "generics"):
                told[kind.category][name] = kind.hash
        return JSONResponse(told)

    async def one(self, request: Request) -> Response:
        self.lab.auth.identity(request, False)
        schema = self.branch(request).schema
        try:
            if "json_schema" in request.url.path:
                return JSONResponse(json_schema(schema, request.path_params["kind"]))
            return JSONResponse(schema.get(request.path_params["kind"]).reply())
        except Invalid as error:
            raise Denied(422, str(error)) from error

    async def sdl(self, request: Request) -> Response:
        self.lab.auth.identity(request, False)
        return PlainTextResponse(print_schema(executable(self.branch(request).schema).graphql))

    async def check(self, request: Request) -> Response:
        branch = self.branch(request)
        made, warnings = await self.evaluated(request, branch)
        if isinstance(made, Response):
            return made
        return JSONResponse({"diff": made.diff(branch.schema), "warnings": warnings}, 202)

    async def load(self, request: Request) -> Response:
        branch = self.branch(request)
        made, warnings = await self.evaluated(request, branch, True)
        if isinstance(made, Response):
            return made
        before, diff = branch.schema, made.diff(branch.schema)
        if not any(diff.values()):
            made = before
        if made is not before:
            self.lab.change_schema(branch, made)
            self.lab.wrote(f"schema {branch.name}")
        told = {"hash": made.hash, "previous_hash": before.hash, "diff": diff, "warnings": warnings}
        return JSONResponse({**told, "schema_updated": made.hash != before.hash})

    async def evaluated(
        self, request: Request, branch: Branch, write: bool = False
    ) -> tuple[Schema | Response, list[Any]]:
        identity = self.lab.auth.identity(request, False)
        if identity is None:
            raise Denied(401, "Authentication is required")
        try:
            body = json.loads(await request.body())
        except ValueError as error:
            detail = {
                "type": "json_invalid",
                "loc": ["body", 0],
                "msg": "JSON decode error",
                "input": {},
                "ctx": {"error": str(error)},
            }
            return JSONResponse({"detail": [detail]}, 422), []
        if not isinstance(body, dict) or "schemas" not in body:
            detail = {"type": "missing", "loc": ["body", "schemas"], "msg": "Field required", "input": body}
            return JSONResponse({"detail": [detail]}, 422), []
        contract = Contract(body["schemas"])
        if contract.details:
            return JSONResponse({"detail": contract.details}, 422), []
        if write:
            if branch.status == "MERGED":
                told = f"Branch '{branch.name}' has been merged and is read-only. No modifications are allowed."
                raise Denied(422, told)
            rights = self.lab.rights(identity, branch)
            for action in ("manage_schema", *(["edit_default_branch"] if branch.is_default else [])):
                if not rights.may(action):
                    raise Denied(403, REFUSALS[action])
        wrong = restricted(body["schemas"])
        if wrong:
            raise Denied(422, ", ".join(wrong))
        if not body["schemas"]:
            raise Denied(422, "Cannot merge an empty list of schemas")
        try:
            made = branch.schema.loaded(body["schemas"])
        except Invalid as error:
            raise Denied(422, str(error)) from error
        broken = complaints(self.lab.view(branch), made)
        if broken:
            raise Denied(422, ",\n".join(broken))
        return made, contract.warnings


def routes(lab: InfrahubLab) -> list[BaseRoute]:
    api = SchemaApi(lab)
    table = (
        ("/api/schema", "GET", api.all),
        ("/api/schema/summary", "GET", api.summary),
        ("/api/schema/load", "POST", api.load),
        ("/api/schema/check", "POST", api.check),
        ("/api/schema/json_schema/{kind}", "GET", api.one),
        ("/api/schema/{kind}", "GET", api.one),
        ("/schema.graphql", "GET", api.sdl),
    )
    return [Route(path, lab.guarded(endpoint), methods=[method]) for path, method, endpoint in table]


SCHEMA_API = Feature(routes=routes)
