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
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLString,
)

from .gql_scalars import GENERIC, UPLOAD
from .gql_types import FAMILIES, VALUES, Types
from .schema_kind import Kind

TEXT = GraphQLInputField(GraphQLString)
TEXTS = GraphQLInputField(GraphQLList(GraphQLString))
CONTEXT = GraphQLArgument(GraphQLInputObjectType("ContextInput", {
    "account": GraphQLInputField(GraphQLInputObjectType("ContextAccountInput", {
        "id": GraphQLInputField(GraphQLNonNull(GraphQLString)),
    })),
}))  # fmt: skip


def pool_input(name: str, **more: Any) -> GraphQLInputField:
    fields = {"id": GraphQLInputField(GraphQLNonNull(GraphQLString)), "identifier": TEXT,
              "data": GraphQLInputField(GENERIC)}  # fmt: skip
    return GraphQLInputField(GraphQLInputObjectType(name, {**fields, **more}))


GENERIC_POOL = pool_input("GenericPoolInput")
LENGTH = GraphQLInputField(GraphQLInt)


def related(name: str, pool: GraphQLInputField, **more: Any) -> GraphQLInputObjectType:
    return GraphQLInputObjectType(name, {
        "id": TEXT, "hfid": TEXTS, **more, "from_pool": pool, "_relation__owner": TEXT, "_relation__source": TEXT,
        "_relation__is_protected": GraphQLInputField(GraphQLBoolean),
    })  # fmt: skip


RELATED = related("RelatedNodeInput", GENERIC_POOL, kind=TEXT)
RELATED_IP = {
    "BuiltinIPAddress": related("RelatedIPAddressNodeInput", pool_input("IPAddressPoolInput", prefixlen=LENGTH)),
    "BuiltinIPPrefix": related("RelatedIPPrefixNodeInput", pool_input(
        "IPPrefixPoolInput", size=LENGTH, member_type=TEXT, prefix_type=TEXT,
    )),
}  # fmt: skip
FILE = "CoreFileObject"
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
        args = {"data": GraphQLArgument(GraphQLNonNull(data)), "context": CONTEXT}
        if FILE in kind.generics:
            args["file"] = GraphQLArgument(UPLOAD if verb == "Update" else GraphQLNonNull(UPLOAD))
        return GraphQLField(made, args=args)

    def fields(self, kind: Kind, verb: str) -> dict[str, GraphQLInputField]:
        found: dict[str, Any] = {"id": TEXT} if verb == "Create" else {"id": TEXT, "hfid": TEXTS}
        for name, field in kind.attributes.items():
            if not field["read_only"]:
                found[name] = GraphQLInputField(
                    self.attribute(field["kind"], "Create" if verb == "Create" else "Update")
                )
        for name, link in kind.relationships.items():
            if not link["read_only"]:
                of = self.related(link["peer"])
                found[name] = GraphQLInputField(of if link["cardinality"] == "one" else GraphQLList(of))
        return found

    def related(self, peer: str) -> GraphQLInputObjectType:
        ways = (of for kind, of in RELATED_IP.items() if self.types.schema.is_a(peer, kind))
        return next(ways, RELATED)

    def attribute(self, kind: str, verb: str) -> GraphQLInputObjectType:
        family = FAMILIES.get(kind, "TextAttribute")
        name = f"{INPUT_NAMES.get(family, family)}{verb}"
        if name not in self.attributes:
            self.attributes[name] = GraphQLInputObjectType(name, {
                **({} if verb == "Create" else {"is_default": GraphQLInputField(GraphQLBoolean)}),
                "is_protected": GraphQLInputField(GraphQLBoolean), "source": TEXT, "owner": TEXT,
                "value": GraphQLInputField(VALUES.get(family, GraphQLString)),
                **({"from_pool": GENERIC_POOL} if family == "NumberAttribute" else {}),
            })  # fmt: skip
        return self.attributes[name]
