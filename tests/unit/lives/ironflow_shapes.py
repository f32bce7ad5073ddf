# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of what is declared over REST, over ConnectRPC and over both."""

from __future__ import annotations

from .life import Life

LIVES = [
    Life("ironflow_project", {"name": "shop", "description": "Like {{ 1 + 1 }}"}, {"description": "All that is sold"}),
    Life("ironflow_project", {"name": "shop", "description": "All that is sold"}, {"unset": ["description"]}),
    Life(
        "ironflow_consumer_group",
        {"name": "billing", "pattern": "events:order.*", "ack_mode": "manual", "metadata": {"by": "test"}},
        {"status": "paused", "max_inflight": 5, "unset": ["metadata"]},
        alike=({"namespace": "default", "backpressure": "buffer"},),
    ),
    Life(
        "ironflow_event_schema",
        {"event_name": "order.paid", "version": 2, "schema": {"type": "object", "required": ["number"]}},
        {"schema": {"type": "object"}, "description": "An order was paid"},
        alike=({"name": "order.paid", "schema": {"type": "object"}},),
    ),
]
