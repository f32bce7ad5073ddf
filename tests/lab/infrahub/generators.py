# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Generators and checks without a repository's Python: a generator reads its query, a check of the user's fails for it.

A generator fails for a member for which its query finds nothing. A check of the user's fails where its query finds
nothing either. Data and schema are always right.
"""

from __future__ import annotations

from typing import Any

from . import nodes, removal
from .artifacts import parameters
from .errors import Refused, not_found
from .features import Feature
from .gql_run import Run
from .proposed import found as proposed
from .rendering import peer, peers
from .store import Node, now
from .tasks import failed, started

DEFINITION, INSTANCE = "CoreGeneratorDefinition", "CoreGeneratorInstance"
SDL = """
input GeneratorDefinitionRequestRunInput { id: String  nodes: [String!] }
type GeneratorDefinitionRequestRun { ok: Boolean  task: TaskInfo }
enum CheckType { ARTIFACT DATA GENERATOR REPOSITORY SCHEMA TEST USER ALL }
input ProposedChangeRequestRunCheckInput { id: String!  check_type: CheckType }
type ProposedChangeRequestRunCheck { ok: Boolean }
extend type Mutation {
  CoreGeneratorDefinitionRun(
    data: GeneratorDefinitionRequestRunInput!, wait_until_completion: Boolean
  ): GeneratorDefinitionRequestRun
  CoreProposedChangeRunCheck(data: ProposedChangeRequestRunCheckInput!): ProposedChangeRequestRunCheck
}
"""
BROKEN = "list index out of range"


def shaped(**values: Any) -> dict[str, Any]:
    return {name: value if isinstance(value, dict) else {"value": value} for name, value in values.items()}


def finds(run: Run, query: Node, values: dict[str, Any], branch: Any = None) -> bool:
    """Whether a stored query finds anything."""
    branch = branch or run.branch
    asked = Run(run.lab, branch, run.lab.view(branch), run.identity)
    data = asked.answer(query.value("query"), values, None).get("data") or {}
    return bool(data) and not any(isinstance(one, dict) and one.get("edges") == [] for one in data.values())


def generated(run: Run, args: dict[str, Any]) -> Any:
    ident, wanted = args["data"]["id"], set(args["data"].get("nodes") or ())
    definition = run.view.get(ident)
    if definition is None or definition.kind != DEFINITION:
        raise not_found(DEFINITION, ident)
    view, name = run.view, definition.value("name")
    members = [
        one for one in peers(view, peer(view, definition, "targets"), "members") if not wanted or one.id in wanted
    ]
    query, bad = peer(view, definition, "query"), []
    for member in members:
        good = finds(run, query, parameters(definition, member))
        instance(run, definition, member, "Ready" if good else "Error")
        bad += [] if good else [f"{member.label} ({member.id}): {BROKEN}"]
    run.lab.wrote(f"generator {name}")
    if bad and args.get("wait_until_completion", True):
        raise Refused("generator run failures", status=500)
    title = f"Execute generator {name}"
    counts = f"{len(bad)} of {len(members)} generators failed, {len(members) - len(bad)} succeeded"

    def done(task: dict[str, Any]) -> None:
        if bad:
            failed(task, f"Finished in state Failed('{counts}: {', '.join(bad)}')")

    task = started(run.lab, title, "request-generator-definition-run", run.branch.name, [definition], done)
    return {"ok": True, "task": None if args.get("wait_until_completion", True) else {"id": task["id"]}}


def instance(run: Run, definition: Node, member: Node, status: str) -> None:
    every = (one for one in run.view.all(INSTANCE) if peer(run.view, one, "definition").id == definition.id)
    known = next((one for one in every if peer(run.view, one, "object").id == member.id), None)
    if known is not None:
        nodes.update(run.view, INSTANCE, {"id": known.id, **shaped(status=status)}, None)
        return
    name = f"{definition.value('name')}: {member.label}"
    given = shaped(name=name, status=status, object={"id": member.id}, definition={"id": definition.id})
    nodes.create(run.view, INSTANCE, given, None)


def checked(run: Run, args: dict[str, Any]) -> Any:
    change, sort = proposed(run, args), args["data"].get("check_type") or "ALL"
    source = run.lab.branches[change.value("source_branch")]
    ground = {"proposed_change": {"id": change.id}}
    if sort in ("ALL", "DATA"):
        validated(
            run, change, "CoreDataValidator", "Data Integrity", [("Data Conflict", "DataIntegrity", True, None)], ground
        )
    if sort in ("ALL", "SCHEMA"):
        validated(run, change, "CoreSchemaValidator", "Schema Integrity", [], ground)
    if sort in ("ALL", "USER", "REPOSITORY"):
        view = run.lab.view(source)
        for one in view.all("CoreCheckDefinition"):
            query = next(iter(peers(view, one, "query")), None)
            good = query is None or finds(run, query, one.value("parameters") or {}, source)
            what = None if good else f"{one.value('class_name')} finds nothing to look at"
            more = {"check_definition": {"id": one.id}, "repository": {"id": peer(view, one, "repository").id}}
            label = f"Check: {one.value('name')}"
            validated(
                run,
                change,
                "CoreUserValidator",
                label,
                [(one.value("name"), "CheckDefinition", good, what)],
                {**ground, **more},
            )
    run.lab.wrote(f"checks {sort}")
    return {"ok": True}


def validated(run: Run, change: Node, kind: str, label: str, checks: list[Any], more: dict[str, Any]) -> None:
    """A validator that a task completes; until then it is in progress."""
    view = run.lab.main_view()
    mine = (one for one in view.all(kind) if peer(view, one, "proposed_change").id == change.id)
    known = next((one for one in mine if one.value("label") == label), None)
    begun = shaped(label=label, state="in_progress", conclusion="unknown", started_at=now(), **more)
    if known is not None:
        for old in peers(view, known, "checks"):
            removal.delete(view, old, None)
        nodes.update(view, kind, {"id": known.id, **begun}, None)
    validator = known or nodes.create(view, kind, begun, None).node

    def done(_task: dict[str, Any]) -> None:
        for name, sort, good, what in checks:
            given = shaped(
                label=name, origin=validator.id, kind=sort, message=what, severity="info" if good else "error",
                conclusion="success" if good else "failure", validator={"id": validator.id},
            )  # fmt: skip
            extra = shaped(conflicts=[]) if kind == "CoreDataValidator" else {}
            nodes.create(view, "CoreDataCheck" if extra else "CoreStandardCheck", {**given, **extra}, None)
        right = all(one[2] for one in checks)
        ended = shaped(state="completed", conclusion="success" if right else "failure", completed_at=now())
        nodes.update(view, kind, {"id": validator.id, **ended}, None)

    started(run.lab, f"Check {label}", "git-repository-run-user-check", change.value("source_branch"), [change], done)


GENERATORS = Feature(SDL, mutations={"CoreGeneratorDefinitionRun": generated, "CoreProposedChangeRunCheck": checked})
