# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Users: people who log in, with roles. Their passwords go in and never come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.ensure import ensure, make_so, wish
from ...core.errors import PlanError
from ...core.plan import Plan
from ...core.spec import Field, Resource, Task
from ..client import IRONFLOW, Ironflow
from ..rest_store import ID, SCOPE, RestStore, ScopeStore, scope_knows

EMAIL = Field("email", key=True)
NAME = Field("name", server_default="")
PASSWORD = Field("password", secret=True, required=True)
ROLES = Field("roles", "list", elements="str", unordered=True, server_default=[])
ROLE_IDS = Field("role_ids", "list", elements="str", fixed=True)  # given to a new user of the platform, told never
ACTIVE = Field("is_active", "bool", server_default=True)
CURRENT = Field("current_password", secret=True)
TIMES = (
    Field("last_login_at", computed=True),
    Field("created_at", computed=True),
    Field("updated_at", computed=True),
)
ORG = Field("org_id", computed=True)


class TenantStore(RestStore):
    """A password is changed on a way of its own, and only by who knows the one before."""

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        rest = {name: value for name, value in changes.items() if name not in ("password", "current_password")}
        made = super().update(client, current, rest) if rest else {}
        if "password" in changes:
            body = {"current_password": changes["current_password"], "new_password": changes["password"]}
            client.rest("PATCH", f"{self.place(current)}/password", body)
        return made


class PlatformStore(RestStore):
    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        """A new user is active; one that shall not be is so by a change."""
        rest = {name: value for name, value in values.items() if name != "is_active"}
        made = self.surely(client, rest, "email")
        if values.get("is_active", True):
            return made
        return {**made, **self.update(client, made, {"is_active": False})}


TENANT = TenantStore("user", "/users", (ID, EMAIL, NAME, PASSWORD, ROLES, ORG, *TIMES))
PLATFORM = PlatformStore(
    "user", "/platform/users", (ID, EMAIL, NAME, PASSWORD, ROLE_IDS, ACTIVE, *TIMES), method="PUT", untold=("role_ids",)
)
USER = Resource(
    "user",
    IRONFLOW,
    (ID, EMAIL, SCOPE, NAME, PASSWORD, CURRENT, ROLES, ROLE_IDS, ACTIVE, ORG, *TIMES),
    ScopeStore(TENANT, PLATFORM),
    fits=scope_knows("user", ("roles", "current_password"), ("role_ids", "is_active")),
)


def weigh(_task: Task, planned: Plan) -> None:
    changed = planned.operation == "update" and "password" in planned.changes
    if changed and planned.wanted.get("scope") != "platform" and "current_password" not in planned.changes:
        raise PlanError(f"{USER.title(planned.wanted)}: the server changes a password only by the one before it; give "
                        "current_password")  # fmt: skip


def run(task: Task) -> dict[str, Any]:
    return make_so(task, USER, wish(USER, task.params), weigh)


ENSURE_USER = replace(ensure(USER), run=run)
