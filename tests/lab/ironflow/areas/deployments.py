# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Deployments of functions: registered once, never changed; and to which of them a function's runs go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..call import Call
from ..engine import function
from ..refused import Refused
from ..shelf import page

TOLD = ("functionId", "deploymentId", "artifactDigest", "snapshot", "mode", "endpointUrl")


@dataclass
class Deployments:
    """By function and id, the oldest first."""

    all: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)


def key(call: Call) -> tuple[str, str]:
    return call.body.get("functionId", ""), call.body.get("deploymentId", "")


def register(call: Call) -> dict[str, Any]:
    asked, known = call.body, call.room(Deployments).all
    if not all(key(call)) or not asked.get("artifactDigest"):
        raise Refused(400, "function_id, deployment_id and artifact_digest are required")
    function(call, asked["functionId"])
    made = {name: asked[name] for name in TOLD if name in asked}
    before = known.get(key(call))
    if before is not None:
        if {name: before[name] for name in TOLD if name in before} != made:
            raise Refused(409, f"deployment {asked['deploymentId']} is another")
        return {"deployment": before, "created": False}
    made.update(environmentId=call.environment, createdBy="ak_bootstrap", createdAt=call.now())
    known[key(call)] = made
    call.wrote("/".join(key(call)))
    return {"deployment": made, "created": True}


def get(call: Call) -> dict[str, Any]:
    found = call.room(Deployments).all.get(key(call))
    if found is None:
        raise Refused(404, "deployment not found")
    return {"deployment": found}


def listed(call: Call) -> dict[str, Any]:
    """The newest first; no answer says how many there are."""
    own = [one for (name, _id), one in call.room(Deployments).all.items() if name == call.body.get("functionId", "")]
    return {"deployments": page(call, reversed(own))[0]}


def routing(call: Call) -> dict[str, Any]:
    """The first deployment is taken up at once, later ones take its place."""
    one = function(call, call.body.get("functionId", ""))
    own = [found for (name, _id), found in call.room(Deployments).all.items() if name == one.id]
    made = {"functionId": one.id, "mode": "FUNCTION_ROUTING_MODE_LEGACY", "routingRevision": len(own)}
    if own:
        made.update(mode="FUNCTION_ROUTING_MODE_VERSIONED", activeDeploymentId=own[-1]["deploymentId"])
        made.update(updatedAt=own[-1]["createdAt"])
    return made


BEHAVIOURS = {
    "DeploymentService/RegisterDeployment": register,
    "DeploymentService/GetDeployment": get,
    "DeploymentService/ListDeployments": listed,
    "DeploymentService/GetFunctionExecutionRouting": routing,
}
