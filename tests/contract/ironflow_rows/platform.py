# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What is the whole server's: users, roles, tenants, policies, the policy set and the audit of the platform."""

from __future__ import annotations

from typing import Any

from ..walk import Look, Row, finds, row, see

ROOT = {"email": "root@example.com", "name": "Root", "password": "correct horse"}
PERMIT = {"name": "no tenants", "effect": "deny", "actions": "tenants:delete", "resources": "*"}
MODULE = {"extra": "package ironflow.extra\n"}
UNSCOPED = ("tenant", "tenant_info", "system_info")  # of the platform alone, or of both
QUESTION = {"input": {"action": "events:emit", "resource": "events/order.paid"}}


def call(method: str, *args: Any, **more: Any) -> Row:
    return row(method, *args, of_platform=True, **more)


def look(noun: str, **more: Any) -> Look:
    scoped = {} if noun in UNSCOPED else {"scope": "platform"}
    return see(noun, **{**scoped, "api_key": "<platform.key>", **more})


def settled(noun: str, **more: Any) -> Look:
    scoped = {} if noun in UNSCOPED else {"scope": "platform"}
    return finds(noun, **scoped, api_key="<platform.key>", **more)


OPS = look("user_info", email="ops@example.com")
AUDIT = look("system_info", part="events", result="system.platform_audit", subset=["platform_audit"])

LOGIN = (
    row("platform_bootstrap", ROOT),
    row("platform_bootstrap", ROOT, refused=409),
    row("platform_auth_login", {"email": ROOT["email"], "password": ROOT["password"]}),
    call("platform_audit_list", look=AUDIT),
)
USERS = (
    call(
        "platform_users_create",
        {**ROOT, "email": "ops@example.com"},
        keep="user",
        look=settled("user", email="ops@example.com", name="Root"),
    ),
    call("platform_users_list", look=look("user_info")),
    call("platform_users_get", "<user.id>", look=OPS),
    call("platform_users_update", "<user.id>", {"name": "Ops", "is_active": False}, look=OPS),
    call("platform_users_delete", "<user.id>", look=settled("user", email="ops@example.com", state="absent")),
    call("platform_users_get", "<user.id>", refused=404),
)
ROLES = (
    call("platform_roles_create", {"name": "auditor"}, keep="role", look=settled("role", name="auditor")),
    call("platform_roles_list", look=look("role_info")),
    call("platform_roles_get", "<role.id>", look=look("role_info", name="auditor")),
    call("platform_roles_update", "<role.id>", {"name": "reader"}, look=look("role_info", name="reader")),
    call("platform_roles_delete", "<role.id>", look=settled("role", name="reader", state="absent")),
)
TENANTS = (
    call("platform_tenants_create", {"name": "acme"}, keep="tenant", look=settled("tenant", name="acme")),
    call("platform_tenants_list", look=look("tenant_info")),
    call("platform_tenants_get", "<tenant.id>", look=look("tenant_info", name="acme")),
    call("platform_tenants_delete", "<tenant.id>", look=settled("tenant", name="acme", state="absent")),
)
OLD_POLICIES = (
    call(
        "platform_policies_create",
        PERMIT,
        keep="policy",
        look=settled("policy", name="no tenants", effect="deny", resources=["*"]),
    ),
    call("platform_policies_list", look=look("policy_info")),
    call("platform_policies_get", "<policy.id>", look=look("policy_info", name="no tenants")),
    call("platform_policies_update", "<policy.id>", {"resources": "a"}, look=look("policy_info", name="no tenants")),
    call("platform_policies_delete", "<policy.id>", look=settled("policy", name="no tenants", state="absent")),
)
NEW_POLICY_SET = (
    call("platform_policy_set_list", keep="set", look=look("policy_set_info")),
    call(
        "platform_policy_set_create_validate",
        {"modules": MODULE},
        look=look("policy_set_validate", result="", modules=MODULE),
    ),
    call(
        "platform_policy_set_update",
        {"modules": MODULE},
        if_match="<set.version>",
        keep="next",
        look=settled("policy_set", modules=MODULE),
    ),
    call("platform_policy_set_create_dry_run", QUESTION, look=look("policy_set_dry_run", result="result", **QUESTION)),
    call(
        "platform_policy_set_list_versions",
        look=look("policy_set_info", part="versions", result="versions", versions=True),
    ),
    call("platform_policy_set_get", "<next.version>", look=look("policy_set_info", version="<next.version>")),
    call(
        "platform_policy_set_create_rollback",
        "1",
        if_match="<next.version>",
        look=settled("policy_set_rollback", version=1),
    ),
    call("platform_policy_set_create", "org_default", {"reason": "to look"}),
)
