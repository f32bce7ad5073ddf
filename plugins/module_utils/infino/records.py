# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Records of a dataset: what of them differs from what is wanted, and the bulk that makes it so; pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.errors import PlanError

ID = "_id"
LARGEST = 3_000_000  # bytes of one bulk; servers refuse above about 4 MB
ENCODE = json.JSONEncoder(check_circular=False, allow_nan=False, ensure_ascii=False, separators=(",", ":")).encode
MOST = 2_000  # records of one bulk, so that it is answered well before a time-out, and progress is seen


@dataclass(slots=True)  # made by the million: not frozen, which takes twice as long
class Wanted:
    place: int
    id: str
    fields: Mapping[str, Any]
    where: str = "item"  # what ``place`` counts

    @property
    def title(self) -> str:
        return f"record {self.id} ({self.where} {self.place})"


@dataclass(slots=True)  # made by the million: not frozen, which takes twice as long
class Change:
    """``before`` and ``after`` are the record's fields, None where there is no record. ``lines``: as a bulk says it."""

    operation: str
    id: str
    place: int | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    lines: bytes
    where: str = "item"

    @property
    def title(self) -> str:
        return f"record {self.id}" + (f" ({self.where} {self.place})" if self.place else "")

    @property
    def entry(self) -> dict[str, str]:
        return {"operation": self.operation, "item": self.title}

    def reached(self, found: Mapping[str, Any] | None) -> bool:
        """Whether what is there now is what was wanted."""
        if self.after is None or found is None:
            return self.after is found
        return plain(found) == plain(self.after)

    def visible(self, found: Mapping[str, Any] | None) -> bool:
        """Whether a search shows that something was done; what the server made of the values is not asked."""
        if self.operation == "update":
            return found is not None and plain(found) != plain(self.before)
        return (found is None) is (self.after is None)


def accepted(records: Sequence[Any]) -> list[Wanted]:
    """The records that were given, each with its place in the list."""
    found: dict[str, Wanted] = {}
    for place, record in enumerate(records, start=1):
        if not isinstance(record, Mapping):
            raise PlanError(f"records item {place} is no dictionary")
        name = record.get(ID)
        if isinstance(name, bool) or not isinstance(name, (str, int)) or name == "":
            raise PlanError(f"records item {place}: give {ID}, a text or a whole number")
        one = Wanted(place, str(name), {field: value for field, value in record.items() if field != ID})
        if one.id in found:
            raise PlanError(f"record {one.id} is given twice, as item {found[one.id].place} and item {place}")
        found[one.id] = one
    return list(found.values())


def planned(wanted: Wanted, found: Mapping[str, Any] | None, exact: bool) -> Change | None:
    """A field that is given as null is to be gone. Values that mean the same stay as they are stored."""
    if found is None:
        made = {name: pruned(value) for name, value in wanted.fields.items() if value is not None}
        return change("create", wanted, None, made)
    old: Mapping[str, Any] = found
    made = {} if exact else dict(old)
    changed = False
    for name, value in wanted.fields.items():
        held = old.get(name)
        if value is None:
            made.pop(name, None)
            changed |= held is not None
        elif held is not None and same(held, value):
            made[name] = held
        else:
            made[name], changed = pruned(value), True
    if not changed and not (exact and any(value is not None for name, value in old.items() if name not in made)):
        return None
    return change("update", wanted, found, made)


def change(operation: str, wanted: Wanted, found: Mapping[str, Any] | None, made: Mapping[str, Any]) -> Change:
    lines = b'{"index":{"_id":%s}}\n%s' % (line(wanted.id, wanted)[:-1], line(made, wanted))
    if len(lines) > LARGEST:
        raise PlanError(f"{wanted.title} has {len(lines)} bytes; the server takes at most {LARGEST} in one request")
    return Change(operation, wanted.id, wanted.place, found, made, lines, wanted.where)


def removal(name: str, place: int | None, found: Mapping[str, Any]) -> Change:
    return Change("delete", name, place, found, None, line({"delete": {ID: name}}, Wanted(0, name, {})))


def line(value: Any, wanted: Wanted) -> bytes:
    try:
        return ENCODE(value).encode() + b"\n"
    except ValueError:
        raise PlanError(f"{wanted.title} holds a number or a text that JSON cannot carry, such as NaN") from None


def same(one: Any, other: Any) -> bool:
    if type(one) is type(other) and isinstance(one, (str, int)):
        return bool(one == other)  # most comparisons end here
    return bool(plain(one) == plain(other))


def plain(value: Any) -> Any:
    """Equal for values that are one to a field of any type: 1500, 1500.0 and "1500"; null and not there."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if value is None else str(value)


def pruned(value: Any) -> Any:
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Mapping):
        return {name: pruned(item) for name, item in value.items() if item is not None}
    return [pruned(item) for item in value] if isinstance(value, list) else value


def bulks(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """In as few requests as the server bears, in order."""
    held: list[Change] = []
    size = 0
    for change in changes:
        if held and (size + len(change.lines) > LARGEST or len(held) >= MOST):
            yield held
            held, size = [], 0
        held.append(change)
        size += len(change.lines)
    if held:
        yield held


def count(changes: Sequence[Change], unchanged: int) -> dict[str, int]:
    operations = [change.operation for change in changes]
    return {**{name: operations.count(name) for name in ("create", "update", "delete")}, "none": unchanged}
