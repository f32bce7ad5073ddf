# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Every operation of every Ironflow, as data: its name, where it is, what it takes, and which versions have it.

An operation begins a line: its name, ``RPC`` or method and path, the versions that have it (``>=0.36.0``,
``<=0.43.1``), ``reads`` if it changes nothing, ``body=document`` or ``body=bytes`` where the body is one thing, and
its kind if it is a stream or a socket. Indented below are what replaces it, and what it takes by place:
``name:type``, ``!`` where it must be given, ``@`` before the versions that know it. ``enum(PREFIX_|WORD|WORD)``
lists words. A type of the server's own name is a message; its fields are ``outer.inner``, in a list
``outer[].inner``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from ...core.errors import PlanError
from ...core.words import unknown
from ..eras import Span, Version
from . import access, engine, events, platform, projections, running, values

AREAS = (access, engine, events, platform, projections, running, values)
PLACES = ("query", "headers", "fields")
PATH_NAME = re.compile(r"{(\w+)(\.\.\.)?}")


@dataclass(frozen=True)
class Parameter:
    """``place`` is path, query, headers or fields; ``inner`` are the fields of a message or of each in a list."""

    name: str
    place: str
    kind: str
    required: bool = False
    span: Span = field(default_factory=Span)
    inner: dict[str, Parameter] = field(default_factory=dict)

    @property
    def many(self) -> bool:
        return self.kind.startswith("array<")

    @property
    def base(self) -> str:
        """The type without null, and of a list that of its items."""
        bare = self.kind.removesuffix("|null")
        return bare[len("array<") : -1] if bare.startswith("array<") else bare


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    path: str
    span: Span
    reads: bool
    body: str
    kind: str
    parameters: Mapping[str, Parameter]

    @property
    def rpc(self) -> bool:
        return self.path.startswith("/ironflow.v1.")


@cache
def names() -> dict[str, list[str]]:
    """The lines of each operation by its name."""
    found: dict[str, list[str]] = {}
    for area in AREAS:
        for line in area.TABLE.strip().splitlines():
            if not line.startswith(" "):
                current = found.setdefault(line.partition(" ")[0].replace("~", " "), [])
            current.append(line)
    return found


def operation(name: str) -> Operation:
    """The operation of that name, or what was probably meant."""
    if name not in names():
        raise PlanError(unknown("Ironflow has no operation", name, names()))
    head, *rest = names()[name]
    _name, method, *marks = head.split()
    path = f"/ironflow.v1.{name}" if method == "RPC" else marks.pop(0)
    parts = {line.split()[0]: line.split()[1:] for line in joined(rest)}
    spans = [mark for mark in marks if mark[:2] in (">=", "<=")]
    body = next((mark.partition("=")[2] for mark in marks if mark.startswith("body=")), "")
    kind = next((mark for mark in marks if mark.endswith(("stream", "websocket"))), "")
    method = "POST" if method == "RPC" else method
    span = spanned(spans, f"use {parts['instead'][0]}" if "instead" in parts else "")
    return Operation(name, method, path, span, "reads" in marks, body, kind, parameters(path, parts))


def joined(lines: list[str]) -> list[str]:
    """Lines that were wrapped are indented deeper."""
    made: list[str] = []
    for line in lines:
        if line.startswith("    "):
            made[-1] += line
        else:
            made.append(line)
    return made


def parameters(path: str, parts: Mapping[str, list[str]]) -> dict[str, Parameter]:
    found = {name: Parameter(name, "path", "string", required=True) for name, _rest in PATH_NAME.findall(path)}
    for place in PLACES:
        for text in parts.get(place, ()):
            full, _skip, told = text.partition(":")
            kind, *marks = told.split("@")
            *above, own = full.replace("[]", "").split(".")
            where = found
            for name in above:
                where = where[name].inner
            required = kind.endswith("!")
            where.setdefault(own, Parameter(own, place, kind.rstrip("!?"), required, spanned(marks)))
    return found


def spanned(marks: list[str], instead: str = "") -> Span:
    told = {mark[:2]: tuple(map(int, mark[2:].split("."))) for mark in marks}
    since: Version = told.get(">=", ())
    return Span(since, told.get("<="), instead)
