# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Load, check or export schema documents: the server's own check tells what would change, only then they are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.errors import ApiError, Denied, NotTheApi, PlanError, PlatformError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, look_until, waiting
from ..client import INFRAHUB, Infrahub
from ..schema_documents import Documents, gather, unbound
from ..schema_errors import complaints
from ..schema_export import exported

STATUS = "query { InfrahubStatus { summary { schema_hash_synced } workers { edges { node { active schema_hash } } } } }"
ROUNDS = 2  # a load whose answer was lost is looked at, and asked for once more; loading the same twice changes nothing
PATIENCE = 300  # seconds; the server migrates its nodes before it answers
INVALID, UNKNOWN_BRANCH = 422, 400
SAID = {
    "loaded": 'the schema of branch "%s" was changed',
    "foretold": 'the schema of branch "%s" would be changed',
    "same": 'the schema of branch "%s" is as wanted already',
    "valid": 'the schema documents are valid on branch "%s"',
    "exported": 'the schema of branch "%s" was exported',
}


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    if task.params["action"] == "export":
        return export(task)
    client, only_check = task.client, task.params["action"] == "check"
    wanted, wrong = gather(task.params["schemas"], task.params["files"])
    answer: Mapping[str, Any] = {}
    if not wrong:
        wanted = unbound(wanted, client.whole_schema)
        answer, wrong = ask(client, "check", wanted)
    if wrong:
        return {"failed": True, "changed": False, "valid": False, "errors": wrong, "msg": "; ".join(wrong)}
    differs = any(answer["diff"].values())
    before = hash_of(client)
    changed = differs and not only_check
    done: Mapping[str, Any] = {}
    if changed and not task.check_mode:
        done = load(client, wanted)
        client.forget_schema()
    if task.params["wait"] and not task.check_mode and not only_check:
        agree(task, changed)
    warnings = answer.get("warnings") or []
    for one in warnings:
        task.outside.warn(sentence(one))
    said = "valid" if only_check else "same" if not differs else "foretold" if task.check_mode else "loaded"
    result = {
        "changed": changed,
        "operation": "update" if changed else "none",
        "msg": SAID[said] % client.branch,
        "valid": True,
        "errors": [],
        "schema_updated": changed,
        "schema_diff": answer["diff"],
        "server_warnings": warnings,
        "previous_hash": before,
        "diff": {"before": {}, "after": {part: told for part, told in answer["diff"].items() if told}},
    }
    if not (differs and (task.check_mode or only_check)):
        result["hash"] = before if not changed else done.get("hash") or hash_of(client)
    return result


def export(task: Task) -> dict[str, Any]:
    """The kinds that users made, by their namespaces, in the form that loads."""
    told = task.client.whole_schema()
    schemas = exported(told, None, task.params["namespaces"], task.outside.warn)
    said = SAID["exported"] % task.client.branch
    return {"changed": False, "operation": "none", "msg": said, "hash": told["main"], "schemas": schemas}


def hash_of(client: Infrahub) -> str:
    return client.rest("GET", "/api/schema/summary", branch=client.branch)["main"]


def sentence(warning: Mapping[str, Any]) -> str:
    """A warning of the server's, with the kinds and fields that it is about."""
    about = [".".join(filter(None, (one.get("kind"), one.get("field")))) for one in warning.get("kinds") or ()]
    rest = f" and {len(about) - 5} more" if len(about) > 5 else ""
    return f"{warning.get('message')}{' (' + ', '.join(about[:5]) + rest + ')' if about else ''}"


def ask(client: Infrahub, verb: str, wanted: Documents) -> tuple[Mapping[str, Any], list[str]]:
    """The answer, or all that the server finds wrong."""
    body = {"schemas": [document for _name, document in wanted]}
    try:
        path, safe = f"/api/schema/{verb}", verb == "check"
        return client.rest("POST", path, body, safe=safe, patience=PATIENCE, branch=client.branch), []
    except (Denied, NotTheApi):
        raise
    except ApiError as error:
        if error.status == INVALID:
            return {}, complaints(error, wanted, client.schema().kinds)
        raise client.unknown_branch(client.branch, error) if error.status == UNKNOWN_BRANCH else error from None


def load(client: Infrahub, wanted: Documents) -> Mapping[str, Any]:
    """The server's answer; an empty one where it was lost and the schema is there."""
    for left in reversed(range(ROUNDS)):
        try:
            answer, wrong = ask(client, "load", wanted)
        except Uncertain:
            if not any(ask(client, "check", wanted)[0].get("diff", {}).values()):
                return {}
            if not left:
                raise
            continue
        if wrong:
            raise PlanError("; ".join(wrong))
        return answer
    return {}


def agree(task: Task, changed: bool) -> None:
    """Wait until all of the server's workers have the schema: one that has not answers as if nothing was loaded."""
    client, params = task.client, task.params

    def look() -> Mapping[str, Any]:
        return client.graphql(STATUS)["InfrahubStatus"]

    def synced(status: Mapping[str, Any]) -> bool:
        return bool(status["summary"]["schema_hash_synced"])

    try:
        status, done = look_until(task.outside, look, synced, params["wait_timeout"], params["wait_interval"])
        if not done:
            workers = [edge["node"] for edge in status["workers"]["edges"] if edge["node"]["active"]]
            seen = ", ".join(sorted({str(worker["schema_hash"]) for worker in workers}))
            raise ApiError(
                f"the {len(workers)} workers of Infrahub do not agree on the schema of branch {client.branch} "
                f"after {params['wait_timeout']} seconds; they have {seen}"
            )
    except PlatformError as error:
        error.done = ["the schema was loaded"] if changed else ()
        raise


DOCUMENTS = ["schemas", "files"]
FIELDS = (
    Field("action", default="load", choices=("load", "check", "export")),
    Field("schemas", "list", elements="dict"),
    Field("files", "list", elements="path", aliases=("schema_files",), source=True),
    Field("namespaces", "list", elements="str"),
    *(replace(one, aliases=("wait_until_converged",)) if one.name == "wait" else one for one in waiting(300)),
)
RETURNS = (
    "operation", "msg", "valid", "errors", "schema_updated", "schema_diff", "server_warnings", "hash", "previous_hash",
    "schemas",
)  # fmt: skip
RULES = {"required_if": [["action", verb, DOCUMENTS, True] for verb in ("load", "check")]}
SCHEMA = ModuleSpec(INFRAHUB, FIELDS, run, RETURNS, RULES)
