# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Saved objects, which visualizations and dashboards are: a document in an envelope, changed by merge patch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ..core.ensure import ensure, make_so, wish
from ..core.errors import NotFound, NotTheApi, PlanError
from ..core.plan import Plan
from ..core.spec import Field, ModuleSpec, Resource, Task
from ..core.typed import checked, missing
from ..core.values import differs
from ..http.parallel import side_by_side
from .client import INFINO, Infino, segment
from .documents import Part, bare, completed, normal, patch

ID = Field("id", key=True, computed=True)
TITLE = Part("title", key=True)
STAMPS = (Field("created_at", computed=True), Field("updated_at", computed=True), Field("created_by", computed=True))
PAGE, SHORTEST_FULL_PAGE = 1000, 500  # a server may cut the page that is asked for to its usual one
CONNECTIONS = 4

Sound = Callable[[dict[str, Any], str], dict[str, Any]]


def as_given(document: Mapping[str, Any], where: str = "") -> dict[str, Any]:
    return dict(document)


@dataclass(frozen=True)
class Saved:
    """What one kind of saved object is made of.

    ``modern``: older ways to write a document become today's. ``sound``: refuses what does not fit together.
    ``wire``: from options to the API's words, and ``unwire`` back. ``optional``: what a server may know nothing of.
    """

    name: str
    path: str
    parts: tuple[Part, ...]
    modern: Callable[[Mapping[str, Any]], dict[str, Any]] = as_given
    sound: Sound = as_given
    wire: Callable[[Mapping[str, Any]], dict[str, Any]] = as_given
    unwire: Callable[[Mapping[str, Any]], dict[str, Any]] = as_given
    optional: tuple[str, ...] = ()

    @property
    def resource(self) -> Resource:
        fields = (ID, *(option(part) for part in self.parts), *STAMPS)
        return Resource(self.name, INFINO, fields, SavedStore(self), adapt=self.adapt())

    def adapt(self, exact: bool = False) -> Callable[..., dict[str, Any]]:
        return partial(self.wanted, exact=exact)

    def wanted(self, desired: Mapping[str, Any], current: Mapping[str, Any] | None, exact: bool) -> dict[str, Any]:
        """The document as it should be; ``exact``: what is not named in it goes back to the server's default."""
        title = f"{self.name} {desired.get('title') or desired.get('id')}"
        known = {part.name: part for part in self.parts}
        given = self.modern({name: value for name, value in desired.items() if name in known})
        given = self.sound(checked(self.parts, given, f"{title}: "), f"{title}: ")
        for path in missing(self.parts, given) if current is None and "id" not in desired else ():
            raise PlanError(f"{title} does not exist yet; give {path} to create it")
        made = {name: value for name, value in desired.items() if name not in known}
        for name, part in known.items():
            if name in given:
                found = current.get(name) if current else None
                made[name] = completed(part, found, given[name], exact)
            elif exact and current is not None and not (part.key or part.required):
                made[name] = normal(part, None)
        return made

    def read(self, envelope: Mapping[str, Any]) -> dict[str, Any]:
        document = self.unwire(self.modern(attributes(envelope)))
        made = {part.name: normal(part, document.get(part.name)) for part in self.parts}
        for name in self.optional:
            if name not in document:
                del made[name]
        stamps = {f.name: document.get(f.name) or envelope.get(f.name) for f in (ID, *STAMPS)}
        return {**made, **stamps}

    def module(
        self,
        prepare: Callable[[Task, dict[str, Any]], dict[str, Any]] | None = None,
        weigh: Callable[[Task, Plan], None] | None = None,
    ) -> ModuleSpec:
        resource = self.resource
        base = ensure(resource)

        def run(task: Task) -> dict[str, Any]:
            desired = wish(resource, task.params)
            if prepare and task.params["state"] == "present":
                desired = prepare(task, desired)
            return make_so(task, replace(resource, adapt=self.adapt(task.params["exact"])), desired, weigh)

        return replace(base, fields=(*base.fields, Field("exact", "bool", default=False)), run=run)


def option(part: Part) -> Field:
    """A part at the top as an option: what is inside is checked by ourselves, so that null can unset it."""
    return replace(part, options=(), server_default=normal(part, None))


@dataclass(frozen=True)
class SavedStore:
    saved: Saved

    def find(self, client: Infino, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        if filters.get("id") is not None:
            found = [self.fetch(client, filters["id"])]
        else:
            items = listing(client, self.saved.path)
            if "title" in filters:
                items = [item for item in items if attributes(item).get("title") == filters["title"]]
            found = list(side_by_side(partial(self.entire, client), items, CONNECTIONS))
        return [self.saved.read(envelope) for envelope in found if envelope is not None]

    def fetch(self, client: Infino, name: str) -> Any:
        try:
            return envelope(client.call("GET", self.at(name)), self.at(name))
        except NotFound:
            return None

    def entire(self, client: Infino, item: Mapping[str, Any]) -> Any:
        """A listing may tell only a part of each."""
        needed = {part.wire_name for part in self.saved.parts if part.server_default is not None or part.required}
        return item if needed <= set(attributes(item)) else self.fetch(client, identity(item))

    def at(self, name: str) -> str:
        return f"{self.saved.path}/{segment(self.saved.name, str(name))}"

    def create(self, client: Infino, values: Mapping[str, Any]) -> dict[str, Any]:
        answer = client.call("POST", self.saved.path, bare(self.saved.wire(values)), safe=False)
        return self.stored(client, answer, values)

    def update(self, client: Infino, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        before = {name: current.get(name) for name in changes}
        after = {part.name: normal(part, changes[part.name]) for part in self.saved.parts if part.name in changes}
        sent = patch(self.saved.wire(before), self.saved.wire(after))
        return self.stored(client, client.call("PATCH", self.at(current["id"]), sent, safe=False), after)

    def delete(self, client: Infino, current: Mapping[str, Any]) -> None:
        client.call("DELETE", self.at(current["id"]))

    def stored(self, client: Infino, answer: Any, sent: Mapping[str, Any]) -> dict[str, Any]:
        """The computed values that the server tells; and a warning where it holds something else than was sent."""
        if not isinstance(answer, Mapping) or "title" not in attributes(answer):
            return {}
        found = self.saved.read(answer)
        for part in self.saved.parts:
            if part.name in sent and part.name in found:
                wanted = completed(part, found[part.name], sent[part.name], exact=True)
                if differs(option(part), wanted, found[part.name]):
                    name = f"{self.saved.name} {found['title']}"
                    client.outside.warn(f"{name}: the server holds another {part.name} than it was sent")
        return {f.name: found[f.name] for f in (ID, *STAMPS) if found[f.name] is not None}


def listing(client: Infino, path: str) -> list[Mapping[str, Any]]:
    """All of a kind, page by page; what each item tells is the server's choice."""
    found: dict[str, Mapping[str, Any]] = {}
    asked = 0
    while True:
        answer = client.call("GET", path, limit=PAGE, offset=asked)
        page = answer.get("items") if isinstance(answer, Mapping) else answer
        if not isinstance(page, list) or not all(isinstance(item, Mapping) for item in page):
            raise NotTheApi(f"GET {path} was answered with something that is no list; is api_url right?")
        fresh = {identity(item): item for item in page if identity(item) not in found}
        found.update(fresh)
        asked += len(page)
        if not fresh or len(page) < SHORTEST_FULL_PAGE:
            return list(found.values())


def attributes(item: Mapping[str, Any]) -> Mapping[str, Any]:
    inner = item.get("attributes")
    return inner if isinstance(inner, Mapping) else item


def identity(item: Mapping[str, Any]) -> str:
    return str(item.get("id") or attributes(item).get("id"))


def envelope(answer: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(answer, Mapping) or "title" not in attributes(answer):
        raise NotTheApi(f"GET {path} was answered with something that has no title; is api_url right?")
    return answer


def by_name(items: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The ids of objects by all that they may be called: their ids, and their titles."""
    named: dict[str, list[str]] = {}
    for item in items:
        named.setdefault(str(attributes(item).get("title")), []).append(identity(item))
    return {**named, **{identity(item): [identity(item)] for item in items}}
