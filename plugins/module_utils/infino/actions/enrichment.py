# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Set the enrichment policy of a dataset. Nothing tells what policy there is, so it is set each time."""

from __future__ import annotations

from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.words import unknown
from ..client import INFINO, checked, dataset_at
from ..resources.dataset import DATASET, listing


def run(task: Task) -> dict[str, Any]:
    name, policy = task.params["dataset"], task.params["policy"]
    if not policy:
        raise PlanError(f"dataset {name}: the policy is empty")
    if not DATASET.store.find(task.client, {"name": name}):
        known = [row["name"] for row in listing(task.client)]
        problem = unknown("there is no dataset", name, known)
        if not task.check_mode:
            raise PlanError(problem)
        task.outside.warn(f"{problem}; a run fails unless an earlier task makes it")
    if task.check_mode:
        return {"changed": True, "answer": None}
    answer = task.client.call("POST", f"{dataset_at(name)}/enrich_dataset", policy, safe=False)
    return {"changed": True, "answer": checked(f"the policy of dataset {name}", answer)}


ENRICHMENT = ModuleSpec(
    INFINO, (Field("dataset", required=True), Field("policy", "dict", required=True)), run, ("answer",)
)
