# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The nodes that an inventory makes hosts of: those of some kinds, or what a GraphQL query answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core import path
from ..core.errors import PlanError
from ..core.words import unknown
from .asking import in_pages, question
from .client import Infrahub
from .filters import checked
from .reader import Reader
from .tree import tree_of

SETTINGS = {"include": list, "exclude": list, "filters": dict}
TOLD = {list: "a list of dotted paths", dict: "a dictionary"}
# What an answer wraps values, peers and lists into, with what may stand besides it.
WRAPPERS = {"value": {"__typename"}, "node": {"__typename"}, "edges": {"__typename", "count"}}
Node = dict[str, Any]


@dataclass(frozen=True)
class Kinds:
    """Nodes of kinds, each with what is read of it."""

    wanted: Mapping[str, Mapping[str, Any]]
    at: str | None = None

    def nodes(self, client: Infrahub) -> list[Node]:
        client.forget_schema()  # this process lives as long as the play, whose tasks may have loaded a schema since
        return client.with_schema(lambda: list(self.read(client)))

    def read(self, client: Infrahub) -> Iterator[Node]:
        schema = client.schema()
        kinds = {name: schema.kind(name) for name in self.wanted}
        trees = {n: tree_of(schema, kinds[n], one["include"], one["exclude"]) for n, one in self.wanted.items()}
        filters = {name: checked(schema, kinds[name], one["filters"]) for name, one in self.wanted.items()}
        reader = Reader(client, self.at)
        seen = set()
        for name, tree in trees.items():
            for node in reader.read(tree, filters[name]):
                if node["id"] not in seen:  # one that is of two of the kinds
                    seen.add(node["id"])
                    yield node


@dataclass(frozen=True)
class Answer:
    """What a query answers at ``hosts_path``: a list of nodes, or of anything else that is a dictionary."""

    query: Any
    hosts_path: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    at: str | None = None
    paginate: bool = False

    def nodes(self, client: Infrahub) -> list[Node]:
        asked = question(client, self.query, self.variables, at=self.at)
        if asked.mutates:
            raise PlanError("query is a mutation; an inventory only reads")
        data = in_pages(client, asked) if self.paginate else asked.answer(client)
        found = bare(path.at(data, self.hosts_path, "data"))
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise PlanError(f"hosts_path {self.hosts_path} leads to no list of nodes; a kind's name does, or its edges")
        return found


def settings(nodes: Any) -> dict[str, dict[str, Any]]:
    """The setting ``nodes`` of an inventory, whole and looked at."""
    if not isinstance(nodes, Mapping) or not nodes:
        raise PlanError(f"nodes is a dictionary of kinds, each with {', '.join(SETTINGS)}, or empty")
    return {str(kind): setting(str(kind), given) for kind, given in nodes.items()}


def setting(kind: str, given: Any) -> dict[str, Any]:
    given = {} if given is None else given
    if not isinstance(given, Mapping):
        raise PlanError(f"nodes.{kind} is a dictionary with {', '.join(SETTINGS)}, or empty")
    for name in given:
        if name not in SETTINGS:
            raise PlanError(unknown(f"nodes.{kind} has no setting", name, SETTINGS))
    made = {}
    for name, type_ in SETTINGS.items():
        made[name] = type_() if given.get(name) is None else given[name]
        if not isinstance(made[name], type_):
            raise PlanError(f"nodes.{kind}.{name} is {TOLD[type_]}")
    return made


def bare(value: Any) -> Any:
    """An answer without what GraphQL wraps its nodes and values into."""
    if isinstance(value, list):
        return [bare(one) for one in value]
    if not isinstance(value, dict):
        return value
    for key, also in WRAPPERS.items():
        if key in value and value.keys() <= {key} | also:
            return bare(value[key]) if key != "value" else value[key]
    made = {name: bare(one) for name, one in value.items()}
    if "__typename" in made:
        made.setdefault("kind", made.pop("__typename"))
    return made
