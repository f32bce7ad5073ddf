# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a branch changes against the default branch, node by node."""

from __future__ import annotations

from typing import Any

from ...core.spec import Field, ModuleSpec, Task
from ..changes import compute, difference
from ..client import INFRAHUB
from ..resources.branch import the_branch


def run(task: Task) -> dict[str, Any]:
    branch = the_branch(task.client, task.params["name"])
    compute(task.client, branch["name"])
    summary, resources = difference(task.client, branch)
    return {"changed": False, "summary": summary, "resources": resources}


DIFF_INFO = ModuleSpec(INFRAHUB, (Field("name", required=True),), run, ("summary", "resources"))
