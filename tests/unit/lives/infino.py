# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of Infino's modules."""

from __future__ import annotations

from .life import Life

LIVES = [
    Life("infino_dataset", {"name": "devices"}, {}, fixed=True),
]
