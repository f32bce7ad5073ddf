# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Roles, users and their keys, and what they let a caller do.

The vendor does not say which right the calls on users, roles, connections and saved objects need. Here users, roles
and connections are the administrators' alone, and saved objects anybody's.
"""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from .area import ADMIN, Area, At, Call, Refusal, invalid, missing
from .rights import Rights
from .saved import NAMES, a_list, one_of

ADMINISTRATORS, DASHBOARDS_ONLY = "infino_admin_role", "kibana_user"
BUILT_IN: dict[str, dict[str, Any]] = {
    ADMINISTRATORS: {"Version": "2025-01-01", "Permissions": []},
    DASHBOARDS_ONLY: {},
}
ACTIONS = {
    "metadata": ("read",), "dataset": ("create", "delete"), "record": ("read", "write"), "field": (),
    "notifications": ("read", "write", "create", "delete"),
}  # fmt: skip
YAML = ("application/yaml", "text/yaml", "application/x-yaml")
ROOT = "lab"  # who has the key pair that the lab begins with
Words = dict[str, Any]


class Access(Area):
    def reset(self) -> None:
        self.roles = copy.deepcopy(BUILT_IN)
        self.users: dict[str, Words] = {ROOT: {"Version": "2025-01-01", "Roles": [ADMINISTRATORS]}}
        self.made = 0
        self.owners: dict[str, str] = {}  # user by access key, of users that clients made
        for key in set(self.lab.keys) - set(self.lab.given_keys):
            del self.lab.keys[key]

    def routes(self) -> Iterable[At]:
        for kind in ("role", "user"):
            yield At("GET", f"/{kind}s", self.listing, ADMIN)
            yield At("PUT", f"/{kind}/{{name}}", self.create, ADMIN)
            yield At("GET", f"/{kind}/{{name}}", self.fetch, ADMIN)
            yield At("PATCH", f"/{kind}/{{name}}", self.change, ADMIN)
            yield At("DELETE", f"/{kind}/{{name}}", self.delete, ADMIN)
        yield At("PATCH", "/user/{name}/keys", self.rotate, ADMIN)

    def rights(self, access_key: str) -> Rights:
        if access_key not in self.owners:
            return Rights()
        roles = self.users[self.owners[access_key]]["Roles"]
        if ADMINISTRATORS in roles:
            return Rights()
        return Rights(tuple(one for role in roles for one in self.roles.get(role, {}).get("Permissions", ())))

    def of(self, call: Call) -> tuple[str, dict[str, Words]]:
        kind = call.request.url.path.split("/")[1].rstrip("s")
        return kind, self.roles if kind == "role" else self.users

    def named(self, call: Call) -> tuple[str, dict[str, Words], str]:
        kind, there = self.of(call)
        if call["name"] not in there:
            raise missing(f"no {kind} [{call['name']}]")
        return kind, there, call["name"]

    def listing(self, call: Call) -> Any:
        kind, there = self.of(call)
        return {name: self.inner(kind, name, one) for name, one in there.items()}

    def fetch(self, call: Call) -> Any:
        kind, there = self.of(call)
        if call["name"] not in there and self.lab.plays("missing") == "empty":
            return {}
        kind, there, name = self.named(call)
        return self.told(kind, name, there[name])

    def told(self, kind: str, name: str, one: Words) -> Any:
        inner = self.inner(kind, name, one)
        return {name: inner} if self.lab.plays("access") == "nested" else inner

    def inner(self, kind: str, name: str, one: Words) -> Words:
        if self.lab.plays("access") == "nested":
            return {**one, "account_id": "0001"} if kind == "user" else copy.deepcopy(one)
        if kind == "user":
            return {"username": name, "roles": one["Roles"], "created_at": "2026-06-01T08:00:00Z"}
        told = {"name": name, "created_at": "2026-06-01T08:00:00Z"}
        permissions = one.get("Permissions")
        return told if permissions is None else {**told, "permissions": [lowered(each) for each in permissions]}

    def create(self, call: Call) -> Any:
        kind, there = self.of(call)
        name, given = call["name"], document(call)
        if name in there and self.lab.plays("duplicate") == "refuse":
            raise Refusal(409, "Conflict", f"{kind} [{name}] already exists")
        if kind == "user" and not given.get("Password"):
            raise invalid("`Password` is required")
        there[name] = self.checked(kind, given)
        self.lab.wrote(f"{kind} {name} created")
        if kind == "role" or self.lab.plays("create_reply") == "status":
            plain = {"acknowledged": True} if self.lab.plays("create_reply") == "whole" else None
            return plain or {"status": "OK", "message": f"'{name}' created."}
        pair = self.new_keys(name)
        return {"account_id": "0001", **pair, "username": name, "password": given["Password"]}

    def change(self, call: Call) -> Any:
        kind, there, name = self.named(call)
        base = there[name] if self.lab.plays("patch") == "merge" else {}
        there[name] = self.checked(kind, {**base, **document(call)})
        self.lab.wrote(f"{kind} {name} updated")
        if kind == "user":
            return {"name": name, "roles": there[name]["Roles"], "created_at": "2026-06-01T08:00:00Z"}
        return {"acknowledged": True}

    def delete(self, call: Call) -> Any:
        kind, there, name = self.named(call)
        users = [user for user, one in self.users.items() if kind == "role" and name in one["Roles"]]
        if users and self.lab.plays("in_use") == "refuse":
            raise Refusal(409, "Conflict", f"role [{name}] is used by {', '.join(users)}")
        del there[name]
        if kind == "user":
            self.revoke(name)
        self.lab.wrote(f"{kind} {name} deleted")
        return {"acknowledged": True}

    def rotate(self, call: Call) -> Any:
        if call["name"] not in self.users:
            raise missing(f"no user [{call['name']}]")
        self.lab.wrote(f"keys of {call['name']} rotated")
        return self.new_keys(call["name"])

    def new_keys(self, name: str) -> dict[str, str]:
        self.revoke(name)
        self.made += 1
        key = f"IAK_{uuid.uuid5(NAMES, f'key {self.made}').hex[:16].upper()}"
        secret = uuid.uuid5(NAMES, f"secret {self.made}").hex + "abcdefgh"
        self.lab.keys[key], self.owners[key] = secret, name
        return {"access_key": key, "secret_key": secret}

    def revoke(self, name: str) -> None:
        for key in [key for key, owner in self.owners.items() if owner == name]:
            del self.owners[key], self.lab.keys[key]

    def checked(self, kind: str, given: Mapping[str, Any]) -> Words:
        version = given.get("Version")
        if version is not None and not isinstance(version, str):
            raise invalid("`Version` must be a text")
        if kind == "user":
            roles = a_list(given.get("Roles"), "Roles")
            for role in roles:
                if role not in self.roles:
                    raise invalid(f"no role [{role}]")
            return {"Version": version or "2025-01-01", "Roles": roles}
        permissions = [
            permission(place, one) for place, one in enumerate(a_list(given.get("Permissions"), "Permissions"))
        ]
        return {"Version": version or "2025-01-01", "Permissions": permissions}


def document(call: Call) -> Words:
    """JSON, or YAML where the content type says so; a date, which YAML makes of a bare version, is text again."""
    if call.request.headers.get("content-type", "").partition(";")[0] not in YAML:
        return call.document
    try:
        found = yaml.safe_load(call.text)
    except yaml.YAMLError as error:
        raise invalid(f"the body is not YAML: {error}", "parsing_exception") from None
    if not isinstance(found, dict):
        raise invalid("the body is not a YAML mapping", "parsing_exception")
    version = found.get("Version")
    return found if version is None else {**found, "Version": str(version)}


def permission(place: int, given: Any) -> Words:
    where = f"Permissions[{place}]"
    if not isinstance(given, dict):
        raise invalid(f"`{where}` must be an object")
    kind = one_of(f"{where}.ResourceType", given.get("ResourceType"), tuple(ACTIONS))
    actions = a_list(given.get("Actions"), f"{where}.Actions")
    for action in actions:
        one_of(f"{where}.Actions[]", action, ACTIONS[kind])
    resources = a_list(given.get("Resources"), f"{where}.Resources")
    fields = given.get("Fields") or {}
    if unknown := set(fields) - {"Allow", "Deny", "Mask"}:
        raise invalid(f"`{where}.Fields` has no {min(unknown)}")
    return {
        "Effect": given.get("Effect") or "Allow", "ResourceType": kind, "Actions": actions, "Resources": resources,
        "Fields": fields,
    }  # fmt: skip


def lowered(one: Words) -> Words:
    """The other spelling of the documentation, which leaves out what is empty."""
    told = {"resource_type": one["ResourceType"], "actions": one["Actions"], "resources": one["Resources"]}
    return {**told, **({"fields": one["Fields"]} if one["Fields"] else {})}
