# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The server's background tasks: how one stands, and what it says of its end."""

from __future__ import annotations

from .client import Infrahub
from .resources.branch import ask

ENDED_WELL = "COMPLETED"
ENDED_BADLY = ("FAILED", "CRASHED", "CANCELLED")
TASK = """query ($ids: [String]) {
  InfrahubTask(ids: $ids) { edges { node { state logs { edges { node { message severity } } } } } } }"""


def job_of(client: Infrahub, job: str) -> dict[str, str]:
    """The state of a task; nothing where the server does not list it, as one without workers does not."""
    edges = ask(client, TASK, {"ids": [job]})["InfrahubTask"]["edges"]
    if not edges:
        return {}
    node = edges[0]["node"]
    logs = [edge["node"] for edge in (node["logs"] or {}).get("edges", ())]
    bad = [one["message"] for one in logs if one["severity"] in ("error", "critical")]
    return {"state": node["state"], "error": bad[-1] if bad else ""}
