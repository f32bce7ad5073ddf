# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a seeded stand-in holds at its start."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .lab import InfinoLab

VISITS = [
    ("v-1", {"path": "/", "country": "SE", "bytes": 5120, "at": "2026-06-01T08:00:00Z"}),
    ("v-2", {"path": "/docs", "country": "SE", "bytes": 20480, "at": "2026-06-01T08:05:00Z"}),
    ("v-3", {"path": "/", "country": "KE", "bytes": 5120, "at": "2026-06-01T09:00:00Z"}),
    ("v-4", {"path": "/login", "country": "BR", "bytes": 1024, "at": "2026-06-02T10:30:00Z"}),
]


def plant(lab: InfinoLab) -> None:
    dataset = lab.datasets.add("visits")
    for record_id, source in VISITS:
        dataset.put(record_id, dict(source), 80)
    chart = lab.visualizations.add({
        "title": "Visits by country",
        "source": {"kind": "sql", "index": "visits", "sql": {"metrics": [{"id": "m", "function": "count"}]}},
        "chart": {"type": "bar"},
        "mapping": {"x": {"column": "country"}},
    })  # fmt: skip
    lab.dashboards.add({"title": "Visits", "panels": [{"viz_id": chart["id"]}]})
    lab.writes.clear()  # a client has caused nothing yet
