# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations


class ModuleDocFragment:
    """How to wait. What is waited for stands in each page, as its option ``wait``."""

    DOCUMENTATION = r"""
options:
  wait_timeout:
    description: The most seconds to wait.
    type: int
    default: 300
  wait_interval:
    description: Seconds between two looks.
    type: int
    default: 2
"""
