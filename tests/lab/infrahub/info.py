# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the server says about itself: version, configuration, state of its workers, whose credential it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import GraphQLField
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from .errors import Refused
from .features import Feature
from .store import new_id

if TYPE_CHECKING:
    from .gql_run import Run
    from .lab import InfrahubLab

SDL = """
type Info { version: String!  deployment_id: String! }
type StatusSummary { schema_hash_synced: Boolean! }
type StatusWorker { id: String!  active: Boolean!  schema_hash: String }
type StatusWorkerEdge { node: StatusWorker! }
type StatusWorkers { edges: [StatusWorkerEdge!]! }
type Status { summary: StatusSummary!  workers: StatusWorkers! }
extend type Query { InfrahubInfo: Info!  InfrahubStatus: Status! }
"""
CONFIG = {
    "main": {
        "internal_address": "http://localhost:8000", "allow_anonymous_access": True,
        "anonymous_access_role": "Anonymous User",
        "telemetry_optout": True, "permission_backends": ["infrahub.permissions.LocalPermissionBackend"],
        "public_url": None,
        "schema_strict_mode": True, "diff_update_after_merge": True, "delete_branch_after_merge": False,
        "selective_execution_after_merge": True, "merge_failure_grace_period_seconds": 180,
    },
    "logging": {"remote": {"enable": False, "frontend_dsn": None, "api_server_dsn": None, "git_agent_dsn": None}},
    "analytics": {"enable": True, "address": None, "api_key": None},
    "experimental_features": {"graphql_enums": False, "value_db_index": False},
    "sso": {"providers": [], "enabled": False},
    "ldap": {"enabled": False, "display_label": "Sign in with LDAP", "icon": "mdi:account-key-outline"},
    "installation_type": "community",
    "policy": {"required_proposed_change_approvals": 0, "revoke_proposed_change_approvals": False},
}  # fmt: skip


def info(run: Run, _args: dict[str, Any]) -> Any:
    return {"version": run.lab.version, "deployment_id": run.lab.deployment}


def status(run: Run, _args: dict[str, Any]) -> Any:
    worker = run.lab.state.setdefault("worker", new_id())
    node = {"id": worker, "active": True, "schema_hash": run.branch.schema.hash}
    return {"summary": {"schema_hash_synced": True}, "workers": {"edges": [{"node": node}]}}


def profile(run: Run, _args: dict[str, Any]) -> Any:
    if run.identity is None:
        raise Refused("Authentication is required", "AUTHENTICATION_REQUIRED", 401)
    return run.view.get(run.identity.account)


def routes(lab: InfrahubLab) -> list[BaseRoute]:
    async def config(_request: Request) -> Response:
        return JSONResponse(CONFIG)

    async def about(_request: Request) -> Response:
        return JSONResponse({"deployment_id": lab.deployment, "version": lab.version})

    return [Route("/api/config", config, methods=["GET"]), Route("/api/info", about, methods=["GET"])]


INFO = Feature(
    SDL,
    queries={"InfrahubInfo": info, "InfrahubStatus": status, "AccountProfile": profile},
    kinds=lambda types: {"AccountProfile": GraphQLField(types.kinds["CoreGenericAccount"])},
    routes=routes,
)
