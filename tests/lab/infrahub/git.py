# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Git repositories: cloned when they are made, imported by a background task. No git is run.

A location ``missing`` cannot be cloned. An import of ``broken`` fails, as with a bad ``.infrahub.yml``. A commit
is made of the location and of what is followed there.
"""

from __future__ import annotations

from hashlib import sha1
from typing import TYPE_CHECKING, Any

from . import nodes
from .errors import Refused, not_found
from .features import Feature
from .hooks import AFTER, Hook, hook
from .schema_kind import Kind
from .store import Change, Node
from .tasks import failed, started

if TYPE_CHECKING:
    from .gql_run import Run
    from .lab import InfrahubLab

GENERIC, READ_WRITE, READ_ONLY = "CoreGenericRepository", "CoreRepository", "CoreReadOnlyRepository"
SDL = """
input IdentifierInput { id: String! }
type ProcessRepository { ok: Boolean  task: TaskInfo }
type ValidateRepositoryConnectivity { ok: Boolean!  message: String! }
extend type Mutation {
  InfrahubRepositoryProcess(data: IdentifierInput!): ProcessRepository
  InfrahubRepositoryConnectivity(data: IdentifierInput!): ValidateRepositoryConnectivity
}
"""
BAD = (
    "Unable to load the configuration file .infrahub.yml, the format is not valid: 1 validation error for "
    "InfrahubRepositoryConfig"
)


class Repositories(Hook):
    def before_create(self, _change: Change, kind: Kind, data: dict[str, Any]) -> dict[str, Any]:
        if (data.get("location") or {}).get("value", "").endswith("missing"):
            name = (data.get("name") or {}).get("value")
            raise Refused(f"Unable to clone the repository {name}, please check the address and the credential")
        return {**data, "internal_status": {"value": "active"}}


def head(node: Node) -> str:
    followed = node.value("ref" if node.kind == READ_ONLY else "default_branch")
    return sha1(f"{node.value('location')} {followed}".encode()).hexdigest()


def written(lab: InfrahubLab, node: Node, before: Node | None) -> None:
    """After a mutation: what has to be imported is."""
    if before is None:
        sort = "read only repository" if node.kind == READ_ONLY else "repository"
        bring(lab, node, f"Adding {sort} {node.value('name')} in branch main", "git-repository-add", head(node))
    elif node.kind == READ_ONLY and node.value("ref") != before.value("ref"):
        bring(lab, node, f"Pull latest commit on {node.value('name')}", "git-repository-pull-read-only", head(node))
    elif node.kind == READ_ONLY and node.value("commit") != before.value("commit"):
        bring(lab, node, "Import objects", "import-object-from-file", node.value("commit"))


def bring(lab: InfrahubLab, node: Node, title: str, workflow: str, commit: str) -> dict[str, Any]:
    """A task that imports it; the state is told as it goes on."""
    bad = node.value("location").endswith("broken")

    def done(task: dict[str, Any]) -> None:
        change(lab, node, sync_status="error-import" if bad else "in-sync", commit=commit)
        if bad:
            failed(task, BAD)

    change(lab, node, sync_status="syncing")
    return started(lab, title, workflow, "main", [node], done)


def change(lab: InfrahubLab, node: Node, **values: str) -> None:
    data = {"id": node.id, **{name: {"value": value} for name, value in values.items()}}
    nodes.update(lab.main_view(), node.kind, data, None)


def found(run: Run, args: dict[str, Any]) -> Node:
    node = run.view.get(args["data"]["id"])
    if node is None or not run.view.schema.is_a(node.kind, GENERIC):
        raise not_found(GENERIC, args["data"]["id"])
    return node


def processed(run: Run, args: dict[str, Any]) -> Any:
    node = found(run, args)
    task = bring(run.lab, node, f"Import objects of {node.value('name')}", "git-repository-import-objects", head(node))
    run.lab.wrote("InfrahubRepositoryProcess")
    return {"ok": True, "task": {"id": task["id"]}}


def reached(run: Run, args: dict[str, Any]) -> Any:
    found(run, args)
    return {"ok": True, "message": "Successfully accessed repository"}


hook(GENERIC, Repositories())
AFTER[GENERIC] = written
GIT = Feature(SDL, mutations={"InfrahubRepositoryProcess": processed, "InfrahubRepositoryConnectivity": reached})
