# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Organisations, their projects and environments, and tenants as the platform sees them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..call import Call
from ..refused import Refused, bare
from ..shelf import Plain, Shelf

ORG, PROJECT = "org_default", "proj_default_default"
MOMENT = "2026-01-01T00:00:00.000000Z"
TIMES = {"created_at": MOMENT, "updated_at": MOMENT}


class Projects(Shelf):
    def __post_init__(self) -> None:
        self.things[PROJECT] = {"id": PROJECT, "name": "Default", "org_id": ORG, "description": "", **TIMES}


class Environments(Shelf):
    def __post_init__(self) -> None:
        for id_, name in (("env_default", "default"), ("env_staging", "staging")):
            self.things[id_] = {"id": id_, "name": name, "color": "#6366f1", "project_id": PROJECT, **TIMES}


class Orgs(Shelf):
    def __post_init__(self) -> None:
        self.things[ORG] = {"id": ORG, "name": "Default", **TIMES}


PROJECTS = Plain(
    Projects, "project", "proj", fill=lambda call: {"org_id": call.org or ORG, "description": ""}, whole=True
)
ENVIRONMENTS = Plain(
    Environments,
    "environment",
    "env",
    ("name", "project_id"),
    lambda call: {"color": "#6366f1", "project_id": PROJECT},
    whole=True,
)
ORGS = Plain(Orgs, "organization", "org", whole=True)


def projects(call: Call) -> list[dict[str, Any]]:
    return [one for one in PROJECTS.listed(call) if one["org_id"] == (call.org or ORG)]


def project_delete(call: Call) -> dict[str, Any]:
    PROJECTS.delete(call)
    return {"deleted": call.path["id"]}


def environments(call: Call) -> list[dict[str, Any]]:
    asked, own = call.query.get("project_id"), {one["id"] for one in projects(call)}
    found = [one for one in ENVIRONMENTS.listed(call) if one["project_id"] in own]
    return [one for one in found if asked in (None, "", one["project_id"])]


def environment_create(call: Call) -> dict[str, Any]:
    if call.body.get("project_id", PROJECT) not in PROJECTS.things(call):
        raise bare(404, "project not found")
    made = ENVIRONMENTS.create(call)
    call.lab.environments[made["id"]] = made["name"]
    return made


def environment_update(call: Call) -> dict[str, Any]:
    made = ENVIRONMENTS.change(call)
    call.lab.environments[made["id"]] = made["name"]
    return made


def environment_delete(call: Call) -> dict[str, Any]:
    ENVIRONMENTS.delete(call)
    call.lab.environments.pop(call.path["id"], None)
    return {"status": "deleted"}


def org_patch(call: Call) -> dict[str, Any]:
    """Preferences are merged; null clears one."""
    org, body = ORGS.found(call), call.body
    if body.get("name"):
        org["name"] = body["name"]
    for name, value in (body.get("preferences") or {}).items():
        kept = org.setdefault("preferences", {})
        kept[name] = value
    org["updated_at"] = call.now()
    call.wrote(org["id"])
    return org


def org_delete(call: Call) -> None:
    if call.path["id"] == ORG:
        raise bare(400, "the default organization cannot be deleted")
    ORGS.delete(call)


def tenants(call: Call) -> list[dict[str, Any]]:
    return [
        {"id": one["id"], "name": one["name"], "created_at": one["created_at"], "env_count": 1, "key_count": 1}
        for one in ORGS.listed(call)
    ]


def provision(call: Call) -> dict[str, Any]:
    from .keys import make_key

    name = call.body["org_name"]
    if not name:
        raise bare(400, "org_name is required")
    org = ORGS.make(call, {"name": name})
    project = PROJECTS.make(call, {"name": "Default", "org_id": org["id"]})
    wanted = {"name": call.body.get("env_name") or "production", "project_id": project["id"]}
    environment = ENVIRONMENTS.make(call, wanted)
    call.lab.environments[environment["id"]] = environment["name"]
    wanted = {"name": f"{name} admin", "role_ids": ["role_admin"], "env_id": environment["id"]}
    key = make_key(replace(call, org=org["id"]), wanted)
    return {
        "org": {"id": org["id"], "name": name},
        "environment": {"id": environment["id"], "name": environment["name"]},
        "api_key": {"key": key["key"], "roles": ["admin"]},
    }


def rpc_environment(one: dict[str, Any]) -> dict[str, Any]:
    return {"id": one["id"], "name": one["name"], "createdAt": one["created_at"], "updatedAt": one["updated_at"]}


def rpc_found(call: Call) -> dict[str, Any]:
    return ENVIRONMENTS.found(call, call.body.get("id") or "-")


def rpc_create(call: Call) -> dict[str, Any]:
    if not call.body.get("name"):
        raise Refused(400, "name is required")
    made = ENVIRONMENTS.make(call, {"name": call.body["name"]})
    call.lab.environments[made["id"]] = made["name"]
    return rpc_environment(made)


def rpc_delete(call: Call) -> dict[str, Any]:
    one = rpc_found(call)
    del ENVIRONMENTS.things(call)[one["id"]]
    call.lab.environments.pop(one["id"], None)
    call.wrote(one["id"])
    return {"success": True}


def rpc_rotate(call: Call) -> dict[str, Any]:
    from .keys import make_key

    one = rpc_found(call)
    key = make_key(call, {"name": f"environment {one['name']}", "role_ids": ["role_admin"], "env_id": one["id"]})
    return {"id": one["id"], "name": one["name"], "apiKey": key["key"]}


BEHAVIOURS = {
    "projects_list": projects,
    "projects_create": PROJECTS.create,
    "projects_update": PROJECTS.change,
    "projects_delete": project_delete,
    "environments_list": environments,
    "environments_create": environment_create,
    "environments_update": environment_update,
    "environments_delete": environment_delete,
    "EnvironmentService/CreateEnvironment": rpc_create,
    "EnvironmentService/GetEnvironment": lambda call: rpc_environment(rpc_found(call)),
    "EnvironmentService/ListEnvironments": lambda call: {
        "environments": [rpc_environment(one) for one in ENVIRONMENTS.listed(call)]
    },
    "EnvironmentService/DeleteEnvironment": rpc_delete,
    "EnvironmentService/RotateAPIKey": rpc_rotate,
    "orgs_list": ORGS.listed,
    "orgs_create": ORGS.create,
    "orgs_create_orgs": ORGS.create,
    "orgs_get": ORGS.get,
    "orgs_patch": org_patch,
    "orgs_delete": org_delete,
    "tenants_list": tenants,
    "tenants_provision": provision,
    "platform_tenants_list": ORGS.listed,
    "platform_tenants_create": ORGS.create,
    "platform_tenants_get": ORGS.get,
    "platform_tenants_delete": lambda call: ORGS.delete(call) or {},
}
