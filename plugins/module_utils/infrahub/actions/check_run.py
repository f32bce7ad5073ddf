# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Run the checks of a proposed change again, and tell what they found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, waiting
from ...core.words import unknown
from ..artifacts import values
from ..client import INFRAHUB, Infrahub
from ..peers import is_id
from ..progress import about, await_state, under_way
from ..resources.branch import ask
from ..resources.proposed_change import PROPOSED_CHANGE
from ..tasks import look_up

RUN = "mutation ($data: ProposedChangeRequestRunCheckInput!) { CoreProposedChangeRunCheck(data: $data) { ok } }"
CHECK = ("name", "label", "kind", "message", "conclusion", "severity")
VALIDATOR = ("label", "state", "conclusion", "started_at", "completed_at")
VALIDATORS = f"""query ($ids: [ID]) {{ CoreValidator(proposed_change__ids: $ids, limit: 0) {{ edges {{ node {{
  id __typename {values(*VALIDATOR)} checks {{ edges {{ node {{ id {values(*CHECK)} }} }} }} }} }} }} }}"""
TYPES = ("all", "artifact", "data", "generator", "repository", "schema", "test", "user")
FLOWS = (
    "proposed-changed-pipeline", "proposed-changed-data-integrity", "proposed-changed-schema-integrity",
    "proposed-changed-user-tests", "proposed-changed-refresh-artifacts", "proposed-changed-run-generator",
    "proposed-changed-repository-checks", "artifacts-generation-validation", "request-generator-definition-check",
    "run-generator-as-check", "git-repository-check-artifact-create", "git-repository-user-checks-definition-trigger",
    "git-repository-run-user-check", "git-repository-trigger-user-checks", "git-repository-trigger-internal-checks",
    "git-repository-check-merge-conflict",
)  # fmt: skip
DONE, GOOD = "completed", "success"
LATEST = 30  # seconds within which checks begin
Found = Sequence[Mapping[str, Any]]


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    client, params = task.client, task.params
    change = the_change(client, params["proposed_change"])
    if task.check_mode:
        return {"changed": True}
    before = latest(client, change), validators(client, change["id"])
    ask(client, RUN, {"data": {"id": change["id"], "check_type": params["check_type"].upper()}}, safe=False)
    if not params["wait"]:
        return {"changed": True, "validators": validators(client, change["id"])}
    found = await_checks(task, change, before)
    bad = [one for one in found if one["conclusion"] != GOOD]
    result: dict[str, Any] = {"changed": True, "validators": found}
    if bad and params["fail"]:
        why = "; ".join(f"{one['label']}: {said(one)}" for one in bad[:5])
        return {**result, "failed": True, "msg": f"proposed change {change['name']} does not pass: {why}"}
    return result


def the_change(client: Infrahub, name: str) -> dict[str, Any]:
    """The one of this name or id; of several of a name the one that is open."""
    found = PROPOSED_CHANGE.store.find(client, {"id": name} if is_id(name) else {"name": name})
    still = [one for one in found if one["state"] == "open"]
    if len(still) == 1:
        return still[0]
    if found and not still:
        raise PlanError(f"proposed change {name} is {found[0]['state']}; checks run for an open one")
    if still:
        raise PlanError(f"there are {len(still)} open proposed changes {name}; give the id")
    known = [one["name"] for one in PROPOSED_CHANGE.store.find(client, {})]
    raise PlanError(unknown("Infrahub has no proposed change", name, known))


def await_checks(task: Task, change: Mapping[str, Any], before: tuple[set[str], Found]) -> list[dict[str, Any]]:
    """The server begins some seconds after it has answered, and with some sorts of checks never: that is waited for
    a while only."""
    client, name, since = task.client, change["name"], task.outside.clock()
    begun = False

    def look() -> tuple[bool, list[dict[str, Any]]]:
        nonlocal begun
        busy, seen = under_way(client, FLOWS, about({change["id"]})), validators(client, change["id"])
        begun = begun or busy or seen != before[1] or bool(latest(client, change) - before[0])
        return busy or not (begun or task.outside.clock() - since >= LATEST), seen

    def over(seen: tuple[bool, Found]) -> bool:
        return not seen[0] and all(one["state"] == DONE for one in seen[1])

    def late(seen: tuple[bool, Found]) -> str:
        left = [one["label"] for one in seen[1] if one["state"] != DONE]
        return (
            f"the checks of proposed change {name} have not ended ({', '.join(left) or 'nothing is told of them yet'})"
        )

    return await_state(task, look, over, late, [f"checks of proposed change {name} were started"])[1]


def latest(client: Infrahub, change: Mapping[str, Any]) -> set[str]:
    """The ids of the latest tasks about the proposed change."""
    return {one["id"] for one in look_up(client, {"nodes": [change["id"]], "workflow": list(FLOWS)}, 50)}


def validators(client: Infrahub, change: str) -> list[dict[str, Any]]:
    found = ask(client, VALIDATORS, {"ids": [change]})["CoreValidator"]["edges"]
    return [told(edge["node"]) for edge in found]


def told(node: Mapping[str, Any]) -> dict[str, Any]:
    made = {"id": node["id"], "kind": node["__typename"], **{name: node[name]["value"] or None for name in VALIDATOR}}
    checks = [edge["node"] for edge in node["checks"]["edges"]]
    made["checks"] = [{"id": one["id"], **{name: one[name]["value"] for name in CHECK}} for one in checks]
    return made


def said(validator: Mapping[str, Any]) -> str:
    """What the checks that failed say."""
    bad = [one for one in validator["checks"] if one["conclusion"] != GOOD]
    told = (one["message"] or one["label"] or one["name"] or one["kind"] for one in bad)
    return ", ".join(" ".join(text.replace("-----", "").split()) for text in told) or "no reason is told"


OPTIONS = (
    Field("proposed_change", required=True),
    Field("check_type", default="all", choices=TYPES),
    Field("fail", "bool", default=True),
    *waiting(600),
)
CHECK_RUN = ModuleSpec(INFRAHUB, OPTIONS, run, ("validators",))
