# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The operations that a server of one version has, by the path of a request."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from .shape import Shape, shape
from .versions import Span, Version, span

RPC = "/ironflow.v1."


@dataclass
class Operation:
    facts: dict[str, Any]
    at: Version

    def __post_init__(self) -> None:
        self.name: str = self.facts["name"]
        self.method: str = self.facts["method"]
        self.path: str = self.facts["path"]
        self.rpc = self.path.startswith(RPC)
        self.kind: str = self.facts.get("kind", "")
        self.status: int = self.facts.get("status", 200)
        self.reads: bool = self.facts.get("reads", False)
        self.body: str = self.facts.get("body", "")
        self.answer: str = self.facts.get("answer", "")

    @cached_property
    def fields(self) -> Shape:
        return shape(self.facts.get("fields", {}), self.at)

    @cached_property
    def reply(self) -> Shape:
        return shape(self.facts.get("reply", {}), self.at)

    @cached_property
    def query(self) -> dict[str, Shape]:
        return shape(self.facts.get("query", {}), self.at).fields

    @cached_property
    def headers(self) -> dict[str, Shape]:
        """By the lower-case name."""
        return {name.lower(): found for name, found in shape(self.facts.get("headers", {}), self.at).fields.items()}


@dataclass
class Node:
    literal: dict[str, Node] = field(default_factory=dict)
    parameter: tuple[str, Node] | None = None
    rest: tuple[str, Node] | None = None  # the last parameter, which takes all segments that are left
    methods: dict[str, Operation] = field(default_factory=dict)


@dataclass
class Table:
    """``find`` takes the path as it was sent: an encoded slash belongs to its segment, a plain one ends it."""

    at: Version
    root: Node = field(default_factory=Node)
    operations: dict[str, Operation] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for facts in load():
            if spanned(facts).covers(self.at):
                self.add(Operation(facts, self.at))

    def add(self, operation: Operation) -> None:
        self.operations[operation.name] = operation
        node = self.root
        for part in operation.path.strip("/").split("/"):
            if part.endswith("...}"):
                node.rest = node.rest or (part[1:-4], Node())
                node = node.rest[1]
            elif part.startswith("{"):
                node.parameter = node.parameter or (part[1:-1], Node())
                node = node.parameter[1]
            else:
                node = node.literal.setdefault(part, Node())
        node.methods[operation.method] = operation

    def find(self, path: str) -> Iterator[tuple[dict[str, Operation], dict[str, str]]]:
        """The operations by method, and the parameters, of each path that matches; the most literal first."""
        yield from walk(self.root, path.removeprefix("/").split("/"), {})


def walk(node: Node, left: list[str], taken: dict[str, str]) -> Iterator[tuple[dict[str, Operation], dict[str, str]]]:
    if not left:
        if node.methods:
            yield node.methods, taken
        return
    if left[0] in node.literal:
        yield from walk(node.literal[left[0]], left[1:], taken)
    # an empty segment stands for nothing: no parameter takes it
    if node.parameter and left[0]:
        yield from walk(node.parameter[1], left[1:], {**taken, node.parameter[0]: unquote(left[0])})
    if node.rest and any(left):
        yield from walk(node.rest[1], [], {**taken, node.rest[0]: unquote("/".join(left))})


@cache
def table(at: Version) -> Table:
    """Nobody changes a table, so that all servers of one version share it."""
    return Table(at)


@cache
def load() -> list[dict[str, Any]]:
    """Every operation of every version."""
    return json.loads(Path(__file__).with_name("operations.json").read_text(encoding="utf-8"))


def spanned(facts: dict[str, Any]) -> Span:
    return span(facts.get("versions", "").split())
