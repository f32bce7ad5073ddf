# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of Infino's roles and users."""

from __future__ import annotations

from .life import Life

METADATA = {"resource_type": "metadata", "actions": ["read"], "resources": ["*"]}
RECORDS = {
    "resource_type": "record",
    "actions": ["read", "write"],
    "resources": ["web-*", "log-*"],
    "fields": {"allow": ["at", "path"], "mask": {"ip": "redact"}},
}
# The same in the words of the vendor's documentation, in another order.
DOCUMENTED = {
    "ResourceType": "record",
    "Actions": ["write", "read"],
    "Resources": ["log-*", "web-*"],
    "Fields": {"Allow": ["path", "at"], "Mask": {"ip": "redact"}, "Deny": []},
    "Effect": "Allow",
}
READER = ("infino_role", {"name": "reader", "permissions": [METADATA]})
WRITER = ("infino_role", {"name": "writer", "permissions": [RECORDS]})

LIVES = [
    Life(
        "infino_role",
        {"name": "reader", "permissions": [METADATA]},
        {"version": "2025-01-01", "permissions": [RECORDS, METADATA]},
        alike=({"permissions": [METADATA, DOCUMENTED]},),
    ),
    Life(
        "infino_user",
        {"name": "ada", "password": "Word 2026", "roles": ["reader", "writer"]},
        {"roles": ["writer"]},
        before=(READER, WRITER),
        secrets=("password",),
        alike=({"version": "2025-01-01", "password": "not looked at"},),
    ),
    Life(
        "infino_user_keys",
        {"user": "ada"},
        {},
        before=(("infino_user", {"name": "ada", "password": "Word 2026"}),),
        once=True,
    ),
]
