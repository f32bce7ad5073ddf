# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What else there is to a policy set: its versions, checks of a candidate, what it would decide, going back."""

from __future__ import annotations

from typing import Any

from ...core.errors import PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW
from ..eras import need
from ..resources.policy_set import MODULES, PATHS, POLICY_SET, SERVED, read
from ..rest_store import SCOPE

CONTENT = ("modules", "decision", "mode")


def look(task: Task) -> dict[str, Any]:
    """The set as it is or was in a version, and the versions that there are."""
    need(task.client, "policy set", SERVED)
    path = PATHS[task.params["scope"]]
    if task.params["version"] is not None:
        path += f"/versions/{task.params['version']}"
    found = {"scope": task.params["scope"], **read(task.client.rest("GET", path, tells=("version",)))}
    made = {"changed": False, "resources": [found], "versions": []}
    if task.params["versions"]:
        listing = task.client.rest("GET", PATHS[task.params["scope"]] + "/versions", tells=("versions",))
        made["versions"] = listing["versions"] or []
    return made


def candidate(task: Task) -> dict[str, Any]:
    given = {name: task.params[name] for name in CONTENT}
    return {name: value for name, value in given.items() if value is not None}


def validate(task: Task) -> dict[str, Any]:
    """The server's refusal of a candidate says why."""
    need(task.client, "policy set", SERVED)
    answer = task.client.rest("POST", PATHS[task.params["scope"]] + "/validate", candidate(task), safe=True)
    return {"changed": False, "valid": bool((answer or {}).get("valid"))}


def dry_run(task: Task) -> dict[str, Any]:
    need(task.client, "policy set", SERVED)
    body: dict[str, Any] = {"input": task.params["input"], "explain": task.params["explain"]}
    given = candidate(task)
    if given and "modules" not in given:
        raise PlanError("policy set: decision and mode belong to a candidate; give its modules too, or leave them out")
    if given:
        body["set"] = given
    answer = task.client.rest("POST", PATHS[task.params["scope"]] + "/dry-run", body, safe=True, tells=("decision",))
    return {"changed": False, "decision": answer["decision"], "result": answer}


def roll_back(task: Task) -> dict[str, Any]:
    """The old content becomes the newest version; nothing is done where it is what there is."""
    scope, version = task.params["scope"], task.params["version"]
    now = POLICY_SET.store.find(task.client, {"scope": scope})[0]
    old = read(task.client.rest("GET", f"{PATHS[scope]}/versions/{version}", tells=("version",)))
    same = all(now[name] == old[name] for name in CONTENT)
    made = {"changed": not same, "version": now["version"] if same else None}
    shown = {name: {key: one[key] for key in CONTENT} for name, one in
             (("before", now), ("after", old))}  # fmt: skip
    if not same and not task.check_mode:
        condition = {"If-Match": str(now["version"])}
        path = f"{PATHS[scope]}/versions/{version}/rollback"
        try:
            made["version"] = task.client.rest("POST", path, headers=condition, tells=("version",))["version"]
        except Uncertain:
            newest = POLICY_SET.store.find(task.client, {"scope": scope})[0]
            if newest["version"] <= now["version"] or any(newest[name] != old[name] for name in CONTENT):
                raise
            made["version"] = newest["version"]
    return {**made, "diff": shown}


SET = (MODULES, Field("decision"), Field("mode"))
INFO = ModuleSpec(
    IRONFLOW,
    (SCOPE, Field("version", "int"), Field("versions", "bool", default=False)),
    look,
    ("resources", "versions"),
)
VALIDATE = ModuleSpec(IRONFLOW, (SCOPE, Field("modules", "dict", required=True), *SET[1:]), validate, ("valid",))
DRY_RUN = ModuleSpec(
    IRONFLOW,
    (SCOPE, Field("input", "dict", required=True), Field("explain", "bool", default=False), *SET),
    dry_run,
    ("decision", "result"),
)
ROLLBACK = ModuleSpec(IRONFLOW, (SCOPE, Field("version", "int", required=True)), roll_back, ("version",))
