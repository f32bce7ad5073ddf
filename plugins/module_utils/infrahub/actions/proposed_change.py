# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Offer a branch for review, review it, decide its conflicts, merge or close it: each only where it is not so yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...core.ensure import carry_out, outline, show
from ...core.errors import ApiError, PlanError, PlatformError, Uncertain
from ...core.plan import plan
from ...core.spec import Field, ModuleSpec, Task
from ...core.values import given
from ...core.waiting import check_waiting, look_until, waiting
from ..changes import compute
from ..client import INFRAHUB
from ..conflicts import conflicts, disputed
from ..jobs import ENDED_BADLY, job_of
from ..resources.branch import BRANCH, NOWHERE, ask, the_branch
from ..resources.proposed_change import FIELDS, KIND, PROPOSED_CHANGE

ME = "query { AccountProfile { id name { value } } }"
REVIEW = f"""mutation ($data: ProposedChangeReviewInput!) {{ {KIND}Review(data: $data) {{ ok }} }}"""
MERGE = f"""mutation ($data: ProposedChangeMergeInput!) {{
  {KIND}Merge(wait_until_completion: false, data: $data) {{ ok task {{ id }} }} }}"""
CONFLICTS = """query ($branch: String) { DiffTree(branch: $branch, include_parents: false) { nodes {
  conflict { uuid selected_branch } attributes { conflict { uuid selected_branch } }
  relationships { elements { conflict { uuid selected_branch } } } } } }"""
RESOLVE = "mutation ($data: ResolveDiffConflictInput!) { ResolveDiffConflict(data: $data) { ok } }"
SIDES = {"branch": "DIFF_BRANCH", "default": "BASE_BRANCH"}
REVIEWS = {"approved": ("APPROVE", "approved_by"), "rejected": ("REJECT", "rejected_by")}
CANCEL = {"approved_by": "CANCEL_APPROVE", "rejected_by": "CANCEL_REJECT"}
ENDED = ("closed", "canceled")  # the server takes no change of such a one, not even to open it
ADVICE = "make both sides alike, or decide with conflicts"


@dataclass
class Steps:
    """What there is to do after the proposed change itself is as wanted."""

    decisions: list[str] = field(default_factory=list)  # ids of conflicts that nobody has decided
    reviews: list[str] = field(default_factory=list)
    merge: bool = False
    conflicts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.decisions or self.reviews or self.merge)


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    client, params, state = task.client, task.params, task.params["state"]
    current = choose(task)
    if state == "absent" or (current is None and state in ENDED):
        return finish(task, plan(PROPOSED_CHANGE, {}, current, "absent"), Steps())
    if current and current["state"] in ("merged", "merging"):
        if state in ENDED:
            raise PlanError(f"{PROPOSED_CHANGE.title(current)} cannot be {state}, it is {current['state']} already")
        if current["state"] == "merging" and state == "merged" and params["wait"] and not task.check_mode:
            await_end(task, current["id"], None, [])
        return finish(task, plan(PROPOSED_CHANGE, {}, current), Steps())
    if current and current["state"] in ENDED:
        return finish(task, plan(PROPOSED_CHANGE, {}, current), Steps())
    desired = {**given(FIELDS, params), "state": "open" if state == "merged" else state}
    desired.pop("id", None)
    if current is None:
        desired.update(destination_branch=desired.get("destination_branch") or default_branch(client))
        if desired.get("source_branch"):
            the_branch(client, desired["source_branch"])
    planned = plan(PROPOSED_CHANGE, desired, current)
    return finish(task, planned, steps(task, planned.after or {}, current))


def choose(task: Task) -> dict[str, Any] | None:
    """The one that is meant: of several of one name the one that is open, else the last that was merged or ended.

    A merged one is not meant any more where its branch was made anew.
    """
    params, client, state = task.params, task.client, task.params["state"]
    wanted = {name: params[name] for name in ("id", "name", "source_branch") if params[name]}
    found = sorted(PROPOSED_CHANGE.store.find(client, wanted), key=lambda one: one["id"])
    if params["id"]:
        return named_by_id(found, params["id"], state)
    opened = [one for one in found if one["state"] in ("open", "merging")]
    several = found if state == "absent" else opened
    if len(several) > 1:
        ids = ", ".join(one["id"] for one in several)
        raise PlanError(f'{len(several)} proposed changes are called "{params["name"]}": {ids}; say which with id')
    if state in ("open", "merged") and not opened:
        found = [one for one in found if one["state"] == "merged" and not renewed(client, one)]
    return (opened or found or [None])[-1]


def named_by_id(found: list[dict[str, Any]], id_: str, state: str) -> dict[str, Any] | None:
    if not found and state != "absent":
        raise PlanError(f"Infrahub has no proposed change with the id {id_}")
    if found and found[0]["state"] in ENDED and state in ("open", "merged"):
        title = PROPOSED_CHANGE.title(found[0])
        raise PlanError(f"{title} is {found[0]['state']}, which is for good; give name and source_branch for a new one")
    return found[0] if found else None


def renewed(client: Any, one: Mapping[str, Any]) -> bool:
    if one["state"] != "merged":
        return False
    branches = BRANCH.store.find(client, {})
    return any(branch["name"] == one["source_branch"] and branch["status"] != "MERGED" for branch in branches)


def default_branch(client: Any) -> str:
    return next(one["name"] for one in BRANCH.store.find(client, {}) if one["is_default"])


def steps(task: Task, after: Mapping[str, Any], current: Mapping[str, Any] | None) -> Steps:
    """Looks at reviews and conflicts, as far as they matter."""
    client, params = task.client, task.params
    made = Steps(merge=params["state"] == "merged")
    if made.merge and after.get("is_draft"):
        raise PlanError(f"{PROPOSED_CHANGE.title(after)} is a draft, which cannot be merged; give is_draft: false")
    if params["review"]:
        made.reviews = reviews(client, params["review"], current or {})
    if made.merge or params["conflicts"]:
        branch = the_branch(client, after["source_branch"])
        compute(client, branch["name"])
        made.conflicts = conflicts(client, branch)
        undecided = [one for one in made.conflicts if one["decision"] is None]
        if undecided and params["conflicts"]:
            made.decisions = open_ids(client, branch["name"])
            made.conflicts = [{**one, "decision": one["decision"] or params["conflicts"]} for one in made.conflicts]
        elif undecided and made.merge:
            raise disputed(branch, undecided, "merged", ADVICE)
    return made


def reviews(client: Any, wanted: str, current: Mapping[str, Any]) -> list[str]:
    """The decisions to send, so that this account's review is as wanted."""
    me = client.graphql(ME, branch=NOWHERE)["AccountProfile"]["name"]["value"]
    given_now = [name for name in CANCEL if me in current.get(name, ())]
    if wanted == "none":
        return [CANCEL[name] for name in given_now]
    decision, place = REVIEWS[wanted]
    return [] if place in given_now else [decision]


def open_ids(client: Any, branch: str) -> list[str]:
    found = []
    for node in ask(client, CONFLICTS, {"branch": branch})["DiffTree"]["nodes"]:
        elements = [one for relation in node["relationships"] for one in relation["elements"]]
        found += [part["conflict"] for part in (node, *node["attributes"], *elements) if part["conflict"]]
    return [one["uuid"] for one in found if not one["selected_branch"]]


def finish(task: Task, planned: Any, todo: Steps) -> dict[str, Any]:
    """Carry it out unless in check mode, and tell."""
    after = planned.after
    done: list[str] = []
    if not task.check_mode and (planned.changed or todo.any):
        after = write(task, planned, todo, done)
    told = [outline(PROPOSED_CHANGE, side) for side in (planned.before, planned.after)]
    if todo.merge:
        told[1]["state"] = "merged"
        after = {**(after or {}), "state": "merged"} if task.check_mode or task.params["wait"] else after
    for name, each in (("reviews", todo.reviews), ("decided", todo.decisions)):
        if each:
            told[1][name] = each
    operation = "merge" if todo.merge else "update" if todo.any and not planned.changed else planned.operation
    return {
        "changed": bool(planned.changed or todo.any),
        "operation": operation,
        "resource": show(PROPOSED_CHANGE, after),
        "conflicts": todo.conflicts,
        "diff": {"before": told[0], "after": told[1]},
    }


def write(task: Task, planned: Any, todo: Steps, done: list[str]) -> dict[str, Any] | None:
    client = task.client
    try:
        after = carry_out(PROPOSED_CHANGE, planned, client)
        if planned.changed:
            done.append(f"{planned.operation} of the proposed change")
        if not todo.any:
            return after
        id_ = (after or {}).get("id") or (planned.before or {})["id"]
        for uuid in todo.decisions:
            choice = {"conflict_id": uuid, "selected_branch": SIDES[task.params["conflicts"]]}
            ask(client, RESOLVE, {"data": choice})
        for decision in todo.reviews:
            ask(client, REVIEW, {"data": {"id": id_, "decision": decision}})
        if todo.merge:
            merge(task, id_, done)
        return found(client, id_)
    except PlatformError as error:
        error.done = error.done or done
        raise


def found(client: Any, id_: str) -> dict[str, Any]:
    return PROPOSED_CHANGE.store.find(client, {"id": id_})[0]


def merge(task: Task, id_: str, done: list[str]) -> None:
    client, job = task.client, None
    try:
        started = ask(client, MERGE, {"data": {"id": id_}}, safe=False)[f"{KIND}Merge"]
        job = (started.get("task") or {}).get("id")
    except Uncertain:
        pause = task.params["wait_interval"]
        _state, begun = look_until(
            task.outside, lambda: found(client, id_)["state"], lambda state: state != "open", pause, pause
        )
        if not begun:
            raise
    client.forget_schema()
    if task.params["wait"]:
        await_end(task, id_, job, [*done, "the merge was started"])


def await_end(task: Task, id_: str, job: str | None, done: list[str]) -> None:
    client, params = task.client, task.params
    seen: dict[str, str] = {}

    def look() -> str:
        state = found(client, id_)["state"]
        if job and state != "merged":
            seen.update(job_of(client, job))
        return state

    def over(state: str) -> bool:
        return state not in ("open", "merging") or seen.get("state") in ENDED_BADLY

    try:
        state, is_over = look_until(task.outside, look, over, params["wait_timeout"], params["wait_interval"])
        if not is_over:
            limit = params["wait_timeout"]
            raise ApiError(f"the proposed change was not merged within {limit} seconds; its state is {state}")
        if state != "merged":
            told = f": {seen['error']}" if seen.get("error") else ""
            raise ApiError(f"the merge of the proposed change failed, its state is {state}{told}")
    except PlatformError as error:
        error.done = done
        raise
    client.forget_schema()


STATES = ("open", "merged", "closed", "canceled", "absent")
OPTIONS = (
    *(one for one in FIELDS if not one.computed and one.name not in ("name", "source_branch", "state")),
    Field("name"),
    Field("id"),
    Field("source_branch"),
    Field("state", default="open", choices=STATES),
    Field("review", choices=("approved", "rejected", "none")),
    Field("conflicts", choices=("branch", "default")),
    *waiting(600),
)
PROPOSED = ModuleSpec(
    INFRAHUB, OPTIONS, run, ("operation", "resource", "conflicts"), {"required_one_of": [["name", "id"]]}
)
