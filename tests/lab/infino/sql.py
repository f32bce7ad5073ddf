# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""SQL over stored records: a dataset becomes a duckdb table when it is named, and stays one until it is written to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb

from .area import Area, At, Call, Refusal, invalid
from .dataset import Dataset, Unfit
from .rights import View
from .sql_replies import played

TYPES = {
    "String": "VARCHAR", "ISO8601Date": "VARCHAR", "Integer": "BIGINT", "Float": "DOUBLE",
    "Boolean": "BOOLEAN", "Object": "JSON",
}  # fmt: skip
READS, WRITES = ("SELECT", "EXPLAIN"), ("INSERT", "UPDATE", "DELETE")
ENGINES_OWN = re.compile(r"\s*(PRAGMA|CALL)\b", re.IGNORECASE)  # of which some versions of duckdb say SELECT
TARGET = re.compile(
    r'\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+("(?:[^"]|"")+"|\w+)(?:\s*\(([^)]*)\))?', re.IGNORECASE
)
ASSIGNED = re.compile(r'("(?:[^"]|"")+"|\w+)\s*=(?!=)')
VALUES = re.compile(r"\)\s*(VALUES\b.*|SELECT\b.*)", re.IGNORECASE | re.DOTALL)
CONFLICT = re.compile(r"\bON\s+CONFLICT\b.*", re.IGNORECASE | re.DOTALL)
CHUNK = 10_000


@dataclass
class Result:
    """``columns``: names with duckdb's types."""

    statement: str
    columns: list[tuple[str, str]]
    rows: list[tuple[Any, ...]]
    affected: int = 0


class Sql(Area):
    def reset(self) -> None:
        self.__dict__.pop("engine", None)
        self.loaded: dict[str, tuple[Dataset, int]] = {}  # by table: the dataset and its generation

    @cached_property
    def engine(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(":memory:", config={"enable_external_access": "false", "threads": "1"})

    def routes(self) -> Iterable[At]:
        # The method says what the client means; the server goes by the statement.
        return [At("GET POST", "/sql", self.endpoint)]

    def endpoint(self, call: Call) -> Any:
        text = call.document.get("query")
        if not isinstance(text, str) or not text.strip():
            raise invalid("`query` is required")
        try:
            return played(self.lab.variant, self.run(text, call))
        except Refusal as refusal:
            if self.lab.plays("sql_error") == "inside":
                return played(self.lab.variant, Result("SELECT", [], []), refusal.reason)
            raise

    def run(self, text: str, call: Call) -> Result:
        try:
            statements = duckdb.extract_statements(text)
            if len(statements) != 1:
                raise invalid("a query is one statement", "SqlError")
            kind = statements[0].type.name
            if kind in READS and not ENGINES_OWN.match(text):
                return self.read(text, kind, call)
            if kind in WRITES:
                return self.write(text.strip().rstrip(";"), kind, call)
        except duckdb.Error as error:
            raise invalid(str(error), "SqlError") from None
        except Unfit as unfit:
            raise invalid(str(unfit), "mapper_parsing_exception") from None
        raise invalid(f"a statement of type {kind} is not allowed", "SqlError")

    def read(self, text: str, kind: str, call: Call) -> Result:
        for dataset in self.named(text):
            call.need("record.read", dataset.name)
            self.load(dataset, view=call.rights.view(dataset.name))
        cursor = self.engine.execute(text)
        columns = [(column[0], str(column[1])) for column in cursor.description]
        return Result(kind, columns, cursor.fetchall())

    def named(self, text: str) -> Iterator[Dataset]:
        """The datasets whose name occurs in the text; a dataset that is gone must not be found as a table either."""
        for name in set(self.loaded) - set(self.lab.datasets.all):
            self.engine.execute(f"DROP TABLE {quoted(name)}")
            del self.loaded[name]
        lowered = text.lower()
        return (dataset for name, dataset in self.lab.datasets.all.items() if name in lowered)

    def load(self, dataset: Dataset, more: dict[str, str] | None = None, view: View | None = None) -> dict[str, str]:
        known = table(dataset)
        columns = {**known, **(more or {}), **known}
        held, generation = self.loaded.get(dataset.name, (None, 0))
        if not more and not view and held is dataset and generation == dataset.generation:
            return columns
        name = quoted(dataset.name)
        shape = ", ".join(f"{quoted(column)} {kind}" for column, kind in columns.items() if column != "_id")
        self.engine.execute(
            f"CREATE OR REPLACE TABLE {name} (_id VARCHAR PRIMARY KEY DEFAULT uuid(){', ' if shape else ''}{shape})"
        )
        structure = json.dumps([columns]).replace("'", "''")
        shown = view or dict
        rows = [{**shown(record.source), "_id": record_id} for record_id, record in dataset.shown().items()]
        for at in range(0, len(rows), CHUNK):
            chosen = f"SELECT unnest(from_json(?, '{structure}')) AS r"
            self.engine.execute(f"INSERT INTO {name} SELECT r.* FROM ({chosen})", [json.dumps(rows[at : at + CHUNK])])
        # A table that shows only what one caller may see is not kept.
        self.loaded[dataset.name] = (dataset, -1 if view or dataset.hidden else dataset.generation)
        return columns

    def write(self, text: str, kind: str, call: Call) -> Result:
        found = TARGET.match(text)
        name = plain(found[1]) if found else ""
        if found is None or name not in self.lab.datasets.all:
            raise invalid(f"Table with name {name or text[:40]!r} does not exist", "SqlError")
        dataset = self.lab.datasets.all[name]
        call.need("record.write", name)
        for other in self.named(text):
            if other is not dataset:
                call.need("record.read", other.name)
            self.load(other, view=call.rights.view(other.name) if other is not dataset else None)
        columns = self.load(dataset, self.new_columns(text, found[2] if kind == "INSERT" else None))
        touched = assigned(text, kind, found[2], columns)
        self.loaded[name] = (dataset, -1)  # whatever happens now, the table is not what is stored
        ids = [row[0] for row in self.engine.execute(f"{text} RETURNING _id").fetchall()]
        for row in [{"_id": one} for one in ids] if kind == "DELETE" else self.rows(name, ids):
            self.store(dataset, kind, row, touched, columns)
        return Result(kind, [], [], len(ids))

    def rows(self, name: str, ids: list[str]) -> list[dict[str, Any]]:
        """Read again: after ON CONFLICT the engine returns the row that was offered, not the one that it has then."""
        chosen = f"SELECT * FROM {quoted(name)} WHERE _id IN (SELECT unnest(?::VARCHAR[]))"
        cursor = self.engine.execute(chosen, [ids])
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row)) for row in cursor.fetchall()]

    def new_columns(self, text: str, listed: str | None) -> dict[str, str]:
        """A dataset has no fixed schema: what an INSERT names beyond it is of the type that its values have."""
        given = VALUES.search(text)
        if listed is None or given is None:
            return {}
        described = self.engine.execute(f"DESCRIBE SELECT * FROM ({CONFLICT.sub('', given[1])})").fetchall()
        names = [plain(name.strip()) for name in listed.split(",")]
        return {name: duck(kind[1]) for name, kind in zip(names, described) if name != "_id"}

    def store(
        self, dataset: Dataset, kind: str, row: dict[str, Any], touched: set[str], columns: dict[str, str]
    ) -> None:
        record_id = row["_id"]
        if kind == "DELETE":
            dataset.remove(record_id)
            self.lab.wrote(f"record {dataset.name}/{record_id} deleted")
            return
        old = dataset.records.get(record_id)
        source = dict(old.source) if old else {}
        for name, value in row.items():
            if name == "_id" or (value is None and (name not in touched or name not in source)):
                continue
            source[name] = json.loads(value) if columns.get(name) == "JSON" and value is not None else stored(value)
        dataset.put(record_id, source, len(json.dumps(source)))
        self.lab.wrote(f"record {dataset.name}/{record_id} {'updated' if old else 'created'}")


def assigned(text: str, kind: str, listed: str | None, columns: dict[str, str]) -> set[str]:
    """The columns that the statement gives a value; another that is NULL in the table is absent in the record."""
    inserted = [name.strip() for name in listed.split(",")] if listed else columns if kind == "INSERT" else ()
    return {plain(name) for name in (*inserted, *ASSIGNED.findall(text))}


def table(dataset: Dataset) -> dict[str, str]:
    """The columns: one for each field at the top. Names that differ only in case are one column to the engine."""
    made, seen = {"_id": "VARCHAR"}, {"_id"}
    for path, kind in dataset.fields.items():
        below = any(path.startswith(f"{other}.") for other, what in dataset.fields.items() if what == "Object")
        if not below and path.lower() not in seen:
            seen.add(path.lower())
            made[path] = "JSON" if path in dataset.lists else TYPES[kind]
    return made


def duck(kind: str) -> str:
    """The type of a stored field for a value of duckdb's type."""
    if kind.startswith(("DECIMAL", "DOUBLE", "FLOAT")):
        return "DOUBLE"
    if "INT" in kind:
        return "BIGINT"
    if kind == "BOOLEAN":
        return kind
    return "JSON" if kind.startswith(("STRUCT", "JSON")) or kind.endswith("[]") else "VARCHAR"


def stored(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def plain(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name
