# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""``DiffUpdate`` and the trees that it makes, the resolving of conflicts, and what REST says of files and artifacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from .branches import find, waits
from .diff_tree import tree
from .errors import Denied, Refused
from .features import Feature
from .tasks import perform

if TYPE_CHECKING:
    from .gql_run import Run
    from .lab import InfrahubLab

SDL = """
enum DiffAction { ADDED REMOVED UPDATED UNCHANGED }
enum ConflictSelection { BASE_BRANCH DIFF_BRANCH }
enum RelationshipCardinality { ONE MANY }
type ConflictDetails {
  uuid: String!  base_branch_action: DiffAction!  base_branch_value: String  base_branch_changed_at: DateTime
  base_branch_label: String  diff_branch_action: DiffAction!  diff_branch_value: String
  diff_branch_changed_at: DateTime
  diff_branch_label: String  selected_branch: ConflictSelection  resolvable: Boolean
}
type DiffProperty {
  property_type: String!  last_changed_at: DateTime  previous_value: String  new_value: String  previous_label: String
  new_label: String  status: DiffAction!  path_identifier: String  conflict: ConflictDetails
}
type DiffAttribute {
  name: String!  last_changed_at: DateTime  num_added: Int  num_updated: Int  num_removed: Int  num_conflicts: Int
  status: DiffAction!  path_identifier: String  properties: [DiffProperty]  contains_conflict: Boolean!
  conflict: ConflictDetails
}
type DiffSingleRelationship {
  last_changed_at: DateTime  num_added: Int  num_updated: Int  num_removed: Int  num_conflicts: Int  status: DiffAction!
  peer_id: String!  peer_label: String  path_identifier: String  contains_conflict: Boolean!  conflict: ConflictDetails
  properties: [DiffProperty]
}
type DiffRelationship {
  name: String!  label: String  last_changed_at: DateTime  num_added: Int  num_updated: Int  num_removed: Int
  num_conflicts: Int  cardinality: RelationshipCardinality!  status: DiffAction!  path_identifier: String
  elements: [DiffSingleRelationship!]!  contains_conflict: Boolean!
}
type DiffNodeParent { uuid: String!  kind: String  relationship_name: String }
type DiffNode {
  uuid: String!  kind: String!  label: String!  num_added: Int  num_updated: Int  num_removed: Int  num_conflicts: Int
  status: DiffAction!  path_identifier: String  conflict: ConflictDetails  contains_conflict: Boolean!
  last_changed_at: DateTime  parent: DiffNodeParent  attributes: [DiffAttribute!]!  relationships: [DiffRelationship!]!
}
type DiffTree {
  base_branch: String!  diff_branch: String!  from_time: DateTime!  to_time: DateTime!  name: String  num_added: Int
  num_updated: Int  num_removed: Int  num_conflicts: Int  num_untracked_base_changes: Int
  num_untracked_diff_changes: Int
  nodes: [DiffNode!]
}
type DiffTreeSummary {
  base_branch: String!  diff_branch: String!  from_time: DateTime!  to_time: DateTime!  num_added: Int  num_updated: Int
  num_removed: Int  num_conflicts: Int  num_untracked_base_changes: Int  num_untracked_diff_changes: Int
}
input DiffIncExc { includes: [String]  excludes: [String] }
input DiffStatusIncExc { includes: [DiffAction]  excludes: [DiffAction] }
input DiffFilters { ids: [String]  status: DiffStatusIncExc  kind: DiffIncExc  namespace: DiffIncExc }
input DiffUpdateInput { branch: String!  name: String  from_time: DateTime  to_time: DateTime }
input ResolveDiffConflictInput { conflict_id: String!  selected_branch: ConflictSelection }
input DiffContextAccount { id: String! }
input DiffContext { account: DiffContextAccount }
type DiffUpdate { ok: Boolean  task: TaskInfo }
type ResolveDiffConflict { ok: Boolean }
extend type Query {
  DiffTree(
    branch: String, name: String, from_time: DateTime, to_time: DateTime, root_node_uuids: [String],
    include_parents: Boolean,
    filters: DiffFilters, limit: Int, offset: Int
  ): DiffTree
  DiffTreeSummary(
    branch: String, name: String, from_time: DateTime, to_time: DateTime, filters: DiffFilters
  ): DiffTreeSummary
}
extend type Mutation {
  DiffUpdate(data: DiffUpdateInput!, wait_until_completion: Boolean, context: DiffContext): DiffUpdate
  ResolveDiffConflict(data: ResolveDiffConflictInput!): ResolveDiffConflict
}
"""
COUNTERS = ("num_added", "num_updated", "num_removed", "num_conflicts")


def kept(lab: InfrahubLab) -> dict[tuple[str, str | None], dict[str, Any]]:
    """The trees that were made, by branch and name."""
    return lab.state.setdefault("diffs", {})


def identified(lab: InfrahubLab, branch: str, path: str) -> str:
    """The id of a conflict: the same for as long as the conflict is there."""
    return lab.state.setdefault("conflicts", {}).setdefault((branch, path), str(uuid4()))


def update(run: Run, args: dict[str, Any]) -> Any:
    data, lab = args["data"], run.lab
    branch = find(run, data["branch"])

    def work() -> None:
        made = tree(lab.main, branch, lambda path: identified(lab, branch.name, path), lab.state.get("resolved", {}))
        for name in ("from_time", "to_time"):
            made[name] = data.get(name) or made[name]
        kept(lab)[branch.name, data.get("name")] = {**made, "name": data.get("name")}

    return perform(run, waits(args), f"Update diff for branch {branch.name}", "diff-update", branch.name, work)


def wanted(run: Run, args: dict[str, Any]) -> dict[str, Any] | None:
    return kept(run.lab).get((args.get("branch") or run.branch.name, args.get("name")))


def passes(node: dict[str, Any], filters: dict[str, Any]) -> bool:
    kind = run_kind(node["kind"])
    if filters.get("ids") and node["uuid"] not in filters["ids"]:
        return False
    for name, value in (("status", node["status"]), ("kind", node["kind"]), ("namespace", kind)):
        rule = filters.get(name) or {}
        if rule.get("includes") and not matches(value, rule["includes"], name):
            return False
        if rule.get("excludes") and matches(value, rule["excludes"], name):
            return False
    return True


def run_kind(kind: str) -> str:
    """The namespace of a kind: its first word."""
    rest = next((at for at, letter in enumerate(kind) if at and letter.isupper()), len(kind))
    return kind[:rest]


def matches(value: str, choices: list[str], name: str) -> bool:
    return value in choices if name != "namespace" else any(value == choice for choice in choices)


def shown(run: Run, args: dict[str, Any]) -> Any:
    made = wanted(run, args)
    if made is None:
        return None
    nodes = [node for node in made["nodes"] if passes(node, args.get("filters") or {})]
    start, limit = args.get("offset") or 0, args.get("limit")
    return {**made, "nodes": nodes[start : start + limit] if limit else nodes[start:]}


def summary(run: Run, args: dict[str, Any]) -> Any:
    """The counters of what changed inside the nodes, not of the nodes."""
    made = wanted(run, args)
    if made is None:
        return None
    nodes = [node for node in made["nodes"] if passes(node, args.get("filters") or {})]
    return {**made, **{name: sum(node[name] for node in nodes) for name in COUNTERS}}


def resolve(run: Run, args: dict[str, Any]) -> Any:
    data, lab = args["data"], run.lab
    place = next((key for key, ident in lab.state.get("conflicts", {}).items() if ident == data["conflict_id"]), None)
    if place is None:
        raise Refused(f"Unable to find the conflict {data['conflict_id']}", "NODE_NOT_FOUND", 404)
    resolved = lab.state.setdefault("resolved", {})
    if resolved.get(place) != data.get("selected_branch"):
        resolved[place] = data.get("selected_branch")
        lab.wrote(f"ResolveDiffConflict {place[0]}")
    for (branch, _skip), made in kept(lab).items():
        if branch == place[0]:
            for node in made["nodes"]:
                for part in (
                    node,
                    *node["attributes"],
                    *(e for link in node["relationships"] for e in link["elements"]),
                ):
                    if part["conflict"] and part["conflict"]["uuid"] == data["conflict_id"]:
                        part["conflict"]["selected_branch"] = data.get("selected_branch")
    return {"ok": True}


def routes(lab: InfrahubLab) -> list[BaseRoute]:
    async def nothing(request: Request) -> Response:
        """There are no repositories yet whose files could differ."""
        lab.auth.identity(request, False)
        name = request.query_params.get("branch") or "main"
        if name not in lab.branches:
            raise Denied(400, f"Branch: {name} not found.")
        return JSONResponse({})

    return [Route(f"/api/diff/{what}", lab.guarded(nothing), methods=["GET"]) for what in ("files", "artifacts")]


DIFF = Feature(
    SDL,
    queries={"DiffTree": shown, "DiffTreeSummary": summary},
    mutations={"DiffUpdate": update, "ResolveDiffConflict": resolve},
    routes=routes,
)
