# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Things that live at a REST path of their own, described as data: where, under which names, since when."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.errors import NotFound, PlanError, Uncertain
from ..core.spec import Field, Resource
from .client import IRONFLOW, Ironflow, segment
from .eras import ALWAYS, Span, fields_known, need

PAGE = 200
ID = Field("id", key=True, computed=True)


@dataclass(frozen=True)
class RestStore:
    """Objects listed at ``path``; one of them lies at ``path/{by}``, or below several names."""

    noun: str
    path: str
    fields: tuple[Field, ...]
    envelope: str = ""  # the name of the list in a listing's answer, where that is not the list itself
    by: tuple[str, ...] = ("id",)  # the fields that a path names it by
    alone: bool = True  # it can be asked for by itself
    paged: bool = False  # a listing comes in pages, by limit and offset
    method: str = "PATCH"  # how it is changed
    along: tuple[str, ...] = ()  # what a change has to carry although it stays
    texts: tuple[str, ...] = ()  # fields whose value travels as a text of JSON
    commas: tuple[str, ...] = ()  # lists that travel as one text with commas
    narrow: tuple[str, ...] = ()  # fields that a listing can be asked for by
    untold: tuple[str, ...] = ()  # fields that some answers do not have, and that can then not be compared
    served: Span = ALWAYS

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        need(client, self.noun, self.served)
        if self.alone and all(filters.get(name) is not None for name in self.by):
            try:
                return [self.read(client.rest("GET", self.place(filters), tells=tuple(map(self.wire, self.by))))]
            except NotFound:
                return []
        query = {self.wire(name): filters[name] for name in self.narrow if name in filters}
        found = map(self.read, self.listing(client, query))
        return [one for one in found if all(one.get(name) == value for name, value in filters.items())]

    def listing(self, client: Ironflow, query: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        if not self.envelope:
            return client.rest("GET", self.path, **query) or []
        found: list[Mapping[str, Any]] = []
        while True:
            page: dict[str, Any] = {"limit": PAGE, "offset": len(found)} if self.paged else {}
            answer = client.rest("GET", self.path, tells=(self.envelope,), **query, **page)
            some = answer[self.envelope] or []
            found += some
            if not self.paged or not some or len(found) >= answer.get("total_count", 0):
                return found

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        return self.create_plain(client, values)

    def create_plain(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        need(client, self.noun, self.served)
        return self.computed(client.rest("POST", self.path, self.sent(values)))

    def surely(self, client: Ironflow, values: Mapping[str, Any], *key: str) -> dict[str, Any]:
        """As ``create``, for what is then changed further: where the answer is lost, what was made is looked up."""
        try:
            return self.create_plain(client, values)
        except Uncertain:
            found = RestStore.find(self, client, {name: values[name] for name in key})
            if len(found) != 1:
                raise
            return {f.name: found[0][f.name] for f in self.fields if f.computed and f.name in found[0]}

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        kept = {name: current[name] for name in self.along if name in current}
        answer = client.rest(self.method, self.place(current), self.sent({**kept, **changes}))
        return self.computed(answer)

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        client.rest("DELETE", self.place(current))

    def place(self, values: Mapping[str, Any]) -> str:
        return "/".join([self.path, *(segment(str(values[name])) for name in self.by)])

    def wire(self, name: str) -> str:
        return next(f.wire_name for f in self.fields if f.name == name)

    def sent(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A body in the server's names. What is unset gets the value that means none: null would be no change."""
        made = {}
        for f in self.fields:
            if f.name in values and not f.computed:
                value = f.server_default if values[f.name] is None else values[f.name]
                made[f.wire_name] = self.packed(f.name, value)
        return made

    def packed(self, name: str, value: Any) -> Any:
        """A value as it travels."""
        if name in self.texts:
            return json.dumps(value)
        return ",".join(value) if name in self.commas and isinstance(value, list) else value

    def unpacked(self, name: str, value: Any) -> Any:
        if not isinstance(value, str) or name not in (*self.texts, *self.commas):
            return value
        return json.loads(value) if name in self.texts else [part.strip() for part in value.split(",") if part.strip()]

    def read(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """An object in option names. What an answer leaves out has no value, but for what it can never tell."""
        made = {}
        for f in self.fields:
            if f.secret or (f.wire_name not in told and f.name in self.untold):
                continue
            made[f.name] = self.unpacked(f.name, told.get(f.wire_name, f.server_default))
        return made

    def computed(self, told: Any) -> dict[str, Any]:
        """What the server says of its own, of an answer to a write; some writes are answered with nothing."""
        made = self.read(told) if isinstance(told, Mapping) else {}
        names = {f.name for f in self.fields if (f.computed or f.chosen) and f.wire_name in (told or ())}
        return {name: made[name] for name in made if name in names}


SCOPE = Field("scope", within=True, fixed=True, default="tenant", choices=("tenant", "platform"))


@dataclass(frozen=True)
class ScopeStore:
    """What there is for one organisation and, at another path and in another form, for the whole server."""

    tenant: Any
    platform: Any

    def of(self, values: Mapping[str, Any]) -> Any:
        return self.platform if values.get("scope") == "platform" else self.tenant

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        rest = {name: value for name, value in filters.items() if name != "scope"}
        scope = filters.get("scope", "tenant")
        return [{"scope": scope, **one} for one in self.of(filters).find(client, rest)]

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        return self.of(values).create(client, values)

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return self.of(current).update(client, current, changes)

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        self.of(current).delete(client, current)


def scope_knows(noun: str, tenant: tuple[str, ...], platform: tuple[str, ...]) -> Callable[[Any, Any], None]:
    """Refuses what only the other scope has."""

    def fits(client: Any, desired: Mapping[str, Any]) -> None:
        scope = desired.get("scope", "tenant")
        for name in tenant if scope == "platform" else platform:
            if desired.get(name) is not None:
                other = "tenant" if scope == "platform" else "platform"
                raise PlanError(f"{noun}: {name} is for scope {other} alone; leave it out")

    return fits


def rest_resource(
    noun: str, path: str, fields: tuple[Field, ...], knows: Mapping[str, Span] | None = None, **how: Any
) -> Resource:
    """A resource that lives at a path. ``knows``: fields that not every server has; ``how`` is of ``RestStore``."""
    fits = fields_known(noun, knows) if knows else None
    return Resource(noun, IRONFLOW, fields, RestStore(noun, path, fields, **how), fits=fits)
