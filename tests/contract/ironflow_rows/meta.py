# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the server says of itself."""

from __future__ import annotations

from ..walk import row, see

SERVER = (
    row("health", look=see("info", result="health", but=("timestamp",))),
    row("ready", look=see("info", result="readiness")),
    row("capabilities", look=see("info", result="capabilities")),
    row("IronflowService/Health", {}, look=see("info", part="components", result="components")),
    row("IronflowService/Info", {}, look=see("info", result="server")),
)
