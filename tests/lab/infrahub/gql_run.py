# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One GraphQL request: from its body to the reply, field by field, each mutation for itself."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Callable

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    execute_sync,
    get_argument_values,
    get_variable_values,
)

from . import links, nodes, removal, storage
from .errors import Crash, ManyRefused, NullData, Refused
from .find import arranged, matching, page
from .gql_errors import UNDEFINED, told
from .gql_schema import executable
from .gql_select import Selector, inner, taken
from .hooks import AFTER
from .permits import permit
from .rights import refused
from .store import Attr, View

if TYPE_CHECKING:
    from .auth import Identity
    from .branch import Branch
    from .lab import InfrahubLab
    from .rights import Rights


class Run:
    def __init__(self, lab: InfrahubLab, branch: Branch, view: View, identity: Identity | None) -> None:
        self.lab, self.branch, self.view, self.identity = lab, branch, view, identity
        self.exe = executable(view.schema)
        self.errors: list[dict[str, Any]] = []
        self.fragments: dict[str, FragmentDefinitionNode] = {}
        self.variables: Any = None
        self.raw_variables: dict[str, Any] = {}
        self.place: list[Any] = []  # where in the reply the node stands that is being read
        self.echo: dict[
            tuple[str, str], Attr
        ] = {}  # what a mutation's reply shows of attributes in place of what is stored
        self.written: str | None = None  # in the reply of a mutation: when it wrote
        self.root: FieldNode | None = None

    @property
    def by(self) -> str | None:
        return self.identity.account if self.identity else None

    def answer(self, text: Any, variables: Any, operation: str | None) -> dict[str, Any]:
        if not isinstance(text, str) or not text:
            raise Crash
        try:
            document, errors = self.exe.document(text)
        except GraphQLError as error:
            raise Crash from error
        if errors:
            return {"data": None, "errors": [told(error, document) for error in errors]}
        chosen = self.choose(document, operation)
        if isinstance(chosen, str):
            return {"data": None, "errors": [{"message": chosen, "extensions": UNDEFINED}]}
        self.raw_variables = variables or {}
        self.fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
        permit(self.rights, chosen, self.fragments)  # for the whole request, before any of it runs
        coerced = get_variable_values(self.exe.graphql, chosen.variable_definitions or (), self.raw_variables)
        if isinstance(coerced, list):
            raise Crash
        self.variables = coerced
        self.selector = Selector(self)
        data = self.execute(document, chosen)
        return {"data": data, **({"errors": self.errors} if self.errors else {})}

    @staticmethod
    def choose(document: DocumentNode, name: str | None) -> OperationDefinitionNode | str:
        found = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
        if name:
            named = [one for one in found if one.name and one.name.value == name]
            return named[0] if named else f"Unknown operation named '{name}'."
        if len(found) > 1:
            return "Must provide operation name if query contains multiple operations."
        return found[0] if found else "Must provide an operation."

    @cached_property
    def rights(self) -> Rights:
        """By what holds now, even where the request looks at the past."""
        return self.lab.rights(self.identity, self.branch)

    def execute(self, document: DocumentNode, operation: OperationDefinitionNode) -> dict[str, Any] | None:
        writing = operation.operation == OperationType.MUTATION
        top: Any = self.exe.graphql.mutation_type if writing else self.exe.graphql.query_type
        data: dict[str, Any] = {}
        for key, fields in self.selector.collect([operation.selection_set], (top.name,)).items():
            name = fields[0].name.value
            self.root, self.place, self.written = fields[0], [key], None
            if name == "__typename":
                data[key] = top.name
            elif name.startswith("__"):
                data[key] = self.introspect(document, operation, fields)[key]
            else:
                try:
                    data[key] = self.field(top, key, name, fields)
                except NullData as error:
                    self.fault(error.message, [key], fields[0], error.extensions())
                    return None
                except Refused as error:
                    self.fault(error.message, [key], fields[0], error.extensions())
                    data[key] = None
                except ManyRefused as many:
                    data[key] = None
                    for place, error in many.errors:
                        self.fault(error.message, [key, "data", place], None, error.extensions())
        return data

    def fault(
        self, message: str, path: list[Any], node: FieldNode | None, extensions: dict[str, Any] | None = None
    ) -> None:
        error: dict[str, Any] = {"message": message}
        if node is not None and node.loc:
            token = node.loc.start_token
            error["locations"] = [{"line": token.line, "column": token.column}]
        self.errors.append({**error, "path": path, "extensions": UNDEFINED if extensions is None else extensions})

    def field(self, top: Any, key: str, name: str, fields: list[FieldNode]) -> Any:
        definition = top.fields[name]
        args = get_argument_values(definition, fields[0], self.variables)
        sets = inner(fields)
        if name in self.exe.resolvers:
            return self.selector.plain(self.exe.resolvers[name](self, args), definition.type, sets)
        if name in self.exe.mutations:
            verb, kind, _skip = self.exe.mutations[name]
            return self.mutate(name, verb, kind, args, sets, definition.type)
        return self.rows(key, name, args, sets)

    def rows(self, key: str, name: str, args: dict[str, Any], sets: list[SelectionSetNode]) -> dict[str, Any]:
        kind = self.view.schema.kinds[name]
        page([], args)
        found = matching(self.view, kind, self.exe.types.filters[name], args)
        if any(nodes[0].name.value == "edges" for nodes in self.selector.collect(sets, ()).values()):
            found = arranged(self.view, kind, found, args.get("order") or {})
        plan = self.selector.page(sets, partial(self.edge, key), name, "")
        return taken(plan, (len(found), list(enumerate(page(found, args)))))

    def edge(self, key: str, sets: list[SelectionSetNode]) -> list[tuple[str, Callable[[Any], Any]]]:
        plan: list[tuple[str, Callable[[Any], Any]]] = []
        for name, fields in self.selector.collect(sets, ()).items():
            below = inner(fields)
            if fields[0].name.value == "node":
                plan.append((name, partial(self.row, [key, "edges"], below)))
            elif fields[0].name.value == "node_metadata":
                plan.append((name, lambda pair, below=below: self.selector.stamps(below, pair[1])))
            else:
                plan.append((name, lambda pair: f"Edged{pair[1].kind}"))
        return plan

    def row(self, place: list[Any], sets: list[SelectionSetNode], pair: Any) -> Any:
        self.place = [*place, pair[0], "node"]
        return self.selector.node(sets, pair[1])

    def mutate(self, name: str, verb: str, kind: str, args: dict[str, Any], sets: Any, of: Any) -> Any:
        data, by = args["data"], self.acting(args)
        self.lab.writable(self.branch)
        before = self.changes()
        if args.get(storage.SENT) is not None:
            data = {**data, storage.SENT: storage.sent(self.lab, args[storage.SENT])}
        if verb == "delete":
            removal.delete(self.view, links.lookup(self.view, kind, data.get("id"), data.get("hfid")), by)
            reply: dict[str, Any] = {"ok": True}
        else:
            outcome = getattr(nodes, verb)(self.view, kind, data, by)
            self.written = outcome.at
            self.echo = {(outcome.node.id, attr): held for attr, held in outcome.echo.items()}
            self.follow(kind, outcome.node.id, before)
            reply = {"ok": True, "object": self.view.get(outcome.node.id)}
        if self.changes() != before:
            self.lab.wrote(f"{name} {self.branch.name}")
        return self.selector.plain(reply, of, sets)

    def follow(self, kind: str, ident: str, since: int) -> None:
        """What the change of a node sets going."""
        node, graph = self.view.get(ident), self.view.home(kind)
        if node is None or self.changes() == since:
            return
        before = next((old for at, one, old in graph.log if one == ident and at == node.updated_at), None)
        for name in (node.kind, *self.view.schema.kinds[node.kind].generics):
            if name in AFTER:
                AFTER[name](self.lab, node, before)

    def changes(self) -> int:
        return len(self.view.graph.log) + len(self.view.shared.log)

    def acting(self, args: dict[str, Any]) -> str | None:
        account = ((args.get("context") or {}).get("account") or {}).get("id")
        if account and account != self.by and not self.rights.may("override_context"):
            word = "allow_default" if self.branch.is_default else "allow_other"
            raise refused(f"You do not have the following permission: global:override_context:{word}")
        return account or self.by

    def introspect(
        self, document: DocumentNode, operation: OperationDefinitionNode, fields: list[FieldNode]
    ) -> dict[str, Any]:
        """``__schema`` and ``__type`` are graphql-core's own; it gets a document with nothing else in it."""
        alone = OperationDefinitionNode(
            operation=operation.operation,
            name=None,
            variable_definitions=operation.variable_definitions,
            directives=(),
            selection_set=SelectionSetNode(selections=tuple(fields)),
        )
        rest = [one for one in document.definitions if isinstance(one, FragmentDefinitionNode)]
        result = execute_sync(
            self.exe.graphql, DocumentNode(definitions=(alone, *rest)), variable_values=self.raw_variables
        )
        return result.data or {}
