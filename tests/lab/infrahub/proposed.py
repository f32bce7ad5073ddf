# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Proposed changes: what may be proposed, reviews, and merging a branch by way of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import nodes
from .branches import waits
from .changes import both, conflicts
from .errors import Refused, not_found
from .features import Feature
from .hooks import Hook, hook
from .links import join, part
from .merge import merge
from .schema_kind import Kind, key_of
from .store import Change, Node
from .tasks import perform

if TYPE_CHECKING:
    from .gql_run import Run

KIND = "CoreProposedChange"
SDL = """
enum ProposedChangeApprovalDecision { APPROVE CANCEL_APPROVE REJECT CANCEL_REJECT }
input ProposedChangeMergeInput { id: String! }
input ProposedChangeReviewInput { id: String!  decision: ProposedChangeApprovalDecision! }
type ProposedChangeMerge { ok: Boolean  task: TaskInfo }
type ProposedChangeReview { ok: Boolean }
extend type Mutation {
  CoreProposedChangeMerge(data: ProposedChangeMergeInput!, wait_until_completion: Boolean): ProposedChangeMerge
  CoreProposedChangeReview(data: ProposedChangeReviewInput!): ProposedChangeReview
}
"""
REVIEWS = {
    "APPROVE": ("approved_by", "rejected_by"), "REJECT": ("rejected_by", "approved_by"),
    "CANCEL_APPROVE": (None, "approved_by"), "CANCEL_REJECT": (None, "rejected_by"),
}  # fmt: skip


class Proposed(Hook):
    def before_create(self, _change: Change, _kind: Kind, data: dict[str, Any]) -> dict[str, Any]:
        source, target = ((data.get(name) or {}).get("value") for name in ("source_branch", "destination_branch"))
        if source == target:
            raise Refused("The source and destination branch can't be the same")
        if target != "main":
            raise Refused("Currently only the 'main' branch is supported as a destination for a proposed change")
        if (data.get("state") or {}).get("value", "open") != "open":
            raise Refused("A proposed change has to be in the open state during creation")
        return data

    def before_update(self, _change: Change, _kind: Kind, node: Node, data: dict[str, Any]) -> dict[str, Any]:
        if node.value("state") in ("merged", "closed", "canceled"):
            raise Refused(f"A proposed change in the {node.value('state')} state is not allowed to be updated")
        return data


def found(run: Run, args: dict[str, Any]) -> Node:
    node = run.view.get(args["data"]["id"])
    if node is None or node.kind != KIND:
        raise not_found(KIND, args["data"]["id"])
    return node


def merged(run: Run, args: dict[str, Any]) -> Any:
    lab, node = run.lab, found(run, args)
    if node.value("state") != "open":
        raise Refused("Only proposed change in OPEN state can be merged", status=500)
    if node.value("is_draft"):
        raise Refused("A draft proposed change is not allowed to be merged", status=500)
    branch = lab.branches[node.value("source_branch")]
    decided = lab.state.get("resolved", {})
    disputed = conflicts(*both(branch, lab.main), branch.schema)
    if any(decided.get((branch.name, one.path)) is None for one in disputed):
        raise Refused("Data conflicts found on branch and missing decisions about what branch to keep", status=500)

    def work() -> None:
        lost = {(one.node, one.field) for one in disputed if decided[branch.name, one.path] == "BASE_BRANCH"}
        merge(lab, branch, lost)
        nodes.update(lab.main_view(), KIND, {"id": node.id, "state": {"value": "merged"}}, run.by)
        lab.wrote(f"CoreProposedChangeMerge {branch.name}")

    reply = perform(run, waits(args), f"Merge proposed change {node.label}", "proposed-change-merge", branch.name, work)
    return {"ok": True, "task": reply["task"]}


def reviewed(run: Run, args: dict[str, Any]) -> Any:
    run.rights.require_here("review_proposed_change")
    node, change = found(run, args), Change(run.view, run.by)
    if node.value("state") != "open":
        raise Refused(f"A proposed change in the {node.value('state')} state is not allowed to be reviewed")
    if node.created_by == run.by:
        raise Refused("You cannot review your own proposed changes")
    me, kind = run.view.get(run.by or ""), run.view.schema.kinds[KIND]
    if me is None:
        raise Refused("Authentication is required", "AUTHENTICATION_REQUIRED", 401)
    into, out_of = REVIEWS[args["data"]["decision"]]
    if me.id in node.peers(key_of(kind.relationships[out_of])):
        part(change, node, kind.relationships[out_of], me.id)
    if into is not None:
        join(change, change.get(node.id) or node, kind.relationships[into], change.get(me.id) or me, {})
    if change.touched:
        change.commit()
        run.lab.wrote(f"CoreProposedChangeReview {args['data']['decision']}")
    return {"ok": True}


hook(KIND, Proposed())
PROPOSED = Feature(SDL, mutations={"CoreProposedChangeMerge": merged, "CoreProposedChangeReview": reviewed})
