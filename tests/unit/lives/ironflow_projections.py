# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of projections: what workers compute, and what the server does by SQL."""

from __future__ import annotations

from .life import Life, each

ORDERS = ("ironflow_projection", {"name": "orders", "events": ["order.*"]})
PAID = ("ironflow_event", {"name": "order.paid", "data": {"shop": "ams"}})
TABLE = "CREATE TABLE shops (shop TEXT PRIMARY KEY,\n  orders INTEGER);"
COUNT = "INSERT INTO shops VALUES (:shop, 1) ON CONFLICT (shop) DO UPDATE SET orders = orders + 1"

LIVES = [
    *each(
        ("0.33.1", "0.36.0", "0.53.0"),
        Life(
            "ironflow_projection",
            {"name": "orders", "events": ["order.paid", "order.refunded"], "partition_key": "shop"},
            {"events": ["order.*"], "version": 2, "status": "paused", "unset": ["partition_key"]},
            alike=({"mode": "managed"},),
        ),
        Life(
            "ironflow_projection",
            {"name": "mail", "events": ["user.added"], "mode": "external", "status": "paused"},
            {"status": "active", "version": 3},
        ),
        Life(
            "ironflow_projection",
            {
                "name": "shops",
                "table_sql": TABLE,
                "event_handlers": {"order.paid": COUNT},
                "description": "Like {{ 1 + 1 }}",
            },
            {"status": "paused"},
            alike=({"events": ["order.paid"], "table_sql": " ".join(TABLE.rstrip(";").split())},),
        ),
        Life("ironflow_projection_rebuild", {"name": "orders"}, {}, before=(ORDERS, PAID, PAID), once=True),
    ),
]
