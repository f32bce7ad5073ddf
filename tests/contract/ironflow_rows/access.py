# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Keys, users, roles; policies and their templates up to 0.43, the policy set from 0.44 on."""

from __future__ import annotations

from ..walk import finds, row, see

MODULE = {"extra": "package ironflow.extra\n"}
PERMIT = {"name": "emitters", "effect": "deny", "actions": "events:emit", "resources": "*"}
QUESTION = {"input": {"action": "events:emit", "resource": "events/order.paid"}}

BORNE = see("role_policy_info", part="policies", names={"policy_id": "id", "policy": "name"}, role="editor")
ROLES = (
    row("roles_create", {"name": "editor", "org_id": "org_default"}, keep="role", look=finds("role", name="editor")),
    row("roles_list", look=see("role_info")),
    row("roles_get", "<role.id>", look=see("role_info", name="editor")),
    row("roles_patch", "<role.id>", {"name": "senior"}, look=see("role_info", name="senior")),
    row("roles_delete", "<role.id>", look=finds("role", name="senior", state="absent")),
    row("roles_get", "<role.id>", refused=404),
)
KEYS = (
    row("roles_list", keep="roles"),
    row(
        "api_keys_create",
        {"name": "ci", "role_ids": ["<roles.0.id>"], "expires_in": "24h"},
        keep="key",
        look=finds("api_key", name="ci", role_ids=["<roles.0.id>"]),
    ),
    row("api_keys_list", look=see("api_key_info")),
    row("api_keys_get", "<key.id>", look=see("api_key_info", name="ci")),
    row("api_keys_update_roles", "<key.id>", {"role_ids": ["<roles.1.id>"]}, look=see("api_key_info", name="ci")),
    row("api_keys_rotate", "<key.id>", keep="next"),
    row("api_keys_delete", "<next.id>", look=finds("api_key", id="<next.id>", state="absent")),
    row("api_keys_get", "<next.id>", refused=404),
)
USERS = (
    row(
        "users_create",
        {"email": "ada@example.com", "name": "Ada", "password": "correct horse", "roles": ["viewer"]},
        keep="user",
        look=finds("user", email="ada@example.com", name="Ada", roles=["viewer"]),
    ),
    row("users_list", look=see("user_info")),
    row("users_get", "<user.id>", look=see("user_info", email="ada@example.com")),
    row("users_patch", "<user.id>", {"name": "Ada L."}, look=see("user_info", email="ada@example.com")),
    row("users_patch_password", "<user.id>", {"current_password": "correct horse", "new_password": "battery staple"}),
    row("users_delete", "<user.id>", look=finds("user", email="ada@example.com", state="absent")),
    row("users_get", "<user.id>", refused=404),
)
OLD_POLICIES = (
    row("roles_create", {"name": "editor", "org_id": "org_default"}, keep="role"),
    row(
        "policies_create",
        PERMIT,
        keep="policy",
        look=finds("policy", name="emitters", effect="deny", actions=["events:emit"], resources=["*"]),
    ),
    row("policies_list", look=see("policy_info")),
    row("policies_get", "<policy.id>", look=see("policy_info", name="emitters")),
    row("policies_patch", "<policy.id>", {"resources": "orders"}, look=see("policy_info", name="emitters")),
    row("policies_list_versions", "<policy.id>", keep="versions"),
    row("policies_rollback", "<policy.id>", "1"),
    row("policies_dry_run", {"policy_id": "<policy.id>", "request": {"action": "events:emit"}, "subject": {"id": "u"}}),
    row(
        "roles_policies",
        "<role.id>",
        {"policy_id": "<policy.id>"},
        look=finds("role_policy", role="editor", policy="emitters"),
    ),
    row("roles_list_policies", "<role.id>", look=BORNE),
    row(
        "roles_delete_policies",
        "<role.id>",
        "<policy.id>",
        look=finds("role_policy", role="editor", policy="emitters", state="absent"),
    ),
    row("policies_delete", "<policy.id>", look=finds("policy", name="emitters", state="absent")),
    row("policy_templates_list", keep="templates", look=see("policy_template_info")),
    row("policy_templates_install", "<templates.0.id>", look=finds("policy_template", template="<templates.0.id>")),
)
NEW_POLICY_SET = (
    row("policy_set_list", keep="set", look=see("policy_set_info")),
    row("policy_set_validate", {"modules": MODULE}, look=see("policy_set_validate", result="", modules=MODULE)),
    row(
        "policy_set_update",
        {"modules": MODULE},
        if_match="<set.version>",
        keep="next",
        look=finds("policy_set", modules=MODULE),
    ),
    row("policy_set_update", {"modules": MODULE}, if_match="99", refused=412),
    row("policy_set_dry_run", QUESTION, look=see("policy_set_dry_run", result="result", **QUESTION)),
    row("policy_set_list_versions", look=see("policy_set_info", part="versions", result="versions", versions=True)),
    row("policy_set_get_versions", "<next.version>", look=see("policy_set_info", version="<next.version>")),
    row("policy_set_versions_rollback", "1", if_match="<next.version>", look=finds("policy_set_rollback", version=1)),
)
