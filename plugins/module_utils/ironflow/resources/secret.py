# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Secrets: their values go in and never come out; only their descriptions can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import ApiError, Conflict, NotFound, Uncertain
from ...core.spec import Field, Resource
from ..client import IRONFLOW, Ironflow, segment

PATH = "/secrets"

FIELDS = (
    Field("name", key=True),
    Field("value", secret=True, required=True),
    Field("description", server_default=""),
    Field("revision", "int", computed=True),
    Field("created_at", computed=True),
    Field("updated_at", computed=True),
)


class SecretStore:
    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        if "name" not in filters:
            answer = client.scoped("GET", PATH)
            return [read(entry) for entry in (answer["secrets"] if isinstance(answer, dict) else answer) or []]
        try:
            return [read(client.scoped("GET", place(filters), tells=("name", "revision")))]
        except NotFound:
            return []

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        try:
            return computed(client.scoped("POST", PATH, dict(values)))
        except Conflict:
            # not settled by a look: whose value it now holds cannot be seen
            title = SECRET.title(values)
            raise ApiError(f"{title} was created by somebody else meanwhile; run the task again") from None

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        if "value" not in changes:
            return computed(client.scoped("PATCH", place(current), dict(changes)))
        body = {"value": changes["value"], "description": changes.get("description", current["description"])}
        try:
            return computed(client.scoped("PUT", place(current), body, safe=False))
        except Uncertain:
            now = next(iter(self.find(client, {"name": current["name"]})), None)
            if now and now["revision"] > current["revision"]:
                return computed(now)  # the value cannot be seen, but a write can: this one, though its answer was lost
        return computed(client.scoped("PUT", place(current), body, safe=False))

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        client.scoped("DELETE", place(current))


def place(values: Mapping[str, Any]) -> str:
    return f"{PATH}/{segment(values['name'])}"


def read(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: entry.get(f.name, f.server_default) for f in FIELDS if not f.secret}


def computed(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: entry[f.name] for f in FIELDS if f.computed and f.name in entry}


SECRET = Resource("secret", IRONFLOW, FIELDS, SecretStore())
