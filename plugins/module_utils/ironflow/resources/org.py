# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Organisations: whose projects, users, roles and keys there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.spec import Field, Resource
from ..client import IRONFLOW
from ..rest_store import ID, RestStore

FIELDS = (
    ID,
    Field("name", key=True),
    Field("default_timezone", clearable=True, server_default=""),
    Field("created_at", computed=True),
    Field("updated_at", computed=True),
)


class OrgStore(RestStore):
    """The time zone lies among the preferences, which creation does not take."""

    def create(self, client: Any, values: Mapping[str, Any]) -> dict[str, Any]:
        made = self.surely(client, {"name": values["name"]}, "name")
        if values.get("default_timezone"):
            made.update(self.update(client, made, {"default_timezone": values["default_timezone"]}))
        return made

    def sent(self, values: Mapping[str, Any]) -> dict[str, Any]:
        made = {"name": values["name"]} if "name" in values else {}
        if "default_timezone" in values:
            made["preferences"] = {"default_timezone": values["default_timezone"] or None}
        return made

    def read(self, told: Mapping[str, Any]) -> dict[str, Any]:
        zone = (told.get("preferences") or {}).get("default_timezone") or ""
        return {**super().read(told), "default_timezone": zone}


ORG = Resource("organisation", IRONFLOW, FIELDS, OrgStore("organisation", "/orgs", FIELDS))
