# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of Ironflow's modules."""

from __future__ import annotations

from .life import Life

BUCKET = (("ironflow_kv_bucket", {"name": "regions"}),)
KEY = {"bucket": "regions", "key": "emea"}

LIVES = [
    Life("ironflow_kv_bucket", {"name": "regions", "description": "Per region", "history": 5}, {}, fixed=True),
    Life(
        "ironflow_kv",
        {**KEY, "value": {"ntp": ["192.0.2.1", "192.0.2.2"], "mtu": 9000, "text": "{{ 1 + 1 }}"}},
        {"value": {"ntp": ["192.0.2.2"], "mtu": "9000", "none": None}},
        before=BUCKET,
        alike=({"value": {"none": None, "mtu": "9000", "ntp": ["192.0.2.2"]}},),
    ),
    Life(
        "ironflow_kv",
        {**KEY, "value": 1500, "purge": True},
        {"value": 1500.5},
        before=BUCKET,
        alike=({"value": 1500.50},),
    ),
    Life(
        "ironflow_kv",
        {**KEY, "value": "Zürich", "format": "text"},
        {"value": "7"},
        before=BUCKET,
        alike=({"value": 7}, {"value": "Nw==", "format": "base64"}, {"value": 7.0, "format": "json"}),
    ),
    Life("ironflow_kv", {**KEY, "value": "AP8=", "format": "base64"}, {"value": "/wA="}, before=BUCKET),
    Life(
        "ironflow_kv",
        {"bucket": "regions", "values": {"emea.mtu": 9000, "emea.text": "{{ 1 + 1 }}", "apac": [1]}},
        {"values": {"emea.mtu": 1500, "emea.text": None, "apac": [1]}, "prune": True, "prefix": "emea."},
        before=BUCKET,
        alike=({"values": {"emea.mtu": 1500.0, "other": None}},),
    ),
    Life(
        "ironflow_config",
        {"name": "app", "data": {"limits": {"rps": 5, "burst": [1, 2]}, "mode": "blue"}},
        {"data": {"limits": {"rps": 6}, "text": "{{ 1 + 1 }}"}},
        alike=({"data": {"limits": {"rps": 6.0}}}, {"data": {"gone": None}}, {"data": {"text": "{{ 1 + 1 }}"}}),
    ),
    Life(
        "ironflow_config",
        {"name": "app", "exact": True, "data": {"limits": {"rps": 5}, "mode": "blue"}},
        {"data": {"mode": None}},
        alike=({"exact": False, "data": {"limits": None, "other": None}},),
    ),
    Life(
        "ironflow_secret",
        {"name": "db", "value": "open sesame", "description": "Orders"},
        {"description": "Orders, read only"},
        secrets=("value",),
        alike=({"value": "not looked at"},),
    ),
    Life(
        "ironflow_event",
        {"name": "site.changed", "data": {"sites": ["fra"], "count": 2}, "metadata": {"by": "test"}, "version": 2},
        {},
        once=True,
    ),
    Life("ironflow_event", {"name": "site.changed", "idempotency_key": "one"}, {}, once=True),
]
