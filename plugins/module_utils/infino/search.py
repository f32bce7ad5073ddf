# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Ask a dataset by Query DSL: one search, the records of some ids, or all records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..core.errors import ApiError, NotFound, NotTheApi, UnknownName
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
    if not isinstance(answer, Mapping) or not isinstance(hits(answer), list):
        raise NotTheApi(f"GET {path} was answered with something that is no result of a search; is api_url right?")
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


def some(client: Infino, dataset: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Those of the records that are there, by id."""

    def page(part: Sequence[str]) -> dict[str, dict[str, Any]]:
        answer = search(client, dataset, {"query": {"ids": {"values": list(part)}}, "size": len(part)})
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


def every(client: Infino, dataset: str) -> dict[str, dict[str, Any]]:
    """All records, by id. Each page begins after the last one's end, which has no limit as an offset would."""
    made: dict[str, dict[str, Any]] = {}
    document: dict[str, Any] = {"query": {"match_all": {}}, "size": PAGE, "sort": [{"_id": "asc"}]}
    while True:
        answer = search(client, dataset, document)
        found = sources(answer)
        fresh = found.keys() - made.keys()
        made.update(found)
        if found and not fresh:
            raise ApiError(f"dataset {dataset}: the server sends the same records again instead of the next ones")
        if len(found) < PAGE:
            complete(dataset, len(made), total(answer))
            return made
        document["search_after"] = hits(answer)[-1].get("sort") or [hits(answer)[-1]["_id"]]


def complete(dataset: str, got: int, told: int | None) -> None:
    """What is not seen would be taken for absent, and written again."""
    if told is not None and got < told:
        raise ApiError(f"dataset {dataset}: the server tells of {told} records, but sent only {got} of them")
