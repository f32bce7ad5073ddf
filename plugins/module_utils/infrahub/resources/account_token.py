# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The own API tokens. The server tells the value of one when it makes it, and never again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.ensure import ensure, make_so, wish
from ...core.errors import GraphQLError, PlanError
from ...core.info import info
from ...core.spec import Field, ModuleSpec, Resource, Task
from ..auth import Login
from ..client import INFRAHUB, Infrahub
from ..mutations import GONE
from ..resources.branch import NOWHERE
from ..values import instant

PAGE = 100
FIELDS = (
    Field("name", key=True),
    Field("expiration", fixed=True, canonical=instant),
    Field("id", computed=True),
)
LIST = """query ($offset: Int, $limit: Int) {
  InfrahubAccountToken(offset: $offset, limit: $limit) { count edges { node { id name expiration } } } }"""
CREATE = """mutation ($data: InfrahubAccountTokenCreateInput!) {
  InfrahubAccountTokenCreate(data: $data) { ok object { id token { value } } } }"""
DELETE = "mutation ($data: InfrahubAccountTokenDeleteInput!) { InfrahubAccountTokenDelete(data: $data) { ok } }"


def log_in(task: Task, what: str) -> None:
    """An account shows what is its own only to who knows its password, even where an API token is given for all."""
    session, params = task.client.session, task.params
    if isinstance(session.auth, Login):
        return
    if not (params["api_username"] and params["api_password"]):
        raise PlanError(f"{what} only by who logs in; give api_username and api_password in place of api_token")
    session.auth = Login(params["api_username"], params["api_password"])


class TokenStore:
    """``made`` gets the value of a token that was created."""

    def __init__(self) -> None:
        self.made: str | None = None

    def find(self, client: Infrahub, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while True:
            page = {"offset": len(found), "limit": PAGE}
            told = client.graphql(LIST, page, branch=NOWHERE)["InfrahubAccountToken"]
            found += [edge["node"] for edge in told["edges"]]
            if len(found) >= told["count"] or not told["edges"]:
                break
        name = filters.get("name")
        return [{f.name: one[f.name] for f in FIELDS} for one in found if name is None or one["name"] == name]

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        answer = client.graphql(CREATE, {"data": dict(values)}, safe=False, branch=NOWHERE)
        made = answer["InfrahubAccountTokenCreate"]["object"]
        self.made = made["token"]["value"]
        return {"id": made["id"]}

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        raise PlanError(f"account token {current['name']}: {', '.join(changes)} cannot be changed")

    def delete(self, client: Infrahub, current: Mapping[str, Any]) -> None:
        try:
            client.graphql(DELETE, {"data": {"id": current["id"]}}, branch=NOWHERE)
        except GraphQLError as error:
            if GONE not in str(error):
                raise


def run(task: Task) -> dict[str, Any]:
    log_in(task, "own API tokens are managed")
    store = TokenStore()
    result = make_so(task, replace(TOKEN, store=store), wish(TOKEN, task.params))
    if store.made:
        task.outside.conceal(store.made)
        result["token"] = store.made
    return result


TOKEN = Resource("account token", INFRAHUB, FIELDS, TokenStore())
BASE = ensure(TOKEN)
ACCOUNT_TOKEN = ModuleSpec(INFRAHUB, BASE.fields, run, (*BASE.returns, "token"), reveals=("token",))
LOOK = info(TOKEN)


def look(task: Task) -> dict[str, Any]:
    log_in(task, "own API tokens are told")
    return LOOK.run(task)


ACCOUNT_TOKEN_INFO = replace(LOOK, run=look)
