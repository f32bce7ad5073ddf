# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Whether work that the server does in the background is still under way, and what went wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from ..core.errors import ApiError, PlatformError
from ..core.spec import Task
from ..core.waiting import look_until
from ..core.words import clip
from .client import Infrahub
from .jobs import ENDED_BADLY, ENDED_WELL, job_of
from .tasks import look_up

NOT_STARTED = ("SCHEDULED", "PENDING")
GOING_ON = (*NOT_STARTED, "RUNNING", "PAUSED")
MOST = 200
BAD = ("error", "critical")


def under_way(client: Infrahub, flows: Sequence[str], mine: Callable[[Mapping[str, Any]], bool]) -> bool:
    """Whether a task of these workflows has not ended. Of one that has not started the server does not know yet
    what it is about, so it may be ours."""
    found = look_up(client, {"state": list(GOING_ON), "workflow": list(flows)}, MOST)
    return any(one["state"] in NOT_STARTED or mine(one) for one in found)


def about(ids: Collection[str]) -> Callable[[Mapping[str, Any]], bool]:
    return lambda one: any(node["id"] in ids for node in one["related_nodes"])


def reason(client: Infrahub, ids: Iterable[str], flows: Sequence[str] | None = None) -> str:
    """The last error that a task about one of these nodes wrote down."""
    for one in look_up(client, {"nodes": list(ids), "workflow": flows}, 20, logs=True):
        bad = [log["message"] for log in one["logs"] if log["severity"] in BAD]
        if bad:
            return clip(bad[0])
    return "the server gives no reason; see its tasks"


def await_job(task: Task, job: str | None, title: str, done: list[str]) -> None:
    """Until the task has ended. One that the server does not list was done before it answered."""
    client, params = task.client, task.params

    def look() -> Mapping[str, str]:
        return (job_of(client, job) if job else {}) or {"state": ENDED_WELL, "error": ""}

    def over(seen: Mapping[str, str]) -> bool:
        return seen["state"] in (ENDED_WELL, *ENDED_BADLY)

    try:
        seen, ended = look_until(task.outside, look, over, params["wait_timeout"], params["wait_interval"])
        if not ended:
            raise ApiError(f"{title} has not ended after {params['wait_timeout']} seconds; it is {seen['state']}")
        if seen["state"] in ENDED_BADLY and not seen["error"]:
            task.outside.sleep(params["wait_interval"])  # what went wrong is written down a moment later
            seen = look()
        if seen["state"] in ENDED_BADLY:
            raise ApiError(f"{title} failed: {clip(seen['error']) or seen['state']}")
    except PlatformError as error:
        error.done = done
        raise


def await_state(
    task: Task, look: Callable[[], Any], over: Callable[[Any], bool], late: Callable[[Any], str], done: list[str]
) -> Any:
    """What is seen at last. ``late`` says how it stands when there is no more time."""
    params = task.params
    try:
        seen, ended = look_until(task.outside, look, over, params["wait_timeout"], params["wait_interval"])
        if not ended:
            raise ApiError(f"{late(seen)} after {params['wait_timeout']} seconds")
    except PlatformError as error:
        error.done = done
        raise
    return seen
