# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Emit an event: over REST on old servers, over ConnectRPC on new ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW, RPC_SINCE, Ironflow
from ..eras import Span, fields_known
from ..forms import refuse_nan
from ..lost import sent

KNOWN = {"idempotency_key": Span(RPC_SINCE), "version": Span((0, 34))}  # the first whose REST takes a version


def run(task: Task) -> dict[str, Any]:
    wanted = {name: task.params[name] for name in ("name", "data", "metadata", "version", "idempotency_key")}
    wanted = {name: value for name, value in wanted.items() if value is not None}
    for name in ("data", "metadata"):
        refuse_nan(wanted.get(name), f"event {wanted['name']}: {name}")
    if task.check_mode:
        fit(task.client, wanted)
        return {"changed": True, "event_id": None, "run_ids": []}
    client = task.client
    return {"changed": True, **client.either(lambda: over_rest(client, wanted), lambda: over_rpc(client, wanted))}


def fit(client: Ironflow, wanted: Mapping[str, Any]) -> None:
    """Refuse what the server would leave out without a word; only asks for its version where that matters."""
    fields_known(f"event {wanted['name']}", KNOWN)(client, wanted)


def over_rest(client: Ironflow, wanted: Mapping[str, Any]) -> dict[str, Any]:
    fit(client, wanted)
    if "idempotency_key" in wanted:  # a new server that all the same has only this way
        raise PlanError(f"event {wanted['name']}: this server takes no idempotency_key; leave it out")
    title = f"event {wanted['name']}"
    answer = sent(title, False, lambda: client.rest("POST", "/events", wanted, safe=False, tells=("event_id",)))
    return {"event_id": answer["event_id"], "run_ids": answer.get("run_ids") or []}


def over_rpc(client: Ironflow, wanted: Mapping[str, Any]) -> dict[str, Any]:
    names = {"name": "event", "idempotency_key": "idempotencyKey"}
    message = {names.get(name, name): value for name, value in wanted.items()}
    keyed = "idempotency_key" in wanted
    title = f"event {wanted['name']}"
    answer = sent(title, keyed, lambda: client.rpc("IronflowService", "Emit", message, safe=keyed))
    return {"event_id": answer.get("eventId", ""), "run_ids": answer.get("runIds") or []}


EVENT = ModuleSpec(
    IRONFLOW,
    (
        Field("name", required=True),
        Field("data", "dict", conceal=True),
        Field("metadata", "dict", conceal=True),
        Field("version", "int"),
        Field("idempotency_key"),
    ),
    run,
    ("event_id", "run_ids"),
)
