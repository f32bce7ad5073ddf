# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of what writes and deletes Infino's records without naming each in the task."""

from __future__ import annotations

from .life import Life

DEVICES = ("infino_dataset", {"name": "devices"})
RECORDS = [{"_id": "a", "site": "ARN", "ports": 48}, {"_id": "b", "site": "NBO", "ports": 24}]
FILLED = (DEVICES, ("infino_records", {"dataset": "devices", "records": RECORDS}))

LIVES = [
    Life(
        "infino_records_delete",
        {"dataset": "devices", "query": {"term": {"site": "ARN"}}},
        {},
        before=FILLED,
        fixed=True,
    ),
    Life("infino_sql", {"sql": "INSERT INTO devices (site) VALUES ('{{ 1 + 1 }}')"}, {}, before=FILLED, once=True),
    Life(
        "infino_sql",
        {"sql": "DELETE FROM devices WHERE site = 'ARN'", "repeatable": True},
        {},
        before=FILLED,
        fixed=True,
        twice=True,
    ),
]
