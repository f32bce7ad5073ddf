# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Artifacts as a user sees them, looked up by id, by name and the node that they are of, or by their definition."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from ..core.contents import Fetch, text_or_data, whole
from ..core.errors import PlanError
from ..core.spec import Field
from ..core.words import unknown
from .client import Infrahub
from .peers import is_id
from .progress import reason

WHICH = (Field("artifact_id"), Field("artifact_name"), Field("target_id"))
RULES = {
    "required_together": [["artifact_name", "target_id"]],
    "mutually_exclusive": [["artifact_id", "artifact_name"]],
}
READY, UNDECIDED = "Ready", ("Pending", "Processing")
PLAIN = ("name", "status", "content_type", "checksum", "storage_id")


def values(*names: str) -> str:
    """A selection of these attributes."""
    return " ".join(f"{name} {{ value }}" for name in names)


NODE = f"id {values(*PLAIN)} object {{ node {{ id display_label }} }} definition {{ node {{ {values('name')} }} }}"
HEAD = "$ids: [ID], $name: String, $objects: [ID], $definitions: [ID]"
TEXT = f"""query ({HEAD}) {{
  CoreArtifact(ids: $ids, name__value: $name, object__ids: $objects, definition__ids: $definitions, limit: 0) {{
    edges {{ node {{ {NODE} }} }} }} }}"""


def look_up(client: Infrahub, **filters: Any) -> list[dict[str, Any]]:
    given = {name: value for name, value in filters.items() if value is not None}
    return [told(edge["node"]) for edge in client.graphql(TEXT, given)["CoreArtifact"]["edges"]]


def told(node: Mapping[str, Any]) -> dict[str, Any]:
    made = {"id": node["id"], **{name: node[name]["value"] for name in PLAIN}}
    target, definition = node["object"]["node"], node["definition"]["node"]
    made["target"] = target and {"id": target["id"], "display_label": target["display_label"]}
    made["definition"] = definition and definition["name"]["value"]
    return made


def the_artifact(client: Infrahub, params: Mapping[str, Any]) -> dict[str, Any]:
    """The one that the options mean."""
    if params["artifact_id"]:
        found = look_up(client, ids=[params["artifact_id"]])
        if not found:
            raise PlanError(f"Infrahub has no artifact with the id {params['artifact_id']}")
        return found[0]
    name, target = params["artifact_name"], params["target_id"]
    if not is_id(target):
        raise PlanError(f'target_id: "{target}" is no id; give the id of a node, as infrahub_node tells it')
    every = look_up(client, objects=[target])
    mine = [one for one in every if one["name"] == name]
    if not mine:
        raise PlanError(unknown(f"node {target} has no artifact", name, {one["name"] for one in every}))
    if len(mine) > 1:
        ids = ", ".join(one["id"] for one in mine)
        raise PlanError(f"node {target} has {len(mine)} artifacts {name} (artifact_id: {ids}); give artifact_id")
    return mine[0]


def title_of(artifact: Mapping[str, Any]) -> str:
    target = artifact["target"] or {}
    return f"artifact {artifact['name']} of {target.get('display_label') or target.get('id')}"


def fetch_of(client: Infrahub, artifact: Mapping[str, Any]) -> Fetch:
    """What brings its content; an error where there is none, with what the server says of that."""
    if artifact["status"] != READY or not artifact["storage_id"]:
        why = reason(client, [artifact["target"]["id"]], ["artifact-generate"]) if artifact["status"] == "Error" else ""
        title = f"{title_of(artifact)} is {artifact['status']}"
        raise PlanError(f"{title}{why and ': '}{why}; see infrahub_artifact_generate")
    return partial(client.receive, f"/api/storage/object/{artifact['storage_id']}")


def content_of(client: Infrahub, artifact: Mapping[str, Any]) -> dict[str, Any]:
    """Its content as ``json`` or as ``text``."""
    _headers, content = whole(fetch_of(client, artifact))
    return text_or_data(content, artifact["content_type"], title_of(artifact))
