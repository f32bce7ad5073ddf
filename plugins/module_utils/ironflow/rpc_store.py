# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Things that are reached by ConnectRPC, described as data; and things that moved there from REST."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.errors import NotFound
from .client import Ironflow
from .eras import ALWAYS, Span, need
from .messages import Form, camel

PAGE = 200


@dataclass(frozen=True)
class RpcStore:
    """``get`` and so on are names of methods of ``service``; ``items`` is the list in the answer of ``listed``.

    ``handle``: what a message calls the fields that name the thing, where that is not their own name.
    ``wrapped``: the name of the thing in answers that hold more, such as whether it was created.
    """

    noun: str
    service: str
    form: Form
    get: str = ""
    listed: str = ""
    items: str = ""
    create_by: str = ""
    update_by: str = ""
    delete_by: str = ""
    handle: Mapping[str, str] = field(default_factory=dict)
    wrapped: str = ""
    served: Span = ALWAYS

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        need(client, self.noun, self.served)
        named = {name: value for name, value in filters.items() if value is not None}
        if self.get and named.keys() >= self.names.keys():
            try:
                return [self.read(client.rpc(self.service, self.get, self.named(named), safe=True))]
            except NotFound:
                return []
        found = map(self.form.read, pages(client, self.service, self.listed, self.items))
        return [one for one in found if all(one.get(name) == value for name, value in named.items())]

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        return self.write(client, self.create_by, self.form.sent(values))

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return self.write(client, self.update_by, {**self.named(current), **self.form.sent(changes)})

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        client.rpc(self.service, self.delete_by, self.named(current), safe=True)

    def write(self, client: Ironflow, method: str, message: Mapping[str, Any]) -> dict[str, Any]:
        """The computed values that the answer tells."""
        told = self.read(client.rpc(self.service, method, message, safe=False))
        return {f.name: told[f.name] for f in self.form.fields if f.computed and told.get(f.name) is not None}

    def named(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {wire: values[name] for name, wire in self.names.items() if values.get(name) is not None}

    @property
    def names(self) -> Mapping[str, str]:
        """What a message calls the fields that name one."""
        keys = (f for f in self.form.fields if f.key)
        return self.handle or {f.name: f.wire or camel(f.name) for f in keys if not f.computed}

    def read(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        return self.form.read(answer.get(self.wrapped) or {} if self.wrapped else answer)


def pages(
    client: Ironflow, service: str, method: str, items: str, message: Mapping[str, Any] | None = None, most: int = 0
) -> Iterator[dict[str, Any]]:
    """All objects of a listing, page by page: by cursor where an answer has one, else by offset; 0 is all."""
    asked, seen = {"limit": min(most, PAGE) if most else PAGE, **(message or {})}, 0
    while True:
        answer = client.rpc(service, method, asked, safe=True)
        found = answer.get(items) or []
        for one in found:
            if most and seen >= most:
                return
            seen += 1
            yield one
        if answer.get("nextCursor"):
            asked = {**asked, "cursor": answer["nextCursor"]}
        elif found and seen < int(answer.get("totalCount") or answer.get("total_count") or 0):
            asked = {**asked, "offset": seen}
        else:
            return


@dataclass(frozen=True)
class EraStore:
    """What moved from REST to ConnectRPC: ``old`` and ``new`` are stores of the same objects in the same names."""

    old: Any
    new: Any

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        return client.either(lambda: self.old.find(client, filters), lambda: self.new.find(client, filters))

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        return client.either(lambda: self.old.create(client, values), lambda: self.new.create(client, values))

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return client.either(
            lambda: self.old.update(client, current, changes), lambda: self.new.update(client, current, changes)
        )

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        client.either(lambda: self.old.delete(client, current), lambda: self.new.delete(client, current))
