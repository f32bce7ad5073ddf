# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Users and roles of an organisation and of the platform; logging in."""

from __future__ import annotations

import secrets
from typing import Any

from ..access import Key
from ..call import Call
from ..refused import Refused, bare
from ..shelf import Plain, Shelf
from .projects import MOMENT, ORG, TIMES

BUILT_IN = ("admin", "developer", "viewer")


class Roles(Shelf):
    def __post_init__(self) -> None:
        for name in BUILT_IN:
            id_ = f"role_{name}"
            self.things[id_] = {"id": id_, "name": name, "org_id": ORG, "is_default": True, **TIMES}


class PlatformRoles(Shelf):
    def __post_init__(self) -> None:
        for name in ("platform_admin", "platform_operator", "platform_viewer"):
            id_ = f"role_{name}"
            self.things[id_] = {"id": id_, "name": name, "org_id": "org_platform", "is_default": False, **TIMES}


class Users(Shelf):
    pass


class PlatformUsers(Shelf):
    pass


ROLES = Plain(Roles, "role", "role", ("name",), lambda call: {"org_id": ORG, "is_default": False})
PLATFORM_ROLES = Plain(
    PlatformRoles, "role", "role", ("name",), lambda call: {"org_id": "org_platform", "is_default": False}
)
USERS = Plain(Users, "user", "user", ("email",), lambda call: {"org_id": ORG, "name": "", "roles": []})
PLATFORM_USERS = Plain(PlatformUsers, "user", "puser", ("email",), lambda call: {"is_active": True})


def roles(call: Call) -> list[dict[str, Any]]:
    from .keys import PLAIN as KEYS
    from .policies import Attached

    keys, attached = KEYS.listed(call), call.lab.room(Attached).policies
    return [
        {
            **one,
            "api_key_count": sum(one["id"] in key["role_ids"] for key in keys),
            "policy_count": len(attached.get(one["id"], ())),
        }
        for one in ROLES.listed(call)
    ]


def guarded(call: Call) -> None:
    if ROLES.found(call)["is_default"]:
        raise bare(403, "built-in roles cannot be modified")


def role_patch(call: Call) -> dict[str, Any]:
    guarded(call)
    return ROLES.change(call)


def role_delete(call: Call) -> None:
    guarded(call)
    ROLES.delete(call)


def platform_role_create(call: Call) -> dict[str, Any]:
    return PLATFORM_ROLES.make(call, {"name": call.body["name"]})


def shown(user: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in user.items() if name not in ("password", "role_ids")}


def user_create(call: Call) -> dict[str, Any]:
    check_roles(call)
    return shown(USERS.create(call))


def check_roles(call: Call) -> None:
    names = {one["name"] for one in ROLES.listed(call)}
    for role in call.body.get("roles") or []:
        if role not in names:
            raise bare(400, f"unknown role: {role}")


def user_patch(call: Call) -> dict[str, Any]:
    check_roles(call)
    return shown(USERS.change(call))


def user_password(call: Call) -> None:
    user = USERS.found(call)
    if user["password"] != call.body["current_password"]:
        raise bare(401, "current password is incorrect")
    user["password"] = call.body["new_password"]
    call.wrote(user["id"])


def login(call: Call, kind: type[Shelf], platform: bool) -> dict[str, Any]:
    """Users of all organisations log in at the same place."""
    rooms = [(org, room) for (of, org), room in call.lab.rooms.items() if of is kind]
    for org, user in [(org, user) for org, room in rooms for user in room.things.values()]:
        if (user["email"], user["password"]) == (call.body["email"], call.body["password"]):
            if not user.get("is_active", True):
                break
            token = secrets.token_urlsafe(24)
            role = "admin" if platform else next(iter(user.get("roles") or ["viewer"]))
            of_org = "" if org == call.lab.default_environment else org
            call.lab.keys[token] = Key(token, role, platform=platform, org=of_org)
            about = {"id": user["id"], "email": user["email"], "name": user["name"], "roles": user.get("roles") or []}
            return {"token": token, **({"user": about} if platform else {})}
    raise bare(401, "invalid email or password")


def bootstrap(call: Call) -> dict[str, Any]:
    if PLATFORM_USERS.things(call):
        raise Refused(409, "platform users exist already")
    made = PLATFORM_USERS.create(call)
    return {name: made[name] for name in ("id", "email", "name")}


def validate(call: Call) -> dict[str, Any]:
    token = call.sent.get("authorization", "").partition(" ")[2].strip()
    if token not in call.lab.keys:
        raise bare(401, "invalid token")
    return {"valid": True, "validated_at": MOMENT}


BEHAVIOURS = {
    "roles_list": roles,
    "roles_create": ROLES.create,
    "roles_get": ROLES.get,
    "roles_patch": role_patch,
    "roles_delete": role_delete,
    "platform_roles_list": PLATFORM_ROLES.listed,
    "platform_roles_create": platform_role_create,
    "platform_roles_get": PLATFORM_ROLES.get,
    "platform_roles_update": PLATFORM_ROLES.change,
    "platform_roles_delete": lambda call: PLATFORM_ROLES.delete(call) or {},
    "users_list": lambda call: [shown(one) for one in USERS.listed(call)],
    "users_create": user_create,
    "users_get": lambda call: shown(USERS.found(call)),
    "users_patch": user_patch,
    "users_patch_password": user_password,
    "users_delete": USERS.delete,
    "platform_users_list": lambda call: [shown(one) for one in PLATFORM_USERS.listed(call)],
    "platform_users_create": lambda call: shown(PLATFORM_USERS.create(call)),
    "platform_users_get": lambda call: shown(PLATFORM_USERS.found(call)),
    "platform_users_update": lambda call: shown(PLATFORM_USERS.change(call)),
    "platform_users_delete": lambda call: PLATFORM_USERS.delete(call) or {},
    "platform_auth_login": lambda call: login(call, PlatformUsers, True),
    "platform_bootstrap": bootstrap,
    "POST /api/v1/auth/login": lambda call: login(call, Users, False),
    "GET /api/v1/auth/validate": validate,
}
