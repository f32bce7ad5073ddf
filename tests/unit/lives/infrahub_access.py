# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of accounts and of what they may do in Infrahub."""

from __future__ import annotations

from .life import Life

TAGS = "object:Builtin:Tag:any:allow_other"
MERGE = "global:merge_branch:allow_all"


def permission(identifier):
    return "infrahub_permission", {"identifier": identifier}


LIVES = [
    Life(
        "infrahub_account",
        {"name": "ada", "password": "word", "account_type": "Bot", "description": "Sky {{ 1 + 1 }}"},
        {"label": "Countess", "status": "inactive", "unset": ["description"]},
        secrets=("password",),
    ),
    Life(
        "infrahub_account_group",
        {"name": "makers", "members": ["admin"], "roles": ["General Access"]},
        {"description": "Sea", "members": ["ada"], "roles": [], "exact": True},
        before=(("infrahub_account", {"name": "ada", "password": "word"}),),
    ),
    Life(
        "infrahub_account_role",
        {"name": "maker", "permissions": [TAGS, MERGE]},
        {"permissions": [TAGS], "exact": True},
        before=(permission(TAGS), permission(MERGE)),
    ),
    Life(
        "infrahub_account_role",
        {"name": "maker", "permissions": [MERGE]},
        {"permissions": [TAGS]},
        before=(permission(TAGS), permission(MERGE)),
        alike=({"permissions": [MERGE, TAGS]}, {"permissions": []}),
    ),
    Life("infrahub_permission", {"identifier": TAGS}, {"description": "Tags {{ 1 + 1 }}"}),
    Life(
        "infrahub_permission",
        {"identifier": "global:manage_schema:deny", "description": "Sky"},
        {"unset": ["description"]},
    ),
]
