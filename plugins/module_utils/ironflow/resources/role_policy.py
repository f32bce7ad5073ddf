# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Which policies a role bears, on servers up to 0.43."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import NotFound
from ...core.spec import Field, Resource
from ..client import IRONFLOW, Ironflow, segment
from ..eras import need
from ..names import ids_of
from .policy import SERVED

FIELDS = (
    Field("role", key=True),
    Field("policy", key=True),
    Field("role_id", computed=True),
    Field("policy_id", computed=True),
)


class RolePolicyStore:
    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        need(client, "role policy", SERVED)
        role = ids_of(client, "/roles", "role", [filters["role"]], foretell=True)[0]
        try:
            listed = client.rest("GET", f"/roles/{segment(role)}/policies", tells=("policies",))["policies"] or []
        except NotFound:
            listed = []
        asked = filters.get("policy")
        return [
            {
                "role": filters["role"],
                "policy": asked or one["name"],
                "role_id": role,
                "policy_id": one["id"],
            }
            for one in listed
            if asked in (None, one["name"], one["id"])
        ]

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        role = ids_of(client, "/roles", "role", [values["role"]])[0]
        policy = ids_of(client, "/policies", "policy", [values["policy"]])[0]
        client.rest("POST", f"/roles/{segment(role)}/policies", {"policy_id": policy})
        return {"role_id": role, "policy_id": policy}

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        raise AssertionError("there is nothing to change")

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        client.rest("DELETE", f"/roles/{segment(current['role_id'])}/policies/{segment(current['policy_id'])}")


ROLE_POLICY = Resource("role policy", IRONFLOW, FIELDS, RolePolicyStore())
