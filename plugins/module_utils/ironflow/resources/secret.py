# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Secrets: their values go in and never come out; only their descriptions can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.ensure import carry_out, ensure, look, make_so, tell, wish
from ...core.errors import ApiError, Conflict, NotFound, PlanError, Uncertain
from ...core.plan import plan
from ...core.spec import Field, Resource, Task
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
        if "name" in changes:
            made = self.rename(client, current, changes)
            if "value" not in changes:
                return made
            renamed = {**current, **made, **without_value(changes)}
            return {**made, **self.update(client, renamed, {"value": changes["value"]})}
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

    def rename(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        """The value goes along. Where the answer was lost, what is under the new name alone is it."""
        try:
            return computed(client.scoped("PATCH", place(current), without_value(changes)))
        except (NotFound, Uncertain):
            now = self.find(client, {"name": changes["name"]})
            if not now or now[0]["revision"] <= current["revision"] or self.find(client, {"name": current["name"]}):
                raise
            return computed(now[0])

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        client.scoped("DELETE", place(current))


def without_value(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if name != "value"}


def place(values: Mapping[str, Any]) -> str:
    return f"{PATH}/{segment(values['name'])}"


def read(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: entry.get(f.name, f.server_default) for f in FIELDS if not f.secret}


def computed(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: entry[f.name] for f in FIELDS if f.computed and f.name in entry}


SECRET = Resource("secret", IRONFLOW, FIELDS, SecretStore())
PREVIOUS = Field("previous_name")


def run(task: Task) -> dict[str, Any]:
    """With another name before, the secret of that name becomes this one, unless this one is there already."""
    desired, old = wish(SECRET, task.params), task.params["previous_name"]
    if old is None or old == desired["name"]:
        return make_so(task, SECRET, desired)
    if task.params["state"] == "absent":
        raise PlanError(f"{SECRET.title(desired)}: previous_name is to give it another name; leave it out to delete it")
    there = look(SECRET, desired, task.client)
    before = look(SECRET, {"name": old}, task.client)
    if there and before:
        text = f"{SECRET.title(desired)} is there already, and so is {SECRET.title(before)}, which was to become it"
        raise PlanError(f"{text}; delete one of them first")
    if before is None:
        return make_so(task, SECRET, desired)
    planned = plan(SECRET, desired, before, update_secret=task.params["update_secret"] == "always")
    after = planned.after if task.check_mode else carry_out(SECRET, planned, task.client)
    return tell(SECRET, planned, after)


_ENSURE = ensure(SECRET)
ENSURE_SECRET = replace(_ENSURE, fields=(*_ENSURE.fields, PREVIOUS), run=run)
