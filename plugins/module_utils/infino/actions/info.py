# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the service says of itself, whether it takes the credential, and how far apart the clocks are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import NotTheApi
from ...core.spec import ModuleSpec, Task
from ..auth import NOTICED, ahead
from ..client import INFINO, JSON

RETURNS = ("version", "status", "clock_difference")


def run(task: Task) -> dict[str, Any]:
    session = task.client.session
    response = session.send("GET", "/", headers=JSON)
    answer = session.parsed("GET", "/", response)
    if not isinstance(answer, Mapping) or "version" not in answer:
        raise NotTheApi("GET / was answered with something that has no version; is api_url right?")
    difference = ahead(response.headers, task.outside.clock())
    if difference is not None and abs(difference) >= NOTICED:
        text = f"the server's clock differs from this one's by {difference} seconds; soon it will refuse signatures"
        task.outside.warn(text)
    return {
        "changed": False,
        "version": str(answer["version"]),
        "status": answer.get("status"),
        "clock_difference": difference,
    }


INFO = ModuleSpec(INFINO, (), run, RETURNS)
