# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""``ConvertObjectType``: a node of another kind takes the place of a node; and which fields go where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import nodes
from .errors import Refused, not_found
from .features import Feature
from .removal import delete
from .schema_kind import Kind, key_of
from .store import Node

if TYPE_CHECKING:
    from .gql_run import Run

SDL = """
input ConvertObjectTypeInput { node_id: String!  target_kind: String!  fields_mapping: GenericScalar! }
type ConvertObjectType { ok: Boolean  node: GenericScalar }
type FieldsMapping { mapping: GenericScalar }
extend type Query { FieldsMappingTypeConversion(source_kind: String!, target_kind: String!): FieldsMapping! }
extend type Mutation { ConvertObjectType(data: ConvertObjectTypeInput!): ConvertObjectType }
"""
Data = dict[str, Any]


def kind_of(run: Run, name: str) -> Kind:
    if name not in run.view.schema.kinds:
        raise Refused(f"Unable to find the schema '{name}' in the registry", "SCHEMA_NOT_FOUND", 422, kind=name)
    return run.view.schema.kinds[name]


def fitting(source: Kind, target: Kind) -> dict[str, Data]:
    """For each field of the target, the field of the source that can be taken for it."""
    made = {}
    for name, field in {**target.attributes, **target.relationships}.items():
        if field["read_only"]:
            continue
        cardinality = field.get("cardinality")
        same = source.relationships.get(name) if cardinality else source.attributes.get(name)
        fits = same is not None and all(same.get(key) == field.get(key) for key in ("kind", "cardinality", "peer"))
        made[name] = {
            "is_mandatory": not field["optional"] and field.get("default_value") is None,
            "source_field_name": name if fits else None,
            "relationship_cardinality": cardinality,
        }
    return made


def mapping(run: Run, args: Data) -> Data:
    return {"mapping": fitting(kind_of(run, args["source_kind"]), kind_of(run, args["target_kind"]))}


def input_from(node: Node, source: Kind, target: Kind, name: str, said: Data) -> Any:
    """The target's field as a mutation takes it; None where it is left out."""
    if said.get("use_default_value"):
        return None
    data, taken = said.get("data"), said.get("source_field")
    if data:
        if name in target.attributes:
            return {"value": data.get("attribute_value")}
        peers = data.get("peers_ids") or ([data["peer_id"]] if data.get("peer_id") else [])
    elif taken in source.attributes:
        held = node.attrs[taken]
        return None if held.is_default or held.value is None else {"value": held.value}
    elif taken in source.relationships:
        peers = list(node.peers(key_of(source.relationships[taken])))
    else:
        raise Refused(f"'Node' object has no attribute '{taken}'", status=500)
    several = [{"id": one} for one in peers]
    return several if target.relationships[name]["cardinality"] == "many" else several[0] if several else None


def convert(run: Run, args: Data) -> Data:
    asked = args["data"]
    node = run.view.get(asked["node_id"])
    if node is None:
        raise not_found("Node", asked["node_id"])
    source, target = run.view.schema.kinds[node.kind], kind_of(run, asked["target_kind"])
    run.rights.require_update([source, target])
    said = {name: {"source_field": one["source_field_name"]} for name, one in fitting(source, target).items()
            if one["source_field_name"]}  # fmt: skip
    said |= {name: one for name, one in asked["fields_mapping"].items()
             if name in target.attributes or name in target.relationships}  # fmt: skip
    data = {name: input_from(node, source, target, name, one) for name, one in said.items()}
    delete(run.view, node, run.acting(args))
    given = {name: value for name, value in data.items() if value is not None}
    made = nodes.create(run.view, target.kind, given, run.acting(args)).node
    run.lab.wrote(f"ConvertObjectType {run.branch.name}")
    values = {name: {"__typename": target.attributes[name]["kind"], "value": held.value}
              for name, held in made.attrs.items()}  # fmt: skip
    told = {"id": made.id, "__kind__": target.kind, **values, "__typename": target.kind}
    return {"ok": True, "node": {**told, "display_label": made.label}}


CONVERT = Feature(SDL, queries={"FieldsMappingTypeConversion": mapping}, mutations={"ConvertObjectType": convert})
