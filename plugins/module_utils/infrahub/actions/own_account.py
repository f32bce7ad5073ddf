# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The account that the task logs in as: its password and its description, which everybody may change for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.ensure import UPDATE_SECRET, carry_out, tell, wish
from ...core.errors import PlanError
from ...core.plan import plan
from ...core.spec import Field, ModuleSpec, Resource, Task
from ..client import INFRAHUB, Infrahub
from ..resources.account_token import log_in
from ..resources.branch import NOWHERE

FIELDS = (
    Field("description"),
    Field("password", secret=True),
    Field("name", computed=True),
    Field("id", computed=True),
)
PROFILE = "query { AccountProfile { id name { value } description { value } } }"
UPDATE = "mutation ($data: InfrahubAccountUpdateSelfInput!) { InfrahubAccountSelfUpdate(data: $data) { ok } }"


class OwnStore:
    """There is always exactly one."""

    def find(self, client: Infrahub, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        told = client.graphql(PROFILE, branch=NOWHERE)["AccountProfile"]
        return [{"description": told["description"]["value"], "name": told["name"]["value"], "id": told["id"]}]

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        # Without the password, Infrahub 1.11.9 hashes its hash once more, and nobody can log in any longer.
        data = {"password": client.session.auth.password, **changes}
        client.graphql(UPDATE, {"data": data}, branch=NOWHERE)
        return {name: current[name] for name in ("name", "id")}


OWN = Resource("own account", INFRAHUB, FIELDS, OwnStore())


def run(task: Task) -> dict[str, Any]:
    params = task.params
    log_in(task, "the own account is changed")
    for name in ("description", "password"):
        if params[name] == "":
            raise PlanError(f"{name} is empty; Infrahub lets nobody empty it for themselves, leave it out")
    current = OWN.store.find(task.client, {})[0]
    planned = plan(OWN, wish(OWN, params), current, update_secret=params["update_secret"] == "always")
    after = planned.after if task.check_mode else carry_out(OWN, planned, task.client)
    told = tell(OWN, planned, after)
    return {
        "changed": told["changed"],
        "operation": told["operation"],
        "account": {**current, **told["resource"]},
        "unverified": ["password"] if params["password"] else [],
        "diff": told["diff"],
    }


OWN_ACCOUNT = ModuleSpec(
    INFRAHUB,
    (*FIELDS[:2], replace(UPDATE_SECRET, default="always")),
    run,
    ("operation", "account", "unverified"),
    {"required_one_of": [["description", "password"]]},
)
