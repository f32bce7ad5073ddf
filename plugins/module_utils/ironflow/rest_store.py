# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Things that live at a REST path of their own, described as data: where, under which names, since when."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.errors import NotFound
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
    untold: tuple[str, ...] = ()  # fields that some answers do not have, and that can then not be compared
    served: Span = ALWAYS

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        need(client, self.noun, self.served)
        if self.alone and all(filters.get(name) is not None for name in self.by):
            try:
                return [self.read(client.rest("GET", self.place(filters), tells=tuple(map(self.wire, self.by))))]
            except NotFound:
                return []
        found = map(self.read, self.listing(client))
        return [one for one in found if all(one.get(name) == value for name, value in filters.items())]

    def listing(self, client: Ironflow) -> Sequence[Mapping[str, Any]]:
        if not self.envelope:
            return client.rest("GET", self.path) or []
        found: list[Mapping[str, Any]] = []
        while True:
            page: dict[str, Any] = {"limit": PAGE, "offset": len(found)} if self.paged else {}
            answer = client.rest("GET", self.path, tells=(self.envelope,), **page)
            some = answer[self.envelope] or []
            found += some
            if not self.paged or not some or len(found) >= answer.get("total_count", 0):
                return found

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        need(client, self.noun, self.served)
        return self.computed(client.rest("POST", self.path, self.sent(values)))

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        kept = {name: current[name] for name in self.along if name in current}
        answer = client.rest(self.method, self.place(current), self.sent({**kept, **changes}))
        return self.computed(answer)

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        try:
            client.rest("DELETE", self.place(current))
        except NotFound:
            pass  # somebody was faster

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
                made[f.wire_name] = json.dumps(value) if f.name in self.texts else value
        return made

    def read(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """An object in option names. What an answer leaves out has no value, but for what it can never tell."""
        made = {}
        for f in self.fields:
            if f.secret or (f.wire_name not in told and f.name in self.untold):
                continue
            value = told.get(f.wire_name, f.server_default)
            made[f.name] = json.loads(value) if f.name in self.texts and isinstance(value, str) else value
        return made

    def computed(self, told: Any) -> dict[str, Any]:
        """What only the server knows, of an answer to a write; some writes are answered with nothing."""
        made = self.read(told) if isinstance(told, Mapping) else {}
        names = {f.name for f in self.fields if f.computed and f.wire_name in (told or ())}
        return {name: made[name] for name in made if name in names}


def rest_resource(
    noun: str, path: str, fields: tuple[Field, ...], knows: Mapping[str, Span] | None = None, **how: Any
) -> Resource:
    """A resource that lives at a path. ``knows``: fields that not every server has; ``how`` is of ``RestStore``."""
    fits = fields_known(noun, knows) if knows else None
    return Resource(noun, IRONFLOW, fields, RestStore(noun, path, fields, **how), fits=fits)
