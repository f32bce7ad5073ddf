# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Background tasks. What a task does is done at once; its state may be told as RUNNING for some questions first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Sequence
from uuid import uuid4

from .errors import ManyRefused, Refused
from .features import Feature
from .store import Node, now

if TYPE_CHECKING:
    from .gql_run import Run
    from .lab import InfrahubLab

SDL = """
enum StateType { SCHEDULED PENDING RUNNING COMPLETED FAILED CANCELLED CRASHED PAUSED CANCELLING }
type TaskInfo { id: String! }
type TaskLog { message: String!  severity: String!  timestamp: String! }
type TaskLogEdge { node: TaskLog! }
type TaskLogs { count: Int!  edges: [TaskLogEdge!]! }
type TaskRelatedNode { id: String!  kind: String! }
type TaskAction { action: String!  available: Boolean!  unavailability_reason: String }
type TaskError { status_class: String  message: String  remediation: String }
type Task {
  id: String!  title: String!  state: StateType!  conclusion: String!  progress: Float  workflow: String  branch: String
  created_at: String!  updated_at: String!  start_time: String  parameters: GenericScalar  tags: [String!]
  related_node: String  related_node_kind: String  related_nodes: [TaskRelatedNode!]  logs: TaskLogs
  available_actions: [TaskAction!]!  error: TaskError
}
type TaskEdge { node: Task! }
type Tasks { count: Int!  edges: [TaskEdge!]! }
input TaskActionInput { id: String! }
type InfrahubTaskRetry { ok: Boolean  task: TaskInfo }
type InfrahubTaskCancel { ok: Boolean  task: TaskInfo }
extend type Mutation {
  InfrahubTaskRetry(data: TaskActionInput!): InfrahubTaskRetry
  InfrahubTaskCancel(data: TaskActionInput!): InfrahubTaskCancel
}
extend type Query {
  InfrahubTask(
    limit: Int, offset: Int, ids: [String], branch: String, state: [StateType], workflow: [String],
    related_node__ids: [String], q: String, log_limit: Int, log_offset: Int
  ): Tasks!
  InfrahubTaskBranchStatus(branch: String): Tasks!
}
"""
RUNNING = "RUNNING"


def tasks(lab: InfrahubLab) -> list[dict[str, Any]]:
    return lab.state.setdefault("tasks", [])


def started(
    lab: InfrahubLab, title: str, workflow: str, branch: str, nodes: Sequence[Node] = (),
    done: Callable[[dict[str, Any]], Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """``nodes`` are those that it is about. ``done`` is called when it is told to have ended, and may say how."""
    at = now()
    task = {
        "id": str(uuid4()), "title": title, "state": "COMPLETED", "conclusion": "success", "progress": None,
        "workflow": workflow, "branch": branch, "created_at": at, "updated_at": at, "start_time": at, "parameters": {},
        "tags": ["infrahub.app", f"infrahub.app/branch/{branch}"], "available_actions": [],
        "related_nodes": [{"id": node.id, "kind": node.kind} for node in nodes], "error": None, "logs": [],
        "polls": lab.task_polls, "done": done,
    }  # fmt: skip
    tasks(lab).append(task)
    ended(task)
    return task


def ended(task: dict[str, Any]) -> None:
    if task["polls"] <= 0 and task["done"]:
        done, task["done"] = task["done"], None
        done(task)


def failed(task: dict[str, Any], why: str) -> None:
    task["state"], task["conclusion"] = "FAILED", "failure"
    task["logs"].append({"message": why, "severity": "error", "timestamp": task["updated_at"]})


def perform(run: Run, wait: bool, title: str, workflow: str, branch: str, work: Callable[[], Any]) -> dict[str, Any]:
    """The reply of a mutation that may run in the background: a refusal of such a one is found in its task."""
    if wait:
        started(run.lab, title, workflow, branch)
        return {"ok": True, "task": None, **(work() or {})}
    task = started(run.lab, title, workflow, branch)
    try:
        work()
    except (Refused, ManyRefused) as error:
        failed(task, str(error))
    return {"ok": True, "object": None, "task": {"id": task["id"]}}


def told(task: dict[str, Any]) -> dict[str, Any]:
    shown = dict(task)
    if task["polls"] > 0:
        task["polls"] -= 1
        shown["state"], shown["conclusion"] = RUNNING, "unknown"
        ended(task)
    shown["logs"] = {"count": len(task["logs"]), "edges": [{"node": log} for log in task["logs"]]}
    return {"node": shown}


def listed(run: Run, args: dict[str, Any]) -> Any:
    found = list(reversed(tasks(run.lab)))
    for name, key in (("ids", "id"), ("state", "state"), ("workflow", "workflow")):
        if args.get(name):
            found = [
                task for task in found if (RUNNING if key == "state" and task["polls"] > 0 else task[key]) in args[name]
            ]
    if args.get("branch"):
        found = [task for task in found if task["branch"] == args["branch"]]
    if args.get("q"):
        found = [task for task in found if args["q"].lower() in task["title"].lower()]
    if args.get("related_node__ids"):
        wanted = set(args["related_node__ids"])
        found = [task for task in found if wanted & {node["id"] for node in task["related_nodes"]}]
    start, limit = args.get("offset") or 0, 10 if args.get("limit") is None else args["limit"]
    return {"count": len(found), "edges": [told(task) for task in found[start : start + limit]]}


def act(run: Run, args: dict[str, Any], verb: str, state: str) -> Any:
    """Only tasks that offer it, as deliveries of webhooks do, can be retried or cancelled."""
    task = next((one for one in tasks(run.lab) if one["id"] == args["data"]["id"]), None)
    if task is None:
        raise Refused("This delivery is no longer available.")
    offered = next((one for one in task["available_actions"] if one["action"] == verb), None)
    if offered is None or not offered["available"]:
        why = (offered or {}).get("unavailability_reason") or "it is not supported for this task"
        raise Refused(f"{verb.capitalize()} is unavailable: {why}.")
    task.update(state=state, conclusion="unknown" if state == RUNNING else "cancelled", available_actions=[], polls=0)
    run.lab.wrote(f"InfrahubTask {verb}")
    return {"ok": True, "task": {"id": task["id"]}}


TASKS = Feature(
    SDL,
    queries={"InfrahubTask": listed, "InfrahubTaskBranchStatus": listed},
    mutations={
        "InfrahubTaskRetry": lambda run, args: act(run, args, "retry", RUNNING),
        "InfrahubTaskCancel": lambda run, args: act(run, args, "cancel", "CANCELLED"),
    },
)
