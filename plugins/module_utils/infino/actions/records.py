# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Records of a dataset, many at once: read in few requests, compared by value, written in bulks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...core.ensure import STATE
from ...core.errors import ApiError, PlanError, PlatformError, UnknownName
from ...core.spec import Field, ModuleSpec, Task
from ...core.waiting import check_waiting, look_until, waiting
from ...core.words import clip
from ..bulk import Outcome, Writer
from ..client import INFINO
from ..records import ID, Change, Wanted, accepted, count, planned, removal
from ..search import every, some

TOLD = 3  # refused records that the message quotes


def run(task: Task) -> dict[str, Any]:
    params = task.params
    check_waiting(task)
    wanted = accepted(params["records"])
    absent = params["state"] == "absent"
    prune = bool(params["prune"] and (wanted or params["prune_empty"]))
    if params["prune"] and absent:
        raise PlanError("prune deletes what is not listed, and state absent what is listed; give one of them")
    found = current(task, wanted, prune)
    if absent:
        changes = [removal(one.id, one.place, found[one.id]) for one in wanted if one.id in found]
    else:
        made = (planned(one, found.get(one.id), params["exact"]) for one in wanted)
        changes = [change for change in made if change]
    unchanged = len(wanted) - len(changes)
    if prune:
        listed = {one.id for one in wanted}
        changes += [removal(name, None, fields) for name, fields in found.items() if name not in listed]
    if changes and not task.check_mode:
        write(task, changes)
    return {
        "changed": bool(changes),
        "operations": count(changes, unchanged),
        "diff": {"before": outline(changes, "before"), "after": outline(changes, "after")},
    }


def current(task: Task, wanted: Sequence[Wanted], entire: bool) -> dict[str, dict[str, Any]]:
    """The records that are there. Where there is no dataset there are none, if only that is asked or foretold."""
    dataset = task.params["dataset"]
    try:
        return every(task.client, dataset) if entire else some(task.client, dataset, [one.id for one in wanted])
    except UnknownName as error:
        if task.params["state"] == "present":
            if not task.check_mode:
                raise
            task.outside.warn(f"{error}; a run fails unless an earlier task makes it")
        return {}


def outline(changes: Sequence[Change], side: str) -> list[dict[str, Any]]:
    fields = ((change, getattr(change, side)) for change in changes)
    return [{ID: change.id, **held} for change, held in fields if held is not None]


def write(task: Task, changes: Sequence[Change]) -> None:
    outcomes, finished = [], 0
    for outcome in Writer(task.client, task.params["dataset"]).write(changes):
        outcomes.append(outcome)
        finished += len(outcome.done)
        task.outside.progress("record", finished, len(changes))
    done = [change for outcome in outcomes for change in outcome.done]
    try:
        settled(task.params["dataset"], outcomes)
        if task.params["wait"]:
            await_sight(task, [outcome.done[-1] for outcome in outcomes if outcome.done])
    except PlatformError as error:
        error.done = [change.entry for change in done]
        error.failed_item = error.failed_item or {"operation": "wait", "item": f"dataset {task.params['dataset']}"}
        raise


def settled(dataset: str, outcomes: Sequence[Outcome]) -> None:
    """The first error of all, with the record that it is about."""
    refused = [pair for outcome in outcomes for pair in outcome.refused]
    troubled = next((outcome for outcome in outcomes if outcome.trouble), None)
    left = [change for outcome in outcomes for change in outcome.left]
    if refused:
        told = "; ".join(f"{change.title}: {clip(reason, 200)}" for change, reason in refused[:TOLD])
        more = f"; and {len(refused) - TOLD} more" if len(refused) > TOLD else ""
        error: PlatformError = ApiError(f"dataset {dataset}: {len(refused)} refused: {told}{more}")
        error.failed_item = refused[0][0].entry
    elif troubled and troubled.trouble:
        error = troubled.trouble
        error.failed_item = troubled.left[0].entry if troubled.left else None
    elif left:
        error = ApiError(f"dataset {dataset}: the server was too busy for {len(left)} records; run this again")
        error.failed_item = left[0].entry
    else:
        return
    raise error


def await_sight(task: Task, samples: Sequence[Change]) -> None:
    """A search shows records some time after they were written: the last of each bulk shows when that is over."""
    dataset, seconds = task.params["dataset"], task.params["wait_timeout"]

    def hidden() -> list[Change]:
        found = some(task.client, dataset, [change.id for change in samples])
        return [change for change in samples if not change.visible(found.get(change.id))]

    left, done = look_until(task.outside, hidden, lambda seen: not seen, seconds, task.params["wait_interval"])
    if not done:
        raise ApiError(
            f"dataset {dataset}: the records are written, but after {seconds} seconds a search does not show "
            f"{left[0].title}; give a longer wait_timeout, or wait false"
        )


RECORDS = ModuleSpec(
    INFINO,
    (
        Field("dataset", required=True),
        Field("records", "list", elements="dict", required=True, conceal=True),
        STATE,
        Field("exact", "bool", default=False),
        Field("prune", "bool", default=False),
        Field("prune_empty", "bool", default=False),
        *waiting(),
    ),
    run,
    ("operations",),
)
