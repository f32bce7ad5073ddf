# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Metrics: series of samples that datasets hold, and PromQL over them.

A route that takes samples in calls ``lab.metrics.add(dataset, samples)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from .area import Area, At, Call
from .promql import BadQuery, Literal, Parser, Selector, Series, chosen, inside, seconds, vector, written

MILLISECONDS = 1e11  # a time from here on is not in seconds
MOST_POINTS = 11_000


class Sample(NamedTuple):
    labels: Mapping[str, str]  # with the metric's name as ``__name__``
    at: float  # seconds since 1970
    value: float


class Metrics(Area):
    def reset(self) -> None:
        self.all: dict[str, dict[tuple[tuple[str, str], ...], Series]] = {}

    def routes(self) -> Iterable[At]:
        yield At("POST", "/promql/query", lambda call: self.answer(call, self.instant))
        yield At("POST", "/promql/query_range", lambda call: self.answer(call, self.range))

    def add(self, dataset: str, samples: Iterable[Sample]) -> None:
        """A later sample of the same time takes the place of the earlier one."""
        held = self.all.setdefault(dataset, {})
        for labels, at, value in samples:
            one = held.setdefault(tuple(sorted(labels.items())), Series(dict(labels)))
            one.points = sorted([point for point in one.points if point[0] != at] + [(at, value)])

    def query(self, query: str, series: list[Series], at: float) -> dict[str, Any]:
        """The data of an instant query."""
        tree = Parser(query).whole()
        if isinstance(tree, Literal):
            kind = "string" if isinstance(tree.value, str) else "scalar"
            told = tree.value if isinstance(tree.value, str) else written(tree.value)
            return {"resultType": kind, "result": [at, told]}
        if isinstance(tree, Selector) and tree.window:
            found = ((one.labels, inside(one.points, at, tree.window)) for one in chosen(tree, series))
            return matrix((dict(labels), points) for labels, points in found if points)
        result = [{"metric": labels, "value": [at, written(value)]} for labels, value in vector(tree, series, at)]
        return {"resultType": "vector", "result": result}

    def answer(self, call: Call, how: Any) -> Any:
        form = {name: values[-1] for name, values in parse_qs(call.text, keep_blank_values=True).items()}
        try:
            if not form.get("query"):
                raise BadQuery("the parameter query is missing")
            return {"status": "success", "data": how(form, self.seen(call, form.get("index")))}
        except BadQuery as bad:
            return 400, {"status": "error", "errorType": "bad_data", "error": str(bad)}

    def seen(self, call: Call, dataset: str | None) -> list[Series]:
        """The series that the caller may see: of one dataset, or of all."""
        if dataset is not None:
            call.need("record.read", self.lab.datasets[dataset].name)
        names = [dataset] if dataset else [name for name in self.all if call.rights.allow("record.read", name)]
        return [one for name in names if name in self.lab.datasets.all for one in self.all.get(name, {}).values()]

    def instant(self, form: Mapping[str, str], series: list[Series]) -> dict[str, Any]:
        return self.query(form["query"], series, round(self.lab.clock(), 3))

    def range(self, form: Mapping[str, str], series: list[Series]) -> dict[str, Any]:
        begin, end, step = moment(form, "start"), moment(form, "end"), seconds(needed(form, "step"))
        if end < begin:
            raise BadQuery('invalid parameter "end": end timestamp must not be before start time')
        if step <= 0:
            raise BadQuery('invalid parameter "step": zero or negative query resolution step widths are not accepted')
        count = int((end - begin) / step)
        if count >= MOST_POINTS:
            raise BadQuery(f"exceeded maximum resolution of {MOST_POINTS} points per timeseries")
        tree = Parser(form["query"]).whole()
        if isinstance(tree, Selector) and tree.window or isinstance(tree, Literal) and isinstance(tree.value, str):
            raise BadQuery("invalid expression type for range query, must be Scalar or instant Vector")
        found: dict[tuple[tuple[str, str], ...], list[tuple[float, float]]] = {}
        for place in range(count + 1):
            at = begin + place * step
            values = [({}, tree.value)] if isinstance(tree, Literal) else vector(tree, series, at)
            for labels, value in values:
                found.setdefault(tuple(sorted(labels.items())), []).append((at, value))
        return matrix((dict(labels), points) for labels, points in found.items())


def matrix(found: Iterable[tuple[dict[str, str], Iterable[tuple[float, float]]]]) -> dict[str, Any]:
    told = [{"metric": labels, "values": [[at, written(value)] for at, value in points]} for labels, points in found]
    return {"resultType": "matrix", "result": told}


def needed(form: Mapping[str, str], name: str) -> str:
    if not form.get(name):
        raise BadQuery(f'invalid parameter "{name}": it is missing')
    return form[name]


def moment(form: Mapping[str, str], name: str) -> float:
    try:
        made = float(needed(form, name))
    except ValueError:
        raise BadQuery(f'invalid parameter "{name}": cannot parse {form[name]!r} to a valid timestamp') from None
    return made / 1000 if made >= MILLISECONDS else made
