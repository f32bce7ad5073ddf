# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Delete the records that a query finds. They are counted first, so that nothing is sent where there are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import ApiError, NotTheApi, Uncertain, UnknownName
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, look_until, waiting
from ...core.words import clip
from ...http.retry import pause
from ..client import INFINO, Infino, dataset_at
from ..search import amount, condition


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    dataset, query = task.params["dataset"], condition(task.params["query"]) or {}
    try:
        counted = amount(task.client, dataset, query)
    except UnknownName as error:
        if not task.check_mode:
            raise
        task.outside.warn(f"{error}; a run fails unless an earlier task makes it")
        counted = 0
    if not counted or task.check_mode:
        return {"changed": bool(counted), "deleted": counted}
    deleted = delete(task.client, dataset, query, counted)
    if task.params["wait"]:
        await_absence(task, query, deleted)
    return {"changed": bool(deleted), "deleted": deleted}


def delete(client: Infino, dataset: str, query: Mapping[str, Any], counted: int) -> int:
    """How many were deleted. When the answer is lost, it is looked what is left before it is asked again."""
    session, path, tried = client.session, dataset_at(dataset), 0
    while True:
        try:
            return told(f"PATCH {path}", client.call("PATCH", path, json={"query": query}, safe=False))
        except Uncertain as error:
            if not amount(client, dataset, query):
                return counted
            if tried >= session.retries:
                raise
            session.sleep(pause(tried, error.retry_after, session.clock(), session.longest_wait))
            tried += 1


def told(what: str, answer: Any) -> int:
    """The number alone, or an object with it and with what could not be deleted."""
    inner = answer.get("deleted") if isinstance(answer, Mapping) else answer
    failures = answer.get("failures") if isinstance(answer, Mapping) else None
    if failures:
        error = ApiError(f"{what} could not delete all: {clip(str(failures))}")
        error.done = [{"operation": "delete", "item": f"{inner} records"}] if inner else ()
        error.failed_item = {"operation": "delete", "item": f"{len(failures)} records"}
        raise error
    if isinstance(inner, bool) or not isinstance(inner, int):
        raise NotTheApi(f"{what} was answered with something that is no number of records; is api_url right?")
    return inner


def await_absence(task: Task, query: Mapping[str, Any], deleted: int) -> None:
    """A search shows records for some time after they were deleted."""
    dataset, seconds = task.params["dataset"], task.params["wait_timeout"]

    def left() -> int:
        return amount(task.client, dataset, query)

    seen, gone = look_until(task.outside, left, lambda count: not count, seconds, task.params["wait_interval"])
    if not gone:
        error = ApiError(
            f"dataset {dataset}: {deleted} records are deleted, but after {seconds} seconds a search still finds "
            f"{seen}; give a longer wait_timeout, or wait false"
        )
        error.done = [{"operation": "delete", "item": f"{deleted} records"}]
        raise error


RECORDS_DELETE = ModuleSpec(
    INFINO,
    (Field("dataset", required=True), Field("query", "dict", required=True), *waiting()),
    run,
    ("deleted",),
)
