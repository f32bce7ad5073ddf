# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Have artifacts made anew: all of a definition, those of some nodes, or one. What they hold tells of a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...core.ensure import look
from ...core.errors import ApiError, PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, waiting
from ...core.words import unknown
from ..artifacts import RULES, UNDECIDED, WHICH, look_up, the_artifact, title_of
from ..client import INFRAHUB, Infrahub
from ..progress import await_state, reason, under_way
from ..resources.artifact_definition import ARTIFACT_DEFINITION

FLOWS = ("request_artifact_definitions_generate", "artifact-generate")
Found = Sequence[Mapping[str, Any]]


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    client = task.client
    definition, chosen = wanted(task)
    before = chosen or look_up(client, definitions=[definition["id"]])
    result = {"changed": True, "msg": f"artifacts of {definition['name']} are generated"}
    if task.check_mode:
        return result
    body = {"nodes": [one["id"] for one in chosen or ()]}
    client.rest("POST", f"/api/artifact/generate/{definition['id']}", body, safe=False, branch=client.branch)
    if not task.params["wait"]:
        return {**result, "artifacts": before}
    after = await_all(task, definition, [one["id"] for one in chosen or ()])
    bad = [one for one in after if one["status"] == "Error"]
    if bad:
        why = "; ".join(f"{title_of(one)}: {why_not(client, one)}" for one in bad[:5])
        error = ApiError(f"{len(bad)} of {len(after)} artifacts of {definition['name']} could not be made: {why}")
        error.done = [f"artifacts of {definition['name']} were generated"]
        raise error
    return {**result, "changed": contents(before) != contents(after), "artifacts": after}


def wanted(task: Task) -> tuple[Mapping[str, Any], list[dict[str, Any]] | None]:
    """The definition, and which of its artifacts; None for all that it is to have."""
    client, params = task.client, task.params
    if params["targets"] is not None and not params["definition"]:
        raise PlanError("targets are those of a definition; give definition too")
    if not params["definition"]:
        one = the_artifact(client, params)
        return the_definition(client, one["definition"]), [one]
    definition = the_definition(client, params["definition"])
    if params["targets"] is None:
        return definition, None
    every = {one["target"]["id"]: one for one in look_up(client, definitions=[definition["id"]])}
    for id_ in params["targets"]:
        if id_ not in every:
            raise PlanError(
                f"targets: node {id_} has no artifact of {definition['name']} yet, and Infrahub makes a first one only "
                "for all members of the group; leave targets out"
            )
    return definition, [every[id_] for id_ in dict.fromkeys(params["targets"])]


def the_definition(client: Infrahub, name: str) -> Mapping[str, Any]:
    found = look(ARTIFACT_DEFINITION, {"name": name}, client)
    if found is None:
        known = [one["name"] for one in ARTIFACT_DEFINITION.store.find(client, {})]
        raise PlanError(unknown("Infrahub has no artifact definition", name, known))
    return found


def await_all(task: Task, definition: Mapping[str, Any], ids: Sequence[str]) -> list[dict[str, Any]]:
    client, name = task.client, definition["name"]
    titles = (f"Trigger Generation of Artifacts for {name}", f"Generate artifact {definition['artifact_name']}")

    def look_again() -> tuple[bool, list[dict[str, Any]]]:
        busy = under_way(client, FLOWS, lambda one: one["title"] in titles)
        every = look_up(client, definitions=[definition["id"]])
        return busy, [one for one in every if not ids or one["id"] in ids]

    def over(seen: tuple[bool, Found]) -> bool:
        return not seen[0] and not any(one["status"] in UNDECIDED for one in seen[1])

    def late(seen: tuple[bool, Found]) -> str:
        return f"the artifacts of {name} are not made; {sum(one['status'] in UNDECIDED for one in seen[1])} are waiting"

    return await_state(task, look_again, over, late, [f"generation of the artifacts of {name} was started"])[1]


def contents(found: Found) -> dict[str, Any]:
    return {one["id"]: (one["checksum"], one["status"]) for one in found}


def why_not(client: Infrahub, artifact: Mapping[str, Any]) -> str:
    return reason(client, [artifact["target"]["id"]], ["artifact-generate"])


OPTIONS = (Field("definition"), Field("targets", "list", elements="str"), *WHICH, *waiting(300))
RULED = {
    "required_together": RULES["required_together"],
    "mutually_exclusive": [["definition", "artifact_id", "artifact_name"]],
    "required_one_of": [["definition", "artifact_id", "artifact_name"]],
}
ARTIFACT_GENERATE = ModuleSpec(INFRAHUB, OPTIONS, run, ("msg", "artifacts"), RULED)
