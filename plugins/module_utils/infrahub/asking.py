# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Ask what a user's GraphQL asks: as text, as a nested dictionary or as a stored query; whole or in pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from ..core.errors import ApiError, GraphQLError, PlanError, UnknownName
from ..core.words import unknown
from .client import Infrahub
from .document import Operation, Root, operation_of
from .filters import known
from .query_text import query_text
from .variables import fitted

PAGE = 500
OFFSET, LIMIT = "opsweave_offset", "opsweave_limit"
PAGING = {"offset": "Int", "limit": "Int", "order": "OrderInput"}
# Two of these in one request can make the server hang.
ALONE = (
    "InfrahubIPAddressGetNextAvailable",
    "InfrahubIPPrefixGetNextAvailable",
    "IPAddressGetNextAvailable",
    "IPPrefixGetNextAvailable",
    "InfrahubResourcePoolAllocated",
    "InfrahubResourcePoolUtilization",
)


@dataclass(frozen=True)
class Question:
    """``stored`` is the name of a stored query whose text this is; it is then run by its name."""

    text: str
    operation: Operation
    variables: Mapping[str, Any] = field(default_factory=dict, repr=False)
    at: str | None = None
    stored: str | None = None
    keep: Mapping[str, Any] = field(default_factory=dict)  # for a stored query: the group that notes what it read

    @property
    def mutates(self) -> bool:
        return self.operation.kind == "mutation"

    def answer(self, client: Infrahub) -> dict[str, Any]:
        """The data, of one request."""
        try:
            if self.stored is not None:
                return run_stored(client, self)
            safe = not self.mutates
            return client.graphql(self.text, self.variables, safe=safe, at=self.at, name=self.operation.name)
        except ApiError as error:
            if error.status == 500 and error.body is None and not isinstance(error, GraphQLError):
                raise PlanError(silent(self.operation)) from None
            raise


def question(
    client: Infrahub,
    query: str | Mapping[str, Any],
    variables: Mapping[str, Any] | None = None,
    name: str | None = None,
    at: str | None = None,
) -> Question:
    """What a text or a nested dictionary asks, looked at before anything is sent."""
    given = variables or {}
    text = query if isinstance(query, str) else query_text(query, given, types_of(client))
    operation = operation_of(text, name)
    return checked(Question(text, operation, fitted(operation.variables, given, client.outside.warn), at))


def checked(asked: Question) -> Question:
    operation = asked.operation
    if operation.kind == "subscription":
        raise PlanError("a subscription cannot be run by a task; give a query or a mutation")
    if asked.mutates and asked.at:
        raise PlanError("at is for reading; a mutation is stored under the present instant whatever it says")
    alone = [root.name for root in operation.fields if root.name in ALONE]
    if alone and len(operation.fields) > 1:
        raise PlanError(
            f"the query asks for {alone[0]} together with others, which can make Infrahub hang; ask for it alone"
        )
    return asked


def types_of(client: Infrahub) -> Callable[[str, str], str | None]:
    """The types of the arguments of a kind's query."""

    def type_of(root: str, argument: str) -> str | None:
        if argument in PAGING:
            return PAGING[argument]
        try:
            kind = client.kind(root)
        except UnknownName:  # a query of another sort
            return None
        type_, _attribute = dict(known(client.schema(), kind)).get(argument, (None, None))
        return type_

    return type_of


def silent(operation: Operation) -> str:
    types = ", ".join(f"{name} {one.type}" for name, one in operation.variables.items())
    return "Infrahub answered HTTP 500 and no word why, as it does for a variable whose value does not fit; " + (
        f"check the values of {types}" if types else "its own log tells more"
    )


# stored queries


def stored_question(
    client: Infrahub,
    name: str,
    variables: Mapping[str, Any] | None,
    at: str | None,
    group: bool,
    subscribers: Sequence[str],
) -> Question:
    """A query that is stored on the server, by its name."""
    text = "query ($name: String) { CoreGraphQLQuery(name__value: $name) { edges { node { query { value } } } } }"
    found = client.graphql(text, {"name": name}, at=at)["CoreGraphQLQuery"]["edges"]
    if not found:
        names = "{ CoreGraphQLQuery { edges { node { name { value } } } } }"
        every = client.graphql(names, at=at)["CoreGraphQLQuery"]["edges"]
        raise PlanError(unknown("Infrahub has no stored query", name, [one["node"]["name"]["value"] for one in every]))
    document = found[0]["node"]["query"]["value"]
    operation = operation_of(document)
    fit = fitted(operation.variables, variables or {}, client.outside.warn)
    keep = {"subscribers": list(subscribers)} if group else {}
    return checked(Question(document, operation, fit, at, name, keep))


def run_stored(client: Infrahub, asked: Question) -> dict[str, Any]:
    parts = [("branch", client.branch), ("at", asked.at)]
    if asked.keep:
        parts += [("update_group", "true"), *(("subscribers", one) for one in asked.keep["subscribers"])]
    query = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in parts if value is not None)
    path = f"/api/query/{quote(asked.stored or '', safe='')}?{query}"
    safe = not asked.mutates and not asked.keep
    return client.session.request("POST", path, {"variables": dict(asked.variables)}, safe)["data"]


# pages


def in_pages(client: Infrahub, asked: Question, key: str | None = None, size: int = PAGE) -> dict[str, Any]:
    """The whole of one root field, page after page; what else was asked for is of the first page."""
    root = walked(asked.operation, key)
    asked, names = paged(asked, root)
    whole: dict[str, Any] = {}
    offset = 0
    while True:
        page = {**asked.variables, names[0]: offset, names[1]: size}
        data = replace(asked, variables=page).answer(client)
        edges = edges_of(data, root)
        if whole:
            edges_of(whole, root).extend(edges)
        else:
            whole = data
        offset += size
        if len(edges) < size or offset >= (data[root.key].get("count") or offset + 1):
            return whole


def edges_of(data: Mapping[str, Any], root: Root) -> list[Any]:
    found = data.get(root.key)
    if not isinstance(found, Mapping) or not isinstance(found.get("edges"), list):
        raise PlanError(f"{root.key} cannot be read in pages: the query does not ask for its edges")
    return found["edges"]


def walked(operation: Operation, key: str | None) -> Root:
    """The field to read in pages: the only one, or the one that is named."""
    keys = [root.key for root in operation.fields]
    if operation.kind != "query":
        raise PlanError("only a query can be read in pages")
    if key is None and len(keys) != 1:
        raise PlanError(f"the query asks for {', '.join(keys) or 'fragments alone'}; name one to read in pages")
    if key is not None and key not in keys:
        raise PlanError(unknown("the query asks for no field", key, keys))
    return operation.fields[0 if key is None else keys.index(key)]


def paged(asked: Question, root: Root) -> tuple[Question, tuple[str, str]]:
    """The question with offset and limit as variables, and their names."""
    given = [root.arguments.get(name, "") for name in PAGING if name != "order"]
    if all(value.startswith("$") for value in given):
        return asked, (given[0][1:], given[1][1:])
    if any(given):
        raise PlanError(f"{root.key} is to be read in pages, but names offset or limit itself; leave them out")
    if asked.stored is not None:
        raise PlanError(
            f"stored query {asked.stored} cannot be read in pages: {root.key} takes no offset and limit from variables"
        )
    arguments = f"offset: ${OFFSET}, limit: ${LIMIT}"
    declared = f"${OFFSET}: Int, ${LIMIT}: Int"
    operation = asked.operation
    head = f"{declared}, " if operation.bracketed else f"({declared})"
    puts = [
        (root.place, f"{arguments}, " if root.bracketed else f"({arguments})"),
        (operation.place, head if operation.worded else f"query {head} "),
    ]
    return replace(asked, text=put_in(asked.text, puts)), (OFFSET, LIMIT)


def put_in(text: str, puts: Iterable[tuple[int, str]]) -> str:
    for place, more in sorted(puts, reverse=True):
        text = text[:place] + more + text[place:]
    return text
