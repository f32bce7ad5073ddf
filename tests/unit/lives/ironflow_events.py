# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of events once they are there, and of what is published, in both eras."""

from __future__ import annotations

from .life import Life, each

EVENT = (("ironflow_event", {"name": "customer.registered", "data": {"email": "jo@example.com"}}),)

LIVES = [
    *each(
        ("0.33.1", "0.36.0", "0.53.0"),
        Life("ironflow_publish", {"topic": "order.processed", "data": {"text": "{{ 1 + 1 }}", "n": 1}}, {}, once=True),
        Life("ironflow_publish", {"topic": "order.processed", "data": [1, "two"]}, {}, once=True),
    ),
    *each(
        ("0.39.0", "0.53.0"),
        Life("ironflow_event_redact", {"id": "evt_00000001"}, {}, before=EVENT, fixed=True, twice=True),
    ),
]
