# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Background tasks as a user sees them: looked up in pages, without what older servers do not tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.errors import GraphQLError
from .client import Infrahub
from .resources.branch import ask

PAGE = 50
STATES = (
    "SCHEDULED", "PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED", "CRASHED", "PAUSED", "CANCELLING",
)  # fmt: skip
ENDED = ("COMPLETED", "FAILED", "CANCELLED", "CRASHED")
PLAIN = (
    "id", "title", "state", "conclusion", "progress", "workflow", "branch", "created_at", "updated_at", "start_time",
    "tags",
)  # fmt: skip
LOGS = "logs { edges { node { message severity timestamp } } }"
NEWER = "available_actions { action available unavailability_reason } error { status_class message remediation }"
HEAD = "$ids: [String], $branch: String, $state: [StateType], $workflow: [String], $nodes: [String], $q: String"
TEXT = """query (%s, $limit: Int, $offset: Int) {
  InfrahubTask(ids: $ids, branch: $branch, state: $state, workflow: $workflow, related_node__ids: $nodes, q: $q,
      limit: $limit, offset: $offset) {
    count edges { node { %s related_nodes { id kind } %s } } } }"""


def look_up(client: Infrahub, filters: Mapping[str, Any], most: int, logs: bool = False) -> list[dict[str, Any]]:
    """The latest tasks first, at most so many."""
    found: list[dict[str, Any]] = []
    given = {name: value for name, value in filters.items() if value is not None}
    while len(found) < most:
        wanted = {**given, "limit": min(PAGE, most - len(found)), "offset": len(found)}
        page = one_page(client, wanted, LOGS if logs else "")
        found += [told(edge["node"]) for edge in page["edges"]]
        if not page["edges"] or len(found) >= page["count"]:
            break
    return found


def one_page(client: Infrahub, variables: Mapping[str, Any], more: str) -> Mapping[str, Any]:
    try:
        return ask(client, TEXT % (HEAD, " ".join(PLAIN), f"{more} {NEWER}"), variables)["InfrahubTask"]
    except GraphQLError as error:
        if "Cannot query field" not in str(error):
            raise
    return ask(client, TEXT % (HEAD, " ".join(PLAIN), more), variables)["InfrahubTask"]


def told(node: Mapping[str, Any]) -> dict[str, Any]:
    made = {name: node[name] for name in (*PLAIN, "related_nodes")}
    made["available_actions"] = node.get("available_actions") or []
    made["error"] = node.get("error")
    if "logs" in node:
        made["logs"] = [edge["node"] for edge in (node["logs"] or {}).get("edges", ())]
    return made
