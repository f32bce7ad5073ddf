# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Aggregations of a search: buckets by term, and metrics, in any depth."""

from __future__ import annotations

from functools import partial
from typing import Any

from .dsl import bad, values

Hits = list[tuple[str, dict[str, Any]]]
METRICS = ("avg", "sum", "min", "max", "value_count", "cardinality", "stats")


def aggregated(wanted: Any, hits: Hits) -> dict[str, Any]:
    if not isinstance(wanted, dict):
        raise bad("aggregations are an object: name to aggregation")
    return {name: one(name, spec, hits) for name, spec in wanted.items()}


def one(name: str, spec: Any, hits: Hits) -> dict[str, Any]:
    if not isinstance(spec, dict):
        raise bad(f"aggregation [{name}] is not an object")
    below = spec.get("aggs", spec.get("aggregations")) or {}
    kinds = [kind for kind in spec if kind not in ("aggs", "aggregations", "meta")]
    if len(kinds) != 1:
        raise bad(f"aggregation [{name}] needs exactly one type")
    kind, body = kinds[0], spec[kinds[0]]
    if kind != "terms" and kind not in METRICS:
        raise bad(f"Unknown aggregation type [{kind}]")
    if not isinstance(body, dict) or not isinstance(body.get("field"), str):
        raise bad(f"aggregation [{name}] has no [field]")
    if kind == "terms":
        return terms(body, below, hits)
    if below:
        raise bad(f"Aggregator [{name}] of type [{kind}] cannot accept sub-aggregations")
    return metric(kind, [value for hit in hits for value in values(*hit, body["field"])])


def terms(body: dict[str, Any], below: Any, hits: Hits) -> dict[str, Any]:
    groups: dict[tuple[bool, Any], Hits] = {}
    for hit in hits:
        found = values(*hit, body["field"]) or ([body["missing"]] if "missing" in body else [])
        for value in {(isinstance(value, bool), value): None for value in found}:
            groups.setdefault(value, []).append(hit)
    made = [
        bucket(truth, key) | {"doc_count": len(held)} | aggregated(below, held) for (truth, key), held in groups.items()
    ]
    made = [each for each in made if each["doc_count"] >= body.get("min_doc_count", 1)]
    made.sort(key=lambda each: (isinstance(each["key"], str), each["key"]))
    orders = body.get("order", {"_count": "desc"})
    keys = [item for order in (orders if isinstance(orders, list) else [orders]) for item in order.items()]
    for by, direction in reversed(keys):
        made.sort(key=partial(ranked, by=by), reverse=str(direction).lower() == "desc")
    size = body.get("size", 10)
    return {
        "doc_count_error_upper_bound": 0,
        "sum_other_doc_count": sum(each["doc_count"] for each in made[size:]),
        "buckets": made[:size],
    }


def bucket(truth: bool, key: Any) -> dict[str, Any]:
    return {"key": int(key), "key_as_string": str(key).lower()} if truth else {"key": key}


def ranked(each: dict[str, Any], by: str) -> Any:
    if by in ("_key", "_term"):
        return (isinstance(each["key"], str), each["key"])
    if by == "_count":
        return each["doc_count"]
    name, _skip, part = by.partition(".")
    if name not in each:
        raise bad(f"Invalid aggregation order path [{by}]")
    value = each[name].get(part or "value")
    return (value is not None, value or 0)


def metric(kind: str, found: list[Any]) -> dict[str, Any]:
    if kind == "value_count":
        return {"value": len(found)}
    if kind == "cardinality":
        return {"value": len({(type(value).__name__, value) for value in found})}
    if texts := [value for value in found if not isinstance(value, (int, float))]:
        raise bad(f"Expected numeric type, but got [{texts[0]}]")
    least, most, total = min(found, default=None), max(found, default=None), sum(found)
    mean = total / len(found) if found else None
    if kind == "stats":
        return {"count": len(found), "min": least, "max": most, "avg": mean, "sum": total}
    return {"value": {"avg": mean, "sum": total, "min": least, "max": most}[kind]}
