# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Execute a visualization: the rows that it draws."""

from __future__ import annotations

from typing import Any

from ...core.ensure import show
from ...core.spec import Field, ModuleSpec, Task
from ..client import INFINO
from ..execution import RUNTIME, execute, remarks, runtime, the_one
from ..resources.visualization import SAVED, VISUALIZATION


def run(task: Task) -> dict[str, Any]:
    wanted = runtime(task.params)
    viz = the_one(VISUALIZATION, SAVED.path, task.client, task.params)
    data = execute(task.client, viz["id"], wanted)
    for text in remarks(data):
        task.outside.warn(f"visualization {viz['title']}: {text}")
    return {"changed": False, "visualization": show(VISUALIZATION, viz), **data}


VISUALIZATION_DATA = ModuleSpec(
    INFINO,
    (Field("id"), Field("title"), *RUNTIME),
    run,
    ("visualization", "columns", "rows", "metadata"),
    {"required_one_of": [["id", "title"]]},
)
