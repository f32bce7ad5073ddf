# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rows of a file become records: looked for, compared and written chunk by chunk, so that memory holds only a few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from ..core.errors import PlanError, PlatformError
from ..http.parallel import side_by_side
from .bulk import CONNECTIONS, Outcome, Writer
from .readers import Row
from .records import ID, MOST, Change, Wanted, bulks, planned
from .search import some

CHUNK = 1_000_000  # bytes as the file has them: a few chunks are in memory at a time, each in several forms


@dataclass
class Chunk:
    """Neighbours in the file, all of different ids."""

    rows: list[Wanted] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    size: int = 0
    lines: tuple[int, int] = (0, 0)

    def add(self, one: Wanted, size: int) -> None:
        self.rows.append(one)
        self.ids.add(one.id)
        self.size += size
        self.lines = (self.lines[0] or one.place, one.place)


@dataclass
class Told:
    """What became of a chunk."""

    lines: tuple[int, int]
    size: int
    rows: int
    operations: dict[str, int]
    last: Change | None  # of those that were written
    refused: list[tuple[Change, str]]
    left: list[Change]
    trouble: PlatformError | None


@dataclass
class Uploader:
    """``look``: whether there may be records that were uploaded before. ``send``: not in check mode."""

    writer: Writer
    look: bool
    send: bool
    broken: PlatformError | None = None  # why the file was not read to its end

    def run(self, rows: Iterable[tuple[Wanted, int]]) -> Iterator[Told]:
        yield from side_by_side(self.upload, self.chunks(rows), CONNECTIONS, lambda one, other: one.ids & other.ids)

    def chunks(self, rows: Iterable[tuple[Wanted, int]]) -> Iterator[Chunk]:
        """Rows come with their size. Two records of one id are never in one chunk, of which single items may be sent
        again."""
        held = Chunk()
        try:
            for one, size in rows:
                if held.rows and (one.id in held.ids or held.size + size > CHUNK or len(held.rows) >= MOST):
                    if self.writer.stopped:
                        return
                    yield held
                    held = Chunk()
                held.add(one, size)
        except PlanError as error:
            self.broken = error  # what is held is not sent: of a small file nothing is
            return
        if held.rows and not self.writer.stopped:
            yield held

    def upload(self, chunk: Chunk) -> Told:
        outcome, unchanged = Outcome([]), 0
        try:
            found = some(self.writer.client, self.writer.dataset, [one.id for one in chunk.rows]) if self.look else {}
            made = [planned(one, found.get(one.id), True) for one in chunk.rows]
            changes = [change for change in made if change]
            unchanged = len(made) - len(changes)
            for bulk in bulks(changes):
                part = self.writer.deliver(bulk) if self.send else Outcome(bulk)
                outcome.done += part.done
                outcome.refused += part.refused
                outcome.left += part.left
                outcome.trouble = outcome.trouble or part.trouble
        except PlatformError as error:
            outcome.trouble, self.writer.stopped = error, True
        operations = {"none": unchanged, "create": 0, "update": 0}
        for change in outcome.done:
            operations[change.operation] += 1
        last = outcome.done[-1] if outcome.done else None
        return Told(chunk.lines, chunk.size, len(chunk.rows), operations, last, outcome.refused, outcome.left,
                    outcome.trouble)  # fmt: skip


def named(rows: Iterable[Row], title: str, id_field: str | None, batch: str) -> Iterator[tuple[Wanted, int]]:
    """The rows with their ids, and their size. A row without one is called by its content and its place in the file,
    so that the next run finds it again."""
    for place, row in enumerate(rows, start=1):
        fields = row.record
        given = fields.get(id_field) if id_field else fields.pop(ID, None)
        if given is None and id_field:
            raise PlanError(f"{title}:{row.line}: there is no {id_field}, which gives a record its id")
        if given is None:
            made = sha256(f"{batch}\0{place}\0{row.text}".encode("utf-8", "surrogatepass"))
            given = made.hexdigest()[:32]
        if isinstance(given, bool) or not isinstance(given, (str, int)) or given == "":
            raise PlanError(f"{title}:{row.line}: {id_field or ID} is {given!r}; an id is a text or a whole number")
        if id_field:
            fields.pop(ID, None)
        yield Wanted(row.line, str(given), fields, "line"), len(row.text)
