# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Merge a branch into the default branch: only what has changes, and nothing while both sides disagree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import ApiError, NotFound, PlanError, PlatformError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, look_until, waiting
from ..changes import COUNTS, compute, totals
from ..client import INFRAHUB
from ..conflicts import conflicts, disputed
from ..jobs import ENDED_BADLY, job_of
from ..resources.branch import BRANCH, ask, the_branch

OPEN, MERGING, MERGED, FAILED = "OPEN", "MERGING", "MERGED", "MERGE_FAILED"
ADVICE = {
    "NEED_REBASE": "rebase it first",
    "NEED_UPGRADE_REBASE": "the server was upgraded since it was made; rebase it first",
    "DELETING": "it is being deleted",
    FAILED: "an earlier merge broke off; see its task in Infrahub, and make a new branch where that cannot be mended",
}
ADVISED = "make both sides alike, or decide in a proposed change"
MERGE = """mutation ($data: BranchNameInput!) {
  BranchMerge(wait_until_completion: false, data: $data) { ok task { id } } }"""


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    client, name = task.client, task.params["name"]
    branch = the_branch(client, name)
    if branch["status"] == MERGING and task.params["wait"] and not task.check_mode:
        await_end(task, name)
    if branch["status"] in (MERGED, MERGING):
        return tell(dict.fromkeys(COUNTS, 0), changed=False)
    if branch["status"] in ADVICE:
        raise PlanError(f"branch {name} cannot be merged, its status is {branch['status']}: {ADVICE[branch['status']]}")
    compute(client, name)
    found = totals(client, name)
    if found["conflicts"]:
        raise disputed(branch, conflicts(client, branch), "merged", ADVISED)
    changed = any(found[count] for count in COUNTS)
    if changed and not task.check_mode:
        merge(task, name)
    return tell(found, changed)


def tell(found: Mapping[str, int], changed: bool) -> dict[str, Any]:
    summary = {count: found[count] for count in COUNTS if count != "conflicts"}
    sides = {"before": {"merged": not changed}, "after": {"merged": True}}
    return {"changed": changed, "operation": "merge" if changed else "none", "summary": summary, "diff": sides}


def merge(task: Task, name: str) -> None:
    """Start it, which on a server with no workers of its own is all of it, and see that it ends well."""
    client, job = task.client, None
    try:
        started = ask(client, MERGE, {"data": {"name": name}}, safe=False)["BranchMerge"]
        job = (started.get("task") or {}).get("id")
    except Uncertain as error:
        pause = task.params["wait_interval"]
        status, begun = look_until(task.outside, lambda: status_of(client, name), lambda now: now != OPEN, pause, pause)
        if not begun:
            raise
        if status == FAILED:
            raise ended(name, status, str(error)) from None
    client.forget_schema()
    if task.params["wait"]:
        await_end(task, name, job, done=(f"the merge of branch {name} was started",))


def await_end(task: Task, name: str, job: str | None = None, done: tuple[str, ...] = ()) -> None:
    """Until the branch is merged. ``job`` is the server's task, ``done`` what this run has begun."""
    client, params = task.client, task.params
    seen: dict[str, str] = {}

    def look() -> str:
        status = status_of(client, name)
        if job and status in (OPEN, MERGING):
            seen.update(job_of(client, job))
        return status

    def over(status: str) -> bool:
        return status not in (OPEN, MERGING) or seen.get("state") in ENDED_BADLY

    try:
        status, is_over = look_until(task.outside, look, over, params["wait_timeout"], params["wait_interval"])
        if is_over and status != MERGED:
            raise ended(name, status, seen.get("error", ""))
        if not is_over:
            state = f"{status}, the state of its task {seen['state']}" if seen.get("state") else status
            limit = params["wait_timeout"]
            raise ApiError(f"branch {name} was not merged within {limit} seconds; its status is {state}")
    except PlatformError as error:
        error.done = list(done)
        raise
    client.forget_schema()


def ended(name: str, status: str, told: str) -> ApiError:
    return ApiError(f"the merge of branch {name} failed, its status is {status}{': ' + told if told else ''}")


def status_of(client: Any, name: str) -> str:
    """MERGED also where it is gone: a server may be told to delete what was merged."""
    try:
        found = BRANCH.store.find(client, {"name": name})
    except NotFound:
        found = []
    return found[0]["status"] if found else MERGED


BRANCH_MERGE = ModuleSpec(INFRAHUB, (Field("name", required=True), *waiting(600)), run, ("operation", "summary"))
