# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Columns and datasets that a visualization names and that are not there. They may come later, so it is a warning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..core.errors import Denied, NotFound
from ..core.plan import Plan
from ..core.spec import Task
from ..core.words import unknown
from .client import NAME
from .resources.dataset import listing
from .schemas import schema

WHERE = {"source", "mapping", "filters"}  # what names columns


def doubt(task: Task, planned: Plan) -> None:
    if planned.after is None or not WHERE & planned.changes.keys():
        return
    title, source = f"visualization {planned.after.get('title')}", planned.after.get("source") or {}
    elsewhere = source.get("connection_id") or source.get("connector_id") or (source.get("sql") or {}).get("raw_query")
    if source.get("kind") != "sql" or elsewhere or not NAME.fullmatch(str(source.get("index"))):
        return
    index = source["index"]
    try:
        known = schema(task.client, index)
    except NotFound:
        task.outside.warn(unknown(f"{title}: there is no dataset", index, names(task)))
        return
    except Denied:
        return  # who may not read this may still write visualizations
    for name in dict.fromkeys(named(planned.after)) if known else ():
        if name not in known and name not in made(source):
            task.outside.warn(unknown(f"{title}: dataset {index} has no column", name, known))


def names(task: Task) -> list[str]:
    try:
        return [row["name"] for row in listing(task.client)]
    except Denied:
        return []


def named(document: Mapping[str, Any]) -> Iterator[str]:
    """The columns that it is about."""
    mapping, sql = document.get("mapping") or {}, (document.get("source") or {}).get("sql") or {}
    found = [(mapping.get("x") or {}).get("column"), *(mapping.get("y") or ()), mapping.get("series")]
    found += [one.get("column") for name in ("metrics", "order_by") for one in sql.get(name) or ()]
    found += [one.get("field") for one in document.get("filters") or ()]
    yield from (name for name in found if name and name != "*")


def made(source: Mapping[str, Any]) -> set[str]:
    """What the query itself makes: metrics go by their alias or id, or by what they do."""
    metrics = (source.get("sql") or {}).get("metrics") or ()
    simple = {one[name] for one in metrics for name in ("alias", "id", "function") if one.get(name)}
    return simple | {f"{one.get('function')}_{one.get('column')}" for one in metrics}
