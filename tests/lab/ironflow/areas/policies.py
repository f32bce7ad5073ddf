# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Policies up to 0.43, their versions and templates, and which roles bear them; policy sets from 0.44 on."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from ..call import Call
from ..refused import Refused, bare
from ..shelf import Plain, Shelf
from .people import ROLES
from .projects import ORG

CONTENT = ("name", "effect", "actions", "resources", "condition")


class Policies(Shelf):
    pass


class PlatformPolicies(Shelf):
    pass


@dataclass
class Attached:
    policies: dict[str, list[str]] = field(default_factory=dict)  # ids of policies by role
    versions: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # by policy


def fill(call: Call) -> dict[str, Any]:
    return {"org_id": ORG, "condition": "", "resources_valid": True}


PLAIN = Plain(Policies, "policy", "pol", ("name",), fill)
PLATFORM = Plain(PlatformPolicies, "policy", "pol", ("name",), fill)


def sound(call: Call) -> None:
    if call.body.get("effect") not in (None, "deny"):
        raise bare(400, "effect must be deny: grants come from roles")


def remember(call: Call, policy: dict[str, Any]) -> dict[str, Any]:
    versions = call.lab.room(Attached).versions.setdefault(policy["id"], [])
    content = {name: policy[name] for name in CONTENT}
    number = len(versions) + 1
    versions.append(
        {
            **content,
            "id": f"{policy['id']}-{number}",
            "policy_id": policy["id"],
            "version_num": number,
            "enabled": True,
            "resources_valid": True,
            "created_at": call.now(),
        }
    )
    return policy


def create(call: Call, kind: Plain = PLAIN) -> dict[str, Any]:
    sound(call)
    return remember(call, kind.create(call))


def change(call: Call, kind: Plain = PLAIN) -> dict[str, Any]:
    sound(call)
    return remember(call, kind.change(call))


def listed(call: Call) -> list[dict[str, Any]]:
    attached = call.lab.room(Attached).policies
    return [{**one, "role_count": sum(one["id"] in ids for ids in attached.values())} for one in PLAIN.listed(call)]


def delete(call: Call) -> None:
    PLAIN.delete(call)
    for ids in call.lab.room(Attached).policies.values():
        ids[:] = [one for one in ids if one != call.path["id"]]


def versions(call: Call) -> list[dict[str, Any]]:
    PLAIN.found(call)
    return call.lab.room(Attached).versions[call.path["id"]]


def roll_back(call: Call) -> dict[str, Any]:
    policy = PLAIN.found(call)
    for old in call.lab.room(Attached).versions[policy["id"]]:
        if str(old["version_num"]) == call.path["version"]:
            policy.update({name: old[name] for name in CONTENT}, updated_at=call.now())
            call.wrote(policy["id"])
            return remember(call, policy)
    raise bare(404, "version not found")


def dry_run(call: Call) -> dict[str, Any]:
    """The stand-in knows no CEL: a condition is met unless it is the word false."""
    policy = PLAIN.found(call, call.body["policy_id"]) if call.body.get("policy_id") else None
    source = policy["condition"] if policy else call.body.get("condition", "")
    return {"condition_source": source, "matched": source.strip() != "false"}


def borne(call: Call) -> list[str]:
    role = ROLES.found(call)
    return call.lab.room(Attached).policies.setdefault(role["id"], [])


def attach(call: Call) -> None:
    policy, ids = PLAIN.found(call, call.body["policy_id"] or "-"), borne(call)
    if policy["id"] not in ids:
        ids.append(policy["id"])
    call.wrote(f"{call.path['id']} {policy['id']}")


def detach(call: Call) -> None:
    ids, gone = borne(call), call.path["policy_id"]
    if gone not in ids:
        raise bare(404, "policy is not attached")
    ids.remove(gone)
    call.wrote(f"{call.path['id']} {gone}")


BUNDLED = {
    "name": "no-prod-secrets",
    "effect": "deny",
    "actions": "secrets:manage",
    "resources": "irn:ironflow:*:*:secret:env_production:*",
}
TEMPLATE = {
    "id": "tpl_1",
    "template_id": "no-prod-secrets",
    "name": "No secrets of production",
    "version": "1",
    "bundle_json": json.dumps({"policies": [BUNDLED]}),
    "created_at": "2026-01-01T00:00:00.000000Z",
    "updated_at": "2026-01-01T00:00:00.000000Z",
}


def install(call: Call) -> dict[str, Any]:
    if call.path["id"] not in (TEMPLATE["id"], TEMPLATE["template_id"]):
        raise bare(404, "template not found")
    made = [remember(call, PLAIN.make(call, dict(BUNDLED)))]
    about = {"template_id": TEMPLATE["template_id"], "version": TEMPLATE["version"]}
    return {"policies": made, "policies_count": len(made), **about}


@dataclass
class Sets:
    """Each version of the set, the newest last. The first is empty, as the server made it."""

    kept: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def of(self, scope: str) -> list[dict[str, Any]]:
        start = {"version": 1, "mode": "monitor", "modules": {}, "decision": "", "updated_at": TEMPLATE["created_at"]}
        return self.kept.setdefault(scope, [start])


def sets(call: Call) -> list[dict[str, Any]]:
    return call.lab.room(Sets).of("platform" if "/platform/" in call.operation.path else call.org or ORG)


def matched(call: Call) -> dict[str, Any]:
    now, given = sets(call)[-1], call.header("If-Match")
    if not given:
        raise Refused(428, "If-Match is required")
    if given.strip('"') != str(now["version"]):
        raise Refused(412, "policy set was changed")
    return now


def store(call: Call, content: dict[str, Any]) -> dict[str, Any]:
    now = sets(call)[-1]
    made = {**content, "version": now["version"] + 1, "updated_at": call.now(), "updated_by": "admin"}
    sets(call).append(made)
    call.wrote(f"version {made['version']}")
    return made


def check(modules: dict[str, Any]) -> None:
    for name, text in modules.items():
        if not isinstance(text, str) or not text.strip().startswith("package "):
            raise Refused(400, f"module {name} does not parse: package expected")


def put(call: Call) -> dict[str, Any]:
    now = matched(call)
    check(call.body["modules"])
    return store(call, {
        "modules": call.body["modules"], "decision": call.body.get("decision") or "",
        "mode": call.body.get("mode") or now["mode"],
    })  # fmt: skip


def validate(call: Call) -> dict[str, Any]:
    check(call.body["modules"])
    return {"valid": True}


def set_dry_run(call: Call) -> dict[str, Any]:
    candidate = call.body.get("set") or sets(call)[-1]
    check(candidate.get("modules") or {})
    made = {"decision": "allow", "mode": candidate.get("mode") or "monitor", "reasons": []}
    return made if call.body.get("set") else {**made, "version": sets(call)[-1]["version"]}


def numbered(call: Call) -> dict[str, Any]:
    for one in sets(call):
        if str(one["version"]) == call.path["n"]:
            return one
    raise Refused(404, "version not found")


def summaries(call: Call) -> dict[str, Any]:
    names = ("version", "mode", "decision")
    return {"versions": [{**{n: one[n] for n in names}, "created_at": one["updated_at"]} for one in sets(call)]}


def set_roll_back(call: Call) -> dict[str, Any]:
    matched(call)
    old = numbered(call)
    return store(call, {name: old[name] for name in ("modules", "decision", "mode")})


def monitor(call: Call) -> dict[str, Any]:
    if not call.body["reason"]:
        raise Refused(400, "reason is required")
    kept = call.lab.room(Sets).of(call.path["org"])
    made = {**kept[-1], "mode": "monitor", "version": kept[-1]["version"] + 1, "updated_at": call.now()}
    kept.append(made)
    call.wrote(call.path["org"])
    return made


BEHAVIOURS = {
    "policies_list": listed,
    "policies_create": create,
    "policies_get": PLAIN.get,
    "policies_patch": change,
    "policies_delete": delete,
    "policies_list_versions": versions,
    "policies_rollback": roll_back,
    "policies_dry_run": dry_run,
    "roles_list_policies": lambda call: {"policies": [PLAIN.found(call, one) for one in borne(call)]},
    "roles_policies": attach,
    "roles_delete_policies": detach,
    "policy_templates_list": lambda call: [TEMPLATE],
    "policy_templates_install": install,
    "platform_policies_list": PLATFORM.listed,
    "platform_policies_create": lambda call: create(call, PLATFORM),
    "platform_policies_get": PLATFORM.get,
    "platform_policies_update": lambda call: change(call, PLATFORM),
    "platform_policies_delete": lambda call: PLATFORM.delete(call) or {},
    "policy_set_list": lambda call: sets(call)[-1],
    "policy_set_update": put,
    "policy_set_validate": validate,
    "policy_set_dry_run": set_dry_run,
    "policy_set_get_versions": numbered,
    "policy_set_list_versions": summaries,
    "policy_set_versions_rollback": set_roll_back,
    "platform_policy_set_list": lambda call: sets(call)[-1],
    "platform_policy_set_update": put,
    "platform_policy_set_create_validate": validate,
    "platform_policy_set_create_dry_run": set_dry_run,
    "platform_policy_set_get": numbered,
    "platform_policy_set_list_versions": summaries,
    "platform_policy_set_create_rollback": set_roll_back,
    "platform_policy_set_create": monitor,
}
