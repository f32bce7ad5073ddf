# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Deployments: the code of a function, by its digest, with what it said of itself then. From 0.37 on, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...core.ensure import RETURNS, make_so, show, wish
from ...core.spec import Field, ModuleSpec, Resource, Task
from ..client import IRONFLOW, Ironflow
from ..eras import Span, fields_known, need
from ..messages import Form, word
from ..rest_store import PAGE
from ..rpc_store import RpcStore
from .function import FIELDS as OF_FUNCTION
from .function import MODES

NOUN, SERVICE = "deployment", "DeploymentService"
SERVED = Span((0, 37))
SNAPSHOT = (
    "triggers",
    "retry",
    "timeout_ms",
    "concurrency",
    "debounce",
    "throttle",
    "circuit_breaker",
    "cancel_on",
    "metadata",
)
FIELDS = (
    Field("function_id", key=True),
    Field("deployment_id", key=True),
    Field("artifact_digest", required=True, fixed=True),
    Field("mode", choices=MODES, fixed=True, chosen=True),
    Field("endpoint_url", fixed=True, server_default=""),
    Field("snapshot", "dict", options=tuple(f for f in OF_FUNCTION if f.name in SNAPSHOT), fixed=True, chosen=True),
    Field("snapshot_schema_version", "int"),
    Field("created_by", computed=True),
    Field("created_at", computed=True),
)
FORM = Form(FIELDS, {"mode": "EXECUTION_MODE_"}, untold=("snapshot_schema_version",))


@dataclass(frozen=True)
class DeploymentStore(RpcStore):
    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Of one function: the server lists no others."""
        if "deployment_id" in filters:
            return super().find(client, filters)
        need(client, self.noun, self.served)
        found: list[dict[str, Any]] = []
        while True:
            message = {"functionId": filters["function_id"], "limit": PAGE, "offset": len(found)}
            some = client.rpc(SERVICE, "ListDeployments", message, safe=True).get("deployments") or []
            found += [FORM.read(one) for one in some]
            if len(some) < PAGE:
                return found

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        """The same once more is no other, so that it can be sent again."""
        told = self.read(client.rpc(SERVICE, "RegisterDeployment", FORM.sent(values), safe=True))
        names = (f.name for f in FIELDS if f.computed or f.chosen)
        return {name: told[name] for name in names if told.get(name) is not None}


DEPLOYMENT = Resource(
    NOUN,
    IRONFLOW,
    FIELDS,
    DeploymentStore(
        NOUN,
        SERVICE,
        FORM,
        get="GetDeployment",
        handle={"function_id": "functionId", "deployment_id": "deploymentId"},
        wrapped="deployment",
        served=SERVED,
    ),
    fits=fields_known(
        NOUN,
        {
            "snapshot.retry.on_exhausted": Span((0, 52)),
            "snapshot.circuit_breaker": Span((0, 52)),
            "snapshot.throttle": Span((0, 52)),
        },
    ),
)


def run(task: Task) -> dict[str, Any]:
    """There is no call that deletes one."""
    return make_so(replace(task, params={**task.params, "state": "present"}), DEPLOYMENT, wish(DEPLOYMENT, task.params))


def look(task: Task) -> dict[str, Any]:
    """With which of them is at work."""
    function, client = task.params["function_id"], task.client
    asked = {name: task.params[name] for name in ("function_id", "deployment_id") if task.params[name] is not None}
    found = [show(DEPLOYMENT, one) for one in DEPLOYMENT.store.find(client, asked)]
    told = client.rpc(SERVICE, "GetFunctionExecutionRouting", {"functionId": function}, safe=True)
    routing = {
        "mode": word("FUNCTION_ROUTING_MODE_", told.get("mode")),
        "active_deployment_id": told.get("activeDeploymentId") or None,
        "routing_revision": int(told.get("routingRevision") or 0),
        "transition_id": told.get("transitionId") or None,
        "transition_started_at": told.get("transitionStartedAt"),
        "updated_at": told.get("updatedAt"),
    }
    return {"changed": False, "resources": found, "routing": routing}


ENSURE_DEPLOYMENT = ModuleSpec(
    IRONFLOW,
    tuple(replace(f, required=f.key) for f in FIELDS if not f.computed),
    run,
    RETURNS,
)
DEPLOYMENT_INFO = ModuleSpec(
    IRONFLOW,
    (Field("function_id", required=True), Field("deployment_id")),
    look,
    ("resources", "routing"),
)
