# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Roles: what users may do with which datasets, and which fields of records they see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.spec import Field, Resource
from ..access import VERSION, AccessStore, either
from ..client import INFINO

BUILT_IN = ("infino_admin_role", "kibana_user")
MASKS = Field(
    "fields",
    "dict",
    aliases=("Fields",),
    server_default={},
    options=(
        Field("allow", "list", elements="str", unordered=True, server_default=[], aliases=("Allow",)),
        Field("deny", "list", elements="str", unordered=True, server_default=[], aliases=("Deny",)),
        Field("mask", "dict", server_default={}, aliases=("Mask",)),
    ),
)
PERMISSION = (
    Field(
        "resource_type",
        required=True,
        choices=("metadata", "dataset", "record", "field", "notifications"),
        aliases=("ResourceType",),
    ),
    Field(
        "actions", "list", elements="str", choices=("read", "write", "create", "delete"), unordered=True,
        server_default=[], aliases=("Actions",),
    ),
    Field("resources", "list", elements="str", unordered=True, server_default=[], aliases=("Resources",)),
    MASKS,
    Field("effect", server_default="Allow", aliases=("Effect",)),
)  # fmt: skip
FIELDS = (
    Field("name", key=True),
    Field("version", server_default=VERSION),
    Field("permissions", "list", elements="dict", options=PERMISSION, unordered=True, server_default=[]),
    Field("created_at", computed=True),
)


def read(name: str, one: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name}
    version = either(one, "Version", "version")
    if version is not None:
        made["version"] = str(version)
    permissions = either(one, "Permissions", "permissions")
    made["permissions"] = [permission(each) for each in permissions or () if isinstance(each, Mapping)]
    made["created_at"] = one.get("created_at")
    return made


def permission(one: Mapping[str, Any]) -> dict[str, Any]:
    fields = either(one, "Fields", "fields") or {}
    return {
        "resource_type": either(one, "ResourceType", "resource_type"),
        "actions": either(one, "Actions", "actions") or [],
        "resources": either(one, "Resources", "resources") or [],
        "fields": {
            "allow": either(fields, "Allow", "allow") or [],
            "deny": either(fields, "Deny", "deny") or [],
            "mask": either(fields, "Mask", "mask") or {},
        },
        "effect": either(one, "Effect", "effect") or "Allow",
    }


def wire(values: Mapping[str, Any]) -> dict[str, Any]:
    permissions = [sent(one) for one in values.get("permissions") or ()]
    return {"Version": values.get("version") or VERSION, "Permissions": permissions}


def sent(one: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is not the server's default: the documentation knows no effect but the one that there is."""
    made: dict[str, Any] = {
        "ResourceType": one["resource_type"],
        "Actions": one.get("actions") or [],
        "Resources": one.get("resources") or [],
    }
    masks = one.get("fields") or {}
    fields = {name.capitalize(): masks[name] for name in ("allow", "deny", "mask") if masks.get(name)}
    if fields:
        made["Fields"] = fields
    if one.get("effect") not in (None, "Allow"):
        made["Effect"] = one["effect"]
    return made


def kept(current: Mapping[str, Any]) -> str | None:
    return "it is built in" if current["name"] in BUILT_IN else None


ROLE = Resource("role", INFINO, FIELDS, AccessStore("role", FIELDS, read, wire), kept)
