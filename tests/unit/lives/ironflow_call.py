# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The life of what calls any operation."""

from __future__ import annotations

from .life import Life

LIVES = [
    Life("ironflow_call", {"operation": "config_create", "params": {"name": "app"}, "document": {"mode": "blue"}}, {},
         once=True),
]  # fmt: skip
