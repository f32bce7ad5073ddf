# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The executable GraphQL schema of one Infrahub schema, made once for each hash, with a cache of checked documents."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    parse,
    validate,
)

from .features import FEATURES, Resolver
from .gql_inputs import Inputs
from .gql_scalars import BIG_INT, DATE_TIME, GENERIC, UPLOAD
from .gql_types import Types
from .schema import Schema

BASE = """
scalar BigInt
scalar GenericScalar
scalar DateTime
scalar Upload
type Query { _: Boolean }
type Mutation { _: Boolean }
"""
DOCUMENTS = 1024


SHARED: dict[str, Any] = {one.name: one for one in (BIG_INT, GENERIC, DATE_TIME, UPLOAD)}


@lru_cache(maxsize=1)
def fixed() -> GraphQLSchema:
    """What does not depend on the kinds. A schema may hold one type of a name, so its scalars are replaced by ours."""
    made = build_schema(BASE + "".join(feature.sdl for feature in FEATURES), assume_valid=True)
    for one in made.type_map.values():
        if not one.name.startswith("__"):
            for part in getattr(one, "fields", {}).values():
                part.type = shared(part.type)
                for argument in getattr(part, "args", {}).values():
                    argument.type = shared(argument.type)
    return made


def shared(of: Any) -> Any:
    if isinstance(of, GraphQLList):
        return GraphQLList(shared(of.of_type))
    if isinstance(of, GraphQLNonNull):
        return GraphQLNonNull(shared(of.of_type))
    return SHARED.get(of.name, of)


class Executable:
    def __init__(self, schema: Schema) -> None:
        self.types = types = Types(schema)
        self.resolvers: dict[str, Resolver] = {}
        queries = {name: GraphQLField(GraphQLNonNull(types.pages[name]), args=types.root_arguments(kind))
                   for name, kind in schema.kinds.items()}  # fmt: skip
        self.mutations = Inputs(types).mutations()
        writes = {name: one for name, (_skip, _skip, one) in self.mutations.items()}
        static: Any = fixed()
        for feature in FEATURES:
            self.resolvers.update({**feature.queries, **feature.mutations})
            if feature.kinds:
                queries.update(feature.kinds(types))
        queries.update({n: f for n, f in static.query_type.fields.items() if n != "_"})
        writes.update({n: f for n, f in static.mutation_type.fields.items() if n != "_"})
        for name in static.mutation_type.fields:
            self.mutations.pop(name, None)
        self.graphql = GraphQLSchema(
            GraphQLObjectType("Query", queries),
            GraphQLObjectType("Mutation", writes),
            types=list(types.kinds.values()),
            assume_valid=True,
        )
        self.documents: OrderedDict[str, tuple[DocumentNode, list[GraphQLError]]] = OrderedDict()

    def document(self, text: str) -> tuple[DocumentNode, list[GraphQLError]]:
        """Parsed, with the errors of its validation; raises GraphQLError on bad syntax."""
        if text in self.documents:
            self.documents.move_to_end(text)
            return self.documents[text]
        parsed = parse(text)
        made = self.documents[text] = (parsed, validate(self.graphql, parsed))
        if len(self.documents) > DOCUMENTS:
            self.documents.popitem(last=False)
        return made


EXECUTABLES: OrderedDict[str, Executable] = OrderedDict()


def executable(schema: Schema) -> Executable:
    if schema.hash not in EXECUTABLES:
        EXECUTABLES[schema.hash] = Executable(schema)
        if len(EXECUTABLES) > 12:
            EXECUTABLES.popitem(last=False)
    return EXECUTABLES[schema.hash]
