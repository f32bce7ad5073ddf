# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of organisations, environments, users, roles, keys, policies and policy sets."""

from __future__ import annotations

from tests.lab.ironflow.lab import PLATFORM_KEY

from .life import Life, each

PLATFORM = {"api_key": PLATFORM_KEY, "scope": "platform"}
DENIED = {"effect": "deny", "actions": ["secrets:manage", "runs:cancel"], "resources": ["*"]}
POLICY = ("ironflow_policy", {"name": "no-secrets", **DENIED})
MODULES = {"base": "package base\n", "extra": "package extra\n"}

LIVES = [
    Life("ironflow_environment", {"name": "trial", "color": "#22c55e"}, {"color": "#ef4444"}),
    Life(
        "ironflow_environment",
        {"name": "trial", "project_id": "proj_default_default"},
        {"color": "#ef4444"},
        version="0.33.1",
    ),
    Life(
        "ironflow_org",
        {"name": "Acme", "default_timezone": "Europe/Zurich"},
        {"unset": ["default_timezone"]},
    ),
    Life("ironflow_tenant", {"name": "Acme", "api_key": PLATFORM_KEY}, {}, fixed=True),
    Life("ironflow_tenant_provision", {"name": "Acme {{ 1 + 1 }}", "environment": "live"}, {}, fixed=True),
    Life("ironflow_role", {"name": "billing"}, {}, fixed=True),
    Life("ironflow_role", {**PLATFORM, "name": "audit", "policy_ids": ["pol_1"]}, {}, fixed=True),
    Life(
        "ironflow_user",
        {"email": "ada@example.com", "name": "Ada", "password": "word", "roles": ["developer", "viewer"]},
        {"name": "Ada {{ 1 + 1 }}", "roles": ["admin"]},
        secrets=("password",),
        alike=({"roles": ["admin"], "password": "not looked at"},),
    ),
    Life(
        "ironflow_user",
        {**PLATFORM, "email": "ada@example.com", "name": "Ada", "password": "word", "is_active": False},
        {"name": "Ada L.", "is_active": True},
        secrets=("password",),
    ),
    Life(
        "ironflow_api_key",
        {"name": "build", "roles": ["developer", "role_viewer"], "env_id": "env_default", "expires_in": "90d"},
        {"roles": ["viewer"]},
    ),
    Life("ironflow_api_key", {"name": "ops", "platform": True, "api_key": PLATFORM_KEY}, {}, fixed=True),
    Life(
        "ironflow_api_key_rotate",
        {"name": "build"},
        {},
        before=(("ironflow_api_key", {"name": "build"}),),
        once=True,
    ),
    *each(
        ("0.33.1", "0.43.1"),
        Life(
            "ironflow_policy",
            {"name": "no-secrets", **DENIED, "condition": "true"},
            {"actions": ["secrets:*"], "unset": ["condition"]},
        ),
        Life("ironflow_role_policy", {"role": "developer", "policy": "no-secrets"}, {}, before=(POLICY,), fixed=True),
    ),
    Life("ironflow_policy", {**PLATFORM, "name": "no-secrets", **DENIED}, {"resources": ["a"]}, version="0.43.1"),
    *each(
        ("0.44.0", "0.53.0"),
        Life("ironflow_policy_set", {"modules": MODULES, "decision": "base/allow"}, {"modules": {"extra": None}}),
    ),
    Life(
        "ironflow_policy_set",
        {**PLATFORM, "modules": MODULES, "mode": "monitor"},
        {"exact": True, "modules": {"base": "package base\n# {{ 1 + 1 }}\n"}},
    ),
    Life(
        "ironflow_policy_set_rollback",
        {"version": 1},
        {},
        before=(("ironflow_policy_set", {"modules": MODULES}),),
        fixed=True,
    ),
]
