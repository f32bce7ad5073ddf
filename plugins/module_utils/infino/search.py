# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Ask a dataset by Query DSL: one search, the records of some ids, or all records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..core.errors import ApiError, NotFound, NotTheApi, PlanError, UnknownName
from ..core.words import unknown
from ..http.parallel import side_by_side
from .client import Infino, checked, dataset_at
from .resources.dataset import listing

PAGE = 1000
CONNECTIONS = 4


def search(client: Infino, dataset: str, document: Mapping[str, Any]) -> Mapping[str, Any]:
    path = f"{dataset_at(dataset)}/querydsl"
    try:
        answer = checked(f"GET {path}", client.call("GET", path, json=document))
    except NotFound as error:
        raise absent(client, dataset, error) from None
    return sound(answer, f"GET {path}")


def sound(answer: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(answer, Mapping) or not isinstance(hits(answer), list):
        raise NotTheApi(f"{what} was answered with something that is no result of a search; is api_url right?")
    return answer


def absent(client: Infino, dataset: str, error: NotFound) -> Exception:
    """The server's 404 in words, with the names that are there."""
    names = {found["name"] for found in listing(client)}
    if dataset in names:
        return error
    return UnknownName(f"{unknown('there is no dataset', dataset, names)} (infino_dataset makes one)")


def hits(answer: Mapping[str, Any]) -> Any:
    outer = answer.get("hits")
    return outer.get("hits", []) if isinstance(outer, Mapping) else outer if outer is not None else []


def total(answer: Mapping[str, Any]) -> int | None:
    """How many records the query is about, where the server tells that exactly."""
    outer = answer.get("hits")
    told = outer.get("total") if isinstance(outer, Mapping) else None
    if isinstance(told, Mapping):
        told = told.get("value") if told.get("relation", "eq") == "eq" else None
    return int(told) if isinstance(told, (int, str)) and str(told).isdigit() else None


def sources(answer: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    if not all(isinstance(hit, Mapping) and hit.get("_id") is not None for hit in hits(answer)):
        raise NotTheApi("a search was answered with records that have no _id; is api_url right?")
    return {str(hit["_id"]): dict(hit.get("_source") or {}) for hit in hits(answer)}


def some(client: Infino, dataset: str, ids: Sequence[str], fields: Any = True) -> dict[str, dict[str, Any]]:
    """Those of the records that are there, by id."""

    def page(part: Sequence[str]) -> dict[str, dict[str, Any]]:
        document = {"query": {"ids": {"values": list(part)}}, "size": len(part)}
        if fields is not True:
            document["_source"] = fields
        answer = search(client, dataset, document)
        found = sources(answer)
        complete(dataset, len(found), total(answer))
        return found

    if not ids:
        page(["-"])  # the dataset has to be there all the same
        return {}
    parts = [ids[first : first + PAGE] for first in range(0, len(ids), PAGE)]
    made: dict[str, dict[str, Any]] = {}
    for found in side_by_side(page, parts, CONNECTIONS):
        made.update(found)
    return made


def every(
    client: Infino, dataset: str, query: Mapping[str, Any] | None = None, fields: Any = True
) -> dict[str, dict[str, Any]]:
    """All records, or those that a query finds, by id; of each all fields, or only some, or none."""
    made: dict[str, dict[str, Any]] = {}
    document: dict[str, Any] = {"query": query or {"match_all": {}}, "sort": [{"_id": "asc"}]}
    if fields is not True:
        document["_source"] = fields
    for answer in pages(lambda part: search(client, dataset, part), document, PAGE, f"dataset {dataset}"):
        made.update(sources(answer))
    complete(dataset, len(made), total(answer))
    return made


def condition(query: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The condition alone. A whole search has one inside, and more that is not meant here."""
    if query is not None and isinstance(query.get("query"), Mapping):
        raise PlanError('query is the condition alone, such as {"term": {"site": "ARN"}}, without "query" around it')
    if query is not None and len(query) != 1:
        raise PlanError('query has one key, the kind of condition, such as {"term": {"site": "ARN"}}')
    return query


def amount(client: Infino, dataset: str, query: Mapping[str, Any]) -> int:
    """How many records a query finds. A server that does not tell it exactly is asked for their ids."""
    answer = search(client, dataset, {"query": query, "size": 0, "track_total_hits": True})
    told = total(answer)
    return len(every(client, dataset, query, False)) if told is None else told


def pages(
    once: Callable[[Mapping[str, Any]], Mapping[str, Any]], document: Mapping[str, Any], size: int, what: str
) -> Iterator[Mapping[str, Any]]:
    """The answers to a search that has an order, page by page. Each page begins after the last one's end, which has no
    limit as an offset would."""
    asked = {**document, "size": size}
    mark: Any = None
    while True:
        answer = once(asked)
        yield answer
        found = hits(answer)
        if len(found) < size:
            return
        last = found[-1]
        before, mark = mark, last.get("sort") or [last.get("_id")]
        if len(mark) != len(asked["sort"]):
            raise ApiError(f"{what}: the server does not tell where a page ends; ask for one page, without all")
        if mark == before:
            raise ApiError(f"{what}: the server sends the same records again instead of the next ones")
        asked = {name: value for name, value in asked.items() if name not in ("aggs", "aggregations")}
        asked["search_after"] = mark


def complete(dataset: str, got: int, told: int | None) -> None:
    """What is not seen would be taken for absent, and written again."""
    if told is not None and got < told:
        raise ApiError(f"dataset {dataset}: the server tells of {told} records, but sent only {got} of them")
