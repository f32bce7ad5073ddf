# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of entity streams, in both eras."""

from __future__ import annotations

from .life import Life, each

ORDER = {"entity_id": "order-1", "entity_type": "order"}
PLACED = {**ORDER, "name": "order.placed", "data": {"total": 20, "text": "{{ 1 + 1 }}"}}
SNAPSHOT = {"entity_id": "order-1", "data": {"total": 20, "lines": [1, None]}}
BEGUN = (("ironflow_stream_event", PLACED),)

LIVES = [
    *each(
        ("0.33.1", "0.36.0", "0.53.0"),
        Life("ironflow_stream_event", {**PLACED, "expected_version": 0}, {"name": "order.paid", "expected_version": 1}),
        Life("ironflow_stream_event", {**PLACED, "idempotency_key": "one"}, {"idempotency_key": "two"}),
        Life("ironflow_stream_event", {**PLACED, "version": 2}, {}, once=True),
        Life("ironflow_stream_snapshot", SNAPSHOT, {"data": {"total": "{{ 1 + 1 }}"}}, before=BEGUN),
    ),
    Life(
        "ironflow_stream_snapshot",
        {**SNAPSHOT, "data": [20]},
        {"data": ["{{ 1 + 1 }}"]},
        before=BEGUN,
        alike=({"version": 1}, {"data": ["{{ 1 + 1 }}"], "version": 1}),
    ),
    *each(
        ("0.39.0", "0.53.0"),
        Life("ironflow_stream_delete", {"entity_id": "order-1"}, {"purge": True}, before=BEGUN, alike=({},)),
        Life("ironflow_stream_delete", {"entity_id": "order-1", "purge": True}, {}, before=BEGUN, fixed=True),
    ),
]
