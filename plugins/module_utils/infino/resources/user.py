# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Users: who signs requests, with which roles. Their keys are told once, by what makes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...core.ensure import UPDATE_SECRET, ensure, make_so, wish
from ...core.errors import PlanError, Uncertain
from ...core.plan import Plan
from ...core.spec import Field, Resource, Task
from ...core.words import unknown
from ..access import VERSION, AccessStore, either
from ..client import INFINO, Infino
from .role import ROLE

KEYS = ("access_key", "secret_key")
FIELDS = (
    Field("name", key=True),
    Field("version", server_default=VERSION),
    Field("roles", "list", elements="str", unordered=True, server_default=[]),
    Field("password", secret=True),
    Field("account_id", computed=True),
    Field("created_at", computed=True),
    *(Field(name, computed=True) for name in KEYS),
)


@dataclass(frozen=True)
class UserStore(AccessStore):
    def create(self, client: Infino, values: Mapping[str, Any]) -> dict[str, Any]:
        try:
            answer = self.put(client, values)
        except Uncertain:
            client.outside.warn(f"user {values['name']}: its keys went with an answer that was lost; rotate them")
            raise
        told = answer if isinstance(answer, Mapping) else {}
        return {name: told[name] for name in ("account_id", *KEYS) if told.get(name) is not None}


def read(name: str, one: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name}
    version = either(one, "Version", "version")
    if version is not None:
        made["version"] = str(version)
    made["roles"] = list(either(one, "Roles", "roles") or [])
    made["account_id"] = either(one, "account_id", "AccountId")
    made["created_at"] = one.get("created_at")
    return made


def wire(values: Mapping[str, Any]) -> dict[str, Any]:
    """A password only where it is to be set."""
    password = {"Password": values["password"]} if values.get("password") is not None else {}
    return {"Version": values.get("version") or VERSION, **password, "Roles": values.get("roles") or []}


USER = Resource("user", INFINO, FIELDS, UserStore("user", FIELDS, read, wire))


def check_roles(task: Task, planned: Plan) -> None:
    """The server may take a role that is not there, and the user is then not allowed what was meant."""
    wanted = planned.changes.get("roles")
    if not wanted:
        return
    known = ROLE.store.listing(task.client)
    for role in wanted:
        if role not in known:
            problem = unknown(f"{USER.title(planned.wanted)}: there is no role", role, known)
            if not task.check_mode:
                raise PlanError(problem)
            task.outside.warn(f"{problem}; a run fails unless an earlier task makes it")


def run(task: Task) -> dict[str, Any]:
    return make_so(task, USER, wish(USER, task.params), check_roles)


BASE = ensure(USER)
ALIASED = replace(UPDATE_SECRET, aliases=("update_password",))
ENSURE_USER = replace(
    BASE, fields=tuple(ALIASED if field is UPDATE_SECRET else field for field in BASE.fields), run=run
)  # fmt: skip
