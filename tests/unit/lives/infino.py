# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of Infino's modules."""

from __future__ import annotations

from .life import Life

DEVICES = ("infino_dataset", {"name": "devices"})
BY_SITE = {
    "title": "Devices by site",
    "description": "How many each has {{ 1 + 1 }}",
    "source": {"kind": "sql", "index": "devices", "sql": {"metrics": [{"function": "count"}], "limit": 20}},
    "chart": {"type": "bar"},
    "mapping": {"x": {"column": "site", "bucket": "day"}},
    "filters": [{"field": "role", "operator": "is", "value": "router"}],
    "tags": ["network", "site"],
}

LIVES = [
    Life("infino_dataset", {"name": "devices"}, {}, fixed=True),
    Life(
        "infino_records",
        {"dataset": "devices", "records": [{"_id": "a", "ports": 48, "up": True}, {"_id": "b", "tags": ["x", "y"]}]},
        {"records": [{"_id": "a", "ports": 24, "up": None}, {"_id": "c", "note": "{{ 1 + 1 }}"}]},
        before=(DEVICES,),
        alike=(
            {"records": [{"_id": "c", "note": "{{ 1 + 1 }}"}, {"_id": "a", "ports": "24"}]},
            {"records": [{"_id": "a", "ports": 24.0, "gone": None}]},
        ),
    ),
    Life(
        "infino_records",
        {"dataset": "devices", "records": [{"_id": "a", "ports": 48, "up": True}], "exact": True},
        {"records": [{"_id": "a", "ports": 48}], "prune": True},
        before=(DEVICES, ("infino_records", {"dataset": "devices", "records": [{"_id": "old"}], "wait": False})),
        alike=({"records": [{"_id": "a", "ports": "48", "up": None}]}, {"records": []}),
    ),
    Life(
        "infino_visualization",
        BY_SITE,
        {
            "source": {"index": "devices", "sql": {"limit": 10, "order_by": [{"column": "site", "direction": "desc"}]}},
            "chart": {"type": "horizontalBar"},
            "mapping": {"x": "role", "series": "site"},
            "options": {"legend": {"show": True}, "pie_donut_ratio": 0.5},
            "filters": [{"field": "role", "operator": "is_one_of", "value": ["router", 1]}],
            "extensions": {"key": "k-1"},
            "unset": ["description"],
        },
        before=(DEVICES,),
        alike=(
            {"tags": ["site", "network"], "chart": None},
            {
                "source": {"index": "devices", "sql": {"limit": "10", "raw_query": None}},
                "mapping": {"x": {"column": "role"}, "top": None},
            },
            {"options": {"legend": {"show": "yes", "position": None}, "pie_donut_ratio": "0.50"}, "extensions": {}},
        ),
    ),
    Life(
        "infino_dashboard",
        {
            "title": "Network",
            "description": "All of it",
            "panels": [
                {"visualization": "Devices by site", "title_override": "Sites"},
                {"kind": "markdown", "content": "# {{ 1 + 1 }}", "layout": {"x": 0, "y": 30, "w": 48, "h": 5}},
            ],
            "tags": ["network"],
        },
        {
            "panels": [{"visualization": "Devices by site"}, {"kind": "divider"}],
            "options": {"use_margins": False},
            "time_range": {"from": "2026-05-01T00:00:00Z", "to": "2026-06-01T00:00:00Z"},
        },
        before=(DEVICES, ("infino_visualization", BY_SITE)),
        alike=(
            {"panels": [{"kind": "visualization", "visualization": "Devices by site"}, {"kind": "divider"}]},
            {"options": {"hide_panel_titles": "no", "use_margins": "false"}, "time_range": None},
        ),
    ),
]
