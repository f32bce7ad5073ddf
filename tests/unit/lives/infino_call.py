# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of what happens each time in Infino: calls, and policies that nobody tells again."""

from __future__ import annotations

from .life import Life

LIVES = [
    Life(
        "infino_call",
        {"operation": "update_user", "parameters": {"name": "ada", "config": {"Password": "word", "Roles": []}}},
        {},
        before=(("infino_user", {"name": "ada", "password": "Word 2026"}),),
        once=True,
        secrets=("parameters.config.Password",),
    ),
    Life(
        "infino_enrichment",
        {"dataset": "devices", "policy": {"enrich_policy": {"match_field": "host", "enrich_fields": ["{{ 1 + 1 }}"]}}},
        {},
        before=(("infino_dataset", {"name": "devices"}),),
        once=True,
    ),
]
