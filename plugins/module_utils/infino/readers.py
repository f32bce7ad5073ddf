# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Records and metrics in files, read one after the other. What cannot be read is named by file and line."""

from __future__ import annotations

import codecs
import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, Any, NamedTuple

from ..core.errors import PlanError
from ..core.words import unknown
from .records import LARGEST

PIECE = 256 * 1024
FORMATS = {
    ".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv", ".prom": "metrics", ".metrics": "metrics",
}  # fmt: skip
ACTIONS = ("index", "create", "update", "delete")
LABEL = r'[a-zA-Z_]\w*\s*=\s*"(?:[^"\\]|\\.)*"'
SAMPLE = re.compile(
    rf"[a-zA-Z_:][\w:]*\s*(?:\{{\s*(?:{LABEL}\s*(?:,\s*{LABEL}\s*)*,?)?\s*\}})?\s*(?<![\w:])"
    r"(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?Inf|NaN)(?P<time>\s+-?\d+)?",
    re.IGNORECASE,
)


class Row(NamedTuple):
    """A record as it was read: ``text`` is what the file says."""

    line: int
    text: str
    record: dict[str, Any]


def refuse(word: str) -> Any:
    raise ValueError(f"{word} is no value of JSON")


DECODER = json.JSONDecoder(parse_constant=refuse)


def lines(stream: IO[bytes], title: str) -> Iterator[tuple[int, str]]:
    number = 0
    while raw := stream.readline(LARGEST + 1):
        number += 1
        if len(raw) > LARGEST:
            raise PlanError(f"{title}:{number}: this line has more than the {LARGEST} bytes that one request can hold")
        try:
            yield number, raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise PlanError(f"{title}:{number}: this line is not text in UTF-8") from None


def ndjson(stream: IO[bytes], title: str) -> Iterator[Row]:
    for number, text in lines(stream, title):
        bare = text.strip()
        if not bare:
            continue
        try:
            record, end = DECODER.raw_decode(bare)
            if end < len(bare):
                raise json.JSONDecodeError("there is more in this line than one value", bare, end)
        except (ValueError, RecursionError) as error:
            raise PlanError(f"{title}:{number}{column(error)}: {said(error)}") from None
        whole = isinstance(record, dict) and len(record) > 1
        yield Row(number, bare, record if whole else fit(record, f"{title}:{number}"))


def column(error: Exception) -> str:
    return f":{error.colno}" if isinstance(error, json.JSONDecodeError) else ""


def said(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)


def fit(record: Any, where: str) -> dict[str, Any]:
    if not isinstance(record, dict):
        raise PlanError(f"{where}: a record is an object, and this is {json.dumps(record)[:40]}")
    if len(record) == 1:
        ((name, value),) = record.items()
        if name in ACTIONS and isinstance(value, dict) and value.keys() <= {"_id", "_index"}:
            raise PlanError(f"{where}: this is an action of a bulk; give the records alone, each with its _id")
    return record


def array(stream: IO[bytes], title: str) -> Iterator[Row]:
    """The objects of one list, of which no more is held than the one that is being read."""
    text = Text(stream, title)
    if text.next() != "[":
        raise text.bad("this is no list of records; it begins with [")
    text.at += 1
    letter = text.next()
    while letter != "]":
        yield text.record()
        letter = text.next()
        if letter == ",":
            text.at += 1
            letter = text.next()
            if letter == "]":
                raise text.bad("a record is missing between , and ]")
        elif letter != "]":
            raise text.bad("a , or the ] at the end of the list is missing")
    text.at += 1
    if text.next():
        raise text.bad("there is more after the end of the list")


class Text:
    """A stream as text, at a place in it."""

    def __init__(self, stream: IO[bytes], title: str) -> None:
        self.stream, self.title = stream, title
        self.decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self.held, self.at, self.line, self.ended = "", 0, 1, False

    def bad(self, what: str, place: int | None = None) -> PlanError:
        end = self.at if place is None else place
        return PlanError(f"{self.title}:{self.line + self.held.count(chr(10), self.at, end)}: {what}")

    def more(self) -> None:
        piece = self.stream.read(max(PIECE, len(self.held) - self.at))
        try:
            self.held, self.at = self.held[self.at :] + self.decode(piece, not piece), 0
        except UnicodeDecodeError:
            raise self.bad("here or a little further is something that is not text in UTF-8") from None
        self.ended = not piece

    def next(self) -> str:
        """The next letter that is no space, empty at the end."""
        while True:
            while self.at < len(self.held):
                letter = self.held[self.at]
                if letter not in " \t\r\n":
                    return letter
                self.line += letter == "\n"
                self.at += 1
            if self.ended:
                return ""
            self.more()

    def record(self) -> Row:
        while True:
            try:
                record, end = DECODER.raw_decode(self.held, self.at)
                break
            except (ValueError, RecursionError) as error:
                if self.ended or len(self.held) - self.at > LARGEST:
                    raise self.bad(said(error), getattr(error, "pos", None)) from None
                self.more()
        made = Row(self.line, self.held[self.at : end], fit(record, f"{self.title}:{self.line}"))
        self.line += self.held.count("\n", self.at, end)
        self.at = end
        return made


def table(stream: IO[bytes], title: str, types: Mapping[str, str], delimiter: str) -> Iterator[Row]:
    """CSV with a line of names first. An empty value is none; all others are texts but where ``types`` says more."""
    reader = csv.reader((text for _number, text in lines(stream, title)), delimiter=delimiter, strict=True)
    names: Sequence[str] | None = None
    try:
        for values in reader:
            where = f"{title}:{reader.line_num}"
            if not values:
                continue
            if names is None:
                names = header(values, where, types)
                continue
            if len(values) != len(names):
                raise PlanError(f"{where}: here are {len(values)} values, and the first line has {len(names)} names")
            record = {name: cell(name, value, types, where) for name, value in zip(names, values) if value != ""}
            yield Row(reader.line_num, json.dumps(values), record)
    except csv.Error as error:
        raise PlanError(f"{title}:{reader.line_num}: {error}") from None


def header(names: Sequence[str], where: str, types: Mapping[str, str]) -> Sequence[str]:
    for name in names:
        if not name or names.count(name) > 1:
            raise PlanError(f"{where}: the name {name!r} stands twice" if name else f"{where}: a name is empty")
    for name in types:
        if name not in names:
            raise PlanError(unknown(f"{where}: there is no column", name, names))
    return names


def truth(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError(text)
    return text.lower() == "true"


def number(text: str) -> float:
    value = float(text)
    if value - value != 0:
        raise ValueError(text)
    return value


TYPES: dict[str, Callable[[str], Any]] = {
    "str": str, "int": int, "float": number, "bool": truth, "json": DECODER.decode,
}  # fmt: skip


def cell(name: str, value: str, types: Mapping[str, str], where: str) -> Any:
    kind = types.get(name, "str")
    try:
        return TYPES[kind](value)
    except ValueError:
        raise PlanError(f"{where}: {name} is {value[:40]!r}, which is no {kind}") from None


class Sample(NamedTuple):
    line: int
    text: str
    counts: bool  # a sample, and no comment
    timed: bool


def metrics(stream: IO[bytes], title: str) -> Iterator[Sample]:
    """Lines of the exposition format, with what says when they were measured, if it does."""
    for number_, text in lines(stream, title):
        bare = text.strip()
        found = None if not bare or bare.startswith("#") else SAMPLE.fullmatch(bare)
        if bare and not bare.startswith("#") and not found:
            raise PlanError(f'{title}:{number_}: this is no sample, such as requests_total{{host="a"}} 3')
        if bare:
            yield Sample(number_, bare + "\n", bool(found), bool(found and found["time"]))
