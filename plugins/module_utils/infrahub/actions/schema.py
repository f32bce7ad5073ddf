# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Load schema documents: the server's own check tells what would change, and only then they are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import ApiError, Denied, PlanError, Uncertain
from ...core.files import documents, found
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, look_until, waiting
from ..client import INFRAHUB, Infrahub
from ..schema_errors import Documents, check, refused

STATUS = "query { InfrahubStatus { summary { schema_hash_synced } workers { edges { node { active schema_hash } } } } }"
ROUNDS = 2  # a load whose answer was lost is looked at, and asked for once more; loading the same twice changes nothing
INVALID, UNKNOWN_BRANCH = 422, 400


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    client, wanted = task.client, gather(task.params)
    answer = ask(client, "check", wanted)
    diff = answer["diff"]
    changed = any(diff.values())
    result = {
        "changed": changed,
        "operation": "update" if changed else "none",
        "schema_diff": diff,
        "server_warnings": answer.get("warnings") or [],
        "diff": {"before": {}, "after": {part: told for part, told in diff.items() if told}},
    }
    if changed and not task.check_mode:
        load(client, wanted)
        client.forget_schema()
    if task.params["wait"] and not task.check_mode:
        agree(task, changed)
    if not (changed and task.check_mode):
        result["hash"] = client.rest("GET", "/api/schema/summary", branch=client.branch)["main"]
    return result


def gather(params: Mapping[str, Any]) -> Documents:
    """All documents with the places they come from, checked as far as that can be done without the server."""
    wanted = [(f"schemas[{number}]", one) for number, one in enumerate(params["schemas"] or ())]
    for path in params["files"] or ():
        for file in found(path):
            inside = list(documents(file))
            if not inside:
                raise PlanError(f"{file} holds no schema, it is empty")
            wanted += inside
    if not wanted:
        raise PlanError("schemas and files are both empty; give at least one schema")
    return [(name, check(name, one)) for name, one in wanted]


def ask(client: Infrahub, verb: str, wanted: Documents) -> dict[str, Any]:
    body = {"schemas": [document for _name, document in wanted]}
    try:
        return client.rest("POST", f"/api/schema/{verb}", body, safe=verb == "check", branch=client.branch)
    except Denied:
        raise
    except ApiError as error:
        if error.status == INVALID:
            raise refused(error, wanted) from None
        raise client.unknown_branch(client.branch, error) if error.status == UNKNOWN_BRANCH else error from None


def load(client: Infrahub, wanted: Documents) -> None:
    for left in reversed(range(ROUNDS)):
        try:
            ask(client, "load", wanted)
            return
        except Uncertain:
            if not any(ask(client, "check", wanted)["diff"].values()):
                return
            if not left:
                raise


def agree(task: Task, changed: bool) -> None:
    """Wait until all of the server's workers have the schema: one that has not answers as if nothing was loaded."""
    client, params = task.client, task.params

    def look() -> Mapping[str, Any]:
        return client.graphql(STATUS)["InfrahubStatus"]

    def synced(status: Mapping[str, Any]) -> bool:
        return bool(status["summary"]["schema_hash_synced"])

    status, done = look_until(task.outside, look, synced, params["wait_timeout"], params["wait_interval"])
    if not done:
        workers = [edge["node"] for edge in status["workers"]["edges"] if edge["node"]["active"]]
        seen = ", ".join(sorted({str(worker["schema_hash"]) for worker in workers}))
        error = ApiError(
            f"the {len(workers)} workers of Infrahub do not agree on the schema of branch {client.branch} "
            f"after {params['wait_timeout']} seconds; they have {seen}"
        )
        error.done = ["the schema was loaded"] if changed else ()
        raise error


SCHEMA = ModuleSpec(
    INFRAHUB,
    (Field("schemas", "list", elements="dict"), Field("files", "list", elements="path"), *waiting(300)),
    run,
    ("operation", "hash", "schema_diff", "server_warnings"),
    {"required_one_of": [["schemas", "files"]]},
)
