# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of what writes and deletes Infino's records without naming each in the task."""

from __future__ import annotations

from pathlib import Path

from .life import Life

DEVICES = ("infino_dataset", {"name": "devices"})
RECORDS = [{"_id": "a", "site": "ARN", "ports": 48}, {"_id": "b", "site": "NBO", "ports": 24}]
FILLED = (DEVICES, ("infino_records", {"dataset": "devices", "records": RECORDS}))

LINES = '{"_id": "a", "site": "ARN"}\n{"site": "{{ 1 + 1 }}"}\n'

FILE = str(Path(__file__).parent / "files" / "devices.csv")

LIVES = [
    Life("infino_file_import", {"dataset": "devices", "src": FILE}, {}, before=(DEVICES,), once=True),
    Life(
        "infino_file_import",
        {"dataset": "devices", "src": FILE, "background": True, "wait_interval": 1},
        {},
        before=(DEVICES,),
        once=True,
    ),
    Life(
        "infino_upload",
        {"dataset": "devices", "content": LINES, "format": "ndjson"},
        {"content": LINES.replace("ARN", "MUC")},
        before=(DEVICES,),
        alike=({"content": '[{"_id": "a", "site": "MUC"}]', "format": "json"},),
    ),
    Life(
        "infino_upload",
        {"dataset": "devices", "content": 'up{host="{{ 1 + 1 }}"} 1\n', "format": "metrics"},
        {},
        before=(DEVICES,),
        once=True,
    ),
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
