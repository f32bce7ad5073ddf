# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Branches over GraphQL: listing, creating, deleting, rebasing, validating, merging."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .branch import Branch, zulu
from .changes import both, conflicts
from .errors import Refused, branch_not_found
from .features import Feature
from .merge import based_on, merge, rebase
from .store import new_id, now
from .tasks import perform

if TYPE_CHECKING:
    from .gql_run import Run
    from .lab import InfrahubLab

GRAPH_VERSION = 79
FIELDS = ("name", "description", "origin_branch", "branched_from", "sync_with_git", "is_default", "has_schema_changes")
SDL = """
enum BranchStatus { OPEN NEED_REBASE NEED_UPGRADE_REBASE DELETING MERGING MERGE_FAILED MERGED }
type Branch {
  id: String!  name: String!  description: String  origin_branch: String  branched_from: String  status: BranchStatus!
  graph_version: Int  created_at: String  sync_with_git: Boolean  is_default: Boolean
  is_isolated: Boolean @deprecated(reason: "Always true")  has_schema_changes: Boolean @deprecated(reason: "See below")
  schema_differs_from_default_branch: Boolean
}
type RequiredStringValueField { value: String! }
type NonRequiredStringValueField { value: String }
type NonRequiredIntValueField { value: Int }
type NonRequiredBooleanValueField { value: Boolean }
type StatusField { value: BranchStatus! }
type InfrahubBranch {
  id: String!  name: RequiredStringValueField!  description: NonRequiredStringValueField
  origin_branch: NonRequiredStringValueField  branched_from: NonRequiredStringValueField  status: StatusField!
  graph_version: NonRequiredIntValueField  created_at: String  sync_with_git: NonRequiredBooleanValueField
  is_default: NonRequiredBooleanValueField  schema_differs_from_default_branch: NonRequiredBooleanValueField
  has_schema_changes: NonRequiredBooleanValueField @deprecated(reason: "See schema_differs_from_default_branch")
}
type InfrahubBranchMetadata { created_at: DateTime }
type InfrahubBranchEdge { node: InfrahubBranch!  node_metadata: InfrahubBranchMetadata }
type InfrahubBranchPage { count: Int!  edges: [InfrahubBranchEdge!]! }
input BranchCreateInput {
  id: String  name: String!  description: String  origin_branch: String  branched_from: String  sync_with_git: Boolean
  is_isolated: Boolean
}
input BranchNameInput { name: String! }
input BranchDeleteInput { name: String!  delete_from_git: Boolean }
input BranchUpdateInput { name: String!  description: String  is_isolated: Boolean }
input BranchContextAccount { id: String! }
input BranchContext { account: BranchContextAccount }
type BranchCreate { ok: Boolean  object: Branch  task: TaskInfo }
type BranchDelete { ok: Boolean  task: TaskInfo }
type BranchRebase { ok: Boolean  object: Branch  task: TaskInfo }
type BranchMerge { ok: Boolean  object: Branch  task: TaskInfo }
type BranchValidate { ok: Boolean  object: Branch  messages: [String]  task: TaskInfo }
type BranchUpdate { ok: Boolean }
extend type Query {
  Branch(ids: [ID], name: String): [Branch!]!
  InfrahubBranch(limit: Int, offset: Int, ids: [ID], name__value: String, partial_match: Boolean): InfrahubBranchPage!
}
extend type Mutation {
  BranchCreate(
    data: BranchCreateInput!, wait_until_completion: Boolean, background_execution: Boolean, context: BranchContext
  ): BranchCreate
  BranchDelete(data: BranchDeleteInput!, wait_until_completion: Boolean, context: BranchContext): BranchDelete
  BranchRebase(data: BranchNameInput!, wait_until_completion: Boolean, context: BranchContext): BranchRebase
  BranchMerge(data: BranchNameInput!, wait_until_completion: Boolean, context: BranchContext): BranchMerge
  BranchValidate(data: BranchNameInput!, wait_until_completion: Boolean, context: BranchContext): BranchValidate
  BranchUpdate(data: BranchUpdateInput!, context: BranchContext): BranchUpdate
}
"""
SHAPES = (
    (r".*/\.", "/."), (r"\.\.", ".."), (r"^/", "starts with /"), (r"//", "//"), (r"@{", "@{"),
    (r"\\", "backslash (\\)"), (r"[\000-\037\177 ~^:?*[]", "disallowed ASCII characters/patterns"),
    (r"\.lock$", "ends with .lock"), (r"/$", "ends with /"), (r"\.$", "ends with ."),
)  # fmt: skip


def told(lab: InfrahubLab, branch: Branch) -> dict[str, Any]:
    return {
        "id": branch.id, "name": branch.name, "description": branch.description, "origin_branch": "main",
        "branched_from": zulu(branch.branched_from), "status": branch.status, "graph_version": GRAPH_VERSION,
        "created_at": zulu(branch.created_at), "sync_with_git": branch.sync_with_git, "is_default": branch.is_default,
        "is_isolated": True, "has_schema_changes": branch.schema_changed,
        "schema_differs_from_default_branch": branch.schema.hash != lab.main.schema.hash,
    }  # fmt: skip


def listed(run: Run, args: dict[str, Any]) -> Any:
    found = run.lab.branches.values()
    if args.get("name"):
        found = [branch for branch in found if branch.name == args["name"]]
    if args.get("ids"):
        found = [branch for branch in found if branch.id in args["ids"]]
    return [told(run.lab, branch) for branch in found]


def paged(run: Run, args: dict[str, Any]) -> Any:
    found, wanted = list(run.lab.branches.values()), args.get("name__value")
    if wanted is not None:
        loose = args.get("partial_match")
        found = [b for b in found if (wanted.lower() in b.name.lower() if loose else wanted == b.name)]
    if args.get("ids"):
        found = [branch for branch in found if branch.id in args["ids"]]
    edges = []
    start, limit = args.get("offset") or 0, args.get("limit")
    for branch in found[start : start + limit] if limit else found[start:]:
        plain = told(run.lab, branch)
        node = {name: value if name in ("id", "created_at") else {"value": value} for name, value in plain.items()}
        edges.append({"node": node, "node_metadata": {"created_at": branch.created_at}})
    return {"count": len(found), "edges": edges}


def find(run: Run, name: str) -> Branch:
    if name not in run.lab.branches:
        raise branch_not_found(name)
    return run.lab.branches[name]


def check_name(name: str) -> None:
    if len(name) < 3:
        raise Refused("invalid field name: String should have at least 3 characters")
    if len(name) > 250:
        raise Refused("invalid field name: String should have at most 250 characters")
    wrong = [what for pattern, what in SHAPES if re.search(pattern, name)]
    if wrong:
        raise Refused(f"Branch name contains invalid patterns or characters: {', '.join(wrong)}")


def waits(args: dict[str, Any]) -> bool:
    return args.get("wait_until_completion") is not False and not args.get("background_execution")


def create(run: Run, args: dict[str, Any]) -> Any:
    data, lab = args["data"], run.lab
    name = data["name"]
    check_name(name)
    if name in lab.branches:
        raise Refused(f"The branch {name} already exists")

    def work() -> dict[str, Any]:
        at = now()
        lab.branches[name] = made = Branch(
            data.get("id") or new_id(), name, lab.main.schema, based_on(lab.main), data.get("description") or "",
            sync_with_git=data.get("sync_with_git") is not False, created_at=at, created_by=run.by,
            base=dict(lab.main.graph.nodes),
        )  # fmt: skip
        lab.wrote(f"BranchCreate {name}")
        return {"object": told(lab, made)}

    return perform(run, waits(args), f"Create branch {name}", "create-branch", name, work)


def delete(run: Run, args: dict[str, Any]) -> Any:
    branch, lab = find(run, args["data"]["name"]), run.lab
    if branch.is_default:
        raise Refused(f"Unable to delete {branch.name} it is the default branch.")
    if branch.created_by != run.by:
        run.rights.require_here("delete_branch")

    def work() -> None:
        del lab.branches[branch.name]
        lab.wrote(f"BranchDelete {branch.name}")

    return perform(run, waits(args), f"Delete branch {branch.name}", "branch-delete", branch.name, work)


def rebased(run: Run, args: dict[str, Any]) -> Any:
    branch, lab = find(run, args["data"]["name"]), run.lab
    if branch.status == "MERGED":
        raise Refused(f"Branch '{branch.name}' has been merged and is read-only. Rebase is not allowed.")

    def work() -> dict[str, Any]:
        paths = [one.path for one in open_conflicts(lab, branch)]
        if paths:
            advice = (
                "Resolve these conflicts in favor of the branch, in a proposed change or with the ResolveDiffConflict "
                "mutation, or update the data so that both branches agree"
            )
            must = "contains conflicts with the default branch that must be addressed before rebasing"
            raise Refused(f"Branch {branch.name} {must}. {advice}: {', '.join(paths)}.")
        rebase(lab, branch)
        lab.wrote(f"BranchRebase {branch.name}")
        return {"object": told(lab, branch)}

    return perform(run, waits(args), f"Rebase branch {branch.name}", "branch-rebase", branch.name, work)


def open_conflicts(lab: InfrahubLab, branch: Branch) -> list[Any]:
    """Those that nobody resolved in favour of the branch."""
    resolved = lab.state.get("resolved", {})
    found = conflicts(*both(branch, lab.main), branch.schema)
    return [one for one in found if resolved.get((branch.name, one.path)) != "DIFF_BRANCH"]


def merged(run: Run, args: dict[str, Any]) -> Any:
    branch, lab = find(run, args["data"]["name"]), run.lab
    if branch.is_default:
        raise Refused(f"Unable to merge the default branch '{branch.name}'")
    if branch.status == "MERGED":
        raise Refused(f"Branch '{branch.name}' has already been merged")

    def work() -> dict[str, Any]:
        # Even a conflict that was resolved in favour of the branch stands in the way here; a proposed change takes it.
        if conflicts(*both(branch, lab.main), branch.schema):
            advice = "Please create a Proposed Change to resolve the conflicts or manually update them before merging."
            raise Refused(f"Branch {branch.name} contains conflicts with the default branch. {advice}")
        merge(lab, branch)
        lab.wrote(f"BranchMerge {branch.name}")
        return {"object": told(lab, branch)}

    return perform(run, waits(args), f"Merge branch {branch.name}", "branch-merge", branch.name, work)


def validated(run: Run, args: dict[str, Any]) -> Any:
    branch, lab = find(run, args["data"]["name"]), run.lab

    def work() -> dict[str, Any]:
        if conflicts(*both(branch, lab.main), branch.schema):
            raise Refused("branch has some conflicts", status=500)
        return {"object": told(lab, branch), "messages": []}

    return perform(run, waits(args), f"Validate branch {branch.name}", "branch-validate", branch.name, work)


def updated(run: Run, args: dict[str, Any]) -> Any:
    branch, text = find(run, args["data"]["name"]), args["data"].get("description")
    if text is not None and text != branch.description:
        branch.description = text
        run.lab.wrote(f"BranchUpdate {branch.name}")
    return {"ok": True}


BRANCHES = Feature(
    SDL,
    queries={"Branch": listed, "InfrahubBranch": paged},
    mutations={
        "BranchCreate": create, "BranchDelete": delete, "BranchRebase": rebased, "BranchMerge": merged,
        "BranchValidate": validated, "BranchUpdate": updated,
    },
)  # fmt: skip
