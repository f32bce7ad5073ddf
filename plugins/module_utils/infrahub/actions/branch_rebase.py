# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Bring what the default branch has become to a branch that left it earlier; nothing where it has not changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import ApiError, GraphQLError, PlanError, PlatformError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, look_until, waiting
from ..changes import compute, totals
from ..client import INFRAHUB, Infrahub
from ..conflicts import conflicts, disputed
from ..jobs import ENDED_BADLY, ENDED_WELL, job_of
from ..resources.branch import BRANCH, NOWHERE, ask, the_branch

OUTDATED = ("NEED_REBASE", "NEED_UPGRADE_REBASE")
FINAL = {
    "MERGED": "it is merged already; make a new branch",
    "MERGING": "it is being merged",
    "MERGE_FAILED": "a merge of it broke off; see its task in Infrahub",
    "DELETING": "it is being deleted",
}
ADVICE = "make both sides alike, or decide for the branch in a proposed change"
REBASE = """mutation ($data: BranchNameInput!) {
  BranchRebase(wait_until_completion: false, data: $data) { ok task { id } } }"""
NEWER = """query ($since: DateTime) {
  newer: CoreNode(node_metadata__updated_at__after: $since) { count } all: CoreNode { count } }"""


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    client, name = task.client, task.params["name"]
    branch = the_branch(client, name)
    if branch["status"] in FINAL:
        raise PlanError(f"branch {name} cannot be rebased: {FINAL[branch['status']]}")
    compute(client, name)
    open_ones = undecided(client, branch)
    if open_ones:
        raise disputed(branch, open_ones, "rebased", ADVICE)
    changed = branch["status"] in OUTDATED or outdated(client, branch)
    sides = {"before": {"up_to_date": not changed}, "after": {"up_to_date": True}}
    result = {"changed": changed, "operation": "rebase" if changed else "none", "diff": sides}
    if changed and task.check_mode:
        return result
    return {**result, "branched_from": rebase(task, branch) if changed else branch["branched_from"]}


def undecided(client: Infrahub, branch: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A conflict that was decided for the branch does not stand in the way of a rebase."""
    if not totals(client, branch["name"])["conflicts"]:
        return []
    return [one for one in conflicts(client, branch) if one["decision"] != "branch"]


def outdated(client: Infrahub, branch: Mapping[str, Any]) -> bool:
    """Whether the default branch has other nodes or another schema than when the branch left it.

    Nodes that have gone since are not listed as newer: they are noticed by their number. Where the branch has a schema
    of its own, nobody tells what the default branch's was, so it may be newer.
    """
    since = branch["branched_from"]
    if branch["has_schema_changes"] or schema_hash(client, branch["name"]) != schema_hash(client, None):
        return True
    try:
        now = client.graphql(NEWER, {"since": since}, branch=NOWHERE)
    except GraphQLError as error:
        if "Unknown argument" in str(error):  # an older server, which cannot be asked
            return True
        raise
    then = client.graphql("query { CoreNode { count } }", branch=NOWHERE, at=since)
    return bool(now["newer"]["count"]) or now["all"]["count"] != then["CoreNode"]["count"]


def schema_hash(client: Infrahub, branch: str | None) -> str:
    return client.rest("GET", "/api/schema/summary", branch=branch)["main"]


def rebase(task: Task, branch: Mapping[str, Any]) -> str:
    """Start it, and see that it ends well; the instant that the branch now begins at."""
    client, name, before = task.client, branch["name"], branch["branched_from"]
    job = None

    def begun() -> str:
        return BRANCH.store.find(client, {"name": name})[0]["branched_from"]

    try:
        started = ask(client, REBASE, {"data": {"name": name}}, safe=False)["BranchRebase"]
        job = (started.get("task") or {}).get("id")
    except Uncertain:
        pause = task.params["wait_interval"]
        _since, moved = look_until(task.outside, begun, lambda since: since != before, pause, pause)
        if not moved:
            raise
    client.forget_schema()
    if task.params["wait"]:
        await_end(task, name, job)
    return begun()


def await_end(task: Task, name: str, job: str | None) -> None:
    """A server that does not list the task, such as one without workers, has done it before it answered."""
    client, params = task.client, task.params

    def look() -> Mapping[str, str]:
        return (job_of(client, job) if job else {}) or {"state": ENDED_WELL}

    def over(seen: Mapping[str, str]) -> bool:
        return seen["state"] in (ENDED_WELL, *ENDED_BADLY)

    try:
        seen, done = look_until(task.outside, look, over, params["wait_timeout"], params["wait_interval"])
        if not done:
            limit = params["wait_timeout"]
            raise ApiError(
                f"branch {name} was not rebased within {limit} seconds; the state of its task is {seen['state']}"
            )
        if seen["state"] in ENDED_BADLY:
            raise ApiError(f"the rebase of branch {name} failed, its task is {seen['state']}: {seen['error']}")
    except PlatformError as error:
        error.done = [f"the rebase of branch {name} was started"]
        raise
    client.forget_schema()


BRANCH_REBASE = ModuleSpec(INFRAHUB, (Field("name", required=True), *waiting(600)), run, ("operation", "branched_from"))
