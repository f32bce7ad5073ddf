# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Many resources of a system in one document: one plan, written in order of dependence, pruned by section; export.

A document has a list for each section. Sections stand in order of dependence: what one refers to stands before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .ensure import UPDATE_SECRET, outline
from .errors import PlanError, PlatformError, UnknownName
from .files import documents, found
from .plan import Plan
from .reconcile import carry_out_all, count, listing, plan_all
from .section import Section
from .spec import Field, ModuleSpec, Resource, System, Task
from .typed import kind
from .values import form, inside, without
from .words import unknown


@dataclass
class Decision:
    """What is to be done in one section."""

    section: Section
    wanted: list[dict[str, Any]]
    found: list[dict[str, Any]]
    plans: list[Plan] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """What will be there afterwards."""
        gone = {id(p.before) for p in self.plans if p.operation == "delete"}
        left = [there for there in self.found if id(there) not in gone]
        ids = {str(there[self.section.resource.id]) for there in left if self.section.resource.id}
        return ids | {self.section.called(values) for values in (*left, *self.wanted)}


def decide(task: Task, sections: Sequence[Section], document: Mapping[str, Any]) -> list[Decision]:
    """One plan for all of it; nothing is written."""
    prune = task.params["prune"] or ()
    for name in prune:
        if document.get(name) is None:
            raise PlanError(f"prune names {name}, but the manifest has no such section; give it, even if it is empty")
    made: dict[str, Decision] = {}
    for section in sections:
        if document.get(section.name) is not None:
            made[section.name] = planned(task, section, document[section.name], section.name in prune)
    known = dict(made)
    by_name = {section.name: section for section in sections}
    for decision in made.values():
        for values in decision.wanted:
            for other, name in decision.section.refers(values):
                if other not in known:
                    known[other] = Decision(by_name[other], [], by_name[other].resource.store.find(task.client, {}))
                if name not in known[other].names:
                    title = decision.section.resource.title(values)
                    what = by_name[other].resource.name
                    raise UnknownName(unknown(f"{title}: there will be no {what}", name, known[other].names))
    return list(made.values())


def planned(task: Task, section: Section, written: Any, prune: bool) -> Decision:
    def whole(value: Any) -> bool:
        return prune and bool(value or task.params["prune_empty"])

    wanted = section.accept(task, written)
    section = section.over(whole)
    scope = (lambda one: section.spent(task.client, one)) if whole(wanted) and not section.single else None
    there = listing(task, section.resource, wanted, scope)
    always = task.params["update_secret"] == "always"
    plans = plan_all(section.resource, wanted, there, scope, always)
    for one in plans:
        section.weigh(task, one)
    return Decision(section, wanted, there, plans)


def carry_out(task: Task, decisions: Sequence[Decision]) -> None:
    """Write what is wanted section by section, then delete in the other direction. An error says what was done."""
    done: list[Any] = []
    steps: list[tuple[Decision, tuple[str, ...]]] = [(decision, ("create", "update")) for decision in decisions]
    steps += [(decision, ("delete",)) for decision in reversed(decisions)]
    for decision, operations in steps:
        todo = [p for p in decision.plans if p.operation in operations]
        try:
            carry_out_all(task, decision.section.resource, todo)
        except PlatformError as error:
            error.done = [*done, *error.done]
            raise
        resource = decision.section.resource
        done += [{"operation": p.operation, "item": resource.title(p.before or p.wanted)} for p in todo]


def tell(decisions: Sequence[Decision]) -> dict[str, Any]:
    plans = [p for decision in decisions for p in decision.plans]
    changed = {d.section.name: (d.section.resource, [p for p in d.plans if p.changed]) for d in decisions}
    return {
        "changed": any(p.changed for p in plans),
        "operations": count(plans),
        "sections": {decision.section.name: count(decision.plans) for decision in decisions},
        "unverified": [
            f"{decision.section.resource.title(p.wanted)}: {path}"
            for decision in decisions
            for p in decision.plans
            for path in p.unverified
        ],
        "diff": {
            side: {
                name: [outline(resource, getattr(p, side)) for p in todo] for name, (resource, todo) in changed.items()
            }
            for side in ("before", "after")
        },
    }


def gather(task: Task, names: Sequence[str]) -> dict[str, Any]:
    """The document, and those of the files, as one. Lists of one section follow each other."""
    parts = [("manifest", task.params["manifest"])] if task.params["manifest"] is not None else []
    parts += [one for path in task.params["files"] or () for file in found(path) for one in documents(file)]
    whole: dict[str, Any] = {}
    for where, part in parts:
        if not isinstance(part, Mapping):
            raise PlanError(f"{where} must be a dictionary of sections, not {kind(part)}")
        for name, items in part.items():
            if name not in names:
                raise UnknownName(unknown(f"{where} has no section", name, names))
            if items is None:
                continue
            if name in whole and not (isinstance(items, list) and isinstance(whole[name], list)):
                raise PlanError(f"{where}: {name} is given before it already, and only lists follow each other")
            whole[name] = [*whole[name], *items] if name in whole else items
    return whole


def manifest(system: System, sections: Callable[[], Sequence[Section]]) -> ModuleSpec:
    """The module that makes a whole document so. ``sections`` are made anew for each run."""
    names = tuple(section.name for section in sections())

    def run(task: Task) -> dict[str, Any]:
        decisions = decide(task, sections(), gather(task, names))
        if not task.check_mode:
            carry_out(task, decisions)
        return tell(decisions)

    fields = (
        Field("manifest", "dict", conceal=True),
        Field("files", "list", elements="path", source=True),
        Field("prune", "list", elements="str", choices=names),
        Field("prune_empty", "bool", default=False),
        UPDATE_SECRET,
    )
    rules = {"required_one_of": [["manifest", "files"]]}
    return ModuleSpec(system, fields, run, ("operations", "sections", "unverified"), rules)


def manifest_info(system: System, sections: Callable[[], Sequence[Section]]) -> ModuleSpec:
    """The module that writes down what is there, as a document that changes nothing where it comes from."""
    names = tuple(section.name for section in sections())

    def run(task: Task) -> dict[str, Any]:
        chosen = task.params["sections"] or names
        document: dict[str, Any] = {}
        missing: list[str] = []
        for section in sections():
            if section.name in chosen and (task.params["sections"] or section.served(task.client)):
                document[section.name], secrets = export(section, task.client)
                missing += secrets
        return {"changed": False, "manifest": document, "missing_secrets": missing}

    fields = (Field("sections", "list", elements="str", choices=names),)
    return ModuleSpec(system, fields, run, ("manifest", "missing_secrets"))


def export(section: Section, client: Any) -> tuple[Any, list[str]]:
    resource = section.resource
    there = [one for one in resource.store.find(client, {}) if not section.stays(one)]
    there.sort(key=lambda one: [str(one.get(name)) for name in resource.key])
    plan_all(resource, there_by_key(resource, there), there, None)  # refuses two of one name
    asked = [f.name for f in resource.fields if f.secret and f.name not in section.optional]
    held = [one for one in there if not resource.bare(one)]
    secrets = [f"{resource.title(one)}: {name}" for one in held for name in asked]
    document = section.fold([portable(resource.fields, one) for one in there])
    return document[0] if section.single else document, secrets


def there_by_key(resource: Resource, there: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{name: one[name] for name in resource.key} for one in there]


def portable(fields: tuple[Field, ...], one: Mapping[str, Any]) -> dict[str, Any]:
    """Without what the server computes, what is secret, what nobody may ask for, and what it would be anyway."""
    told = without(fields, one, "computed", "secret")
    return {f.name: inside(f, told[f.name], portable) for f in fields if worth_telling(f, told.get(f.name))}


def worth_telling(field: Field, value: Any) -> bool:
    if value is None or (field.default is not None and value == field.default):
        return False
    if field.choices and isinstance(value, str) and value not in field.choices:
        return False
    return field.key or field.server_default is None or form(field, value) != form(field, field.server_default)
