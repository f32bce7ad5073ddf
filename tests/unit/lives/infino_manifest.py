# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The life of a whole Infino in one document."""

from __future__ import annotations

from .infino_access import METADATA, RECORDS
from .infino_sources import NIGHTLY, WAREHOUSE
from .life import Life

CHART = {
    "title": "Devices by site",
    "source": {"index": "devices", "sql": {"metrics": [{"function": "count"}]}},
    "chart": {"type": "bar"},
    "mapping": {"x": {"column": "site"}},
}
BOARD = {"title": "Network", "panels": [{"visualization": "Devices by site"}, {"kind": "divider"}]}
WHOLE = {
    "datasets": ["devices", {"name": "visits"}],
    "roles": [{"name": "reader", "permissions": [METADATA]}],
    "users": [{"name": "ada", "password": "word", "roles": ["reader"]}],
    "connections": [WAREHOUSE],
    "import_jobs": [NIGHTLY],
    "visualizations": [CHART],
    "dashboards": [BOARD],
}
LESS = {
    "datasets": ["devices"],
    "roles": [{"name": "writer", "permissions": [RECORDS]}],
    "users": [{"name": "ada", "password": "word", "roles": ["writer"]}],
    "import_jobs": [],
    "visualizations": [{**CHART, "title": "Sites", "description": "{{ 1 + 1 }}"}],
    "dashboards": [{**BOARD, "panels": [{"visualization": "Sites"}]}],
}
PRUNED = ["datasets", "roles", "users", "visualizations", "dashboards"]

LIVES = [
    Life(
        "infino_manifest",
        {"manifest": WHOLE},
        {"manifest": LESS, "prune": PRUNED},
        secrets=("manifest.users.password", "manifest.connections.secrets"),
        alike=(
            {"prune": ["import_jobs", *PRUNED]},
            {"manifest": {"datasets": ["devices"], "users": None}, "prune": []},
        ),
    ),
]
