# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The kinds of a branch as the server describes them."""

from __future__ import annotations

from typing import Any

from ...core.spec import Field, ModuleSpec, Task
from ..client import INFRAHUB

GROUPS = {"nodes": "node", "generics": "generic", "profiles": "profile", "templates": "template"}


def run(task: Task) -> dict[str, Any]:
    answer = task.client.whole_schema()
    wanted = task.params["kinds"]
    resources = [
        {**one, "schema_type": kind}
        for group, kind in GROUPS.items()
        for one in answer.get(group) or ()
        if wanted is None or one["kind"] in wanted
    ]
    return {"changed": False, "hash": answer["main"], "resources": sorted(resources, key=lambda one: one["kind"])}


SCHEMA_INFO = ModuleSpec(INFRAHUB, (Field("kinds", "list", elements="str"),), run, ("hash", "resources"))
