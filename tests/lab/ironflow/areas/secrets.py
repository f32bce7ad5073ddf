# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Secrets: values that go in and never come out, with metadata that can be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..call import Call
from ..refused import bare


@dataclass
class Secret:
    value: str = field(repr=False)
    description: str
    created: str
    updated: str
    revision: int = 1


@dataclass
class Secrets:
    named: dict[str, Secret] = field(default_factory=dict)


def told(name: str, secret: Secret) -> dict[str, Any]:
    made = {"name": name, "revision": secret.revision, "created_at": secret.created, "updated_at": secret.updated}
    return {**made, "description": secret.description} if secret.description else made


def found(call: Call) -> Secret:
    secret = call.room(Secrets).named.get(call.path["name"])
    if secret is None:
        raise bare(404, "secret not found")
    return secret


def create(call: Call) -> dict[str, Any]:
    named, name = call.room(Secrets).named, call.body["name"]
    if name in named:
        raise bare(409, "secret already exists")
    named[name] = Secret(call.body["value"], call.body.get("description", ""), call.now(), call.now())
    call.wrote(name)
    return told(name, named[name])


def update(call: Call) -> dict[str, Any]:
    """The value and the description, both whole: a description that is not sent is cleared."""
    secret = found(call)
    secret.value, secret.description = call.body["value"], call.body.get("description", "")
    return written(call, call.path["name"], secret)


def patch(call: Call) -> dict[str, Any]:
    """A new name or description, never a value."""
    secret, asked, old = found(call), call.body, call.path["name"]
    given = {field: value for field, value in asked.items() if value is not None}
    if not given:
        raise bare(400, "name or description is required")
    named, name = call.room(Secrets).named, given.get("name", old)
    if not name:
        raise bare(400, "name must not be empty")
    if name != old:
        if name in named:
            raise bare(409, "secret already exists")
        named[name] = named.pop(old)
    secret.description = given.get("description", secret.description)
    return written(call, name, secret)


def written(call: Call, name: str, secret: Secret) -> dict[str, Any]:
    secret.revision, secret.updated = secret.revision + 1, call.now()
    call.wrote(name)
    return told(name, secret)


def get(call: Call) -> dict[str, Any]:
    return told(call.path["name"], found(call))


def listed(call: Call) -> list[dict[str, Any]]:
    return [told(name, secret) for name, secret in sorted(call.room(Secrets).named.items())]


def delete(call: Call) -> None:
    found(call)
    del call.room(Secrets).named[call.path["name"]]
    call.wrote(call.path["name"])


BEHAVIOURS = {
    "secrets_create": create,
    "secrets_update": update,
    "secrets_patch": patch,
    "secrets_get": get,
    "secrets_list": listed,
    "secrets_delete": delete,
}
