# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""An organisation with an environment and its first key, in one go. The key is told this once."""

from __future__ import annotations

from typing import Any

from ...core.errors import PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW, Ironflow

TOLD = ("org", "environment", "key", "roles")


def named(client: Ironflow, name: str) -> list[dict[str, Any]]:
    return [one for one in client.rest("GET", "/tenants") or [] if one["name"] == name]


def run(task: Task) -> dict[str, Any]:
    """Nothing where there is one of that name."""
    name = task.params["name"]
    found = named(task.client, name)
    if len(found) > 1:
        raise PlanError(f"tenant {name}: there are {len(found)} of this name ({', '.join(one['id'] for one in found)})")
    if found:
        org = {"id": found[0]["id"], "name": name}
        return {"changed": False, "org": org, "environment": {}, "key": None, "roles": []}
    if task.check_mode:
        return {"changed": True, **dict.fromkeys(TOLD)}
    body = {"org_name": name, **({"env_name": task.params["environment"]} if task.params["environment"] else {})}
    try:
        answer = task.client.rest("POST", "/tenants/provision", body, safe=False, tells=("org", "api_key"))
    except Uncertain as error:
        made = named(task.client, name)
        if not made:
            raise
        task.outside.warn(f"{error}; tenant {name} is there now, but its key went with the answer: make it another")
        org = {"id": made[0]["id"], "name": name}
        return {"changed": True, "org": org, "environment": {}, "key": None, "roles": []}
    key = answer["api_key"]
    return {
        "changed": True,
        "org": answer["org"],
        "environment": answer.get("environment") or {},
        "key": key.get("key"),
        "roles": key.get("roles") or [],
    }


PROVISION = ModuleSpec(IRONFLOW, (Field("name", required=True), Field("environment")), run, TOLD)
