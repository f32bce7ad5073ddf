# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The results of queries in one shape, whichever of its shapes the server told them in; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.errors import NotTheApi

NULL = "Null"
WHOLE = re.compile(r"[+-]?\d+")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
NUMERIC = re.compile(r"(u|big|small|tiny|medium)?int(eger)?\d*|long|short|real|(float|double|number|numeric|decimal).*")


@dataclass
class Table:
    """``columns`` have a name and a type, None where the server does not tell it."""

    columns: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    total: int


def table(answer: Any) -> Table:
    """Columns as ``columns`` or ``schema``, rows as ``rows`` or ``datarows``, of lists, objects or typed cells."""
    if isinstance(answer, list):
        answer = {"rows": answer}
    if not isinstance(answer, Mapping) or not {"rows", "datarows", "columns", "schema"} & answer.keys():
        raise NotTheApi("the query was answered with something that is no result; is api_url right?")
    told = [dict(column_of(item)) for item in listed(answer, "columns", "schema")]
    rows = listed(answer, "rows", "datarows")
    if not all(isinstance(row, (Mapping, list)) for row in rows):
        raise NotTheApi("the query was answered with rows that are neither lists nor objects; is api_url right?")
    if any(isinstance(row, Mapping) for row in rows):
        told = named(told, rows)
        made = [from_object(row, told) for row in rows]
    else:
        told = told or [{"names": [f"column_{n}"], "type": None} for n in range(1, 1 + max(map(len, rows), default=0))]
        made = [{column["names"][0]: typed(cell, column["type"]) for column, cell in zip(told, row)} for row in rows]
    total = answer.get("total")
    total = total.get("value") if isinstance(total, Mapping) else total
    columns = [{"name": column["names"][0], "type": column["type"]} for column in told]
    return Table(columns, made, total if isinstance(total, int) else len(made))


def listed(answer: Mapping[str, Any], *names: str) -> list[Any]:
    found: Any = next((answer[name] for name in names if answer.get(name) is not None), [])
    if not isinstance(found, list):
        raise NotTheApi(f"the query was answered with {names[0]} that are no list; is api_url right?")
    return found


def column_of(item: Any) -> Iterator[tuple[str, Any]]:
    """All names that a column may go by in the rows, the likeliest first, and its type in small letters."""
    if not isinstance(item, Mapping):
        yield from (("names", [str(item)]), ("type", None))
        return
    given = [item.get(key) for key in ("alias", "name", "display_name", "label")]
    names = [name for value in given for name in texts(value)]
    kind = item.get("data_type") or item.get("type") or item.get("infino_type")
    yield from (("names", names or ["column"]), ("type", str(kind).lower() if kind else None))


def texts(value: Any) -> Iterator[str]:
    """``c``, or the innermost name of ``{"Column": {"name": "c"}}``."""
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, Mapping):
        for inner in [value["name"]] if "name" in value else value.values():
            yield from texts(inner)


def named(told: Sequence[dict[str, Any]], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The columns by the names that the rows use; columns that only rows tell come behind."""
    used = dict.fromkeys(name for row in rows for name in cells(row))
    made = []
    for column in told:
        name = next((name for name in column["names"] if name in used), column["names"][0])
        used.pop(name, None)
        made.append({"names": [name], "type": column["type"]})
    return made + [{"names": [name], "type": None} for name in used]


def cells(row: Any) -> Mapping[str, Any]:
    return row["values"] if tagged(row) else row if isinstance(row, Mapping) else {}


def tagged(row: Any) -> bool:
    return isinstance(row, Mapping) and row.keys() == {"values"} and isinstance(row["values"], Mapping)


def from_object(row: Mapping[str, Any], columns: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    held, tags = cells(row), tagged(row)
    made = {}
    for column in columns:
        name = column["names"][0]
        cell = held.get(name)
        made[name] = untagged(cell, column["type"]) if tags else typed(cell, column["type"])
    return made


def untagged(cell: Any, kind: str | None) -> Any:
    """``{"Integer": 3}`` is 3; ``"Null"``, which stands without a type, is nothing."""
    if isinstance(cell, Mapping) and len(cell) == 1:
        ((tag, value),) = cell.items()
        return None if tag == NULL else typed(value, str(tag).lower())
    return None if cell == NULL else typed(cell, kind)


def typed(value: Any, kind: str | None) -> Any:
    """A number or truth value that came as text becomes what its column says."""
    if not isinstance(value, str) or not kind:
        return value
    if kind.startswith("bool") and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if NUMERIC.fullmatch(kind) and NUMBER.fullmatch(value.strip()):
        return int(value) if WHOLE.fullmatch(value.strip()) else float(value)
    return value


def found(hits: Sequence[Mapping[str, Any]], told: int | None) -> Table:
    """What a search found, as rows: each record's fields, and its ``_id``."""
    rows = [{"_id": hit.get("_id"), **(hit.get("_source") or hit.get("fields") or {})} for hit in hits]
    names = dict.fromkeys(name for row in rows for name in row)
    return Table([{"name": name, "type": None} for name in names], rows, len(rows) if told is None else told)


def joined(pages: Iterable[Table]) -> Table:
    """Pages of one result. A column that only some of them have is empty in the others."""
    every = list(pages)
    columns = list({column["name"]: column for page in reversed(every) for column in page.columns}.values())
    first = {column["name"]: place for page in reversed(every) for place, column in enumerate(page.columns)}
    columns.sort(key=lambda column: first[column["name"]])
    empty = {column["name"]: None for column in columns}
    rows = [{**empty, **row} for page in every for row in page.rows]
    return Table(columns, rows, len(rows))
