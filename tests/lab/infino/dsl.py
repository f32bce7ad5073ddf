# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A Query DSL document becomes a function that says which records it is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from .area import Refusal, invalid
from .dataset import DATE, flat

Source = dict[str, Any]
Test = Callable[[str, Source], bool]
ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "gt": lambda a, b: a > b, "gte": lambda a, b: a >= b, "lt": lambda a, b: a < b, "lte": lambda a, b: a <= b,
}  # fmt: skip
WORDS = re.compile(r"\w+")
DATE_MATH = re.compile(r"now([+-]\d+[smhHdwMy])*(/[smhHdwMy])?")
SHARED = {"boost", "_name"}


def bad(reason: str) -> Refusal:
    return invalid(reason, "parsing_exception")


def compiled(query: Any) -> Test:
    if not isinstance(query, dict) or len(query) != 1:
        raise bad("a query is an object with one key, the query's type")
    ((kind, body),) = query.items()
    if kind not in QUERIES:
        raise bad(f"unknown query [{kind}]")
    if not isinstance(body, dict):
        raise bad(f"[{kind}] query malformed, no start_object after query name")
    return QUERIES[kind](body)


def values(record_id: str, source: Source, path: str) -> list[Any]:
    """All that a record has in a field: of each object in a list, and of each item of a list; a null is nothing."""
    if path == "_id":
        return [record_id]
    found = reached(source, path)
    if not found and path.endswith(".keyword"):
        found = reached(source, path[: -len(".keyword")])
    return [value for value in flat(found) if value is not None]


def reached(at: Any, path: str) -> list[Any]:
    if isinstance(at, list):
        return [value for item in at for value in reached(item, path)]
    if not isinstance(at, dict):
        return []
    if path in at:
        return [at[path]]
    head, dot, rest = path.partition(".")
    return reached(at[head], rest) if dot and head in at else []


def comparable(one: Any, other: Any) -> tuple[Any, Any] | None:
    """Both in one type, as a server that knows the field's type would read them; None if they cannot be compared."""
    if isinstance(one, bool) or isinstance(other, bool):
        return str(one).lower(), str(other).lower()
    if isinstance(one, str) and isinstance(other, str):
        if DATE.fullmatch(one) and DATE.fullmatch(other):
            return moment(one), moment(other)
        return one, other
    try:
        return (one, other) if type(one) is type(other) else (float(one), float(other))
    except (TypeError, ValueError, OverflowError):
        return None


def moment(text: str) -> datetime:
    fixed = re.sub(r"\.(\d+)", lambda found: f".{found[1]:0<6.6}", text).replace("Z", "+00:00")
    fixed = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", fixed) if "T" in fixed or " " in fixed else fixed
    try:
        made = datetime.fromisoformat(fixed)
    except ValueError:
        raise bad(f"failed to parse date field [{text}]") from None
    return made if made.tzinfo else made.replace(tzinfo=timezone.utc)


def equal(one: Any, other: Any) -> bool:
    pair = comparable(one, other)
    return pair is not None and pair[0] == pair[1]


def field_and(kind: str, body: Source, *names: str) -> tuple[str, Any, Source]:
    """``{field: value}`` and ``{field: {name: value, ...}}`` are two ways to write one thing."""
    given = {name: value for name, value in body.items() if name not in SHARED}
    if len(given) != 1:
        raise bad(f"[{kind}] query is about one field")
    ((path, told),) = given.items()
    if not isinstance(told, dict):
        return path, told, {}
    name = next((name for name in names if name in told), None)
    if name is None:
        raise bad(f"[{kind}] query of [{path}] has no [{names[0]}]")
    return path, told[name], told


def match_all(_body: Source) -> Test:
    return lambda _id, _source: True


def match_none(_body: Source) -> Test:
    return lambda _id, _source: False


def ids(body: Source) -> Test:
    wanted = set(map(str, listed("ids", body.get("values"))))
    return lambda record_id, _source: record_id in wanted


def listed(kind: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise bad(f"[{kind}] query needs a list of values")
    return value


def term(body: Source) -> Test:
    path, wanted, how = field_and("term", body, "value")
    if isinstance(wanted, (list, dict)) or wanted is None:
        raise bad("[term] query does not support a list or an object")
    if how.get("case_insensitive"):
        return lambda i, s: any(str(value).lower() == str(wanted).lower() for value in values(i, s, path))
    return lambda i, s: any(equal(value, wanted) for value in values(i, s, path))


def terms(body: Source) -> Test:
    path, wanted, _skip = field_and("terms", body)
    listed("terms", wanted)
    texts = {value for value in wanted if isinstance(value, str)}
    return lambda i, s: any(
        (isinstance(value, str) and value in texts) or any(equal(value, one) for one in wanted)
        for value in values(i, s, path)
    )


def range_(body: Source) -> Test:
    given = {name: value for name, value in body.items() if name not in SHARED}
    if len(given) != 1 or not isinstance(next(iter(given.values())), dict):
        raise bad("[range] query is about one field and gives its limits as an object")
    ((path, told),) = given.items()
    limits = [(ORDERS[name], limit) for name, limit in told.items() if name in ORDERS and limit is not None]
    if unknown := set(told) - set(ORDERS) - SHARED - {"format", "time_zone", "relation"}:
        raise bad(f"[range] query does not support [{', '.join(sorted(unknown))}]")
    if math := [limit for _skip, limit in limits if isinstance(limit, str) and DATE_MATH.fullmatch(limit)]:
        raise bad(f"the lab does not evaluate date math: {math[0]}")

    def within(value: Any) -> bool:
        pairs = [(order, comparable(value, limit)) for order, limit in limits]
        return all(pair is not None and order(*pair) for order, pair in pairs)

    return lambda i, s: any(within(value) for value in values(i, s, path))


def exists(body: Source) -> Test:
    path = body.get("field")
    if not isinstance(path, str):
        raise bad("[exists] must be provided with a [field]")
    return lambda i, s: bool(values(i, s, path))


def pattern(kind: str, names: tuple[str, ...], regex: Callable[[str], str]) -> Callable[[Source], Test]:
    def query(body: Source) -> Test:
        path, wanted, how = field_and(kind, body, *names)
        flags = re.DOTALL | (re.IGNORECASE if how.get("case_insensitive") else 0)
        match = re.compile(regex(str(wanted)), flags).fullmatch
        return lambda i, s: any(isinstance(value, str) and match(value) for value in values(i, s, path))

    return query


def wild(text: str) -> str:
    return re.escape(text).replace(r"\*", ".*").replace(r"\?", ".")


def tokens(value: Any) -> list[str]:
    return WORDS.findall(str(value).lower())


def match(body: Source) -> Test:
    path, wanted, how = field_and("match", body, "query")
    if not isinstance(wanted, str):
        return term({path: wanted})
    sought, every = set(tokens(wanted)), str(how.get("operator", "or")).lower() == "and"

    def fits(value: Any) -> bool:
        here = set(tokens(value))
        return sought <= here if every else bool(sought & here)

    return lambda i, s: any(fits(value) for value in values(i, s, path))


def match_phrase(body: Source) -> Test:
    path, wanted, _skip = field_and("match_phrase", body, "query")
    sought = f" {' '.join(tokens(wanted))} "
    return lambda i, s: any(sought in f" {' '.join(tokens(value))} " for value in values(i, s, path))


def bool_(body: Source) -> Test:
    if unknown := set(body) - {"must", "filter", "should", "must_not", "minimum_should_match"} - SHARED:
        raise bad(f"[bool] query does not support [{', '.join(sorted(unknown))}]")
    parts = {name: [compiled(one) for one in (clause if isinstance(clause, list) else [clause])]
             for name, clause in body.items() if name in ("must", "filter", "should", "must_not")}  # fmt: skip
    needed = [*parts.get("must", []), *parts.get("filter", [])]
    should, never = parts.get("should", []), parts.get("must_not", [])
    least = body.get("minimum_should_match", 1 if should and not needed else 0)
    if isinstance(least, bool) or not isinstance(least, int):
        raise bad("the lab takes a whole number for [minimum_should_match]")
    return lambda i, s: (
        all(one(i, s) for one in needed)
        and not any(one(i, s) for one in never)
        and (not least or sum(one(i, s) for one in should) >= least)
    )


QUERIES: dict[str, Callable[[Source], Test]] = {
    "match_all": match_all, "match_none": match_none, "ids": ids, "term": term, "terms": terms, "range": range_,
    "exists": exists, "prefix": pattern("prefix", ("value",), lambda text: re.escape(text) + ".*"),
    "wildcard": pattern("wildcard", ("value", "wildcard"), wild), "match": match,
    "match_phrase": match_phrase, "bool": bool_,
}  # fmt: skip
