# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Functions: what starts a run, how it is tried again, and how many of them go at once. ConnectRPC in all versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...core.ensure import ensure, make_so, wish
from ...core.errors import Uncertain
from ...core.spec import Field, Resource, Task
from ...core.values import differs
from ..client import IRONFLOW, Ironflow
from ..eras import Span, fields_known
from ..messages import Form, enum
from ..rpc_store import RpcStore

NOUN, SERVICE = "function", "IronflowService"
STATUSES = ("active", "paused", "archived")
MODES = ("push", "pull")
# What the server makes of 0, which it may tell as either.
RETRY = {"max_attempts": 25, "initial_delay_ms": 1000, "backoff_factor": 2.0, "max_delay_ms": 300000}
TIMEOUT = 600000
OURS = "__ironflow_"  # what the vendor's workers write into the metadata of the functions that they register


def of_users(metadata: Any) -> Any:
    if not isinstance(metadata, Mapping):
        return metadata
    return {name: value for name, value in metadata.items() if not name.startswith(OURS)}


FIELDS = (
    Field("id", key=True),
    Field("name", chosen=True),
    Field("description", server_default="", clearable=True),
    Field(
        "triggers",
        "list",
        elements="dict",
        options=(
            Field("event", server_default=""),
            Field("expression", server_default=""),
            Field("cron", server_default=""),
        ),
        server_default=[],
        clearable=True,
    ),
    Field(
        "retry",
        "dict",
        options=(
            Field("max_attempts", "int", chosen=True),
            Field("initial_delay_ms", "int", chosen=True),
            Field("backoff_factor", "float", chosen=True),
            Field("max_delay_ms", "int", chosen=True),
            Field("on_exhausted", choices=("pause", "fail"), chosen=True),
        ),
        chosen=True,
    ),
    Field("timeout_ms", "int", server_default=0, clearable=True),
    Field(
        "concurrency",
        "dict",
        options=(Field("limit", "int", required=True), Field("key", server_default="")),
        clearable=True,
    ),
    Field(
        "debounce",
        "dict",
        options=(
            Field("period_ms", "int", required=True),
            Field("key", server_default=""),
            Field("max_wait_ms", "int", server_default=0),
        ),
        clearable=True,
    ),
    Field(
        "throttle",
        "dict",
        options=(
            Field("limit", "int", required=True),
            Field("period_ms", "int", required=True),
            Field("key", server_default=""),
        ),
        clearable=True,
    ),
    Field(
        "circuit_breaker",
        "dict",
        options=(
            Field("failure_threshold", "int", required=True),
            Field("open_duration_ms", "int", server_default=0),
            Field("max_open_duration_ms", "int", server_default=0),
        ),
        clearable=True,
    ),
    Field(
        "cancel_on",
        "list",
        elements="dict",
        options=(Field("event", required=True), Field("match", required=True)),
        server_default=[],
        clearable=True,
    ),
    Field("preferred_mode", choices=MODES, chosen=True),
    Field("endpoint_url", server_default="", clearable=True),
    Field("actor_key", server_default="", clearable=True),
    Field("secrets", "list", elements="str", unordered=True, along=True),
    Field("recording", "bool", server_default=False),
    Field("recording_profile", server_default="", clearable=True),
    Field("recording_retention", server_default="", clearable=True),
    Field("metadata", "dict", canonical=of_users, server_default={}, clearable=True),
    Field("status", choices=STATUSES, server_default="active"),
    Field("version", "int", computed=True),
    Field("next_run", computed=True),
    Field("created_at", computed=True),
    Field("updated_at", computed=True),
)
ENUMS = {"preferred_mode": "EXECUTION_MODE_", "status": "FUNCTION_STATUS_"}
FORM = Form(FIELDS, ENUMS, untold=("secrets",))
KNOWN = {
    "debounce.max_wait_ms": Span((0, 36)),
    "recording_profile": Span((0, 37)),
    "recording_retention": Span(until=(0, 47)),
    "retry.on_exhausted": Span((0, 52)),
    "circuit_breaker": Span((0, 52)),
    "throttle": Span((0, 52)),
}
STATE_OF = ("status", "version", "next_run", "created_at", "updated_at")


@dataclass(frozen=True)
class FunctionStore(RpcStore):
    """Registering replaces a function as a whole, but for its status, which is a call of its own."""

    reason: str = ""

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        made = self.register(client, values)
        if values.get("status", "active") != "active":
            made.update(self.turn(client, values["id"], values["status"]))
        return made

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        made = {}
        if set(changes) - {"status", "secrets"}:  # these come along with whatever changes
            made = self.register(client, {**current, **changes})
        if "status" in changes:
            made.update(self.turn(client, current["id"], changes["status"]))
        return made

    def register(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        """What is not wanted any more is left out. Where the answer is lost, what is there tells."""
        wanted = {name: value for name, value in values.items() if name not in STATE_OF and value is not None}
        message = FORM.sent(wanted)
        if self.reason:
            message["changeReason"] = self.reason
        try:
            return self.told(self.read(client.rpc(SERVICE, "RegisterFunction", message, safe=False)["function"]))
        except Uncertain:
            found = self.find(client, {"id": values["id"]})
            told = [f for f in FIELDS if f.name in wanted and f.name not in FORM.untold]
            if not found or any(differs(f, wanted[f.name], found[0][f.name]) for f in told):
                raise
            return self.told(found[0])

    def turn(self, client: Ironflow, id_: str, status: str) -> dict[str, Any]:
        message = {"id": id_, "status": enum(ENUMS["status"], status)}
        return self.told(self.read(client.rpc(SERVICE, "UpdateFunctionStatus", message, safe=True)))

    def told(self, one: Mapping[str, Any]) -> dict[str, Any]:
        names = (f.name for f in FIELDS if f.computed or f.chosen)
        return {name: one[name] for name in names if one.get(name) is not None}


def adapt(desired: Mapping[str, Any], current: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What the vendor's workers wrote into the metadata stays there, and 0 is what the server makes of it."""
    made = dict(desired)
    if isinstance(desired.get("retry"), Mapping):
        made["retry"] = {name: value or RETRY.get(name, value) for name, value in desired["retry"].items()}
    if current is None:
        return made
    if "timeout_ms" in desired and not desired["timeout_ms"] and current["timeout_ms"] == TIMEOUT:
        made["timeout_ms"] = TIMEOUT
    if isinstance(desired.get("metadata"), Mapping):
        theirs = {name: value for name, value in current["metadata"].items() if name.startswith(OURS)}
        made["metadata"] = {**theirs, **desired["metadata"]}
    return made


STORE = FunctionStore(
    NOUN,
    SERVICE,
    FORM,
    get="GetFunction",
    listed="ListFunctions",
    items="functions",
    delete_by="DeleteFunction",
)
FUNCTION = Resource(NOUN, IRONFLOW, FIELDS, STORE, adapt=adapt, fits=fields_known(NOUN, KNOWN))
REASON = Field("change_reason")


def run(task: Task) -> dict[str, Any]:
    reasoned = replace(FUNCTION, store=replace(STORE, reason=task.params["change_reason"] or ""))
    return make_so(task, reasoned, wish(FUNCTION, task.params))


PLAIN = ensure(FUNCTION)
ENSURE_FUNCTION = replace(PLAIN, fields=(*PLAIN.fields, REASON), run=run)
