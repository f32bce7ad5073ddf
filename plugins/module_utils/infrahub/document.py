# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a GraphQL document says of itself: its operations, their variables and the fields that they ask for. Pure.

Only as much of the language is read as is needed here; whether a document is right, the server says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..core.errors import PlanError
from ..core.words import unknown

TOKEN = re.compile(r'"""(?:\\"""|.)*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*|\.\.\.|\w+|[^\s,\ufeff]', re.DOTALL)
PAIRS = {"{": "}", "(": ")", "[": "]"}
KINDS = ("query", "mutation", "subscription")


class Token(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Variable:
    type: str
    optional: bool  # it may be left out


@dataclass(frozen=True)
class Root:
    """One field at the top of an operation. ``arguments`` are as they are written, such as ``$limit``."""

    key: str  # what it is called in the answer
    name: str
    arguments: Mapping[str, str]
    place: int  # where arguments can be put in
    bracketed: bool  # whether there is a bracket with arguments already


@dataclass(frozen=True)
class Operation:
    kind: str
    name: str | None
    variables: Mapping[str, Variable]
    fields: Sequence[Root]
    place: int  # where variables can be declared
    bracketed: bool
    worded: bool  # whether it begins with a word such as query


def operation_of(text: str, name: str | None = None) -> Operation:
    """The operation of a document that the server would run."""
    found = operations(text)
    if name is not None:
        for one in found:
            if one.name == name:
                return one
        raise PlanError(unknown("query has no operation", name, [one.name or "one without a name" for one in found]))
    if len(found) > 1:
        names = ", ".join(one.name or "one without a name" for one in found)
        raise PlanError(f"query holds {len(found)} operations; give operation to say which: {names}")
    return found[0]


def operations(text: str) -> list[Operation]:
    found = Reading(text).operations()
    if not found:
        raise refused("it has no operation")
    return found


def compact(text: str) -> str:
    """The document without what means nothing: spaces, line ends, commas and comments."""
    return " ".join(token.text for token in tokens(text))


def tokens(text: str) -> list[Token]:
    found = (Token(match.group(), match.start(), match.end()) for match in TOKEN.finditer(text))
    return [token for token in found if not token.text.startswith("#")]


def refused(why: str) -> PlanError:
    return PlanError(f"query is not a GraphQL document: {why}")


class Reading:
    """Goes once over the tokens of a document."""

    def __init__(self, text: str) -> None:
        self.text, self.tokens, self.at = text, tokens(text), 0
        self.partner = partners(self.tokens)

    def word(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.tokens[place].text if place < len(self.tokens) else ""

    def skip(self) -> None:
        """Past the bracket that begins here."""
        self.at = self.partner[self.at] + 1

    def operations(self) -> list[Operation]:
        found = []
        while self.at < len(self.tokens):
            word = self.word()
            if word == "{" or word in KINDS:
                found.append(self.operation())
            elif word == "fragment":
                self.forward("{")
                self.skip()
            else:
                raise refused(f'"{word}" stands where an operation begins')
        return found

    def operation(self) -> Operation:
        place, name, variables, bracketed = self.tokens[self.at].start, None, {}, False
        kind, worded = "query", self.word() != "{"
        if worded:
            kind, place = self.word(), self.tokens[self.at].end
            self.at += 1
            if self.word()[:1].isalpha() or self.word()[:1] == "_":
                name, place = self.word(), self.tokens[self.at].end
                self.at += 1
            if self.word() == "(":
                bracketed, place = True, self.tokens[self.at].end
                variables = self.variables()
            self.forward("{")
        return Operation(kind, name, variables, self.fields(), place, bracketed, worded)

    def forward(self, bracket: str) -> None:
        while self.at < len(self.tokens) and self.word() != bracket:
            self.skip() if self.word() in PAIRS else self.next()
        if self.at >= len(self.tokens):
            raise refused(f"a {bracket} is missing at its end")

    def next(self) -> None:
        self.at += 1

    def variables(self) -> dict[str, Variable]:
        """From the opening bracket to past the closing one."""
        end, found = self.partner[self.at], {}
        self.at += 1
        while self.at < end:
            if self.word() != "$" or self.word(2) != ":":
                self.skip() if self.word() in PAIRS else self.next()  # a default value or a directive
                continue
            name = self.word(1)
            self.at += 3
            start = self.at
            self.skip() if self.word() == "[" else self.next()
            if self.word() == "!":
                self.next()
            type_ = "".join(token.text for token in self.tokens[start : self.at])
            found[name] = Variable(type_.removesuffix("!"), not type_.endswith("!") or self.word() == "=")
        self.at = end + 1
        return found

    def fields(self) -> list[Root]:
        """From the opening brace to past the closing one."""
        end, found = self.partner[self.at], []
        self.at += 1
        while self.at < end:
            if self.word() == "...":
                self.fragment(end)
                continue
            key = name = self.word()
            if self.word(1) == ":":
                name = self.word(2)
                self.at += 2
            self.at += 1
            place, arguments, bracketed = self.tokens[self.at - 1].end, {}, self.word() == "("
            if bracketed:
                place = self.tokens[self.at].end
                arguments = self.arguments()
            self.directives()
            if self.word() == "{":
                self.skip()
            found.append(Root(key, name, arguments, place, bracketed))
        self.at = end + 1
        return found

    def fragment(self, end: int) -> None:
        self.at += 1
        if self.word() == "on":
            self.at += 1
        if self.word() not in ("{", "@"):
            self.at += 1
        self.directives()
        if self.at < end and self.word() == "{":
            self.skip()

    def directives(self) -> None:
        while self.word() == "@":
            self.at += 2
            if self.word() == "(":
                self.skip()

    def arguments(self) -> dict[str, str]:
        end, found = self.partner[self.at], {}
        self.at += 1
        while self.at < end:
            name = self.word()
            self.at += 2
            start = self.at
            if self.word() == "$":
                self.at += 2
            elif self.word() in PAIRS:
                self.skip()
            else:
                self.next()
                while self.at < end and self.word(1) != ":":  # a number is of several tokens
                    self.next()
            found[name] = "".join(token.text for token in self.tokens[start : self.at])
        self.at = end + 1
        return found


def partners(found: Sequence[Token]) -> dict[int, int]:
    """For the place of each opening bracket that of its closing one."""
    made, waiting = {}, []
    for place, token in enumerate(found):
        if token.text in PAIRS:
            waiting.append(place)
        elif token.text in PAIRS.values():
            if not waiting or PAIRS[found[waiting[-1]].text] != token.text:
                raise refused("its braces do not match")
            made[waiting.pop()] = place
    if waiting:
        raise refused("its braces do not match")
    return made
