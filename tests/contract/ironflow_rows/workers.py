# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Workers: who is connected, and the jobs that they take."""

from __future__ import annotations

from ..walk import row, see

CONNECTED = see("system_info", part="workers", result="system.workers", subset=["workers"])

NOBODY = (row("workers_list", look=CONNECTED),)
