# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes of kinds that every server has: their fields are known before any server is asked for its schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from ..core.ensure import ensure, make_so, wish
from ..core.spec import Field, ModuleSpec, Resource, Task
from .client import Infrahub
from .lookup import fetch_all
from .mutations import Mutation, write
from .peers import label
from .schema import Kind

ID = Field("id", computed=True)
EXACT = Field("exact", "bool", default=False)


@dataclass(frozen=True)
class Peers:
    """How the peers of one relation are called in options, and how the server takes that."""

    reference: Callable[[str], dict[str, Any]]
    label: Callable[[Mapping[str, Any]], str] = label


def named(kind: str) -> Peers:
    """Peers of one kind, called by the only part of their human friendly id."""
    return Peers(lambda name: {"hfid": [name], "kind": kind})


@dataclass(frozen=True)
class CoreStore:
    """Nodes of one kind. A field in ``peers`` is a relation, to many where it is a list; all others are attributes."""

    kind: str
    fields: tuple[Field, ...]
    peers: Mapping[str, Peers] = field(default_factory=dict)

    def find(self, client: Infrahub, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        arguments = {f"{name}__value": ("String", value) for name, value in filters.items()}
        kind = Kind({"name": self.kind})
        return [self.read(node) for node in fetch_all(client, kind, self.selection, arguments)]

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        return self.read(write(client, Mutation(self.kind, "Create", self.data(values), self.selection)))

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        write(client, Mutation(self.kind, "Update", {"id": current["id"], **self.data(changes)}))
        return {"id": current["id"]}

    def delete(self, client: Infrahub, current: Mapping[str, Any]) -> None:
        write(client, Mutation(self.kind, "Delete", {"id": current["id"]}))

    @property
    def selection(self) -> str:
        return " ".join(self.selected(f) for f in self.fields if not f.secret)

    def selected(self, field: Field) -> str:
        if field.name == ID.name:
            return "id"
        if field.name in self.peers:
            node = "node { id hfid __typename }"
            return f"{field.wire_name} {{ {f'edges {{ {node} }}' if field.elements else node} }}"
        return f"{field.wire_name} {{ value }}"

    def read(self, node: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for f in self.fields:
            if f.secret:
                continue
            made[f.name] = self.told(f, node[f.wire_name])
        return made

    def told(self, field: Field, value: Any) -> Any:
        """A field's value as options have it."""
        if field.name in self.peers:
            label = self.peers[field.name].label
            if field.elements:
                return sorted(label(edge["node"]) for edge in value["edges"])
            return label(value["node"]) if value["node"] else None
        return value if field.name == ID.name else value["value"]

    def data(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A mutation's input."""
        made: dict[str, Any] = {}
        for f in self.fields:
            if f.name in values and f.name in self.peers:
                name, refer = values[f.name], self.peers[f.name].reference
                made[f.wire_name] = [refer(one) for one in name or ()] if f.elements else refer(name) if name else None
            elif f.name in values:
                made[f.wire_name] = {"value": values[f.name]}
        return made


def ensure_members(resource: Resource, *names: str) -> ModuleSpec:
    """The module of a resource some of whose lists are added to, unless they are to be exactly what is given."""
    base = ensure(resource)

    def run(task: Task) -> dict[str, Any]:
        made = replace(resource, adapt=partial(gathered, resource, names, task.params[EXACT.name]))
        return make_so(task, made, wish(resource, task.params))

    return replace(base, fields=(*base.fields, EXACT), run=run)


def gathered(
    resource: Resource,
    names: tuple[str, ...],
    exact: bool,
    desired: Mapping[str, Any],
    current: Mapping[str, Any] | None,
) -> Mapping[str, Any]:
    """What is wanted, besides what is there unless exactly that; each name once, in the order of reading.

    A peer named twice would corrupt the relation on the server.
    """
    there = {} if exact else current or {}
    told = resource.adapt(desired, current) if resource.adapt else desired
    given = [name for name in names if told.get(name) is not None]
    return {**told, **{name: sorted({*told[name], *there.get(name, ())}) for name in given}}


def labelled(desired: Mapping[str, Any], current: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """With the label that the server makes of the name of a new node, so that check mode can foretell it."""
    if current is not None or desired.get("label") is not None:
        return desired
    return {**desired, "label": " ".join(word.title() for word in desired["name"].split("_"))}
