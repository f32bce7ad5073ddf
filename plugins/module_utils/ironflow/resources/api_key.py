# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""API keys: how programs get in. The text of a key is told once, by what makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.ensure import ensure, make_so, wish
from ...core.spec import Field, Resource, Task
from ..client import IRONFLOW, Ironflow
from ..eras import Span, fields_known
from ..names import ids_of
from ..rest_store import ID, RestStore

FIELDS = (
    ID,
    Field("name", key=True),
    Field("platform", "bool", within=True, fixed=True, default=False),
    Field("role_ids", "list", elements="str", unordered=True, server_default=[], aliases=("roles",)),
    Field("env_id", fixed=True),
    Field("expires_in", fixed=True),
    Field("tool_scopes", "list", elements="str", unordered=True, fixed=True, server_default=[]),
    Field("key", computed=True),
    Field("key_prefix", computed=True),
    Field("expires_at", computed=True),
    Field("last_used_at", computed=True),
    Field("created_at", computed=True),
)


class KeyStore(RestStore):
    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """An answer does not tell whether a key is the platform's; the question does."""
        platform = bool(filters.get("platform"))
        query = {"platform": True} if platform else {}
        rest = {name: value for name, value in filters.items() if name != "platform"}
        found = ({**self.read(one), "platform": platform} for one in self.listing(client, query))
        return [one for one in found if all(one.get(name) == value for name, value in rest.items())]

    def read(self, told: Mapping[str, Any]) -> dict[str, Any]:
        made = super().read(told)
        if "environment_id" in told:
            made["env_id"] = told["environment_id"]
        return made

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        """Only its roles can be changed."""
        return self.computed(client.rest("PUT", f"{self.place(current)}/roles", {"role_ids": changes["role_ids"]}))


API_KEY = Resource(
    "API key",
    IRONFLOW,
    FIELDS,
    KeyStore("API key", "/apikeys", FIELDS, untold=("env_id", "expires_in", "tool_scopes", "key", "platform")),
    fits=fields_known("API key", {"tool_scopes": Span((0, 43, 1))}),
)


def run(task: Task) -> dict[str, Any]:
    """Roles may be named; keys have their ids."""
    desired = wish(API_KEY, task.params)
    if desired.get("role_ids"):
        kind = "/platform/roles" if desired["platform"] else "/roles"
        desired["role_ids"] = ids_of(task.client, kind, "role", desired["role_ids"], task.check_mode)
    return make_so(task, API_KEY, desired)


ENSURE_API_KEY = replace(ensure(API_KEY), run=run)
