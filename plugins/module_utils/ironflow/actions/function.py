# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What else there is to a function: its history, going back to a version, and invoking it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.ensure import outline, show
from ...core.errors import ApiError, NotFound, PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ...core.values import differs, without
from ...core.waiting import check_waiting, waiting
from ...core.words import clip
from ..client import IRONFLOW, Ironflow, segment
from ..eras import need
from ..forms import refuse_nan
from ..lost import sent
from ..messages import TWINS, enum, payload
from ..resources.function import ENUMS, FIELDS, FORM, FUNCTION, MODES, NOUN, SERVICE, STATUSES
from ..rpc_store import PAGE, pages
from ..running import waited

CONTENT = tuple(f for f in FIELDS if not (f.computed or f.along or f.name in ("id", "status")))


def look(task: Task) -> dict[str, Any]:
    """One function, or those that fit; of one also what it was."""
    params, client = task.params, task.client
    made: dict[str, Any] = {"changed": False, "history": [], "at": None}
    if params["id"] is None:
        of_one = [name for name in ("history", "version") if params[name]]
        if of_one:
            raise PlanError(f"{of_one[0]} is for one function; give its id too")
        found = [one for one in listed(task) if fits(task, one)]
        return {**made, "resources": [show(FUNCTION, one) for one in found]}
    found = FUNCTION.store.find(client, {"id": params["id"]})
    made["resources"] = [show(FUNCTION, one) for one in found]
    if found and params["history"]:
        made["history"] = history(client, params["id"])
    if found and params["version"] is not None:
        made["at"] = at_version(client, params["id"], params["version"])
    return made


def listed(task: Task) -> list[dict[str, Any]]:
    message = {}
    if task.params["status"]:
        message["status"] = enum(ENUMS["status"], task.params["status"])
    return [FORM.read(one) for one in pages(task.client, SERVICE, "ListFunctions", "functions", message)]


def fits(task: Task, one: Mapping[str, Any]) -> bool:
    """Old servers do not know all of the filters, and would tell all."""
    asked = {"status": task.params["status"], "preferred_mode": task.params["mode"]}
    return all(value in (None, one[name]) for name, value in asked.items())


def history(client: Ironflow, id_: str) -> list[dict[str, Any]]:
    """All of it, the newest first."""
    found: list[dict[str, Any]] = []
    message: dict[str, Any] = {"functionId": id_, "limit": PAGE}
    while True:
        answer = client.rpc(SERVICE, "ListFunctionHistory", message, safe=True)
        some = [entry(one) for one in answer.get("entries") or []]
        found += some
        if not answer.get("hasMore") or not some or some[-1]["version"] <= 1:
            return found
        message["fromVersion"] = some[-1]["version"] - 1


def entry(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "version": int(told.get("entityVersion") or 0),
        "change_type": told.get("changeType", ""),
        "change_reason": told.get("changeReason", ""),
        "actor_id": told.get("actorId", ""),
        "recorded_at": told.get("recordedAt"),
        "function": FORM.read(told.get("functionSnapshot") or {}),
    }


def at_version(client: Ironflow, id_: str, version: int) -> dict[str, Any]:
    message = {"functionId": id_, "version": version}
    return entry(client.rpc(SERVICE, "GetFunctionAtVersion", message, safe=True).get("entry") or {})


def roll_back(task: Task) -> dict[str, Any]:
    """What it was becomes its newest version; nothing is done where it is what there is."""
    client, id_, version = task.client, task.params["id"], task.params["to_version"]
    now = known(client, id_)
    try:
        old = at_version(client, id_, version)["function"]
    except NotFound:
        raise PlanError(f"{NOUN} {id_} has no version {version} in its history") from None
    changed = unlike(now, old)
    after = {**without(FIELDS, now, "computed"), **{f.name: old[f.name] for f in CONTENT}} if changed else now
    if changed and not task.check_mode:
        message = {"functionId": id_, "version": version, "changeReason": task.params["change_reason"] or ""}
        try:
            after = FORM.read(client.rpc(SERVICE, "RollbackFunction", message, safe=False).get("function") or {})
        except Uncertain:
            after = known(client, id_)
            if unlike(after, old):
                raise
    shown = {"before": outline(FUNCTION, now), "after": outline(FUNCTION, {**after, "status": now["status"]})}
    return {"changed": changed, "resource": show(FUNCTION, after), "diff": shown}


def known(client: Ironflow, id_: str) -> dict[str, Any]:
    found = FUNCTION.store.find(client, {"id": id_})
    if not found:
        raise PlanError(f"there is no {NOUN} {id_}; register it with ironflow_function")
    one: dict[str, Any] = found[0]
    return one


def unlike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return any(differs(f, other[f.name], one[f.name]) for f in CONTENT)


def invoke(task: Task) -> dict[str, Any]:
    """Start a run, and unless told otherwise wait for its end: InvokeFunctionSync would end it with the connection."""
    check_waiting(task)
    params = task.params
    title = f"{NOUN} {params['id']}"
    refuse_nan(params["data"], f"{title}: data")
    if params["data"] is not None and not isinstance(params["data"], Mapping):
        need(task.client, f"{title}: data that is no dictionary", TWINS)
    if task.check_mode:
        known(task.client, params["id"])
        return {"changed": True, "run_id": None, "event_id": None, "run": None}
    made = {"changed": True, "run": None, **begun(task.client, title, params)}
    return {**made, "run": ended(task, title, made["run_id"])} if params["wait"] else made


def begun(client: Ironflow, title: str, params: Mapping[str, Any]) -> dict[str, Any]:
    data, key = params["data"], params["idempotency_key"]
    document = {} if data is None else data

    def over_rest() -> dict[str, Any]:
        if not isinstance(document, Mapping):
            raise PlanError(f"{title}: this server takes only a dictionary as data")
        headers = {"Idempotency-Key": key} if key else None
        path = f"/functions/{segment(params['id'])}/invoke"
        answer = client.rest("POST", path, {"data": document}, safe=bool(key), headers=headers, tells=("run_id",))
        return {"run_id": answer["run_id"], "event_id": answer.get("event_id", "")}

    def over_rpc() -> dict[str, Any]:
        message = {"functionId": params["id"], **payload("data", document), "idempotencyKey": key or ""}
        answer = client.rpc(SERVICE, "InvokeFunction", message, safe=bool(key))
        return {"run_id": answer.get("runId", ""), "event_id": answer.get("eventId", "")}

    return sent(f"the call of {title}", bool(key), lambda: client.either(over_rest, over_rpc))


def ended(task: Task, title: str, id_: str) -> dict[str, Any]:
    """The run; a task whose function failed has failed, too."""
    done = [f"{title} was invoked: run {id_}"]
    try:
        found, over = waited(task, id_, task.params["through_pauses"])
    except ApiError as error:
        error.done = done
        raise
    if found and over and found["status"] == "completed":
        return found
    if found is None:
        why = f"run {id_} of {title} is gone"
    elif not over:
        seconds = task.params["wait_timeout"]
        why = f"run {id_} of {title} is still {found['status']} after {seconds} seconds; look with ironflow_run_info"
    elif found["status"] == "paused":
        reason = f" ({found['pause_reason']})" if found["pause_reason"] else ""
        why = f"run {id_} of {title} is paused{reason}; resume or cancel it with ironflow_run"
    else:
        told = found["error"] or found["cancellation_cause"] or "the server does not say why"
        text = told.get("message") if isinstance(told, Mapping) and told.get("message") else told
        why = f"run {id_} of {title} is {found['status']}: {clip(str(text))}"
    failure = ApiError(why)
    failure.done = done
    raise failure


FUNCTION_INFO = ModuleSpec(
    IRONFLOW,
    (
        Field("id"),
        Field("status", choices=STATUSES),
        Field("mode", choices=MODES),
        Field("history", "bool", default=False),
        Field("version", "int"),
    ),
    look,
    ("resources", "history", "at"),
)
FUNCTION_ROLLBACK = ModuleSpec(
    IRONFLOW,
    (Field("id", required=True), Field("to_version", "int", required=True), Field("change_reason")),
    roll_back,
    ("resource",),
)
FUNCTION_INVOKE = ModuleSpec(
    IRONFLOW,
    (
        Field("id", required=True),
        Field("data", "raw", conceal=True),
        Field("idempotency_key"),
        *waiting(),
        Field("through_pauses", "bool", default=False),
    ),
    invoke,
    ("run_id", "event_id", "run"),
)
