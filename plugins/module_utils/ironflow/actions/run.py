# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Cancel, pause or resume a run, and take what it was given and what came of it out of it for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ...core.errors import Conflict, NotTheApi, PlanError, PlatformError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW, Ironflow, no_such_route, segment
from ..eras import need
from ..redaction import SERVED, only_placeholders
from ..runs import FINAL, RUN, SERVICE, state_of

REASON = "cancelled by a playbook"  # old servers ask for one
STOPPED = ("paused", "failed")  # what can be resumed
BECOMES = {"cancel": "cancelled", "pause": "paused", "resume": "running"}


def run(task: Task) -> dict[str, Any]:
    params, client = task.params, task.client
    found = state_of(client, params["id"])
    if found is None:
        raise PlanError(f"there is no run {params['id']}")
    if params["redacted"]:
        need(client, "redaction of a run", SERVED)
    actions = list(planned(params, found))
    before = {"status": found["status"], "redacted": only_placeholders(found["input"], found["output"])}
    after = dict(before)
    for action in actions:
        after.update({"status": BECOMES[action]} if action in BECOMES else {"redacted": True})
    made = {"changed": bool(actions), "actions": actions, "diff": {"before": before, "after": after}}
    if task.check_mode and actions:
        return {**made, "status": None}
    return {**made, "status": carry_out(client, params, found, actions)}


def planned(params: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    """What has to be done to it, in this order; or why it cannot be."""
    name, is_, wanted = f"run {found['id']}", found["status"], params["status"]
    pausing, ended = is_ == "paused" or found["pause_requested"], is_ in FINAL
    if wanted == "cancelled" and not ended:
        yield "cancel"
    elif wanted == "paused" and not pausing:
        if ended:
            raise PlanError(f"{name} is {is_}; only one that goes on can be paused")
        yield "pause"
    elif wanted == "running" and is_ in STOPPED:
        yield "resume"
    elif wanted == "running" and (ended or pausing):
        told = f"is {is_}; only one that is paused or failed" if ended else "is about to pause; one that has paused"
        raise PlanError(f"{name} {told} can be resumed")
    if params["redacted"] and not only_placeholders(found["input"], found["output"]):
        if (wanted != "cancelled" and not ended) or (wanted == "running" and is_ == "failed"):
            raise PlanError(f"{name} is {is_}; only one that has ended can be redacted, which status: cancelled does")
        yield "redact"


def carry_out(client: Ironflow, params: Mapping[str, Any], found: Mapping[str, Any], actions: list[str]) -> str:
    """The status afterwards."""
    told = "pause_requested" if found["pause_requested"] else found["status"]
    for place, action in enumerate(actions):
        try:
            told = DO[action](client, params) or told
        except PlatformError as error:
            error.done = [{"operation": done, "item": f"run {found['id']}"} for done in actions[:place]]
            raise
    return str(told)


def cancel(client: Ironflow, params: Mapping[str, Any]) -> str:
    message = {"id": params["id"], "reason": params["reason"] or REASON}
    path = f"/runs/{segment(params['id'])}/cancel"

    def send() -> dict[str, Any]:
        return client.either(
            lambda: client.rest("POST", path, {"reason": message["reason"]}, tells=("status",)),
            lambda: client.rpc(SERVICE, "CancelRun", message, safe=False),
        )

    return settled(client, params["id"], send, lambda now: now["status"] in FINAL)


def resume(client: Ironflow, params: Mapping[str, Any]) -> str:
    """A second resume on its way is a conflict: then it goes on already."""
    step = params["from_step"]
    body = {"run_id": params["id"], **({"from_step": step} if step else {})}
    message = {"runId": params["id"], **({"fromStep": step} if step else {})}

    def send() -> dict[str, Any]:
        return client.either(
            lambda: client.rest("POST", "/runs/resume", body, tells=("status",)),
            lambda: client.rpc(SERVICE, "ResumeRun", message, safe=False),
        )

    return settled(client, params["id"], send, lambda now: now["status"] not in STOPPED)


def pause(client: Ironflow, params: Mapping[str, Any]) -> str:
    def send() -> dict[str, Any]:
        return client.rpc(SERVICE, "PauseRun", {"runId": params["id"]}, safe=False)

    return settled(client, params["id"], send, lambda now: now["status"] == "paused" or now["pause_requested"])


def redact(client: Ironflow, params: Mapping[str, Any]) -> None:
    client.rpc(SERVICE, "RedactRun", {"runId": params["id"]}, safe=True)


DO: dict[str, Callable[..., Any]] = {"cancel": cancel, "pause": pause, "resume": resume, "redact": redact}


def settled(
    client: Ironflow, run: str, send: Callable[[], dict[str, Any]], done: Callable[[Mapping[str, Any]], bool]
) -> str:
    """The status afterwards. Where the answer is lost, or somebody was faster, the run is looked at again."""
    try:
        return str(RUN.read(send())["status"])
    except (Uncertain, Conflict, NotTheApi) as error:
        now = None if no_such_route(error) else state_of(client, run)
        if now is None or not done(now):
            raise
        return "pause_requested" if now["pause_requested"] else str(now["status"])


RUN_ACTIONS = ModuleSpec(
    IRONFLOW,
    (
        Field("id", required=True),
        Field("status", choices=("cancelled", "paused", "running")),
        Field("reason"),
        Field("from_step"),
        Field("redacted", "bool"),
    ),
    run,
    ("actions", "status"),
)
