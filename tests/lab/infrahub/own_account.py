# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What an account has of its own: API tokens, its password and description, and the list of what it may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from . import nodes
from .errors import not_found
from .features import Feature
from .hooks import COMPUTED
from .rights import refused
from .store import Node, View, new_id
from .templates import DECISIONS
from .values import stored

if TYPE_CHECKING:
    from .gql_run import Run
    from .lab import InfrahubLab

SDL = """
type AccountTokenNode { id: String!  name: String  expiration: String }
type AccountTokenEdge { node: AccountTokenNode! }
type AccountTokenEdges { count: Int!  edges: [AccountTokenEdge!]! }
type AccountGlobalPermissionNode {
  id: String!  display_label: String!  description: String  name: String!  action: String!  decision: String!
  identifier: String!
}
type AccountGlobalPermissionEdge { node: AccountGlobalPermissionNode! }
type AccountGlobalPermissionEdges { count: Int!  edges: [AccountGlobalPermissionEdge!]! }
type AccountObjectPermissionNode {
  id: String!  display_label: String!  description: String  namespace: String!  name: String!  action: String!
  decision: String!  identifier: String!
}
type AccountObjectPermissionEdge { node: AccountObjectPermissionNode! }
type AccountObjectPermissionEdges { count: Int!  edges: [AccountObjectPermissionEdge!]! }
type AccountPermissionsEdges {
  global_permissions: AccountGlobalPermissionEdges  object_permissions: AccountObjectPermissionEdges
}
type ValueType { value: String! }
type InfrahubAccountTokenType { id: String!  token: ValueType }
type InfrahubAccountTokenCreate { ok: Boolean  object: InfrahubAccountTokenType }
type InfrahubAccountTokenDelete { ok: Boolean }
type InfrahubAccountSelfUpdate { ok: Boolean }
input InfrahubAccountTokenCreateInput { name: String  expiration: String }
input InfrahubAccountTokenDeleteInput { id: String }
input InfrahubAccountUpdateSelfInput { password: String  description: String }
extend type Query {
  InfrahubAccountToken(limit: Int, offset: Int): AccountTokenEdges!
  InfrahubPermissions: AccountPermissionsEdges!
}
extend type Mutation {
  InfrahubAccountTokenCreate(data: InfrahubAccountTokenCreateInput!): InfrahubAccountTokenCreate
  InfrahubAccountTokenDelete(data: InfrahubAccountTokenDeleteInput!): InfrahubAccountTokenDelete
  InfrahubAccountSelfUpdate(data: InfrahubAccountUpdateSelfInput!): InfrahubAccountSelfUpdate
}
"""
PAGE = 10
PARTS = {"CoreGlobalPermission": ("action",), "CoreObjectPermission": ("namespace", "name", "action")}
EXPIRATION = {"name": "expiration", "kind": "DateTime", "optional": True, "enum": None, "parameters": None}


@dataclass
class Token:
    account: str
    value: str = field(default_factory=lambda: str(uuid4()))
    name: str | None = None
    expiration: str | None = None
    id: str = field(default_factory=new_id)

    def expired(self, clock: float) -> bool:
        if self.expiration is None:
            return False
        moment = datetime.fromisoformat(self.expiration.replace("Z", "+00:00"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).timestamp() <= clock


def held(lab: InfrahubLab) -> dict[str, Token]:
    """All tokens by id: those that the server was started with, and those that were made since."""
    found: dict[str, Token] = lab.state.setdefault("tokens", {})
    known = {one.value for one in found.values()}
    for value, account in lab.tokens.items():
        if value not in known:
            one = Token(account, value, "Created automatically")
            found[one.id] = one
    return found


def only_jwt(run: Run) -> str:
    """The account, which must have logged in: an API token may not make more of its kind."""
    if run.identity is None or not run.identity.jwt:
        raise refused("This operation requires authentication with a JWT token")
    return run.identity.account


def mine(run: Run) -> list[Token]:
    account = only_jwt(run)
    return [one for one in held(run.lab).values() if one.account == account]


def listed(run: Run, args: dict[str, Any]) -> Any:
    found, start = mine(run), args.get("offset") or 0
    limit = args.get("limit")
    limit = PAGE if limit is None else limit
    some = found[start : start + limit] if limit else found[start:]
    edges = [{"node": {"id": one.id, "name": one.name, "expiration": one.expiration}} for one in some]
    return {"count": len(found), "edges": edges}


def created(run: Run, args: dict[str, Any]) -> Any:
    data, account = args["data"], only_jwt(run)
    if data.get("expiration") is not None:
        stored("InternalAccountToken", EXPIRATION, data["expiration"])
    made = Token(account, name=data.get("name"), expiration=data.get("expiration"))
    held(run.lab)[made.id] = made
    run.lab.tokens[made.value] = account
    run.lab.wrote(f"InfrahubAccountTokenCreate {made.name}")
    return {"ok": True, "object": {"id": made.id, "token": {"value": made.value}}}


def deleted(run: Run, args: dict[str, Any]) -> Any:
    ident = str(args["data"].get("id"))
    one = next((token for token in mine(run) if token.id == ident), None)
    if one is None:
        raise not_found("AccountToken", ident)
    del held(run.lab)[ident], run.lab.tokens[one.value]
    run.lab.wrote(f"InfrahubAccountTokenDelete {one.name}")
    return {"ok": True}


def self_updated(run: Run, args: dict[str, Any]) -> Any:
    account = only_jwt(run)
    view = run.lab.main_view()
    data = {name: {"value": value} for name, value in args["data"].items() if value}
    if data:
        # The real 1.11.9 stores the account anew and hashes the hash once more: nobody can log in afterwards.
        held = view.get(account)
        data.setdefault("password", {"value": held.value("password") if held else None})
        before = run.changes()
        nodes.update(view, "CoreAccount", {"id": account, **data}, account)
        if run.changes() != before:
            run.lab.wrote("InfrahubAccountSelfUpdate")
    return {"ok": True}


def permissions(run: Run, _args: dict[str, Any]) -> Any:
    told: dict[str, Any] = {}
    for name, kind in zip(("global_permissions", "object_permissions"), PARTS):
        some = [one for one in run.rights.permissions if one.kind == kind]
        told[name] = {"count": len(some), "edges": [{"node": described(one, PARTS[kind])} for one in some]}
    return told


def described(one: Node, parts: tuple[str, ...]) -> dict[str, Any]:
    words = [one.value(name) for name in parts]
    sort = "global" if len(parts) == 1 else "object"
    identifier = ":".join((sort, *words, DECISIONS[one.value("decision")].lower()))
    return {
        "id": one.id, "display_label": identifier, "description": one.value("description") or "",
        **dict(zip(parts, words)), "decision": str(one.value("decision")), "identifier": identifier,
    }  # fmt: skip


def identifier(_view: View, node: Node) -> str:
    return str(described(node, PARTS[node.kind])["identifier"])


for kind_of_permission in PARTS:
    COMPUTED[kind_of_permission, "identifier"] = identifier
OWN_ACCOUNT = Feature(
    SDL,
    queries={"InfrahubAccountToken": listed, "InfrahubPermissions": permissions},
    mutations={
        "InfrahubAccountTokenCreate": created, "InfrahubAccountTokenDelete": deleted,
        "InfrahubAccountSelfUpdate": self_updated,
    },
)  # fmt: skip
