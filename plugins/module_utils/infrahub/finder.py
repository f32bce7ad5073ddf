# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes of one kind that are named by human friendly id or id, or that fit filters; many in few requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.errors import PlanError
from .client import Infrahub
from .filters import checked
from .lookup import by_hfids, by_ids, fetch_all, parts
from .peers import reference
from .reader import Reader
from .schema import Kind, Schema
from .tree import Tree, tree_of

MOST = 100  # names in one request
Node = dict[str, Any]
Name = Any  # an id as a text, or the parts of a human friendly id


@dataclass
class Finder:
    """``include``, ``exclude`` as ``tree_of`` takes them."""

    client: Infrahub
    name: str
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    at: str | None = None

    _schema: Schema | None = None
    _tree: Tree | None = None
    _selection: str = ""

    @property
    def tree(self) -> Tree:
        """Made anew where the client has learnt another schema since."""
        schema = self.client.schema()
        if self._tree is None or schema is not self._schema:
            self._schema, self._tree = schema, tree_of(schema, schema.kind(self.name), self.include, self.exclude)
            self._selection = self._tree.selection
        return self._tree

    @property
    def kind(self) -> Kind:
        return self.tree.kind

    @property
    def selection(self) -> str:
        return self._selection or self.tree.selection

    def name_of(self, term: Any) -> Name:
        """How a user's term names a node."""
        if not self.kind.hfid:
            named = reference(term, self.name)
            if "id" not in named:
                raise PlanError(f"{self.name} has no human friendly id; name its nodes by id, or give filters")
            return named["id"]
        named = reference(term, self.name, len(self.kind.hfid))
        return named["id"] if "id" in named else tuple(named["hfid"])

    def named(self, names: Iterable[Name]) -> dict[Name, Node]:
        """The nodes of these names; one that does not exist is left out."""
        wanted = list(dict.fromkeys(names))
        told = self.read([node for part in parts(wanted, MOST) for node in self.told(part)])
        return {name: node for node in told for name in names_of(node) if name in set(wanted)}

    def told(self, names: Sequence[Name]) -> Iterator[Mapping[str, Any]]:
        ids = [name for name in names if isinstance(name, str)]
        hfids = [name for name in names if not isinstance(name, str)]
        if ids:
            yield from by_ids(self.client, self.kind, self.selection, ids, self.at)
        if hfids:
            yield from by_hfids(self.client, self.kind, self.selection, hfids, self.at)

    def fitting(self, filters: Mapping[str, Any]) -> list[Node]:
        made = checked(self.client.schema(), self.kind, filters)
        return self.read(fetch_all(self.client, self.kind, self.selection, made, at=self.at))

    def count(self) -> int:
        text = f"{{ {self.name} {{ count }} }}"
        return self.client.graphql(text, at=self.at)[self.name]["count"]

    def read(self, told: Iterable[Mapping[str, Any]]) -> list[Node]:
        return Reader(self.client, self.at).whole(self.tree, told)


def names_of(node: Mapping[str, Any]) -> Iterator[Name]:
    yield node["id"]
    if node["hfid"]:
        yield tuple(map(str, node["hfid"]))
