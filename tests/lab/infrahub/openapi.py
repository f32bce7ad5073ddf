# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The server's description of its own API, as far as it is of schema documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from .features import Feature
from .schema_fields import ATTRIBUTE, ATTRIBUTE_KINDS, CHOICES, GENERIC, NODE, READ_ONLY, RELATIONSHIP

if TYPE_CHECKING:
    from .lab import InfrahubLab

TEXTS = {"name", "namespace", "description", "label", "identifier", "peer", "icon", "documentation", "display_label"}
LISTS = {"human_friendly_id", "order_by", "inherit_from", "display_labels"}
BOOLEANS = {"optional", "unique", "read_only", "ordered", "include_in_menu", "generate_profile", "hierarchical"}
NEEDED = {"node": ["name", "namespace"], "generic": ["name", "namespace"], "attribute": ["name", "kind"]}


def reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def many(name: str) -> dict[str, Any]:
    return {"type": "array", "items": reference(name)}


def form(what: str, name: str) -> dict[str, Any]:
    choices = CHOICES.get((what, name)) or CHOICES.get(("", name))
    if choices:
        return {"type": "string", "enum": list(choices)}
    if name in TEXTS:
        return {"anyOf": [{"type": "string"}, {"type": "null"}], "description": f"The {name} of it"}
    if name in LISTS:
        return {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]}
    return {"type": "boolean"} if name in BOOLEANS else {}


def component(what: str, fields: dict[str, Any], **parts: Any) -> dict[str, Any]:
    properties = {name: form(what, name) for name in fields if name not in READ_ONLY[what]}
    needed = NEEDED.get(what, ["name", "peer"])
    return {"type": "object", "properties": {**properties, **parts}, "required": needed}


def description() -> dict[str, Any]:
    parts = {"attributes": many("AttributeSchemaWrite"), "relationships": many("RelationshipSchemaWrite")}
    extension = {"type": "object", "properties": {"kind": {"type": "string"}, **parts}, "required": ["kind"]}
    document = {
        "version": {"type": "string"},
        "nodes": many("NodeSchemaWrite"),
        "generics": many("GenericSchemaWrite"),
        "extensions": {"anyOf": [reference("SchemaExtensionWrite"), {"type": "null"}]},
    }
    schemas = {
        "SchemasLoadAPI": {"type": "object", "properties": {"schemas": many("SchemaLoadAPI")}, "required": ["schemas"]},
        "SchemaLoadAPI": {"type": "object", "properties": document, "required": ["version"]},
        "SchemaExtensionWrite": {"type": "object", "properties": {"nodes": many("NodeExtensionWrite")}},
        "NodeExtensionWrite": extension,
        "NodeSchemaWrite": component("node", NODE, **parts),
        "GenericSchemaWrite": component("generic", GENERIC, **parts),
        "AttributeSchemaWrite": component("attribute", ATTRIBUTE, kind={"type": "string", "enum": [*ATTRIBUTE_KINDS]}),
        "RelationshipSchemaWrite": component("relationship", RELATIONSHIP),
        "SchemaUpdate": {"type": "object", "properties": {"hash": {"type": "string"}}},
    }
    body = {"content": {"application/json": {"schema": reference("SchemasLoadAPI")}}}
    paths = {"/api/schema/load": {"post": {"requestBody": body}}}
    info = {"title": "Infrahub", "version": "1.11.9"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


async def told(_request: Request) -> Response:
    return JSONResponse(description())


def routes(lab: InfrahubLab) -> list[BaseRoute]:
    return [Route("/api/openapi.json", lab.guarded(told), methods=["GET"])]


OPENAPI = Feature(routes=routes)
