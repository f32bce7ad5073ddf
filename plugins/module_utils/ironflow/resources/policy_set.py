# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The policy set of an organisation or of the platform, from 0.44 on: one document, which is always there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.ensure import RETURNS, make_so, wish
from ...core.errors import ApiError, Conflict
from ...core.spec import Field, ModuleSpec, Resource, Task
from ..client import IRONFLOW, Ironflow
from ..eras import Span, need
from ..rest_store import SCOPE

SERVED = Span((0, 44), instead="use ironflow_policy and ironflow_role_policy")
PATHS = {"tenant": "/policy-set", "platform": "/platform/policy-set"}
MODULES = Field("modules", "dict")
FIELDS = (
    SCOPE,
    MODULES,
    Field("decision", clearable=True, server_default=""),
    Field("mode"),
    Field("version", "int", computed=True),
    Field("enforcement_active", "bool", computed=True),
    Field("updated_at", computed=True),
    Field("updated_by", computed=True),
)
WRITTEN = ("modules", "decision", "mode")


class PolicySetStore:
    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        need(client, "policy set", SERVED)
        scope = filters.get("scope", "tenant")
        return [{"scope": scope, **read(client.rest("GET", PATHS[scope], tells=("version",)))}]

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        """The whole document is sent, and only taken if nobody has written since it was read."""
        body = {name: value for name, value in {**current, **changes}.items() if name in WRITTEN and value is not None}
        condition = {"If-Match": str(current["version"])}
        try:
            answer = client.rest("PUT", PATHS[current["scope"]], body, safe=False, headers=condition)
        except Conflict as error:
            now = self.find(client, {"scope": current["scope"]})[0]
            if all(now[name] == body[name] for name in body):
                return computed(now)
            text = f"policy set: it was version {current['version']} when it was read and is {now['version']} now"
            raise ApiError(f"{text}; nothing was written, run the task again", error.status) from None
        return computed(read(answer))

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        raise AssertionError("there always is one")

    delete = create


def read(told: Mapping[str, Any]) -> dict[str, Any]:
    made = {f.name: told.get(f.name, f.server_default) for f in FIELDS if f is not SCOPE}
    return {**made, "modules": told.get("modules") or {}, "decision": told.get("decision") or ""}


def computed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: values[f.name] for f in FIELDS if f.computed and values.get(f.name) is not None}


POLICY_SET = Resource("policy set", IRONFLOW, FIELDS, PolicySetStore())


def run(task: Task) -> dict[str, Any]:
    """Modules that are not named stay, unless ``exact``; a module of null goes."""
    desired = wish(POLICY_SET, task.params)
    if "modules" in desired:
        found = POLICY_SET.store.find(task.client, desired)[0]["modules"]
        merged = desired["modules"] if task.params["exact"] else {**found, **desired["modules"]}
        desired["modules"] = {name: text for name, text in merged.items() if text is not None}
    return make_so(replace(task, params={**task.params, "state": "present"}), POLICY_SET, desired)


ENSURE_POLICY_SET = ModuleSpec(
    IRONFLOW,
    (
        *FIELDS[:4],
        Field("exact", "bool", default=False),
        Field("unset", "list", elements="str", choices=("decision",)),
    ),
    run,
    RETURNS,
)
