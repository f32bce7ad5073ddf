# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Make the first user of the platform, which works once in a server's life."""

from __future__ import annotations

from typing import Any

from ...core.errors import ApiError, Conflict, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW
from .login import known

TOLD = ("id", "email", "name")


def run(task: Task) -> dict[str, Any]:
    """The key that may do this may not list the platform's users: whether it was done, the user himself can tell."""
    body = {name: task.params[name] for name in ("email", "name", "password")}
    who = ("platform", body["email"], body["password"])
    there = known(task.client, *who)
    if there is not None:
        return told(False, there)
    if task.check_mode:
        return {**told(True, body), "user": None}
    try:
        return told(True, task.client.rest("POST", "/platform/bootstrap", body, safe=False, tells=("id",)))
    except Conflict as error:
        taken = f"the platform has users already, and {body['email']} is none of them or has another password"
        raise ApiError(f"{taken}; give the password, or make further users with ironflow_user", error.status) from None
    except Uncertain:
        there = known(task.client, *who)
        if there is None:
            raise
        return told(True, there)


def told(changed: bool, user: dict[str, Any]) -> dict[str, Any]:
    after = {name: user.get(name) for name in ("email", "name")}
    diff = {"before": {} if changed else after, "after": after}
    return {"changed": changed, "user": {name: user.get(name) for name in TOLD}, "diff": diff}


BOOTSTRAP = ModuleSpec(
    IRONFLOW,
    (
        Field("email", required=True),
        Field("name", required=True),
        Field("password", required=True, secret=True),
    ),
    run,
    ("user",),
)
