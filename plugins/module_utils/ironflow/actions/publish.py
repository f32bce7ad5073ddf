# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Publish a message on a topic: over REST on old servers, over ConnectRPC on new ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.spec import Field, ModuleSpec, Task
from ...core.values import given
from ..client import IRONFLOW, Ironflow
from ..eras import need
from ..forms import refuse_nan
from ..lost import sent
from ..messages import TWINS, Form

FIELDS = (
    Field("topic", required=True),
    Field("data", "raw", conceal=True),
    Field("idempotency_key"),
)
MESSAGE = Form(FIELDS, free=("data",))


def run(task: Task) -> dict[str, Any]:
    wanted, client = given(FIELDS, task.params), task.client
    refuse_nan(wanted.get("data"), f"message on topic {wanted['topic']}: data")
    if task.check_mode:
        return {"changed": True, "event_id": None, "sequence": None, "duplicate": None}
    keyed = "idempotency_key" in wanted

    def send() -> dict[str, Any]:
        return client.either(lambda: over_rest(client, wanted, keyed), lambda: over_rpc(client, wanted, keyed))

    made = sent(f"message on topic {wanted['topic']}", keyed, send)
    return {"changed": not made["duplicate"], **made}


def over_rest(client: Ironflow, wanted: Mapping[str, Any], safe: bool) -> dict[str, Any]:
    answer = client.rest("POST", "/publish", wanted, safe=safe, tells=("event_id", "sequence"))
    return {"event_id": answer["event_id"], "sequence": int(answer["sequence"]), "duplicate": False}


def over_rpc(client: Ironflow, wanted: Mapping[str, Any], safe: bool) -> dict[str, Any]:
    if not isinstance(wanted.get("data", {}), Mapping):
        need(client, f"message on topic {wanted['topic']}: data that is no dictionary", TWINS)
    answer = client.rpc("PubSubService", "Publish", MESSAGE.sent(wanted), safe=safe)
    told = {"event_id": answer.get("eventId", ""), "sequence": int(answer.get("sequence") or 0)}
    return {**told, "duplicate": bool(answer.get("duplicate"))}


PUBLISH = ModuleSpec(IRONFLOW, FIELDS, run, ("event_id", "sequence", "duplicate"))
