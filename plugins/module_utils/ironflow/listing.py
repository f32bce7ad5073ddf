# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Listings of REST to their end, in each of the ways in which the server pages them. ``most`` of 0 is all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from .client import Ironflow

PAGE = 200
WIDE = 1000


def first(found: Iterator[Any], most: int) -> list[Any]:
    return list(islice(found, most)) if most else list(found)


def by_cursor(client: Ironflow, path: str, items: str, query: Mapping[str, Any]) -> Iterator[Any]:
    asked = {"limit": PAGE, **query}
    while True:
        answer = client.rest("GET", path, tells=(items,), **asked)
        yield from answer[items] or []
        cursor = answer.get("next_cursor")
        if not cursor or cursor == asked.get("cursor"):
            return
        asked["cursor"] = cursor


def by_offset(client: Ironflow, path: str, items: str, query: Mapping[str, Any]) -> Iterator[Any]:
    """The server says how long its pages are, which may be less than was asked for."""
    seen = 0
    while True:
        answer = client.rest("GET", path, tells=(items,), limit=PAGE, offset=seen, **query)
        found = answer[items] or []
        yield from found
        seen += len(found)
        if len(found) < min(PAGE, answer.get("limit") or PAGE):
            return


def by_time(client: Ironflow, path: str, items: str, query: Mapping[str, Any]) -> Iterator[Any]:
    """Newest first, and no cursor tells what follows: asked again up to the oldest that was seen, until none is new."""
    seen: set[str] = set()
    asked, total = {"limit": PAGE, **query}, 0
    while True:
        answer = client.rest("GET", path, tells=(items,), **asked)
        new = [one for one in answer[items] or [] if one["id"] not in seen]
        total = max(total, answer.get("total") or 0)
        yield from new
        seen |= {one["id"] for one in new}
        if not new:
            break
        asked["to"] = min(one["created_at"] for one in new)
    if len(seen) < total:
        client.outside.warn(f"GET {path}: the server tells of {total} entries, and {len(seen)} could be read")


def widened(client: Ironflow, path: str, query: Mapping[str, Any], most: int) -> list[Any]:
    """There are no pages, only a limit: it is raised until less than that comes."""
    limit = most or WIDE
    while True:
        found = client.rest("GET", path, limit=limit, **query) or []
        if most or len(found) < limit:
            return found
        limit *= 10
