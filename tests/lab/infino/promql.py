# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""PromQL over stored series: selectors, rate and increase, and sum, avg, max, min and count by labels; pure."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

NAME = "__name__"
LOOKBACK = 300.0  # seconds in which a sample counts as the present one
UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "y": 31536000}
DURATION = re.compile(r"(?:\d+(?:ms|[smhdwy]))+")
TOKEN = re.compile(
    r"\s*(?:(?P<duration>(?:\d+(?:ms|[smhdwy]))+\b)|(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?)|(?P<word>[a-zA-Z_:][\w:]*)"
    r"|(?P<text>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')|(?P<mark>=~|!~|!=|[(){}\[\],=]))"
)

Labels = Mapping[str, str]
Points = Sequence[tuple[float, float]]
AGGREGATIONS: dict[str, Callable[[list[float]], float]] = {
    "sum": sum,
    "avg": lambda values: sum(values) / len(values),
    "max": max,
    "min": min,
    "count": lambda values: float(len(values)),
}
RATES = ("rate", "increase")


class BadQuery(Exception):
    """What a query cannot be understood by."""


@dataclass
class Series:
    labels: Labels
    points: list[tuple[float, float]] = field(default_factory=list)  # seconds and value, in order


@dataclass(frozen=True)
class Literal:
    value: float | str


@dataclass(frozen=True)
class Selector:
    matchers: tuple[tuple[str, str, str], ...]
    window: float = 0.0  # seconds; 0 for the present sample alone

    def fits(self, labels: Labels) -> bool:
        return all(matches(labels.get(name, ""), how, value) for name, how, value in self.matchers)


@dataclass(frozen=True)
class Rate:
    of: Selector
    per_second: bool


@dataclass(frozen=True)
class Aggregation:
    how: str
    labels: tuple[str, ...]
    without: bool
    of: Any


def matches(held: str, how: str, value: str) -> bool:
    same = bool(re.fullmatch(value, held)) if "~" in how else held == value
    return same if how[0] == "=" else not same


def seconds(text: str) -> float:
    """``1m30s`` is 90; a bare number is of seconds."""
    if DURATION.fullmatch(text):
        return sum(int(count) * UNITS[unit] for count, unit in re.findall(r"(\d+)(ms|[smhdwy])", text))
    try:
        return float(text)
    except ValueError:
        raise BadQuery(f"cannot parse {text!r} to a valid duration") from None


class Parser:
    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        place = 0
        while text[place:].strip():
            found = TOKEN.match(text, place)
            if not found:
                raise BadQuery(f"1:{place + 1}: parse error: unexpected character {text[place:].strip()[0]!r}")
            self.tokens.append((str(found.lastgroup), found[str(found.lastgroup)]))
            place = found.end()

    def whole(self) -> Any:
        if not self.tokens:
            raise BadQuery("unknown position: parse error: no expression found in input")
        made = self.expression()
        if self.tokens:
            raise BadQuery(f"parse error: unexpected {self.tokens[0][1]!r}")
        return made

    @property
    def ahead(self) -> str:
        return self.tokens[0][1] if self.tokens else ""

    def take(self, kind: str = "", mark: str = "") -> str:
        if not self.tokens or (kind and self.tokens[0][0] != kind) or (mark and self.ahead != mark):
            raise BadQuery(f"parse error: unexpected {self.ahead or 'end of input'!r}, expected {mark or kind}")
        return self.tokens.pop(0)[1]

    def expression(self) -> Any:
        kind = self.tokens[0][0] if self.tokens else ""
        if kind == "number":
            return Literal(float(self.take()))
        if kind == "text":
            return Literal(unquoted(self.take()))
        if self.ahead == "(":
            return self.enclosed()
        if self.ahead in AGGREGATIONS:
            return self.aggregation(self.take())
        if self.ahead in RATES and self.tokens[1:2] == [("mark", "(")]:
            name, inner = self.take(), self.enclosed()
            if not isinstance(inner, Selector) or not inner.window:
                raise BadQuery(f"parse error: expected type range vector in call to function {name!r}")
            return Rate(inner, name == "rate")
        if kind == "word" and self.tokens[1:2] == [("mark", "(")]:
            raise BadQuery(f"parse error: unknown function with name {self.ahead!r}")
        return self.selector()

    def enclosed(self) -> Any:
        self.take(mark="(")
        made = self.expression()
        self.take(mark=")")
        return made

    def aggregation(self, how: str) -> Aggregation:
        grouping = self.grouping()
        of = self.enclosed()
        labels, without = grouping or self.grouping() or ((), False)
        if isinstance(of, Literal) or (isinstance(of, Selector) and of.window):
            raise BadQuery(f"parse error: expected type instant vector in aggregation {how!r}")
        return Aggregation(how, labels, without, of)

    def grouping(self) -> tuple[tuple[str, ...], bool] | None:
        if self.ahead not in ("by", "without"):
            return None
        without = self.take() == "without"
        return tuple(self.listed("(", ")", lambda: self.take("word"))), without

    def listed(self, opening: str, closing: str, one: Callable[[], Any]) -> list[Any]:
        self.take(mark=opening)
        made = []
        while self.ahead != closing:
            made.append(one())
            if self.ahead != closing:
                self.take(mark=",")
        self.take(mark=closing)
        return made

    def selector(self) -> Selector:
        named = [(NAME, "=", self.take("word"))] if self.ahead != "{" else []
        matchers = [*named, *(self.listed("{", "}", self.matcher) if self.ahead == "{" else [])]
        if not any(not matches("", how, value) for _name, how, value in matchers):
            raise BadQuery("parse error: vector selector must contain at least one non-empty matcher")
        window = 0.0
        if self.ahead == "[":
            self.take()
            window = seconds(self.take("duration"))
            self.take(mark="]")
        return Selector(tuple(matchers), window)

    def matcher(self) -> tuple[str, str, str]:
        name, how = self.take("word"), self.take("mark")
        value = unquoted(self.take("text"))
        if how not in ("=", "!=", "=~", "!~"):
            raise BadQuery(f"parse error: unexpected {how!r} in label matching")
        try:
            re.compile(value if "~" in how else "")
        except re.error as error:
            raise BadQuery(f"parse error: error parsing regexp: {error}") from None
        return name, how, value


def unquoted(text: str) -> str:
    inner = text[1:-1]
    if text[0] == "'":
        inner = inner.replace("\\'", "'").replace('"', '\\"')
    try:
        return str(json.loads(f'"{inner}"'))
    except ValueError:
        raise BadQuery(f"parse error: unknown escape sequence in {text}") from None


def vector(tree: Any, every: Sequence[Series], at: float) -> list[tuple[dict[str, str], float]]:
    """The value of each series that the expression has at a time."""
    if isinstance(tree, Aggregation):
        groups: dict[tuple[tuple[str, str], ...], list[float]] = {}
        for labels, value in vector(tree.of, every, at):
            kept = {
                name: text for name, text in labels.items() if name != NAME and (name in tree.labels) != tree.without
            }
            groups.setdefault(tuple(sorted(kept.items())), []).append(value)
        return [(dict(labels), AGGREGATIONS[tree.how](values)) for labels, values in groups.items()]
    if isinstance(tree, Rate):
        rated = ((one.labels, rate(inside(one.points, at, tree.of.window), at, tree)) for one in chosen(tree.of, every))
        return [
            ({name: text for name, text in labels.items() if name != NAME}, value)
            for labels, value in rated
            if value is not None
        ]
    present = ((one.labels, inside(one.points, at, LOOKBACK)) for one in chosen(tree, every))
    return [(dict(labels), points[-1][1]) for labels, points in present if points]


def chosen(selector: Selector, every: Iterable[Series]) -> list[Series]:
    return [one for one in every if selector.fits(one.labels)]


def inside(points: Points, at: float, window: float) -> Points:
    return [point for point in points if at - window < point[0] <= at]


def rate(points: Points, at: float, tree: Rate) -> float | None:
    """As Prometheus does it: resets of the counter are added, and both ends are extrapolated where samples are near."""
    if len(points) < 2:
        return None
    (first, low), (last, high) = points[0], points[-1]
    grown = high - low + sum(one[1] for one, after in zip(points, points[1:]) if after[1] < one[1])
    sampled = last - first
    usual = sampled / (len(points) - 1)
    begin, end = first - (at - tree.of.window), at - last
    begin = usual / 2 if begin >= usual * 1.1 else begin
    if grown > 0 and low >= 0:
        begin = min(begin, sampled * low / grown)  # a counter is never below nothing
    end = usual / 2 if end >= usual * 1.1 else end
    made = grown * (sampled + begin + end) / sampled
    return made / tree.of.window if tree.per_second else made


def written(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "+Inf" if value > 0 else "-Inf"
    return repr(value).removesuffix(".0")
