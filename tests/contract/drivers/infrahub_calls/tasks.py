# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Background tasks."""

from __future__ import annotations

from typing import Any

from infrahub_sdk.task.models import TaskFilter, TaskState

from ..infrahub_client import client


def task_wait(id: str) -> dict[str, Any]:
    """The task once it has ended, found in every way."""
    one = client()
    done = one.task.wait_for_completion(id, timeout=300)
    same = one.task.get(id=id)
    (filtered,) = one.task.filter(filter=TaskFilter(ids=[id]))
    assert done.id == same.id == filtered.id
    return {"id": done.id, "title": same.title, "state": str(same.state.value), "workflow": filtered.workflow}


def task_ids(branch: str) -> list[str]:
    """Of the completed tasks of a branch, the latest first."""
    wanted = TaskFilter(branch=branch, state=[TaskState.COMPLETED])
    one = client()
    found = [task.id for task in one.task.filter(filter=wanted)]
    assert one.task.count(filters=wanted) == len(found)
    assert set(found) <= {task.id for task in one.task.all()}
    return found


def task_retry(id: str) -> Any:
    return client().task.retry(id)


def task_cancel(id: str) -> Any:
    return client().task.cancel(id)
