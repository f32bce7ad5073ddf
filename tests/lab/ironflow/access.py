# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Who may do what, and in which environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .call import Call
from .refused import Refused, bare
from .table import Operation

OPEN = frozenset(
    (
        "health",
        "ready",
        "capabilities",
        "platform_auth_login",
        "files_list_signed",
        "POST /api/v1/webhooks/{provider}",
        "files_update_signed",
        "GET /metrics",
        "POST /api/v1/auth/login",
        "GET /api/v1/auth/validate",
    )
)
NEW_HEADER_SINCE = (0, 50)
OF_ALL = ("/api/v1/platform/", "/api/v1/capacity/")
ALL, MOST, ADMIN = ("admin", "developer", "viewer"), ("admin", "developer"), ("admin",)
# The actions whose roles are documented, by the first part of the path: (of reads, of writes). For any other part
# the stand-in lets every role read and all but viewers write.
ACTIONS = {
    "events": (("events:read", ALL), ("events:emit", MOST)),
    "secrets": (("secrets:read", MOST), ("secrets:manage", ADMIN)),
    "users": (("users:read", ALL), ("users:manage", ADMIN)),
    "orgs": (("orgs:read", ALL), ("orgs:manage", ADMIN)),
    "apikeys": (("apikeys:read", ALL), ("apikeys:manage", MOST)),
}


# Procedures that one of these parts guards too.
PROCEDURES = {"IronflowService/Emit": "events", "PubSubService/Emit": "events"}


@dataclass(frozen=True)
class Key:
    """A bearer credential. ``environment``: the id of the only one it is for, if it is bound to one."""

    text: str = field(repr=False)
    role: str = "admin"
    environment: str | None = None
    platform: bool = False
    org: str = ""  # where it is not the first organisation


def admit(call: Call) -> None:
    """Fill in the call's key, organisation and environment, or refuse."""
    from .areas import audit, debounced

    if call.operation.name in OPEN:
        return
    scheme, _skip, token = call.sent.get("authorization", "").partition(" ")
    call.key = call.lab.keys.get(token.strip()) if scheme.lower() == "bearer" else None
    if call.key is None:
        raise bare(401, "authentication required")
    if platform_only(call.operation) and not call.key.platform:
        raise bare(403, "platform credentials required")
    call.org = organisation(call, call.key)
    action = permit(call)
    call.environment = environment(call, call.key)
    audit.decided(call, action, "allowed")
    debounced.fire(call)


def platform_only(operation: Operation) -> bool:
    return operation.path.startswith(OF_ALL) and operation.name != "platform_bootstrap"


def organisation(call: Call, key: Key) -> str:
    """Who has the whole server may ask as any organisation; what is of the whole server is nobody's."""
    from .areas import audit
    from .areas.projects import ORG, ORGS

    asked = "" if call.operation.path.startswith(OF_ALL) else call.sent.get("X-Ironflow-Org")
    if not asked:
        return key.org
    if not key.platform:
        raise bare(403, "platform credentials required")
    if asked not in ORGS.things(call):
        raise bare(404, "organization not found")
    audit.impersonated(call, asked)
    return "" if asked == ORG else asked


def permit(call: Call) -> str:
    """The action that it takes, which its role has to have."""
    from .areas import audit

    operation, key = call.operation, call.key
    assert key is not None
    part = operation.path.split("/")[3] if operation.path.startswith("/api/v1/") else PROCEDURES.get(operation.name, "")
    default = (f"{part or operation.name}:read", ALL), (f"{part or operation.name}:write", MOST)
    action, roles = ACTIONS.get(part, default)[0 if operation.reads else 1]
    if key.role not in roles and not key.platform:
        call.environment = key.environment or call.lab.default_environment
        audit.decided(call, action, "denied")
        raise Refused(403, f"permission denied: {action}")
    return action


def environment(call: Call, key: Key) -> str:
    """The old header and query take a name, an id or ``current``; the new ones an id. Each era sees only its own."""
    new = call.operation.at >= NEW_HEADER_SINCE
    header, parameter = ("X-Ironflow-Environment-ID", "env_id") if new else ("X-Ironflow-Environment", "env")
    asked = call.sent.get(header) or call.query.get(parameter)
    if not asked:
        declared = call.operation.headers.get(header.lower())
        if declared is not None and declared.required:
            raise bare(400, f"{header} header is required")
        return key.environment or call.lab.default_environment
    if not new and asked == "current":
        return key.environment or call.lab.default_environment
    found = known(call.lab.environments, asked, names=not new)
    if key.environment and found != key.environment:
        raise Refused(403, "environment does not match API key scope")
    if found is None:
        raise Refused(404, f"environment not found: {asked}")
    if call.sent.get("X-Ironflow-Org") and found not in of_org(call):
        raise Refused(403, "environment does not belong to the organization")
    return found


def of_org(call: Call) -> set[str]:
    from .areas.projects import ENVIRONMENTS, ORG, PROJECTS

    projects = {one["id"] for one in PROJECTS.listed(call) if one["org_id"] == (call.org or ORG)}
    return {one["id"] for one in ENVIRONMENTS.listed(call) if one["project_id"] in projects}


def known(environments: Mapping[str, str], asked: str, names: bool) -> str | None:
    if asked in environments:
        return asked
    return next((key for key, name in environments.items() if names and name == asked), None)
