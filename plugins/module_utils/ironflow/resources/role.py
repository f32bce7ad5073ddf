# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Roles: names that users and keys bear, and that policies speak of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.spec import Field, Resource
from ..client import IRONFLOW
from ..rest_store import ID, SCOPE, RestStore, ScopeStore, scope_knows

COMMON = (
    ID,
    Field("name", key=True),
    Field("org_id", computed=True),
    Field("is_default", "bool", computed=True),
    Field("created_at", computed=True),
)
POLICIES = Field("policy_ids", "list", elements="str", fixed=True)  # given to a new role of the platform, told never
TENANT = RestStore("role", "/roles", COMMON)
PLATFORM = RestStore("role", "/platform/roles", (*COMMON, POLICIES), method="PUT", untold=("policy_ids",))


def built_in(role: Mapping[str, Any]) -> str | None:
    """The platform's own are not protected by the server, and nobody could get in without them."""
    if role.get("is_default") or str(role.get("id")).startswith("role_platform_"):
        return "it is one of the server's own"
    return None


ROLE = Resource(
    "role",
    IRONFLOW,
    (*COMMON[:2], SCOPE, POLICIES, *COMMON[2:]),
    ScopeStore(TENANT, PLATFORM),
    built_in,
    fits=scope_knows("role", (), ("policy_ids",)),
)
