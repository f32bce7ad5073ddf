# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Config documents: named JSON objects, managed whole or by the keys of their top level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import NotFound
from ...core.spec import Field, Resource
from ...core.values import differs
from .. import revisions
from ..client import IRONFLOW, Ironflow, segment

PATH = "/config"
GUARDED = (0, 44)  # from 0.43.1 on the server refuses a write with an old revision; before, it passes over it

DATA = Field("data", "dict", required=True, conceal=True)
FIELDS = (
    Field("name", key=True),
    DATA,
    Field("revision", "int", computed=True),
    Field("updated_at", computed=True),
)


class ConfigStore:
    """``exact`` writes whole documents; else only the keys that differ are sent, where that can be done."""

    def __init__(self, exact: bool = False) -> None:
        self.exact = exact
        self.resource = Resource("config document", IRONFLOW, FIELDS, self)

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        if "name" not in filters:
            entries = client.rest("GET", PATH, tells=("configs",))["configs"] or []
            return [read(entry) for entry in entries]
        try:
            return [read(fetch(client, filters["name"]))]
        except NotFound:
            return []

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        return self._post(client, None, values, revisions.NOBODY)

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        before, after = current["data"], changes["data"]
        if not self.exact and set(before) <= set(after):
            part = {name: value for name, value in after.items() if name not in before or apart(value, before[name])}
            return revisions.made(client.rest("PATCH", place(current), part))
        # the server's PATCH cannot take a key away
        made = self._post(client, current, {**current, **changes}, revisions.unchanged(current))
        if made.get("revision", 0) > current["revision"] + 1 and client.version < GUARDED:
            jump = f"went from revision {current['revision']} to {made['revision']}"
            client.outside.warn(
                f"{self.resource.title(current)} {jump}: somebody may have written in between, which this old server "
                "cannot prevent, and that would be lost; check it"
            )
        return made

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        client.rest("DELETE", place(current))

    def _post(
        self,
        client: Ironflow,
        found: Mapping[str, Any] | None,
        values: Mapping[str, Any],
        condition: Mapping[str, str],
    ) -> dict[str, Any]:
        wanted = {name: values[name] for name in ("name", "data")}

        def send() -> Any:
            return client.rest("POST", place(values), values["data"], headers=condition)

        return revisions.made(revisions.write(self.resource, client, send, found, lambda: wanted))


def place(values: Mapping[str, Any]) -> str:
    return f"{PATH}/{segment(values['name'])}"


def fetch(client: Ironflow, name: str) -> dict[str, Any]:
    """The document as the server tells it."""
    document: dict[str, Any] = client.rest("GET", place({"name": name}), tells=("data", "revision"))
    return {"name": name, **document}


def read(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A listing tells no data."""
    told = {"name": entry["name"], "revision": entry["revision"], "updated_at": entry.get("updatedAt")}
    return {**told, "data": entry["data"] or {}} if "data" in entry else told


def apart(wanted: Any, found: Any) -> bool:
    return differs(DATA, {"": wanted}, {"": found})


CONFIG = ConfigStore().resource
