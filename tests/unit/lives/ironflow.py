# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of Ironflow's modules."""

from __future__ import annotations

from .life import Life

LIVES = [
    Life("ironflow_kv_bucket", {"name": "regions", "description": "Per region", "history": 5}, {}, fixed=True),
]
