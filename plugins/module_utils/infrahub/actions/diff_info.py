# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a branch changes against the default branch: node by node, and in files and artifacts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.spec import Field, ModuleSpec, Task
from ..changes import compute, difference
from ..client import INFRAHUB, Infrahub
from ..conflicts import listed
from ..resources.branch import the_branch

PATIENCE = 300  # seconds; the server compares repositories and artifacts while it is asked


def run(task: Task) -> dict[str, Any]:
    client = task.client
    branch = the_branch(client, task.params["name"])
    compute(client, branch["name"])
    summary, resources = difference(client, branch)
    return {
        "changed": False,
        "summary": summary,
        "resources": resources,
        "conflicts": listed(resources),
        "files": files(client, branch["name"]) if task.params["files"] else [],
        "artifacts": artifacts(client, branch["name"]) if task.params["artifacts"] else [],
    }


def files(client: Infrahub, branch: str) -> list[dict[str, Any]]:
    """Of each repository the files that its commit on the branch changes."""
    told = client.rest("GET", "/api/diff/files", patience=PATIENCE, branch=branch)
    found = [
        {
            "repository": one["display_name"],
            "id": one["id"],
            "commit_from": one["commit_from"],
            "commit_to": one["commit_to"],
            "files": [{name: file[name] for name in ("location", "action")} for file in one["files"]],
        }
        for one in told.get(branch, {}).values()
    ]
    return sorted(found, key=lambda one: str(one["repository"]))


def artifacts(client: Infrahub, branch: str) -> list[dict[str, Any]]:
    """The artifacts whose content is another one on the branch."""
    told = client.rest("GET", "/api/diff/artifacts", patience=PATIENCE, branch=branch)
    found = [
        {
            "id": one["id"],
            "label": one["display_label"],
            "action": one["action"],
            "target": labelled(one["target"]),
            "before": stored(one["item_previous"]),
            "after": stored(one["item_new"]),
        }
        for one in told.values()
    ]
    return sorted(found, key=lambda one: (str(one["label"]), one["id"]))


def labelled(target: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {"id": target["id"], "kind": target["kind"], "label": target["display_label"]} if target else None


def stored(item: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {"storage_id": item["storage_id"], "checksum": item["checksum"]} if item else None


FIELDS = (
    Field("name", required=True),
    Field("files", "bool", default=False),
    Field("artifacts", "bool", default=False),
)
DIFF_INFO = ModuleSpec(INFRAHUB, FIELDS, run, ("summary", "resources", "conflicts", "files", "artifacts"))
