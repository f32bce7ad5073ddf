# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Query DSL over a dataset: search it, and delete what a query finds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import Any

from .aggregations import aggregated
from .area import Area, At, Call
from .dsl import bad, compiled, values, wild

Hit = tuple[str, dict[str, Any]]
KNOWN = {
    "query", "from", "size", "sort", "_source", "aggs", "aggregations", "search_after", "track_total_hits",
    "track_scores", "timeout", "version", "seq_no_primary_term",
}  # fmt: skip


class Search(Area):
    def routes(self) -> Iterable[At]:
        return [
            At("GET POST", "/{dataset}/querydsl", self.search, "record.read"),
            At("PATCH", "/{dataset}", self.delete, "record.write"),
        ]

    def search(self, call: Call) -> Any:
        dataset, asked = self.lab.datasets[call["dataset"]], call.document if call.text.strip() else {}
        if unknown := set(asked) - KNOWN:
            raise bad(f"unknown key [{min(unknown)}] in a search")
        first, size = whole(asked, "from", 0), whole(asked, "size", 10)
        if first + size > self.lab.max_window:
            raise bad(f"Result window is too large, from + size must be less than or equal to [{self.lab.max_window}]")
        fits = compiled(asked.get("query", {"match_all": {}}))
        # What is masked cannot be searched for either.
        view = call.rights.view(dataset.name)
        sources = ((i, view(record.source) if view else record.source) for i, record in dataset.shown().items())
        found = [(i, source) for i, source in sources if fits(i, source)]
        order = [Order(spec) for spec in as_list(asked.get("sort"))]
        page = paged(found, order, asked, first, size)
        told: dict[str, Any] = {
            "took": 1, "timed_out": False, "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
            "hits": {"total": {"value": len(found), "relation": "eq"}, "max_score": None if order or not found else 1.0,
                     "hits": [self.hit(dataset, one, order, asked) for one in page]},
        }  # fmt: skip
        if wanted := asked.get("aggs", asked.get("aggregations")):
            told["aggregations"] = aggregated(wanted, found)
        return told

    def hit(self, dataset: Any, one: Hit, order: list[Order], asked: dict[str, Any]) -> dict[str, Any]:
        record_id, source = one
        told: dict[str, Any] = {"_index": dataset.name, "_id": record_id, "_score": None if order else 1.0}
        if asked.get("version"):
            told["_version"] = dataset.shown()[record_id].version
        if asked.get("seq_no_primary_term"):
            told |= {"_seq_no": dataset.shown()[record_id].seq, "_primary_term": 1}
        if asked.get("_source", True) is not False:
            told["_source"] = selected(source, asked.get("_source", True))
        if order:
            told["sort"] = [by.value(one) for by in order]
        return told

    def delete(self, call: Call) -> Any:
        dataset = self.lab.datasets[call["dataset"]]
        if set(call.document) != {"query"}:
            raise bad("a delete by query has one key, query")
        fits = compiled(call.document["query"])
        gone = [i for i, record in dataset.shown().items() if fits(i, record.source)]
        for record_id in gone:
            dataset.remove(record_id)
            self.lab.wrote(f"record {dataset.name}/{record_id} deleted")
        if self.lab.plays("delete_records") == "count":
            return len(gone)
        return {"took": 1, "timed_out": False, "total": len(gone), "deleted": len(gone), "failures": []}


class Order:
    """One key to sort by."""

    def __init__(self, spec: Any) -> None:
        ((self.path, how),) = spec.items() if isinstance(spec, dict) and len(spec) == 1 else [(spec, {})]
        if not isinstance(self.path, str):
            raise bad("a sort is a field's name or an object with one field")
        how = how if isinstance(how, dict) else {"order": how}
        order = how.get("order", "desc" if self.path == "_score" else "asc")
        if order not in ("asc", "desc"):
            raise bad(f"unknown sort order [{order}]")
        self.down = order == "desc"
        self.missing = (1,) if (how.get("missing", "_last") == "_last") is not self.down else (-1,)

    def value(self, hit: Hit) -> Any:
        if self.path in ("_score", "_doc"):
            return 1.0
        found = sorted(values(*hit, self.path), key=self.key)
        return (found[-1] if self.down else found[0]) if found else None

    def key(self, value: Any) -> tuple[Any, ...]:
        if value is None:
            return self.missing
        return (0, 0, value) if isinstance(value, (int, float)) else (0, 1, str(value))


def paged(found: list[Hit], order: list[Order], asked: dict[str, Any], first: int, size: int) -> list[Hit]:
    rows = [(hit, [by.key(by.value(hit)) for by in order]) for hit in found] if order else [(hit, []) for hit in found]
    for place in reversed(range(len(order))):
        rows.sort(key=partial(key_at, place=place), reverse=order[place].down)
    if "search_after" in asked:
        after = asked["search_after"]
        if not order or not isinstance(after, list) or len(after) != len(order) or first:
            raise bad("[search_after] has one value for each sort field, and no from")
        mark = [by.key(value) for by, value in zip(order, after)]
        rows = [row for row in rows if beyond(row[1], mark, order)]
    return [hit for hit, _skip in rows[first : first + size]]


def key_at(row: tuple[Hit, list[Any]], place: int) -> Any:
    return row[1][place]


def beyond(keys: list[Any], mark: list[Any], order: list[Order]) -> bool:
    for key, other, by in zip(keys, mark, order):
        if key != other:
            return (key < other) if by.down else (key > other)
    return False


def selected(source: dict[str, Any], wanted: Any) -> dict[str, Any]:
    if wanted is True:
        return source
    how = wanted if isinstance(wanted, dict) else {"includes": wanted}
    keep, drop = (
        [re.compile(wild(text)).fullmatch for text in as_list(how.get(name, how.get(name[:-1])))]
        for name in ("includes", "excludes")
    )

    def pick(at: dict[str, Any], above: str, kept: bool) -> dict[str, Any]:
        made = {}
        for name, value in at.items():
            path = f"{above}{name}"
            here = kept or any(fits(path) for fits in keep)
            if any(fits(path) for fits in drop):
                continue
            if isinstance(value, dict):
                inner = pick(value, f"{path}.", here)
                if inner or (here and not value):
                    made[name] = inner
            elif here:
                made[name] = value
        return made

    return pick(source, "", not keep)


def as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def whole(asked: dict[str, Any], name: str, default: int) -> int:
    value = asked.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise bad(f"[{name}] must be a whole number of 0 or more, not {value!r}")
    return value
