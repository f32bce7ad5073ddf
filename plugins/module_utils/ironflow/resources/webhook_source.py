# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Sources of webhooks: who may post events from outside, and how their signatures are checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import ApiError, Conflict, PlanError, Uncertain
from ...core.spec import Field, Resource
from ..client import IRONFLOW, Ironflow
from ..eras import Span, fields_known
from ..messages import Form
from ..revisions import overtaken
from ..rpc_store import RpcStore, pages

NOUN, SERVICE, MARK, SECRET = "webhook source", "WebhookService", "updated_at", "verify_secret"
CONFIG = (
    Field("signature_header", chosen=True),
    Field("entry_separator", chosen=True),
    Field("kv_delimiter", chosen=True),
    Field("signature_key", chosen=True),
    Field("timestamp_header", chosen=True),
    Field("timestamp_key", chosen=True),
    Field("signing_template", chosen=True),
    Field("encoding", choices=("hex", "base64"), chosen=True),
    Field("algorithm", choices=("hmac-sha256", "hmac-sha1"), chosen=True),
    Field("tolerance_seconds", "int", chosen=True),
    Field("event_name_path", chosen=True),
    Field("dedup_id_path", chosen=True),
)
NEEDED = ("signature_header", "signing_template", "encoding", "algorithm")
FIELDS = (
    Field("id", key=True, computed=True),
    Field("name", key=True),
    Field("event_prefix", required=True, fixed=True),
    Field("verify_header", server_default=""),
    Field("verify_algorithm", server_default=""),
    Field("verify_config", "dict", options=CONFIG),
    Field(SECRET, secret=True),
    Field("schema_version", "int", server_default=1),
    Field("metadata", "dict", server_default={}, clearable=True),
    Field("source_type", computed=True),
    Field("verify_secret_set", "bool", computed=True),
    Field("verify_secret_prev_set", "bool", computed=True),
    Field("verify_secret_prev_expires_at", computed=True),
    Field("ingest_token", computed=True),
    Field("ingest_token_prefix", computed=True),
    Field("created_at", computed=True),
    Field(MARK, computed=True),
)
REPLACED = ("name", "metadata", "verify_header", "verify_algorithm")  # a change takes away those that it does not bring


class SourceStore(RpcStore):
    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        if filters.get("id") is None:
            found = map(self.form.read, pages(client, SERVICE, self.listed, self.items))
            return [one for one in found if filters.get("name") in (None, one["name"])]
        try:
            return [self.form.read(client.rpc(SERVICE, self.get, {"id": filters["id"]}, safe=True))]
        except ApiError as error:
            if error.status == 404 or error.status == 400 and code(error) == "invalid_argument":
                return []
            raise

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        """Its token is told by this answer alone."""
        try:
            return super().create(client, values)
        except Uncertain:
            found = self.find(client, {"name": values["name"]})
            if len(found) != 1:
                raise
        text = "was made, but its ingest_token was lost with the answer; ironflow_webhook_rotate makes another"
        client.outside.warn(f"{NOUN} {values['name']} {text}")
        return {f.name: found[0][f.name] for f in FIELDS if f.computed}

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        rest = {name: value for name, value in changes.items() if name != SECRET}
        told: dict[str, Any] = {}
        if rest:
            kept = {name: current[name] for name in REPLACED if current.get(name)}
            told = send(client, "UpdateWebhookSource", current, self.form.sent({**kept, **rest}))
        if SECRET in changes:
            told = send(client, "RotateWebhookSecret", {**current, **told}, {"verifySecret": changes[SECRET]})
        return {name: value for name, value in told.items() if name != "ingest_token"}

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        client.rpc(SERVICE, self.delete_by, {"id": current["id"]}, safe=True)


def send(client: Ironflow, method: str, current: Mapping[str, Any], message: Mapping[str, Any]) -> dict[str, Any]:
    """Change a source that is still as it was read; what the server then tells of its own."""
    expected = {"expectedUpdatedAt": current[MARK]} if current.get(MARK) else {}
    try:
        answer = client.rpc(SERVICE, method, {"id": current["id"], **message, **expected}, safe=False)
    except Conflict as error:
        now = next(iter(STORE.find(client, {"id": current["id"]})), None)
        raise Conflict(str(overtaken(WEBHOOK_SOURCE.title(current), current, now, MARK)), error.status) from None
    told = STORE.form.read(answer)
    return {f.name: told[f.name] for f in FIELDS if f.computed}


def code(error: ApiError) -> Any:
    return error.body.get("code") if isinstance(error.body, Mapping) else None


def adapt(desired: Mapping[str, Any], current: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Refuses what the server would take for nothing to change, or not take at all."""
    title = WEBHOOK_SOURCE.title(current or desired)
    for name in ("verify_header", "verify_algorithm"):
        if desired.get(name) == "" and current and current[name]:
            raise PlanError(f"{title}: the server never clears {name}; delete the {NOUN} first")
    if desired.get("verify_config"):
        config = {**((current or {}).get("verify_config") or {}), **desired["verify_config"]}
        check(config, f"{title}: verify_config")
    return desired


def check(config: Mapping[str, Any], where: str) -> None:
    missing = [name for name in NEEDED if not config.get(name)]
    if missing:
        raise PlanError(f"{where} needs {' and '.join(missing)}")
    if config.get("tolerance_seconds") and "{ts}" not in config["signing_template"]:
        raise PlanError(f"{where}: tolerance_seconds means something only with {{ts}} in signing_template")


STORE = SourceStore(
    NOUN,
    SERVICE,
    Form(FIELDS),
    get="GetWebhookSource",
    listed="ListWebhookSources",
    items="sources",
    create_by="CreateWebhookSource",
    delete_by="DeleteWebhookSource",
)
WEBHOOK_SOURCE = Resource(
    NOUN,
    IRONFLOW,
    FIELDS,
    STORE,
    adapt=adapt,
    bare=lambda current: not current["verify_secret_set"],
    fits=fields_known(NOUN, {"schema_version": Span((0, 34))}),
)
