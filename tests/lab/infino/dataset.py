# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One dataset in memory: its records, and the types that its fields got from them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

DATE = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
SCALARS = ("String", "Integer", "Float", "Boolean", "ISO8601Date")
LARGEST = 2**63


class Unfit(Exception):
    """A document does not fit the fields that the dataset has already."""


@dataclass
class Record:
    source: dict[str, Any]
    version: int
    seq: int
    size: int


@dataclass
class Dataset:
    name: str
    records: dict[str, Record] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)  # dotted path -> a scalar type, or Object
    lists: set[str] = field(default_factory=set)  # the paths that held a list
    generation: int = 0  # of the content: what is derived from it is stale when this has moved on
    deleted: int = 0
    now: Callable[[], float] = lambda: 0.0
    behind: Callable[[], float] = lambda: 0.0  # by how many seconds searches are behind writes
    hidden: dict[str, tuple[float, Record | None]] = field(
        default_factory=dict
    )  # until when, and what is shown so long

    def shown(self) -> dict[str, Record]:
        """The records as searches see them."""
        self.hidden = {name: held for name, held in self.hidden.items() if held[0] > self.now()}
        if not self.hidden:
            return self.records
        seen = {name: record for name, record in self.records.items() if name not in self.hidden}
        return seen | {name: old for name, (_until, old) in self.hidden.items() if old is not None}

    def hide(self, record_id: str) -> None:
        """What happens to this record now is not seen before some seconds are over."""
        if self.behind():
            old = self.shown().get(record_id)
            self.hidden[record_id] = (self.now() + self.behind(), old)

    def put(self, record_id: str, source: dict[str, Any], size: int) -> Record:
        """Raises ``Unfit``, and has then changed nothing."""
        learned = dict(walk(source))
        types = {path: merged(path, self.fields.get(path), kinds) for path, (kinds, _skip) in learned.items()}
        self.fields.update(types)
        self.lists.update(path for path, (_skip, listed) in learned.items() if listed)
        self.hide(record_id)
        old = self.records.get(record_id)
        record = Record(source, old.version + 1 if old else 1, self.generation, size)
        self.records[record_id] = record
        self.generation += 1
        return record

    def remove(self, record_id: str) -> None:
        if record_id not in self.records:
            return  # a search still showed it
        self.hide(record_id)
        del self.records[record_id]
        self.generation += 1
        self.deleted += 1

    def size(self) -> int:
        return sum(record.size for record in self.records.values())


def walk(source: dict[str, Any], above: str = "") -> Iterator[tuple[str, tuple[set[str], bool]]]:
    """Each path with the types of its values, and whether it holds a list, itself or above it."""
    for name, value in source.items():
        path = f"{above}{name}"
        if path == "_id":
            raise Unfit("Field [_id] is a metadata field and cannot be added inside a document")
        listed = isinstance(value, list)
        values = list(flat(value)) if listed else [value]
        objects = [item for item in values if isinstance(item, dict)]
        kinds = {kind(item) for item in values if item is not None}
        if kinds or listed:
            yield path, (kinds, listed)
        inner: dict[str, tuple[set[str], bool]] = {}
        for item in objects:
            for below, (found, is_list) in walk(item, f"{path}."):
                before, was_list = inner.get(below, (set(), listed))
                inner[below] = (before | found, was_list or is_list)
        yield from inner.items()


def flat(values: list[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list):
            yield from flat(value)
        else:
            yield value


def kind(value: Any) -> str:
    if isinstance(value, dict):
        return "Object"
    if isinstance(value, bool):
        return "Boolean"
    if isinstance(value, int):
        return "Integer" if -LARGEST <= value < LARGEST else "Float"
    if isinstance(value, float):
        if not math.isfinite(value):
            raise Unfit(f"{value} is not a number that JSON knows")
        return "Float"
    if DATE.fullmatch(value):
        return "ISO8601Date"
    if NUMBER.fullmatch(value):
        return "Digits"
    return "Word" if value not in ("true", "false") else "Truth"


# What a field of a type becomes when a value of a kind arrives; a pair that is not here does not fit.
BECOMES = {
    "String": dict.fromkeys(("Word", "Truth", "Digits", "ISO8601Date", "Boolean", "Integer", "Float"), "String"),
    "Integer": {"Integer": "Integer", "Float": "Float", "Digits": "Integer"},
    "Float": {"Integer": "Float", "Float": "Float", "Digits": "Float"},
    "Boolean": {"Boolean": "Boolean", "Truth": "Boolean"},
    "ISO8601Date": {"ISO8601Date": "ISO8601Date", "Word": "String", "Digits": "String", "Truth": "String"},
    "Object": {"Object": "Object"},
}
FIRST = {"Word": "String", "Truth": "String", "Digits": "String"}


def merged(path: str, known: str | None, kinds: set[str]) -> str:
    # Sorted, so that a list of mixed types gives the same type in whatever order its items stand.
    for one in sorted(kinds):
        if known is None:
            known = FIRST.get(one, one)
        elif one in BECOMES[known]:
            known = BECOMES[known][one]
        else:
            told = FIRST.get(one, one)
            raise Unfit(f"failed to parse field [{path}] of type [{known}]: the value is of type [{told}]")
    return known or "String"
