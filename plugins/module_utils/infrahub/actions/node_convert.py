# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A node becomes one of another kind; afterwards it has another id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ...core.words import unknown
from ..client import INFRAHUB, Infrahub
from ..lookup import fetch
from ..members import resolve
from ..schema import Kind
from ..values import sent

WAYS = ("source_field", "value", "use_default")
WHO = "id hfid display_label __typename"
FIELDS = (
    Field("kind", required=True),
    Field("id"),
    Field("hfid", "list", elements="str"),
    Field("target_kind", required=True),
    Field("target_hfid", "list", elements="str"),
    Field("fields", "dict", conceal=True),
)


def run(task: Task) -> dict[str, Any]:
    return task.client.with_schema(lambda: once(task))


def once(task: Task) -> dict[str, Any]:
    client, params = task.client, task.params
    source, target = client.kind(params["kind"]), client.kind(params["target_kind"])
    for kind in (source, target):
        if kind.generic:
            raise PlanError(f"{kind.name} is a generic kind and has no nodes of its own; give one of its kinds")
    title = f"{source.name} {params['id'] or '/'.join(params['hfid'])}"
    node = find(client, source, params["id"], params["hfid"])
    if node is None:
        name = params["target_hfid"] or params["hfid"] or named_in(target, params["fields"] or {})
        done = find(client, target, params["id"], None) if params["id"] else None
        done = done or (find(client, target, None, name) if name else None)
        if done is None:
            renewed = "; a converted node has a new id, give hfid or target_hfid"
            hint = renewed if params["id"] else f", and no {target.name} either"
            raise PlanError(f"there is no {title}{hint}")
        return tell(target, target, done)
    mapping = mapped(client, source, target, params["fields"] or {})
    name = params["target_hfid"] or params["hfid"]
    if task.check_mode:
        renamed = not params["target_hfid"] and {path[0] for path in target.hfid} & set(params["fields"] or ())
        return tell(source, target, {"hfid": name} if name and not renamed else {})
    head = "mutation ($data: ConvertObjectTypeInput!)"
    data = {"node_id": node["id"], "target_kind": target.name, "fields_mapping": mapping}
    text = f"{head} {{ ConvertObjectType(data: $data) {{ ok node }} }}"
    try:
        made = client.graphql(text, {"data": data}, safe=False)["ConvertObjectType"]["node"]
    except Uncertain:
        done = find(client, target, None, name) if name else None
        if done is None or find(client, source, node["id"], None):
            raise
        return tell(source, target, done)
    return tell(source, target, find(client, target, made["id"], None) or {"id": made["id"]})


def find(client: Infrahub, kind: Kind, id_: str | None, hfid: list[str] | None) -> Mapping[str, Any] | None:
    if id_ is None and not kind.hfid:
        raise PlanError(f"{kind.name} has no human friendly id; give id")
    found = fetch(client, kind, WHO, {"ids": [id_]} if id_ else {"hfid": hfid})
    return found[0] if found else None


def named_in(target: Kind, fields: Mapping[str, Any]) -> list[str] | None:
    """The human friendly id of the node afterwards, where all its parts are values that are said in ``fields``."""
    said = [fields.get(path[0]) if len(path) == 1 else None for path in target.hfid]
    parts = [str(one["value"]) for one in said if isinstance(one, Mapping) and one.get("value") is not None]
    return parts if parts and len(parts) == len(said) else None


def mapped(client: Infrahub, source: Kind, target: Kind, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of the target's fields; of the others the server takes those of the same name."""
    text = """query ($source: String!, $target: String!) {
      FieldsMappingTypeConversion(source_kind: $source, target_kind: $target) { mapping } }"""
    names = {"source": source.name, "target": target.name}
    known = client.graphql(text, names)["FieldsMappingTypeConversion"]["mapping"]
    made = {name: one_field(client, source, target, known, name, value) for name, value in wanted.items()}
    missing = [name for name, one in known.items() if one["is_mandatory"] and not one["source_field_name"]]
    lost = [name for name in missing if name not in made]
    if lost:
        raise PlanError(
            f"a {target.name} must have {' and '.join(lost)}, not known of {source.name}; give it in fields"
        )
    return made


def one_field(
    client: Infrahub, source: Kind, target: Kind, known: Mapping[str, Any], name: str, value: Any
) -> dict[str, Any]:
    if name not in known:
        raise PlanError(unknown(f"fields: {target.name} has no field", name, known))
    if not isinstance(value, Mapping) or len(value) != 1 or next(iter(value)) not in WAYS:
        raise PlanError(f"fields.{name} is a dictionary with one of {', '.join(WAYS)}")
    way, given = next(iter(value.items()))
    if way == "use_default":
        return {"use_default_value": True}
    if way == "source_field":
        source.field(given)
        return {"source_field": given}
    if name in target.attributes:
        return {"data": {"attribute_value": sent(target.attributes[name], given, f"fields.{name}.value")}}
    many = target.relations[name]["cardinality"] == "many"
    if many and not isinstance(given, list):
        raise PlanError(f"fields.{name}.value takes a list of peers")
    peers = resolve(client, given if many else [given], f"fields.{name}.value", target.relations[name]["peer"])
    ids = [one["id"] for one in peers]
    return {"data": {"peers_ids": ids} if many else {"peer_id": ids[0]}}


def tell(was: Kind, becomes: Kind, node: Mapping[str, Any]) -> dict[str, Any]:
    changed = was is not becomes
    who = {name: node[name] for name in ("id", "hfid", "display_label") if name in node}
    return {
        "changed": changed,
        "operation": "update" if changed else "none",
        "resource": {"kind": becomes.name, **who},
        "diff": {"before": {"kind": was.name}, "after": {"kind": becomes.name}},
    }


NODE_CONVERT = ModuleSpec(
    INFRAHUB,
    FIELDS,
    run,
    ("operation", "resource"),
    {"mutually_exclusive": [["id", "hfid"]], "required_one_of": [["id", "hfid"]]},
)
