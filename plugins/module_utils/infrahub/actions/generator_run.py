# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Run a generator for all members of its group or for some, and see that it ends well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...core.ensure import look
from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, waiting
from ...core.words import unknown
from ..client import INFRAHUB, Infrahub
from ..progress import await_job
from ..resources.generator import GENERATOR

RUN = """mutation ($data: GeneratorDefinitionRequestRunInput!) {
  CoreGeneratorDefinitionRun(data: $data, wait_until_completion: false) { ok task { id } } }"""
MEMBERS = """query ($name: String, $ids: [ID]) {
  CoreGroup(name__value: $name) { edges { node { members(ids: $ids) { edges { node { id } } } } } } }"""
INSTANCES = """query ($definitions: [ID]) { CoreGeneratorInstance(definition__ids: $definitions, limit: 0) {
  edges { node { id name { value } status { value } object { node { id display_label } } } } } }"""


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    client, params, name = task.client, task.params, task.params["name"]
    definition = look(GENERATOR, {"name": name}, client)
    if definition is None:
        known = [one["name"] for one in GENERATOR.store.find(client, {})]
        raise PlanError(unknown("Infrahub has no generator", name, known))
    targets = list(dict.fromkeys(params["targets"] or ()))
    if targets:
        check_members(client, definition["targets"], targets)
    if params["targets"] == []:
        return {"changed": False, "instances": instances(client, definition["id"])}
    if task.check_mode:
        return {"changed": True}
    data = {"id": definition["id"], **({"nodes": targets} if targets else {})}
    answer = client.graphql(RUN, {"data": data}, safe=False)["CoreGeneratorDefinitionRun"]
    if params["wait"]:
        await_job(task, (answer["task"] or {}).get("id"), f"generator {name}", [f"generator {name} was started"])
    return {"changed": True, "instances": instances(client, definition["id"])}


def check_members(client: Infrahub, group: str, targets: Sequence[str]) -> None:
    """The server runs for none that is no member, and says nothing of it."""
    found = client.graphql(MEMBERS, {"name": group, "ids": list(targets)})["CoreGroup"]["edges"]
    there = {edge["node"]["id"] for one in found for edge in one["node"]["members"]["edges"]}
    lost = [one for one in targets if one not in there]
    if lost:
        raise PlanError(f"targets: {', '.join(lost)} is no member of the group {group}, for which the generator runs")


def instances(client: Infrahub, definition: str) -> list[dict[str, Any]]:
    found = client.graphql(INSTANCES, {"definitions": [definition]})["CoreGeneratorInstance"]["edges"]
    return [
        {
            "id": edge["node"]["id"],
            "name": edge["node"]["name"]["value"],
            "status": edge["node"]["status"]["value"],
            "target": edge["node"]["object"]["node"],
        }
        for edge in found
    ]


OPTIONS = (Field("name", required=True), Field("targets", "list", elements="str"), *waiting(600))
GENERATOR_RUN = ModuleSpec(INFRAHUB, OPTIONS, run, ("instances",))
