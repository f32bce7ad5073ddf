# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Ask the server whether a branch fits the default branch, and tell where it does not."""

from __future__ import annotations

from typing import Any

from ...core.errors import GraphQLError
from ...core.spec import Field, ModuleSpec, Task
from ..changes import compute
from ..client import INFRAHUB
from ..conflicts import conflicts, told
from ..resources.branch import ask, the_branch

VALIDATE = """mutation ($data: BranchNameInput!) {
  BranchValidate(wait_until_completion: true, data: $data) { ok } }"""


def run(task: Task) -> dict[str, Any]:
    """It writes nothing, so it is done in check mode too, and twice where an answer is lost."""
    client, name = task.client, task.params["name"]
    branch = the_branch(client, name)
    try:
        ask(client, VALIDATE, {"data": {"name": name}})
        refused = ""
    except GraphQLError as error:
        refused = str(error)
    found = []
    if refused:
        compute(client, name)
        found = conflicts(client, branch)
    result: dict[str, Any] = {"changed": False, "valid": not refused, "conflicts": found}
    if refused and task.params["fail"]:
        why = f"both sides changed: {told(found, name)}" if found else refused
        return {**result, "failed": True, "msg": f"branch {name} does not fit the default branch: {why}"}
    return result


FIELDS = (Field("name", required=True), Field("fail", "bool", default=True))
BRANCH_VALIDATE = ModuleSpec(INFRAHUB, FIELDS, run, ("valid", "conflicts"))
