# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes of kinds that every server has, with relations to other nodes that are called by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core.errors import PlanError
from ..core.spec import Field
from ..core.words import unknown
from .client import Infrahub
from .core_nodes import CoreStore

MANY = "list"
LISTED = 200  # names that are looked through for the one that was probably meant


@dataclass(frozen=True)
class LinkedStore(CoreStore):
    """``links`` has the kind of the peers of each field that is a relation: to many where the field is a list."""

    links: Mapping[str, str] = field(default_factory=dict)

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        return super().create(client, self.resolved(client, values))

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return super().update(client, current, self.resolved(client, changes))

    def resolved(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        """With references in place of names. A name that nobody has is told before anything is written."""
        wanted = {name: as_list(values[name]) for name in self.links if values.get(name)}
        ids = ids_of(client, {name: (self.links[name], names) for name, names in wanted.items()})
        made = dict(values)
        for f in self.fields:
            if f.name in self.links and f.name in values:
                each = [{"id": ids[f.name][name]} for name in wanted.get(f.name, ())]
                made[f.name] = each if f.type == MANY else next(iter(each), None)
        return made

    def selected(self, field: Field) -> str:
        if field.name not in self.links:
            return super().selected(field)
        node = "node { id name { value } }"
        return f"{field.wire_name} {{ {f'edges {{ {node} }}' if field.type == MANY else node} }}"

    def told(self, field: Field, value: Any) -> Any:
        if field.name not in self.links:
            return super().told(field, value)
        if field.type == MANY:
            return sorted(edge["node"]["name"]["value"] for edge in value["edges"])
        return value["node"]["name"]["value"] if value["node"] else None

    def data(self, values: Mapping[str, Any]) -> dict[str, Any]:
        linked = {f.wire_name: values[f.name] for f in self.fields if f.name in self.links and f.name in values}
        return {**super().data({name: value for name, value in values.items() if name not in self.links}), **linked}


def as_list(value: Any) -> list[str]:
    """Each name once: a peer named twice corrupts the relation on the server."""
    return list(dict.fromkeys(value if isinstance(value, list) else [value]))


def ids_of(client: Infrahub, wanted: Mapping[str, tuple[str, Sequence[str]]]) -> dict[str, dict[str, str]]:
    """For each option the ids of its names, asked for in one request."""
    if not wanted:
        return {}
    declared = ", ".join(f"${option}: [String]" for option in wanted)
    asked = " ".join(
        f"{option}: {kind}(name__values: ${option}) {{ edges {{ node {{ id name {{ value }} }} }} }}"
        for option, (kind, _names) in wanted.items()
    )
    values = {option: list(names) for option, (_kind, names) in wanted.items()}
    told = client.graphql(f"query ({declared}) {{ {asked} }}", values)
    found = {option: by_name(told[option]) for option in wanted}
    for option, (kind, names) in wanted.items():
        for name in names:
            if name not in found[option]:
                raise nobody(client, option, kind, name)
    return found


def by_name(page: Mapping[str, Any]) -> dict[str, str]:
    return {edge["node"]["name"]["value"]: edge["node"]["id"] for edge in page["edges"]}


def nobody(client: Infrahub, option: str, kind: str, name: str) -> PlanError:
    """That there is none of this name, and which was probably meant."""
    page = client.graphql(f"query {{ {kind}(limit: {LISTED}) {{ edges {{ node {{ id name {{ value }} }} }} }} }}")[kind]
    return PlanError(unknown(f"{option}: Infrahub has no {kind} with the name", name, by_name(page)))
