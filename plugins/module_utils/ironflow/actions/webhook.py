# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What is done with a source of webhooks: secrets and tokens are renewed, signatures tried, deliveries looked up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.ensure import look, show
from ...core.errors import ApiError, PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ...core.values import without
from ..client import IRONFLOW
from ..messages import Form
from ..resources.webhook_source import CONFIG, FIELDS, SECRET, SERVICE, WEBHOOK_SOURCE, check, send
from ..rpc_store import pages

METHODS = {
    "secret": "RotateWebhookSecret",
    "ingest_token": "RotateWebhookIngestToken",
    "expire_previous": "ExpireWebhookSecretPrev",
    "disable_verification": "DisableWebhookSignatureVerification",
}
ENDED = {"expire_previous": "verify_secret_prev_set", "disable_verification": "verify_secret_set"}
GRACEFUL, LONGEST = ("secret", "disable_verification"), 604800
SOURCE = (Field("id"), Field("name"))


def source_of(task: Task) -> dict[str, Any]:
    handle = {f.name: task.params[f.name] for f in SOURCE if task.params[f.name] is not None}
    found = look(WEBHOOK_SOURCE, handle, task.client)
    if found is None:
        raise PlanError(f"there is no {WEBHOOK_SOURCE.title(handle)}")
    return found


def rotate(task: Task) -> dict[str, Any]:
    what, message = task.params["what"], asked(task)
    source = source_of(task)
    if what in ENDED and not source[ENDED[what]]:
        return {"changed": False, "resource": show(WEBHOOK_SOURCE, source)}
    if task.check_mode:
        token = {"ingest_token": None} if what == "ingest_token" else {}
        return {"changed": True, **token, "resource": without(FIELDS, source, "secret", "computed")}
    try:
        told = send(task.client, METHODS[what], source, message)
    except Uncertain as error:
        told = settled(task, source, what, error)
    shown = show(WEBHOOK_SOURCE, {**source, **told})
    text = shown.pop("ingest_token")
    if what != "ingest_token":
        return {"changed": True, "resource": shown}
    task.outside.conceal(text)
    return {"changed": True, "ingest_token": text, "resource": shown}


def asked(task: Task) -> dict[str, Any]:
    params = task.params
    what, grace = params["what"], params["grace_seconds"]
    if (what == "secret") != (params[SECRET] is not None):
        raise PlanError(f"{SECRET} goes with what: secret, and is needed there")
    if grace is not None and what not in GRACEFUL:
        raise PlanError(f"grace_seconds goes with what: {' or '.join(GRACEFUL)}; leave it out")
    if grace is not None and not 0 <= grace <= LONGEST:
        raise PlanError(f"grace_seconds is {grace}; it is between 0 and {LONGEST}, which are seven days")
    message = {"verifySecret": params[SECRET], "graceSeconds": grace}
    return {name: value for name, value in message.items() if value is not None}


def settled(task: Task, source: Mapping[str, Any], what: str, error: Uncertain) -> dict[str, Any]:
    """What has come to an end can be seen; what was made new cannot."""
    now = look(WEBHOOK_SOURCE, source, task.client)
    if what in ENDED and now and not now[ENDED[what]]:
        return now
    again = "run the task again" if what in ENDED else "run the task again for another one"
    text = f"{error}; whether {WEBHOOK_SOURCE.title(source)} has changed is not known: {again}"
    raise ApiError(text, error.status) from None


def tried(task: Task) -> dict[str, Any]:
    """Nothing is written: the server says what it would make of such a delivery."""
    params = task.params
    named = params["id"] is not None or params["name"] is not None
    source = source_of(task) if named else {}
    given = {name: value for name, value in (params["verify_config"] or {}).items() if value is not None}
    config = {**(source.get("verify_config") or {}), **given}
    if given:
        check(config, "verify_config")
    if not named and (not given or params[SECRET] is None):
        raise PlanError(f"give id or name of a {WEBHOOK_SOURCE.name}, or verify_config and {SECRET}")
    message = {
        "verifyConfig": Form(CONFIG).sent({name: value for name, value in config.items() if value}),
        "verifySecret": params[SECRET],
        "sourceId": source.get("id"),
        "body": params["body"],
        "headers": {name: str(value) for name, value in params["headers"].items()},
    }
    sent = {name: value for name, value in message.items() if value}
    answer = task.client.rpc(SERVICE, "TestWebhookVerifyConfig", sent, safe=True)
    return {"changed": False, **Form(SEEN).read(answer)}


def deliveries(task: Task) -> dict[str, Any]:
    params = task.params
    if params["limit"] < 0:
        raise PlanError(f"limit is {params['limit']}; give how many deliveries you want, or 0 for all")
    named = params["id"] is not None or params["name"] is not None
    message = {"sourceId": source_of(task)["id"] if named else None, "status": params["status"]}
    sent = {name: value for name, value in message.items() if value}
    found = pages(task.client, SERVICE, "ListWebhookDeliveries", "deliveries", sent, params["limit"])
    form = Form(DELIVERY + (REQUEST if params["requests"] else ()))
    return {"changed": False, "resources": [form.read(one) for one in found]}


SEEN = (
    Field("verified", "bool"),
    Field("error"),
    Field("signing_string"),
    Field("computed_signature"),
    Field("presented_signatures", "list"),
    Field("resolved_timestamp"),
    Field("resolved_event_name"),
    Field("resolved_dedup_id"),
)
DELIVERY = tuple(
    Field(name)
    for name in ("id", "source_id", "external_id", "status", "event_id", "error", "signature_key", "created_at")
)
REQUEST = (Field("request_body"), Field("request_headers", "dict"))
ONE = {"mutually_exclusive": [["id", "name"]]}
ROTATE = ModuleSpec(
    IRONFLOW,
    (
        *SOURCE,
        Field("what", required=True, choices=tuple(METHODS)),
        Field(SECRET, secret=True),
        Field("grace_seconds", "int"),
    ),
    rotate,
    ("ingest_token", "resource"),
    {**ONE, "required_one_of": [["id", "name"]]},
    reveals=("ingest_token",),
)
TEST = ModuleSpec(
    IRONFLOW,
    (
        *SOURCE,
        Field("verify_config", "dict", options=CONFIG),
        Field(SECRET, secret=True),
        Field("body", required=True, conceal=True),
        Field("headers", "dict", required=True, conceal=True),
    ),
    tried,
    tuple(f.name for f in SEEN),
    ONE,
)
DELIVERY_INFO = ModuleSpec(
    IRONFLOW,
    (*SOURCE, Field("status"), Field("limit", "int", default=100), Field("requests", "bool", default=False)),
    deliveries,
    ("resources",),
    ONE,
)
