# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A resource with every kind of field, and the server that holds it: core is tested with them alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Mapping
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ansible_collections.opsweave.platform.plugins.module_utils.core.ensure import ensure
from ansible_collections.opsweave.platform.plugins.module_utils.core.info import info
from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Field, Outside, Resource, System
from ansible_collections.opsweave.platform.plugins.module_utils.http.auth import HeaderAuth
from ansible_collections.opsweave.platform.plugins.module_utils.http.connection import CONNECTION, open_session
from ansible_collections.opsweave.platform.plugins.module_utils.http.session import Session
from tests.lab.common.stand_in import StandIn
from tests.unit.lives.life import Life


@dataclass
class Accounts:
    session: Session
    outside: Outside

    @property
    def journal(self) -> list[str]:
        return self.session.journal


def connect(params: Mapping[str, Any], outside: Outside) -> Accounts:
    return Accounts(open_session(params, HeaderAuth("X-Key", params["api_key"]), outside), outside)


ACCOUNTS = System("accounts", (Field("api_url", required=True), Field("api_key", secret=True), *CONNECTION), connect)

FIELDS = (
    Field("id", key=True, computed=True),
    Field("login", key=True, aliases=("username",)),
    Field("team", required=True),
    Field("level", "int", server_default=1),
    Field("active", "bool", server_default=True),
    Field("password", secret=True),
    Field("mail", canonical=str.lower, clearable=True),
    Field("kind", fixed=True, choices=("human", "robot")),
    Field("note"),
    Field("profile", "dict", options=(Field("shell"), Field("limit", "int"), Field("pin", secret=True))),
    Field("grants", "list", elements="dict", unordered=True, options=(Field("on"), Field("token", secret=True))),
    Field("tags", "list", elements="str", unordered=True),
    Field("route", "list", elements="int"),
    Field("data", "dict", conceal=True),
    Field("revision", "int", computed=True),
)
UNTOLD = ("password", "note")


class AccountStore:
    def find(self, client, filters):
        return client.session.request("GET", f"/accounts?{urlencode(filters)}")

    def create(self, client, values):
        return computed(client.session.request("POST", "/accounts", dict(values)))

    def update(self, client, current, changes):
        path = f"/accounts/{quote(current['id'])}"
        return computed(client.session.request("PATCH", path, dict(changes), safe=True))

    def delete(self, client, current):
        client.session.request("DELETE", f"/accounts/{quote(current['id'])}")


def computed(account):
    return {name: account[name] for name in ("id", "revision")}


ACCOUNT = Resource("account", ACCOUNTS, FIELDS, AccountStore())
MODULES = {"account": ensure(ACCOUNT), "account_info": info(ACCOUNT)}
LIFE = Life(
    "account",
    {
        "login": "ada",
        "team": "red",
        "mail": "Ada@example.org",
        "password": "word",
        "note": "not told",
        "profile": {"shell": "sh", "limit": 10, "pin": "pin"},
        "grants": [{"on": "a", "token": "one"}, {"on": "b", "token": "two"}],
        "tags": ["x", "y", "y"],
        "route": [3, 1, 2],
        "data": {"port": 22, "hidden": "in data"},
    },
    {
        "level": 7, "active": False, "unset": ["mail"], "profile": {"limit": 11}, "grants": [{"on": "c"}],
        "tags": ["y"], "route": [1], "data": {"a": None},
    },
    secrets=("password", "profile.pin", "grants.token"),
    alike=({"username": "ada", "login": None}, {"level": "7"}, {"active": "no"}),
)  # fmt: skip


class AccountsLab(StandIn):
    def __init__(self, key: str) -> None:
        super().__init__()
        self.key, self.things = key, {}

    def routes(self):
        yield Route("/accounts", self.many, methods=["GET", "POST"])
        yield Route("/accounts/{id}", self.one, methods=["PATCH", "DELETE"])

    async def many(self, request: Request) -> Response:
        if request.headers.get("X-Key") != self.key:
            return JSONResponse({"error": "who are you?"}, 401)
        if request.method == "GET":
            wanted = request.query_params
            found = [a for a in self.things.values() if all(a.get(k) == v for k, v in wanted.items())]
            return JSONResponse([show(account) for account in found])
        given = json.loads(await request.body())
        if given["login"] in {account["login"] for account in self.things.values()}:
            return JSONResponse({"error": f"login {given['login']} is taken"}, 409)
        made = {"id": f"id-{len(self.writes)}", "level": 1, "active": True, "revision": 1, **given}
        self.things[made["id"]] = made
        self.wrote(f"create {made['login']}")
        return JSONResponse(show(made), 201)

    async def one(self, request: Request) -> Response:
        account = self.things.get(request.path_params["id"])
        if account is None:
            return JSONResponse({"error": "no such account"}, 404)
        self.wrote(f"{request.method} {account['login']}")
        if request.method == "DELETE":
            del self.things[account["id"]]
            return Response(status_code=204)
        account.update(json.loads(await request.body()), revision=account["revision"] + 1)
        return JSONResponse(show(account))


def show(account):
    told = {f.name: account.get(f.name) for f in FIELDS if f.name not in UNTOLD}
    for f in FIELDS:
        if f.options and told[f.name]:
            items = told[f.name] if isinstance(told[f.name], list) else [told[f.name]]
            seen = [{option.name: item.get(option.name) for option in f.options if not option.secret} for item in items]
            told[f.name] = seen if isinstance(told[f.name], list) else seen[0]
    return told
