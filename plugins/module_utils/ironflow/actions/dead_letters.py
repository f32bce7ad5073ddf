# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the outbox could not deliver: send it off again, or throw it away."""

from __future__ import annotations

from typing import Any

from ...core.errors import NotFound, PlatformError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW, Ironflow, segment
from ..listing import by_offset

PATH = "/outbox/dead-letter"
SHOWN = ("event_id", "topic", "kind", "attempts", "last_error")


def run(task: Task) -> dict[str, Any]:
    """Each event once, though it may have died in several places. One that is no dead letter needs nothing."""
    params, found = task.params, {}
    for one in letters(task.client):
        fits = all(params[name] in (None, one.get(name)) for name in ("topic", "kind"))
        if fits and (params["event_ids"] is None or one["event_id"] in params["event_ids"]):
            found[one["event_id"]] = {name: one.get(name) for name in SHOWN}
    done: list[str] = []
    for event in () if task.check_mode else found:
        try:
            act(task.client, params["action"], event)
        except PlatformError as error:
            error.done, error.failed_item = done, event
            raise
        done.append(event)
    diff = {"before": list(found.values()), "after": []}
    return {"changed": bool(found), "event_ids": list(found), "diff": diff}


def letters(client: Ironflow) -> list[dict[str, Any]]:
    return list(by_offset(client, PATH, "items", {}))


def act(client: Ironflow, action: str, event: str) -> None:
    try:
        if action == "delete":
            client.rest("DELETE", f"{PATH}/{segment(event)}")
        else:
            client.rest("POST", f"{PATH}/{segment(event)}/requeue", safe=False)
    except NotFound:
        pass  # somebody was faster
    except Uncertain:
        if any(one["event_id"] == event for one in letters(client)):
            raise


DEAD_LETTERS = ModuleSpec(
    IRONFLOW,
    (
        Field("action", required=True, choices=("requeue", "delete")),
        Field("event_ids", "list", elements="str"),
        Field("all", "bool"),
        Field("topic"),
        Field("kind"),
    ),
    run,
    ("event_ids",),
    {"required_one_of": [["event_ids", "all"]], "mutually_exclusive": [["event_ids", "all"]]},
)
