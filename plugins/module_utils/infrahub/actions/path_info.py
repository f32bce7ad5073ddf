# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Ways through the graph: the paths between two nodes, and the nodes of some kinds that can be reached from one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import GraphQLError, PlanError, PlatformError
from ...core.spec import Field, ModuleSpec, Task
from ..client import INFRAHUB, Infrahub
from ..members import resolve

OLDEST = "1.10"
MISSING = ("Cannot query field", "Unknown type")
NODE = "id kind label display_label hfid"
PATH = f"depth hops {{ node {{ {NODE} }} relationship {{ from_rel from_label to_rel to_label kind }} }}"
PATHS = f"""query ($data: PathTraversalInput!) {{ InfrahubPathTraversal(data: $data) {{
  count excluded_kinds truncated_at_depth source {{ {NODE} }} destination {{ {NODE} }} paths {{ {PATH} }} }} }}"""
REACHABLE = f"""query ($data: ReachableNodesInput!) {{ InfrahubReachableNodes(data: $data) {{
  count source {{ {NODE} }} dependencies {{ depth node {{ {NODE} }} path {{ {PATH} }} }} }} }}"""
BOTH = {"max_depth": "max_depth", "max_paths": "max_paths", "shortest_only": "shortest_paths_only"}
BETWEEN = {
    "kinds": "kind_filter",
    "relationships": "relationship_filter",
    "exclude_namespaces": "excluded_namespaces",
    "exclude_kinds": "excluded_kinds",
    "include_kinds": "included_kinds",
}
REACHING = {"max_results": "max_results"}


def run(task: Task) -> dict[str, Any]:
    client, params = task.client, task.params
    between = params["destination"] is not None
    others = REACHING if between else BETWEEN
    wrong = sorted(name for name in others if params[name] is not None)
    if wrong:
        raise PlanError(f"{wrong[0]} is for {'target_kinds' if between else 'destination'}; leave it out, or give that")
    for kind in (*(params["target_kinds"] or ()), *(params["kinds"] or ()), *(params["exclude_kinds"] or ())):
        client.kind(kind)
    source = end(client, params["source"], "source")
    data = {"source_id": source, **given({**BOTH, **(BETWEEN if between else REACHING)}, params)}
    if between:
        return paths(client, {**data, "destination_id": end(client, params["destination"], "destination")}, params)
    return reachable(client, {**data, "target_kinds": params["target_kinds"]}, params)


def end(client: Infrahub, value: Any, place: str) -> str:
    return resolve(client, [value], place)[0]["id"]


def given(wire: Mapping[str, str], params: Mapping[str, Any]) -> dict[str, Any]:
    return {theirs: params[ours] for ours, theirs in wire.items() if params[ours] is not None}


def paths(client: Infrahub, data: Mapping[str, Any], params: Mapping[str, Any]) -> dict[str, Any]:
    told = ask(client, PATHS, data, params)["InfrahubPathTraversal"]
    return {"changed": False, "exists": bool(told["paths"]), **told}


def reachable(client: Infrahub, data: Mapping[str, Any], params: Mapping[str, Any]) -> dict[str, Any]:
    told = ask(client, REACHABLE, data, params)["InfrahubReachableNodes"]
    nodes = [{**one["node"], "depth": one["depth"], "path": one["path"]} for one in told["dependencies"]]
    return {"changed": False, "exists": bool(nodes), "count": told["count"], "source": told["source"], "nodes": nodes}


def ask(client: Infrahub, text: str, data: Mapping[str, Any], params: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return client.graphql(text, {"data": dict(data)}, at=params["at"])
    except GraphQLError as error:
        raise too_old(client, error) from None


def too_old(client: Infrahub, error: GraphQLError) -> PlatformError:
    """The server does not know the question: then it is one of before it could answer it."""
    known = ("InfrahubPathTraversal", "InfrahubReachableNodes", "PathTraversalInput", "ReachableNodesInput")
    text = str(error)
    if not (any(mark in text for mark in MISSING) and any(name in text for name in known)):
        return error
    version = client.graphql("query { InfrahubInfo { version } }")["InfrahubInfo"]["version"]
    return PlanError(f"infrahub_path_info needs Infrahub {OLDEST}; this is {version}")


LISTS = ("target_kinds", "kinds", "relationships", "exclude_namespaces", "exclude_kinds", "include_kinds")
PATH_INFO = ModuleSpec(
    INFRAHUB,
    (
        Field("source", "raw", required=True),
        Field("destination", "raw"),
        *(Field(name, "list", elements="str") for name in LISTS),
        *(Field(name, "int") for name in ("max_depth", "max_paths", "max_results")),
        Field("shortest_only", "bool"),
        Field("at"),
    ),
    run,
    ("exists", "count", "source", "destination", "paths", "nodes", "excluded_kinds", "truncated_at_depth"),
    {
        "required_one_of": [["destination", "target_kinds"]],
        "mutually_exclusive": [["destination", "target_kinds"]],
    },
)
