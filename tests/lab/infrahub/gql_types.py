# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The GraphQL types of the kinds of one schema: objects, interfaces, pages, edges, attributes."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Callable

from graphql import (
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLField,
    GraphQLID,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInt,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLString,
)

from .filters import Filter, nested, root
from .gql_scalars import BIG_INT, DATE_TIME, GENERIC, UPLOAD
from .schema import Schema
from .schema_kind import Kind

SCALARS: dict[str, Any] = {
    "String": GraphQLString, "Boolean": GraphQLBoolean, "ID": GraphQLID, "Int": GraphQLInt, "BigInt": BIG_INT,
    "GenericScalar": GENERIC, "DateTime": DATE_TIME, "Upload": UPLOAD,
}  # fmt: skip
FAMILIES = {
    "Dropdown": "Dropdown", "MacAddress": "MacAddress", "IPHost": "IPHost", "IPNetwork": "IPNetwork",
    "Number": "NumberAttribute", "Bandwidth": "NumberAttribute", "NumberPool": "NumberAttribute",
    "Boolean": "CheckboxAttribute", "Checkbox": "CheckboxAttribute", "List": "ListAttribute", "JSON": "JSONAttribute",
    "Any": "AnyAttribute",
}  # fmt: skip
VALUES = {
    "NumberAttribute": BIG_INT, "CheckboxAttribute": GraphQLBoolean, "ListAttribute": GENERIC, "JSONAttribute": GENERIC,
    "AnyAttribute": GENERIC,
}  # fmt: skip
EXTRAS: dict[str, dict[str, Any]] = {
    "Dropdown": {"label": GraphQLString, "color": GraphQLString, "description": GraphQLString},
    "MacAddress": {
        "oui": GraphQLString, "ei": GraphQLString, "version": GraphQLInt, "binary": GraphQLString,
        "eui48": GraphQLString,
        "eui64": GraphQLString, "bare": GraphQLString, "dot_notation": GraphQLString,
        "semicolon_notation": GraphQLString,
        "split_notation": GraphQLString,
    },
    "IPHost": {
        "ip": GraphQLString, "hostmask": GraphQLString, "netmask": GraphQLString, "prefixlen": GraphQLInt,
        "version": GraphQLInt, "with_hostmask": GraphQLString, "with_netmask": GraphQLString,
    },
    "IPNetwork": {
        "broadcast_address": GraphQLString, "hostmask": GraphQLString, "netmask": GraphQLString,
        "prefixlen": GraphQLInt,
        "num_addresses": BIG_INT, "version": GraphQLInt, "with_hostmask": GraphQLString, "with_netmask": GraphQLString,
    },
}  # fmt: skip
PERMISSION = GraphQLEnumType("PermissionDecision", {n: n for n in ("DENY", "ALLOW", "ALLOW_DEFAULT", "ALLOW_OTHER")})
DIRECTION = GraphQLEnumType("OrderDirection", {"ASC": "ASC", "DESC": "DESC"})
ORDER = GraphQLInputObjectType("OrderInput", lambda: {
    "disable": GraphQLInputField(GraphQLBoolean),
    "node_metadata": GraphQLInputField(GraphQLInputObjectType("OrderNodeMetadataInput", {
        "created_at": GraphQLInputField(DIRECTION), "updated_at": GraphQLInputField(DIRECTION),
    }), deprecation_reason="Use by"),
    "by": GraphQLInputField(GraphQLList(GraphQLNonNull(GraphQLInputObjectType("OrderByInput", {
        "field": GraphQLInputField(GraphQLNonNull(GraphQLString)), "direction": GraphQLInputField(DIRECTION),
    })))),
})  # fmt: skip
ACTIONS = ("view", "create", "update", "delete")
PERMISSIONS = GraphQLObjectType("PaginatedObjectPermission", {
    "count": GraphQLField(GraphQLNonNull(GraphQLInt)),
    "edges": GraphQLField(GraphQLNonNull(GraphQLList(GraphQLNonNull(GraphQLObjectType("ObjectPermissionNode", {
        "node": GraphQLField(GraphQLNonNull(GraphQLObjectType("ObjectPermission", {
            "kind": GraphQLField(GraphQLString), **{name: GraphQLField(PERMISSION) for name in ACTIONS},
        }))),
    }))))),
})  # fmt: skip
UPDATABLE = GraphQLObjectType("AttributePermission", {"update_value": GraphQLField(PERMISSION)})


class Types:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.kinds: dict[str, GraphQLObjectType | GraphQLInterfaceType] = {}
        self.edges: dict[str, GraphQLObjectType] = {}
        self.pages: dict[str, GraphQLObjectType] = {}
        self.nested_edges: dict[str, GraphQLObjectType] = {}
        self.nested_pages: dict[str, GraphQLObjectType] = {}
        self.filters: dict[str, dict[str, Filter]] = {}  # of the root fields
        self.inner: dict[str, dict[str, Filter]] = {}  # of many-relations, by the peer's kind
        self._arguments: dict[str, dict[str, GraphQLArgument]] = {}
        self._scalars: dict[tuple[str, bool], GraphQLArgument] = {}
        for kind in schema.kinds.values():
            self.add(kind)

    def add(self, kind: Kind) -> None:
        name = kind.kind

        def fields() -> Any:
            return self.fields(kind)

        if kind.is_generic:
            self.kinds[name] = GraphQLInterfaceType(name, fields)
        else:
            parents = [one for one in kind.generics if one in self.schema.kinds]
            self.kinds[name] = GraphQLObjectType(name, fields, interfaces=lambda: [self.kinds[one] for one in parents])
        node = GraphQLField(self.kinds[name])
        self.edges[name] = GraphQLObjectType(f"Edged{name}", lambda: {
            "node": node, "node_metadata": GraphQLField(self.metadata),
        })  # fmt: skip
        self.nested_edges[name] = GraphQLObjectType(f"NestedEdged{name}", lambda: {
            "node": node, "node_metadata": GraphQLField(self.metadata), "properties": GraphQLField(self.properties),
            "relationship_metadata": GraphQLField(self.link_metadata),
        })  # fmt: skip
        self.pages[name] = page(f"Paginated{name}", self.edges[name])
        self.nested_pages[name] = page(f"NestedPaginated{name}", self.nested_edges[name])

    def fields(self, kind: Kind) -> dict[str, GraphQLField]:
        found = {
            "id": GraphQLField(GraphQLNonNull(GraphQLID)),
            "hfid": GraphQLField(GraphQLList(GraphQLNonNull(GraphQLString))),
            "display_label": GraphQLField(GraphQLString),
        }
        for name, field in kind.attributes.items():
            found[name] = GraphQLField(self.attribute(FAMILIES.get(field["kind"], "TextAttribute")))
        for name, link in kind.relationships.items():
            found[name] = self.relation(link["peer"], link["cardinality"] == "one")
        top = kind.kind if kind.entry.get("hierarchical") else kind.entry.get("hierarchy")
        if top:
            found["parent"] = self.relation(top, True)
            for name in ("children", "ancestors", "descendants"):
                found[name] = self.relation(top, False)
        return found

    def relation(self, peer: str, single: bool) -> GraphQLField:
        if single:
            return GraphQLField(GraphQLNonNull(self.nested_edges[peer]))
        return GraphQLField(GraphQLNonNull(self.nested_pages[peer]), args=self.nested_arguments(peer))

    def nested_arguments(self, peer: str) -> dict[str, GraphQLArgument]:
        if peer not in self._arguments:
            self.inner[peer] = nested(self.schema.kinds[peer])
            given = {**PAGING, "include_descendants": GraphQLArgument(GraphQLBoolean)}
            self._arguments[peer] = {**given, **self.arguments(self.inner[peer])}
        return self._arguments[peer]

    def root_arguments(self, kind: Kind) -> dict[str, GraphQLArgument]:
        self.filters[kind.kind] = root(self.schema, kind)
        return {**PAGING, **self.arguments(self.filters[kind.kind]), "partial_match": GraphQLArgument(GraphQLBoolean)}

    def arguments(self, filters: dict[str, Filter]) -> dict[str, GraphQLArgument]:
        return {name: self.argument(one.type, one.many) for name, one in filters.items()}

    def argument(self, scalar: str, many: bool) -> GraphQLArgument:
        if (scalar, many) not in self._scalars:
            of = SCALARS[scalar]
            self._scalars[scalar, many] = GraphQLArgument(GraphQLList(of) if many else of)
        return self._scalars[scalar, many]

    def attribute(self, family: str) -> GraphQLObjectType:
        if family not in self._families:
            value = VALUES.get(family, GraphQLString)
            self._families[family] = GraphQLObjectType(family, lambda: {
                "is_default": GraphQLField(GraphQLBoolean), "is_protected": GraphQLField(GraphQLBoolean),
                "updated_at": GraphQLField(DATE_TIME), "id": GraphQLField(GraphQLString),
                "is_from_profile": GraphQLField(GraphQLBoolean), "permissions": GraphQLField(UPDATABLE),
                "value": GraphQLField(value), "source": self.to("LineageSource"), "owner": self.to("LineageOwner"),
                "updated_by": self.to("CoreGenericAccount"),
                **{name: GraphQLField(of) for name, of in EXTRAS.get(family, {}).items()},
            })  # fmt: skip
        return self._families[family]

    @cached_property
    def _families(self) -> dict[str, GraphQLObjectType]:
        return {}

    def to(self, kind: str) -> GraphQLField:
        return GraphQLField(self.kinds[kind])

    @cached_property
    def metadata(self) -> GraphQLObjectType:
        return self.stamps("InfrahubNodeMetadata", ("created_at", "created_by", "updated_at", "updated_by"))

    @cached_property
    def link_metadata(self) -> GraphQLObjectType:
        return self.stamps("InfrahubRelationshipMetadata", ("created_at", "created_by", "updated_at", "updated_by"))

    def stamps(self, name: str, fields: tuple[str, ...]) -> GraphQLObjectType:
        def made() -> dict[str, GraphQLField]:
            return {n: GraphQLField(DATE_TIME) if n.endswith("at") else self.to("CoreGenericAccount") for n in fields}

        return GraphQLObjectType(name, made)

    @cached_property
    def properties(self) -> GraphQLObjectType:
        return GraphQLObjectType("RelationshipProperty", lambda: {
            "is_protected": GraphQLField(GraphQLBoolean), "updated_at": GraphQLField(DATE_TIME),
            "source": self.to("LineageSource"), "owner": self.to("LineageOwner"),
        })  # fmt: skip


PAGING = {"offset": GraphQLArgument(GraphQLInt), "limit": GraphQLArgument(GraphQLInt), "order": GraphQLArgument(ORDER)}


def page(name: str, edge: GraphQLObjectType) -> GraphQLObjectType:
    fields: Callable[[], dict[str, GraphQLField]] = lambda: {  # noqa: E731
        "count": GraphQLField(GraphQLNonNull(GraphQLInt)),
        "edges": GraphQLField(GraphQLNonNull(GraphQLList(GraphQLNonNull(edge)))),
        "permissions": GraphQLField(GraphQLNonNull(PERMISSIONS)),
    }
    return GraphQLObjectType(name, fields)
