# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""API keys: a key that was made lets its bearer in, until it is deleted or given another text."""

from __future__ import annotations

import secrets
from typing import Any

from ..access import Key
from ..call import Call
from ..refused import Refused, bare
from ..shelf import Plain, Shelf


class Keys(Shelf):
    pass


PLAIN = Plain(Keys, "API key", "ak")


def make_key(call: Call, values: dict[str, Any]) -> dict[str, Any]:
    """The key as it is told this once."""
    platform = bool(values.get("platform"))
    made = {"name": values["name"], "role_ids": values.get("role_ids") or [], "platform": platform}
    if values.get("env_id"):
        made["environment_id"] = values["env_id"]
    if values.get("tool_scopes"):
        made["tool_scopes"] = values["tool_scopes"]
    made["expires_at"] = call.now() if values.get("expires_in") else None
    made["last_used_at"] = None
    return admitted(call, PLAIN.make(call, made))


def admitted(call: Call, key: dict[str, Any]) -> dict[str, Any]:
    text = ("ifplatform_" if key["platform"] else "ifkey_") + secrets.token_hex(16)
    key["key_prefix"] = text[: text.index("_") + 9]
    key["text"] = text
    role = next((one.removeprefix("role_") for one in key["role_ids"]), "viewer")
    call.lab.keys[text] = Key(text, role, key.get("environment_id"), key["platform"], call.org)
    return {**told(key), "key": text}


def told(key: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in key.items() if name not in ("text", "platform", "updated_at")}


def known_roles(call: Call, ids: list[str]) -> None:
    from .people import PLATFORM_ROLES, ROLES

    for one in ids:
        if one not in ROLES.things(call) and one not in PLATFORM_ROLES.things(call):
            raise bare(400, f"role not found: {one}")


def create(call: Call) -> dict[str, Any]:
    if call.body.get("platform") and not call.key.platform:
        raise Refused(403, "platform credentials required")
    if call.body.get("env_id") and call.body["env_id"] not in call.lab.environments:
        raise bare(404, "environment not found")
    known_roles(call, call.body.get("role_ids") or [])
    return make_key(call, call.body)


def listed(call: Call) -> list[dict[str, Any]]:
    asked = bool(call.query.get("platform"))
    return [told(one) for one in PLAIN.listed(call) if one["platform"] == asked]


def roles(call: Call) -> dict[str, Any]:
    key = PLAIN.found(call)
    known_roles(call, call.body["role_ids"])
    key["role_ids"] = call.body["role_ids"]
    call.wrote(key["id"])
    return told(key)


def rotate(call: Call) -> dict[str, Any]:
    """A new id, the same roles; the old text is dead."""
    old = PLAIN.found(call)
    del PLAIN.things(call)[old["id"]]
    call.lab.keys.pop(old["text"], None)
    kept = {name: value for name, value in old.items() if name not in ("id", "text", "key_prefix", "created_at")}
    return admitted(call, PLAIN.make(call, kept))


def delete(call: Call) -> None:
    call.lab.keys.pop(PLAIN.found(call)["text"], None)
    PLAIN.delete(call)


BEHAVIOURS = {
    "api_keys_list": listed,
    "api_keys_create": create,
    "api_keys_get": lambda call: told(PLAIN.found(call)),
    "api_keys_update_roles": roles,
    "api_keys_rotate": rotate,
    "api_keys_delete": delete,
}
