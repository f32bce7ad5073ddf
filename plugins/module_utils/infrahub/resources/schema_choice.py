# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Choices of a dropdown, or values of an enum, one by one: a part of the schema that needs no schema document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import PlanError, UnknownName
from ...core.spec import Field, Resource
from ...core.words import unknown
from ..client import INFRAHUB, Infrahub

DROPDOWN, NUMBER = "Dropdown", "Number"
FACTS = ("label", "description", "color")
FIELDS = (
    Field("kind", key=True),
    Field("attribute", key=True),
    Field("choice", key=True),
    Field("label", fixed=True),
    Field("description", fixed=True, server_default=""),
    Field("color", fixed=True, canonical=str.lower),
)
TEXT = "mutation ($data: %sInput!) { %s(data: $data) { ok %s } }"
GROUPS = ("nodes", "generics", "profiles", "templates")
PATIENCE = 300  # seconds; the server migrates its nodes before it answers


class ChoiceStore:
    def find(self, client: Infrahub, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        attribute = attribute_of(client, filters["kind"], filters["attribute"])
        key = {name: filters[name] for name in ("kind", "attribute", "choice")}
        if attribute["kind"] == DROPDOWN:
            found = [one for one in attribute.get("choices") or () if one["name"] == key["choice"]]
            return [{**key, **{name: one.get(name) for name in FACTS}} for one in found]
        if attribute.get("enum") is None:
            where = f"{key['kind']}.{key['attribute']}"
            raise PlanError(f"{where} is a {attribute['kind']} without an enum; only a dropdown or an enum has choices")
        if attribute["kind"] == NUMBER:
            where = f"{key['kind']}.{key['attribute']}"
            raise PlanError(f"{where} is an enum of numbers, which servers only change by infrahub_schema")
        return [key for one in attribute["enum"] if one == key["choice"]]

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        more = {name: values[name] for name in FACTS if name in values}
        if self.is_dropdown(client, values):
            made = self.edit(client, values, "SchemaDropdownAdd", {"dropdown": values["choice"], **more})["object"]
            return {name: made[name] for name in FACTS if made[name] is not None}
        if more:
            title = CHOICE.title(values)
            raise PlanError(f"{title}: {', '.join(more)} can be given for a dropdown only; this is an enum")
        self.edit(client, values, "SchemaEnumAdd", {"enum": values["choice"]})
        return {}

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        raise PlanError(f"{CHOICE.title(current)}: the server changes no choice that is there")

    def delete(self, client: Infrahub, current: Mapping[str, Any]) -> None:
        if self.is_dropdown(client, current):
            self.edit(client, current, "SchemaDropdownRemove", {"dropdown": current["choice"]})
        else:
            self.edit(client, current, "SchemaEnumRemove", {"enum": current["choice"]})

    def is_dropdown(self, client: Infrahub, values: Mapping[str, Any]) -> bool:
        return attribute_of(client, values["kind"], values["attribute"])["kind"] == DROPDOWN

    def edit(self, client: Infrahub, values: Mapping[str, Any], what: str, more: Mapping[str, Any]) -> Any:
        data = {"kind": values["kind"], "attribute": values["attribute"], **more}
        kind = "SchemaEnum" if what.startswith("SchemaEnum") else what
        told = f"object {{ {' '.join(FACTS)} }}" if what == "SchemaDropdownAdd" else ""
        answer = client.graphql(TEXT % (kind, what, told), {"data": data}, safe=False, patience=PATIENCE)
        client.forget_schema()
        return answer[what]


def attribute_of(client: Infrahub, kind: str, attribute: str) -> Mapping[str, Any]:
    """As the server describes it now: what the run has learnt of the schema has no labels."""
    answer = client.whole_schema()
    kinds = {one["kind"]: one for group in GROUPS for one in answer.get(group) or ()}
    if kind not in kinds:
        raise UnknownName(unknown("Infrahub has no kind", kind, kinds))
    attributes = {one["name"]: one for one in kinds[kind]["attributes"]}
    if attribute not in attributes:
        raise UnknownName(unknown(f"{kind} has no attribute", attribute, attributes))
    return attributes[attribute]


CHOICE = Resource("choice", INFRAHUB, FIELDS, ChoiceStore())
