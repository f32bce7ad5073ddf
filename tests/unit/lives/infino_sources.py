# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of Infino's connections and import jobs."""

from __future__ import annotations

from .life import Life

LOGS = {
    "name": "Production logs",
    "type": "elasticsearch",
    "config": {"base_url": "https://logs.example.com", "username": "infino", "password": "word", "timeout_secs": 30},
}
WAREHOUSE = {
    "name": "dwh",
    "type": "snowflake",
    "config": {"account": "acme", "warehouse": "W", "note": "{{ 1 + 1 }}"},
    "secrets": {"pat_token": "word"},
}
NIGHTLY = {
    "connection": "dwh",
    "target_dataset": "sales.rel",
    "source_dataset": "SALES",
    "query": "SELECT 1",
    "schedule": "0 2 * * *",
}

LIVES = [
    Life(
        "infino_connection",
        LOGS,
        {"config": {**LOGS["config"], "base_url": "https://other.example.com", "note": "{{ 1 + 1 }}"}},
        secrets=("config.password",),
        alike=(
            {"config": {"timeout_secs": "30", "base_url": "https://other.example.com"}},
            {"config": {"timeout_secs": 30.0, "password": "not looked at", "gone": None}},
            {"config": {}, "secrets": {"username_hint": "not told"}},
        ),
    ),
    Life(
        "infino_connection",
        WAREHOUSE,
        {"config": {"warehouse": "X", "lists": ["a", "b"]}},
        secrets=("secrets",),
        alike=({"config": {"lists": "a, b"}},),
    ),
    Life(
        "infino_import_job",
        NIGHTLY,
        {"schedule": "0 3 * * *"},
        before=(("infino_connection", WAREHOUSE),),
        alike=({"schedule": "0  3 * * * "}, {"query": "not told"}),
    ),
    Life(
        "infino_import_job",
        {"connection": "dwh", "target_dataset": "sales.rel"},
        {},
        before=(("infino_connection", WAREHOUSE),),
        fixed=True,
    ),
]
