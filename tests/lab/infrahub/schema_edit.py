# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Adding and removing the choices of a dropdown and the values of an enum."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Callable

from .errors import Refused
from .features import Feature, Resolver
from .schema import Schema
from .schema_build import Invalid

if TYPE_CHECKING:
    from .gql_run import Run

SDL = """
input SchemaDropdownAddInput {
  kind: String!  attribute: String!  dropdown: String!  color: String  description: String  label: String
}
input SchemaDropdownRemoveInput { kind: String!  attribute: String!  dropdown: String! }
input SchemaEnumInput { kind: String!  attribute: String!  enum: String! }
type DropdownFields { value: String  label: String  color: String  description: String }
type SchemaDropdownAdd { ok: Boolean  object: DropdownFields }
type SchemaDropdownRemove { ok: Boolean }
type SchemaEnumAdd { ok: Boolean }
type SchemaEnumRemove { ok: Boolean }
extend type Mutation {
  SchemaDropdownAdd(data: SchemaDropdownAddInput!): SchemaDropdownAdd
  SchemaDropdownRemove(data: SchemaDropdownRemoveInput!): SchemaDropdownRemove
  SchemaEnumAdd(data: SchemaEnumInput!): SchemaEnumAdd
  SchemaEnumRemove(data: SchemaEnumInput!): SchemaEnumRemove
}
"""


def edited(run: Run, data: dict[str, Any], what: str, change: Callable[[dict[str, Any]], None]) -> None:
    """The field may be one that the kind has from a generic: then the generic is changed."""
    old = run.branch.schema
    kind = old.kinds.get(data["kind"])
    if kind is None or data["attribute"] not in kind.attributes:
        raise Refused(f"Attribute {data['attribute']} does not exist on {data['kind']}")
    raw = copy.deepcopy(old.raw)
    holders = [data["kind"], *kind.generics]
    field = next(
        raw[name]["attributes"][data["attribute"]] for name in holders if data["attribute"] in raw[name]["attributes"]
    )
    change(field)
    try:
        made = Schema(raw)
    except Invalid as error:
        raise Refused(str(error)) from error
    run.lab.change_schema(run.branch, made)
    run.lab.wrote(f"{what} {run.branch.name}")


def name_of(choice: Any) -> str:
    return choice if isinstance(choice, str) else choice["name"]


def dropdown_add(run: Run, args: dict[str, Any]) -> Any:
    data = args["data"]

    def change(field: dict[str, Any]) -> None:
        if field["kind"] != "Dropdown":
            raise Refused(f"{data['attribute']} on {data['kind']} is not a Dropdown")
        if data["dropdown"] in [name_of(choice) for choice in field["choices"]]:
            raise Refused(f"The dropdown value {data['dropdown']} already exists on {data['kind']} {data['attribute']}")
        made = {"name": data["dropdown"], **{n: data[n] for n in ("color", "description", "label") if data.get(n)}}
        field["choices"] = [*field["choices"], made]

    edited(run, data, "SchemaDropdownAdd", change)
    choices = run.branch.schema.kinds[data["kind"]].attributes[data["attribute"]]["choices"]
    made = next(choice for choice in choices if choice["name"] == data["dropdown"])
    return {"ok": True, "object": {**made, "value": made["name"]}}


def dropdown_remove(run: Run, args: dict[str, Any]) -> Any:
    data = args["data"]
    used(run, data, data["dropdown"])

    def change(field: dict[str, Any]) -> None:
        left = [choice for choice in field.get("choices") or [] if name_of(choice) != data["dropdown"]]
        if len(left) == len(field.get("choices") or []):
            raise Refused(
                f"The dropdown value {data['dropdown']} does not exists on {data['kind']} {data['attribute']}"
            )
        field["choices"] = left

    edited(run, data, "SchemaDropdownRemove", change)
    return {"ok": True}


def enum_add(run: Run, args: dict[str, Any]) -> Any:
    data = args["data"]

    def change(field: dict[str, Any]) -> None:
        if not field.get("enum"):
            raise Refused(f"{data['attribute']} on {data['kind']} is not an enum")
        value = fitting(field, data["enum"])
        if value in field["enum"]:
            raise Refused(f"The enum value {value} already exists on {data['kind']} {data['attribute']}")
        field["enum"] = [*field["enum"], value]

    edited(run, data, "SchemaEnumAdd", change)
    return {"ok": True}


def enum_remove(run: Run, args: dict[str, Any]) -> Any:
    data = args["data"]
    used(run, data, data["enum"])

    def change(field: dict[str, Any]) -> None:
        value = fitting(field, data["enum"])
        if value not in (field.get("enum") or []):
            raise Refused(f"The enum value {value} does not exists on {data['kind']} {data['attribute']}")
        field["enum"] = [one for one in field["enum"] if one != value]

    edited(run, data, "SchemaEnumRemove", change)
    return {"ok": True}


def fitting(field: dict[str, Any], text: str) -> Any:
    return int(text) if field["kind"] == "Number" else text


def used(run: Run, data: dict[str, Any], value: str) -> None:
    if data["kind"] not in run.view.schema.kinds:
        return
    for node in run.view.all(data["kind"]):
        if str(node.value(data["attribute"])) == value:
            raise Refused(f"There are still {data['kind']} objects using this value")


def guarded(edit: Resolver) -> Resolver:
    def resolve(run: Run, args: dict[str, Any]) -> Any:
        run.rights.require_here("manage_schema")
        return edit(run, args)

    return resolve


EDITS = {
    "SchemaDropdownAdd": dropdown_add, "SchemaDropdownRemove": dropdown_remove, "SchemaEnumAdd": enum_add,
    "SchemaEnumRemove": enum_remove,
}  # fmt: skip
SCHEMA_EDIT = Feature(SDL, mutations={name: guarded(edit) for name, edit in EDITS.items()})
