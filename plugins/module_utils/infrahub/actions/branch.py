# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The module of branches: as of any resource, and with what playbooks written for opsmill.infrahub read of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...core.ensure import ensure
from ...core.spec import Task
from ..resources.branch import BRANCH

ENSURED = ensure(BRANCH)
SAID = {
    "create": "was created",
    "update": "was changed",
    "delete": "was deleted",
    "none": "is as wanted already",
}


def run(task: Task) -> dict[str, Any]:
    answer = ENSURED.run(task)
    said = SAID[answer["operation"]]
    if task.check_mode:
        said = said.replace("was ", "would be ")
    return {**answer, "object": answer["resource"], "msg": f"branch {task.params['name']} {said}"}


BRANCHES = replace(ENSURED, run=run, returns=(*ENSURED.returns, "object", "msg"))
