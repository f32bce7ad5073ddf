# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Plain storage: things of one kind that are made, listed, changed and deleted, and nothing more."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from .call import Call
from .refused import Refused

Behaviour = Callable[[Call], Any]


@dataclass
class Shelf:
    """Things by id. An area makes a class of its own of it, so that each kind has its room."""

    things: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """What a new server has."""


@dataclass
class Plain:
    """How one kind behaves. ``shared``: it is no environment's.

    ``unique`` names what no two may have alike; ``fill`` gives what a new thing has besides what was sent.
    """

    kind: type[Shelf]
    noun: str
    prefix: str
    unique: tuple[str, ...] = ()
    fill: Callable[[Call], dict[str, Any]] = lambda call: {}
    shared: bool = True
    whole: bool = False  # of all organisations together
    parameter: str = "id"

    def things(self, call: Call) -> dict[str, dict[str, Any]]:
        if not self.shared:
            return call.room(self.kind).things
        return (call.lab.room(self.kind, call.org) if call.org and not self.whole else call.lab.room(self.kind)).things

    def found(self, call: Call, id_: str = "") -> dict[str, Any]:
        thing = self.things(call).get(id_ or call.path.get(self.parameter, ""))
        if thing is None:
            raise Refused(404, f"{self.noun} not found", bare=not call.operation.rpc)
        return thing

    def clash(self, call: Call, values: dict[str, Any], but: Any = None) -> None:
        for one in self.things(call).values():
            if one is not but and self.unique and all(one.get(name) == values.get(name) for name in self.unique):
                raise Refused(409, f"{self.noun} already exists", bare=not call.operation.rpc)

    def make(self, call: Call, values: dict[str, Any]) -> dict[str, Any]:
        made = {**self.fill(call), **values}
        made.setdefault("id", f"{self.prefix}_{uuid.uuid4()}")
        made.update(created_at=call.now(), updated_at=call.now())
        self.clash(call, made)
        self.things(call)[made["id"]] = made
        call.wrote(made["id"])
        return made

    def create(self, call: Call) -> dict[str, Any]:
        return self.make(call, {name: value for name, value in call.body.items() if value is not None})

    def listed(self, call: Call) -> list[dict[str, Any]]:
        return list(self.things(call).values())

    def get(self, call: Call) -> dict[str, Any]:
        return self.found(call)

    def change(self, call: Call) -> dict[str, Any]:
        """Fields that are not sent, or are null, stay."""
        thing = self.found(call)
        wanted = {**thing, **{name: value for name, value in call.body.items() if value is not None}}
        self.clash(call, wanted, thing)
        thing.update(wanted, updated_at=call.now())
        call.wrote(thing["id"])
        return thing

    def delete(self, call: Call) -> Any:
        thing = self.found(call)
        del self.things(call)[thing["id"]]
        call.wrote(thing["id"])
        return None


def page(call: Call, found: Iterable[dict[str, Any]], limit: int = 50) -> tuple[list[dict[str, Any]], int]:
    """The part that ``limit`` and ``offset`` of a query or message ask for, and how many there are in all."""
    asked = call.body if call.operation.rpc else call.query
    all_of_them = list(found)
    start = asked.get("offset") or 0
    return all_of_them[start : start + (asked.get("limit") or limit)], len(all_of_them)
