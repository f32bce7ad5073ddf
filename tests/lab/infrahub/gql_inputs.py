# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The GraphQL mutations of the kinds of one schema, with their inputs."""

from __future__ import annotations

from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLString,
)

from .gql_types import FAMILIES, VALUES, Types
from .schema_kind import Kind

TEXT = GraphQLInputField(GraphQLString)
TEXTS = GraphQLInputField(GraphQLList(GraphQLString))
CONTEXT = GraphQLArgument(GraphQLInputObjectType("ContextInput", {
    "account": GraphQLInputField(GraphQLInputObjectType("ContextAccountInput", {
        "id": GraphQLInputField(GraphQLNonNull(GraphQLString)),
    })),
}))  # fmt: skip
RELATED = GraphQLInputObjectType("RelatedNodeInput", {
    "id": TEXT, "hfid": TEXTS, "kind": TEXT, "_relation__is_protected": GraphQLInputField(GraphQLBoolean),
    "_relation__owner": TEXT, "_relation__source": TEXT,
})  # fmt: skip
DELETE = GraphQLInputObjectType("DeleteInput", {"id": TEXT, "hfid": TEXTS})
INPUT_NAMES = {
    "Dropdown": "TextAttribute",
    "MacAddress": "TextAttribute",
    "IPHost": "TextAttribute",
    "IPNetwork": "TextAttribute",
}


class Inputs:
    def __init__(self, types: Types) -> None:
        self.types = types
        self.attributes: dict[str, GraphQLInputObjectType] = {}

    def mutations(self) -> dict[str, tuple[str, str, GraphQLField]]:
        """Name to what it does, to which kind, and its field."""
        found: dict[str, tuple[str, str, GraphQLField]] = {}
        for kind in self.types.schema.kinds.values():
            for verb in ("Update",) if kind.is_generic else ("Create", "Update", "Upsert", "Delete"):
                found[f"{kind.kind}{verb}"] = verb.lower(), kind.kind, self.mutation(kind, verb)
        return found

    def mutation(self, kind: Kind, verb: str) -> GraphQLField:
        name = f"{kind.kind}{verb}"
        if verb == "Delete":
            payload = GraphQLObjectType(name, {"ok": GraphQLField(GraphQLBoolean)})
            return GraphQLField(payload, args={"data": GraphQLArgument(GraphQLNonNull(DELETE)), "context": CONTEXT})
        made = GraphQLObjectType(name, lambda: {
            "ok": GraphQLField(GraphQLBoolean), "object": GraphQLField(self.types.kinds[kind.kind]),
        })  # fmt: skip
        data = GraphQLInputObjectType(f"{name}Input", lambda: self.fields(kind, verb))
        return GraphQLField(made, args={"data": GraphQLArgument(GraphQLNonNull(data)), "context": CONTEXT})

    def fields(self, kind: Kind, verb: str) -> dict[str, GraphQLInputField]:
        found: dict[str, Any] = {"id": TEXT} if verb == "Create" else {"id": TEXT, "hfid": TEXTS}
        for name, field in kind.attributes.items():
            if not field["read_only"]:
                found[name] = GraphQLInputField(
                    self.attribute(field["kind"], "Create" if verb == "Create" else "Update")
                )
        for name, link in kind.relationships.items():
            if not link["read_only"]:
                found[name] = GraphQLInputField(RELATED if link["cardinality"] == "one" else GraphQLList(RELATED))
        return found

    def attribute(self, kind: str, verb: str) -> GraphQLInputObjectType:
        family = FAMILIES.get(kind, "TextAttribute")
        name = f"{INPUT_NAMES.get(family, family)}{verb}"
        if name not in self.attributes:
            self.attributes[name] = GraphQLInputObjectType(name, {
                "is_default": GraphQLInputField(GraphQLBoolean), "is_protected": GraphQLInputField(GraphQLBoolean),
                "source": TEXT, "owner": TEXT, "value": GraphQLInputField(VALUES.get(family, GraphQLString)),
            })  # fmt: skip
        return self.attributes[name]
