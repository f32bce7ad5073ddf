# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up datasets: how they are, how much is in them, and on request which fields their records have."""

from __future__ import annotations

from typing import Any

from ...core.ensure import show
from ...core.spec import Field, ModuleSpec, Task
from ...http.parallel import side_by_side
from ..client import INFINO
from ..resources.dataset import DATASET
from ..schemas import schema

CONNECTIONS = 4


def run(task: Task) -> dict[str, Any]:
    filters = {} if task.params["name"] is None else {"name": task.params["name"]}
    found = [show(DATASET, one) for one in DATASET.store.find(task.client, filters)]
    if task.params["schema"]:
        names = [one["name"] for one in found]
        schemas = side_by_side(lambda name: schema(task.client, name), names, CONNECTIONS)
        found = [{**one, "schema": fields} for one, fields in zip(found, schemas)]
    return {"changed": False, "resources": found}


DATASET_INFO = ModuleSpec(INFINO, (Field("name"), Field("schema", "bool", default=False)), run, ("resources",))
