# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""List runs, from servers of either era, and wait for the end of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..core.spec import Task
from ..core.waiting import look_until
from .client import Ironflow
from .messages import enum
from .rest_store import PAGE
from .rpc_store import pages
from .runs import FINAL, RUN, RUN_STATUS, SERVICE, run_of

# What a listing can be narrowed by: the name in ConnectRPC.
NARROW = {"function_id": "functionId", "event_id": "eventId", "search": "search", "since": "since", "until": "until"}


def runs(client: Ironflow, narrow: Mapping[str, Any], statuses: Sequence[str], most: int) -> list[dict[str, Any]]:
    """The newest first; 0 is all."""
    return client.either(
        lambda: over_rest(client, narrow, statuses, most), lambda: over_rpc(client, narrow, statuses, most)
    )


def over_rpc(client: Ironflow, narrow: Mapping[str, Any], statuses: Sequence[str], most: int) -> list[dict[str, Any]]:
    message: dict[str, Any] = {wire: narrow[name] for name, wire in NARROW.items() if narrow.get(name) is not None}
    if statuses:
        message["statuses"] = [enum(RUN_STATUS, word) for word in statuses]
    return [RUN.read(one) for one in pages(client, SERVICE, "ListRuns", "runs", message, most)]


def over_rest(client: Ironflow, narrow: Mapping[str, Any], statuses: Sequence[str], most: int) -> list[dict[str, Any]]:
    """Old servers take one status, so that each of several is a listing; a run may be told in two of them.

    Those of runs that have ended come last: a run that ends meanwhile is in one of the two.
    """
    query = {name: narrow[name] for name in NARROW if narrow.get(name) is not None}
    found: dict[str, dict[str, Any]] = {}
    for status in sorted(statuses, key=FINAL.__contains__) or (None,):
        for one in listing(client, {**query, "status": status}, most):
            found[one["id"]] = RUN.read(one)
    newest = sorted(found.values(), key=lambda one: str(one["created_at"]), reverse=True)
    return newest[:most] if most else newest


def listing(client: Ironflow, query: Mapping[str, Any], most: int) -> Iterator[Mapping[str, Any]]:
    seen = 0
    while not most or seen < most:
        size = min(PAGE, most - seen) if most else PAGE
        answer = client.rest("GET", "/runs", tells=("runs",), limit=size, offset=seen, **query)
        yield from answer["runs"] or []
        seen += len(answer["runs"] or [])
        if not answer["runs"] or seen >= answer.get("total_count", 0):
            return


def waited(task: Task, id_: str, pauses: bool = False) -> tuple[dict[str, Any] | None, bool]:
    """The run once it has ended, or as it was last; and whether it has. ``pauses``: goes on where it is paused.

    A paused run stays so until somebody resumes it, which a wait that stops there tells at once.
    """
    ends = FINAL if pauses else (*FINAL, "paused")

    def look() -> dict[str, Any] | None:
        found = run_of(task.client, id_)
        if found:
            task.outside.progress(f"run {id_} is {found['status']}", 0, 0)
        return found

    return look_until(
        task.outside,
        look,
        lambda found: found is None or found["status"] in ends,
        task.params["wait_timeout"],
        task.params["wait_interval"],
    )
