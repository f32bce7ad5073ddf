# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Give a whole file to the server, which makes records of it, at once or in a run of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import ApiError, NotTheApi, PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, look_until, waiting
from ...core.words import clip
from ...core.writing import reading, source
from ..client import INFINO, checked, dataset_at
from ..forms import path_of, sent
from ..operations_more import BY_NAME
from ..readers import FORMATS, array, ndjson, table
from ..resources.dataset import DATASET
from ..resources.import_job import ENDED
from .import_job_info import errors, fetch

UPLOAD = BY_NAME["upload_file"]


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    params = task.params
    if params["batch_size"] is not None and params["batch_size"] < 1:
        raise PlanError(f"batch_size is {params['batch_size']}; it is at least 1")
    dataset_at(params["dataset"])
    check_content(params["src"], params["format"])
    if task.check_mode:
        return {"changed": True, "run": None}
    begun = begin(task)
    if params["background"] and params["wait"] and begun["status"] not in ENDED:
        begun = await_end(task, begun)
    return {"changed": True, "run": settled(params["src"], begun)}


def check_content(src: str, form: str) -> None:
    """What cannot be read is named by its line, before anything is sent."""
    path = source(src).path
    kind = FORMATS.get(path.suffix.lower()) if form == "auto" else {"jsonl": "ndjson"}.get(form, form)
    with reading(path), path.open("rb") as stream:
        if kind == "csv":
            rows = table(stream, str(path), {}, ",")
        elif kind in ("json", "ndjson"):
            rows = (array if kind == "json" else ndjson)(stream, str(path))
        else:
            raise PlanError(f"{path}: give format, since the name of the file does not tell it")
        if next(rows, None) is None:
            raise PlanError(f"{path} holds no record")
        for _row in rows:
            pass


def begin(task: Task) -> dict[str, Any]:
    """The server's answer. Sent twice it would make all records twice, so a lost answer is told with what is known."""
    params = task.params
    given = {
        "dataset": params["dataset"], "file_path": params["src"], "format": params["format"],
        "batch_size": params["batch_size"], "async_mode": params["background"],
    }  # fmt: skip
    request, session = sent(UPLOAD, given), task.client.session
    path = f"{path_of(UPLOAD, given)}?async={request.query['async']}"
    before = records(task)
    try:
        how = {"headers": {"Content-Type": request.kind}, "patience": params["wait_timeout"]}
        answer = session.request(UPLOAD.method, path, None, False, data=request.data, **how)
    except Uncertain as error:
        told = f"the dataset had {before} records before and has {records(task)} now"
        raise Uncertain(f"{error}; nobody knows whether the file is in: {told}; look before you import it again",
                        error.status, error.retry_after) from None  # fmt: skip
    answer = checked(f"POST {path}", answer)
    if not isinstance(answer, Mapping) or not isinstance(answer.get("status"), str):
        raise NotTheApi("POST /import/file was answered with something that is no run; is api_url right?")
    return {
        "run_id": answer.get("run_id"), "status": answer["status"], "stats": answer.get("stats"),
        "errors": errors(answer),
    }  # fmt: skip


def records(task: Task) -> Any:
    found = DATASET.store.find(task.client, {"name": task.params["dataset"]})
    return found[0]["records"] if found else 0


def await_end(task: Task, begun: dict[str, Any]) -> dict[str, Any]:
    name, seconds = begun["run_id"], task.params["wait_timeout"]

    def look() -> dict[str, Any]:
        seen = fetch(task.client, str(name))
        return {key: seen[key] for key in ("run_id", "status", "stats", "errors")}

    seen, over = look_until(
        task.outside, look, lambda one: one["status"] in ENDED, seconds, task.params["wait_interval"]
    )
    if over:
        return seen
    error = ApiError(f"run {name} has not ended after {seconds} seconds, it is {seen['status']}; it goes on")
    error.done = [{"operation": "import", "item": f"run {name}"}]
    raise error


def settled(src: str, one: dict[str, Any]) -> dict[str, Any]:
    """The run, where nothing of it failed."""
    stats = one["stats"] if isinstance(one["stats"], Mapping) else {}
    failed = stats.get("documents_failed") or 0
    if one["status"] != "failed" and not failed and not one["errors"]:
        return one
    done = stats.get("documents_processed")
    told = clip("; ".join(one["errors"])) or "the server does not say why"
    error = ApiError(f"{src}: {failed or 'some'} records are not in, {done or 0} are: {told}")
    error.done = [{"operation": "import", "item": f"{done} records"}] if done else ()
    error.failed_item = {"operation": "import", "item": f"{failed or 'some'} records"}
    raise error


FILE_IMPORT = ModuleSpec(
    INFINO,
    (
        Field("dataset", required=True),
        Field("src", "path", required=True, source=True),
        Field("format", default="auto", choices=("auto", "json", "jsonl", "csv")),
        Field("batch_size", "int"),
        Field("background", "bool", default=False),
        *waiting(),
    ),
    run,
    ("run",),
)
