# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Ask Infino in any of its languages; the result has one shape.

``ask(client, wanted)`` takes the options of ``infino_query`` by their names (``FIELDS``), of which any may be left out,
and gives a dictionary: ``rows`` (dictionaries with typed values), ``columns`` (name and type, in order), ``total``,
``aggregations``, and ``selected``, what the option ``select`` chose of all these. It checks itself what it is given,
before anything is sent, and tells warnings to ``client.outside``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..core.errors import ApiError, Denied, PlanError
from ..core.path import selection
from ..core.spec import Field
from .answers import Table, found, joined, table
from .client import Infino, checked
from .forms import perform
from .operations_more import BY_NAME
from .promql import moment, period, samples
from .resources import connection
from .resources.import_job import source_of
from .search import complete, hits, pages, search, sound, total
from .statements import check_pages, check_reads

LANGUAGES = ("sql", "dsl", "promql")
TIMES = ("start", "end", "step")
LARGEST_PAGE = 10_000
FIELDS = (
    Field("sql"),
    Field("dsl", "dict"),
    Field("promql"),
    Field("dataset"),
    Field("connection"),
    *map(Field, TIMES),
    Field("all", "bool", default=False),
    Field("page_size", "int", default=1000),
    Field("select"),
)
RETURNS = ("rows", "columns", "total", "aggregations", "selected")


def ask(client: Infino, wanted: Mapping[str, Any]) -> dict[str, Any]:
    given = {f.name: f.default if wanted.get(f.name) is None else wanted[f.name] for f in FIELDS}
    language = sensible(given)
    choose = selection(given["select"]) if given["select"] is not None else None
    made, aggregations = ASK[language](client, given)
    answer = {"rows": made.rows, "columns": made.columns, "total": made.total, "aggregations": aggregations}
    return {**answer, "selected": choose(answer) if choose else None}


def sensible(given: Mapping[str, Any]) -> str:
    """The language of the query. Options that do not fit together are refused."""
    named = [name for name in LANGUAGES if given[name] is not None]
    if len(named) != 1:
        raise PlanError(f"give one of sql, dsl and promql{', not ' + ' and '.join(named) if named else ''}")
    (language,) = named
    times = [name for name in TIMES if given[name] is not None]
    remote = given["connection"] is not None
    if language == "promql":
        if times and len(times) < len(TIMES):
            rest = " and ".join(name for name in TIMES if name not in times)
            raise PlanError(f"start, end and step come together: give {rest} too")
        for name in ("connection", "all"):
            if given[name]:
                raise PlanError(f"{name} is for sql and dsl, not for promql")
    elif times:
        raise PlanError(f"{' and '.join(times)} {'are' if len(times) > 1 else 'is'} for promql, not for {language}")
    if given["dataset"] is None and (remote or language == "dsl"):
        what = "connection: the index, or the database of a warehouse" if remote else "dsl: the one to search in"
        raise PlanError(f"give dataset with {what}")
    if given["dataset"] is not None and language == "sql" and not remote:
        raise PlanError("dataset is not for sql, which names its datasets itself; with a connection it is needed")
    if not 1 <= given["page_size"] <= LARGEST_PAGE:
        raise PlanError(f"page_size is {given['page_size']}; it is from 1 to {LARGEST_PAGE}")
    return language


def by_sql(client: Infino, given: Mapping[str, Any]) -> tuple[Table, dict[str, Any]]:
    sql = given["sql"]
    check_reads(sql)
    whole = check_pages(sql) if given["all"] else ""
    send = source(client, given, "sql") if given["connection"] else native(client)

    def once(text: str) -> Table:
        return table(checked("the query", send(text)))

    if whole:
        return joined(over_pages(once, whole, given["page_size"])), {}
    made = once(sql)
    if made.total > len(made.rows):
        client.outside.warn(f"the server tells of {made.total} rows, but sent {len(made.rows)}; give LIMIT, or all")
    return made, {}


def native(client: Infino) -> Callable[[str], Any]:
    return lambda text: client.call("GET", "/sql", json={"query": text})


def over_pages(once: Callable[[str], Table], sql: str, size: int) -> Iterator[Table]:
    got, last = 0, Table([], [], 0)
    while True:
        page = once(f"{sql}\nLIMIT {size} OFFSET {got}")
        rows = page.rows
        if len(rows) > size or (rows and rows == last.rows and rows[0] != rows[-1]):
            raise ApiError("the query: the server does not keep to LIMIT and OFFSET; ask without all")
        yield page
        got, last = got + len(rows), page
        if not rows or (len(rows) < size and page.total <= got):
            return


def by_dsl(client: Infino, given: Mapping[str, Any]) -> tuple[Table, dict[str, Any]]:
    document, dataset = given["dsl"], given["dataset"]
    for name in ("from", "size", "search_after") if given["all"] else ():
        if name in document:
            raise PlanError(f"with all, dsl has no {name} of its own; page_size says how much comes at a time")
    send = source(client, given, "querydsl") if given["connection"] else None

    def once(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        if send is None:
            return search(client, dataset, asked)
        return sound(checked("the query", send(asked)), "the query")

    if given["all"]:
        ordered = {**document, "sort": order(document.get("sort"))}
        answers = list(pages(once, ordered, given["page_size"], f"dataset {dataset}"))
        every = [hit for answer in answers for hit in hits(answer)]
        complete(dataset, len(every), total(answers[-1]))
    else:
        answers = [once(document)]
        every = hits(answers[0])
    return found(every, total(answers[-1])), answers[0].get("aggregations") or {}


def order(sort: Any) -> list[Any]:
    """As it was asked for; records that are alike in that come in the order of their ids."""
    keys = sort if isinstance(sort, list) else [sort] if sort is not None else []
    named = [key if isinstance(key, str) else next(iter(key), None) for key in keys]
    return keys if "_id" in named else [*keys, {"_id": "asc"}]


def source(client: Infino, given: Mapping[str, Any], spoken: str) -> Callable[[Any], Any]:
    """What sends a query to a connected source, where that speaks the language."""
    name, dataset = given["connection"], given["dataset"]
    try:
        row = source_of(client, name)
    except Denied:
        row = {"id": name}  # who may not list connections names one by its id
    speaks = row.get("query_type")
    if speaks in ("sql", "querydsl") and speaks != spoken:
        right = "sql" if speaks == "sql" else "dsl"
        raise PlanError(f"connection {name} is asked by {right}, not by {'sql' if spoken == 'sql' else 'dsl'}")
    where = {"connection_id": connection.identity(row), "dataset": dataset}
    operation = BY_NAME["query_source"]
    return lambda query: perform(client, operation, {**where, "query": query}, safe=True)


def by_promql(client: Infino, given: Mapping[str, Any]) -> tuple[Table, dict[str, Any]]:
    asked: dict[str, Any] = {"query": given["promql"], "dataset": given["dataset"]}
    name = "query_dataset_in_promql"
    if given["start"] is not None:
        asked.update(start=moment(given["start"], "start"), end=moment(given["end"], "end"))
        asked["step"] = period(given["step"], "step")
        if asked["end"] < asked["start"]:
            raise PlanError("end is before start")
        name = "query_dataset_in_promql_range"
    return samples(checked("the query", perform(client, BY_NAME[name], asked, safe=True))), {}


ASK: dict[str, Callable[[Infino, Mapping[str, Any]], tuple[Table, dict[str, Any]]]] = {
    "sql": by_sql, "dsl": by_dsl, "promql": by_promql,
}  # fmt: skip
