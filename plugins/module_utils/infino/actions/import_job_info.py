# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up import jobs and runs of connectors, and wait until they have ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.ensure import show
from ...core.errors import ApiError, NotFound, NotTheApi, PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.values import given
from ...core.waiting import check_waiting, look_until
from ...core.words import clip
from ..access import either
from ..client import INFINO, Infino, segment
from ..resources.import_job import ENDED, JOB, WAIT

FILTERS = tuple(f for f in JOB.fields if f.key)
RUN = ("connector_id", "connection_id", "index_name", "started_at", "completed_at", "duration_ms", "stats")


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    filters = given(FILTERS, task.params)
    run_id = task.params["run_id"]

    def look() -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
        jobs = [] if run_id and not filters else JOB.store.find(task.client, filters)
        return jobs, fetch(task.client, run_id) if run_id else None

    def ended(seen: Any) -> bool:
        return not task.params["wait"] or all(
            one["status"] in ENDED for one in (*seen[0], *([seen[1]] if run_id else []))
        )

    (jobs, one), over = look_until(task.outside, look, ended, task.params["wait_timeout"], task.params["wait_interval"])
    if not over:
        left = [JOB.title(job) for job in jobs if job["status"] not in ENDED]
        left += [f"run {run_id}"] if one and one["status"] not in ENDED else []
        raise ApiError(f"{', '.join(left)} has not ended after {task.params['wait_timeout']} seconds")
    return {"changed": False, "resources": [show(JOB, job) for job in jobs], "run": one}


def fetch(client: Infino, name: str) -> dict[str, Any]:
    """How a run is. Whether it has ended its status alone says: servers fill in the rest early or late."""
    path = f"/_connectors/jobs/{segment('run', name)}"
    try:
        answer = client.call("GET", path)
    except NotFound:
        raise PlanError(f"there is no run {name}; the server may have forgotten it") from None
    if not isinstance(answer, Mapping) or not isinstance(answer.get("status"), str):
        raise NotTheApi(f"GET {path} was answered with something that is no run; is api_url right?")
    return {
        "run_id": name,
        "status": answer["status"],
        **{key: answer.get(key) for key in RUN},
        "errors": errors(answer),
    }


def errors(answer: Mapping[str, Any]) -> list[str]:
    """Wherever the server tells of them."""
    stats = answer.get("stats")
    listed = [answer.get("errors"), stats.get("errors") if isinstance(stats, Mapping) else None]
    texts = [either(one, "message", "error", "reason") or one if isinstance(one, Mapping) else one
             for many in listed for one in many or ()]  # fmt: skip
    return [clip(str(text)) for text in (answer.get("error_message"), *texts) if text]


IMPORT_JOB_INFO = ModuleSpec(INFINO, (*FILTERS, Field("run_id"), *WAIT), run, ("resources", "run"))
