# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Upload a file of records or metrics, read piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from ...core.collecting import uncollected
from ...core.errors import PlanError, PlatformError, UnknownName
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, waiting
from ...core.words import unknown
from ...core.writing import reading, source
from ..bulk import Outcome, Writer
from ..client import INFINO
from ..exposition import send_metrics
from ..readers import FORMATS, TYPES, Row, array, ndjson, table
from ..resources.dataset import DATASET, listing
from ..uploading import Told, Uploader, named
from .records import await_sight, settled

KINDS = ("auto", "json", "ndjson", "csv", "metrics")
ONLY_RECORDS = ("id_field", "batch")
ONLY_CSV = ("types", "delimiter")


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    kind = kind_of(task)
    held = records_there(task)
    with opened(task) as (stream, title), uncollected():
        if kind == "metrics":
            return send_metrics(task, stream, title)
        return send_records(task, reader(task, kind)(stream, title), title, held != 0)


def kind_of(task: Task) -> str:
    params = task.params
    kind = params["format"]
    if kind == "auto":
        suffix = Path(params["src"] or "").suffix.lower()
        if suffix not in FORMATS:
            known = ", ".join(FORMATS)
            raise PlanError(f"give format: it can be told from the name of a file that ends with {known}, and only so")
        kind = FORMATS[suffix]
    for name in (*(ONLY_RECORDS if kind == "metrics" else ()), *(ONLY_CSV if kind != "csv" else ())):
        if params[name] is not None:
            raise PlanError(f"{name} means nothing for {kind}; leave it out")
    for name, value in (params["types"] or {}).items():
        if value not in TYPES:
            raise PlanError(unknown(f"types: {name} cannot be of a type", value, TYPES))
    if params["delimiter"] is not None and len(params["delimiter"]) != 1:
        raise PlanError(f"delimiter is {params['delimiter']!r}; it is one letter")
    return str(kind)


def records_there(task: Task) -> int | None:
    """How many records the dataset has, None where that is not told. Of none, none has to be looked for."""
    name = task.params["dataset"]
    found = DATASET.store.find(task.client, {"name": name})
    if found:
        return found[0]["records"]
    problem = unknown("there is no dataset", name, [one["name"] for one in listing(task.client)])
    if not task.check_mode:
        raise UnknownName(f"{problem} (infino_dataset makes one)")
    task.outside.warn(f"{problem}; a run fails unless an earlier task makes it")
    return 0


@contextmanager
def opened(task: Task) -> Iterator[tuple[IO[bytes], str]]:
    if task.params["src"] is None:
        yield BytesIO(task.params["content"].encode("utf-8", "surrogatepass")), "content"
        return
    path = source(task.params["src"]).path
    with reading(path), path.open("rb") as stream:
        yield stream, str(path)


def reader(task: Task, kind: str) -> Callable[[IO[bytes], str], Iterator[Row]]:
    types, delimiter = task.params["types"] or {}, task.params["delimiter"] or ","
    if kind == "csv":
        return lambda stream, title: table(stream, title, types, delimiter)
    return array if kind == "json" else ndjson


def send_records(task: Task, rows: Iterator[Row], title: str, look: bool) -> dict[str, Any]:
    params = task.params
    batch = params["batch"] if params["batch"] is not None else Path(params["src"] or "").name
    uploader = Uploader(Writer(task.client, params["dataset"]), look, not task.check_mode)
    size = source(params["src"]).path.stat().st_size if params["src"] is not None else 0
    parts, read = [], 0
    for told in uploader.run(named(rows, title, params["id_field"], batch)):
        parts.append(told)
        read += told.size
        task.outside.progress("byte", read, max(size, read))
    operations = {name: sum(part.operations[name] for part in parts) for name in ("create", "update", "none")}
    try:
        conclude(task, parts, uploader.broken)
    except PlatformError as error:
        error.done = [{"operation": "write", "item": text} for text in spans(parts)]
        raise
    return {"changed": bool(operations["create"] or operations["update"]), "operations": operations}


def conclude(task: Task, parts: list[Told], broken: PlatformError | None) -> None:
    """The first trouble of all, with what is in and what is not; else wait until a search shows what was written."""
    try:
        settled(task.params["dataset"], [Outcome([], part.refused, part.left, part.trouble) for part in parts])
        if broken:
            broken.failed_item = {"operation": "read", "item": str(broken).partition(": ")[0]}
            raise broken
    except PlatformError as error:
        raise told_more(error, spans(parts)) from None
    if task.params["wait"] and not task.check_mode:
        await_sight(task, [part.last for part in parts if part.last])


def told_more(error: PlatformError, written: list[str]) -> PlatformError:
    """The same error, which also says how far it came."""
    most = 6
    named_ = ", ".join(written[:most]) + (f" and {len(written) - most} more parts" if len(written) > most else "")
    so_far = f"in are {named_}, but for what is named here, and nothing else" if written else "nothing was written"
    error.args = (f"{error}; {so_far}; run it again when that is mended, it does the rest",)
    return error


def spans(parts: list[Told]) -> list[str]:
    """The lines whose records are there now, neighbours joined."""
    made: list[tuple[int, int]] = []
    for part in parts:
        if part.trouble or part.left:
            continue
        if made and made[-1][1] + 1 >= part.lines[0]:
            made[-1] = (made[-1][0], part.lines[1])
        else:
            made.append(part.lines)
    return [f"lines {first} to {last}" for first, last in made]


UPLOAD = ModuleSpec(
    INFINO,
    (
        Field("dataset", required=True),
        Field("src", "path", source=True),
        Field("content"),
        Field("format", default="auto", choices=KINDS),
        Field("id_field"),
        Field("batch"),
        Field("types", "dict"),
        Field("delimiter"),
        *waiting(),
    ),
    run,
    ("operations", "samples"),
    {"required_one_of": [["src", "content"]], "mutually_exclusive": [["src", "content"]]},
)
