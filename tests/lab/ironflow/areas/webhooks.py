# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Sources of webhooks: who may post events from outside, with which token, and how it has to sign them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from ..call import Call, moment, seconds
from ..refused import Refused
from ..shelf import Plain, Shelf, page
from ..signatures import legacy, looked_at, wrong_with

GRACE, LONGEST_GRACE = 86400, 604800  # seconds


@dataclass
class Sources(Shelf):
    """``deliveries`` of all of them, the oldest first."""

    deliveries: list[dict[str, Any]] = field(default_factory=list)


PLAIN = Plain(Sources, "webhook source", "wh", shared=False)


def told(call: Call, source: dict[str, Any], token: str = "") -> dict[str, Any]:
    """Secrets are never told; the token only by what makes it."""
    now = call.lab.clock()
    made = {
        **{name: value for name, value in source.items() if name not in ("secret", "prev", "until", "token")},
        "createdAt": source["created_at"],
        "updatedAt": source["updated_at"],
        "verifySecretSet": bool(source["secret"]),
        "verifySecretPrevSet": previous(source, now) is not None,
        "ingestTokenPrefix": source["token"][:13],
        "ingestToken": token,
    }
    if made["verifySecretPrevSet"]:
        made["verifySecretPrevExpiresAt"] = moment(source["until"])
    return made


def previous(source: dict[str, Any], now: float) -> str | None:
    return source["prev"] if source["prev"] and source["until"] > now else None


def new_token() -> str:
    return "ifwh_" + secrets.token_hex(16)


def agree(call: Call, source: dict[str, Any]) -> None:
    wanted = call.body.get("expectedUpdatedAt")
    if wanted and seconds(wanted, "expectedUpdatedAt") != seconds(source["updated_at"], "updatedAt"):
        raise Refused(409, "webhook source was changed since it was read", "aborted")


def proper(config: Any) -> None:
    problem = wrong_with(config) if config else ""
    if problem:
        raise Refused(400, problem)


def create(call: Call) -> dict[str, Any]:
    asked = call.body
    for name in ("name", "eventPrefix"):
        if not asked.get(name):
            raise Refused(400, f"{name} is required")
    proper(asked.get("verifyConfig"))
    values = {name: value for name, value in asked.items() if name != "verifySecret" and value not in ("", None)}
    own = {"secret": asked.get("verifySecret") or "", "prev": "", "until": 0.0, "token": new_token()}
    made = PLAIN.make(call, {"sourceType": "generic", "schemaVersion": 1, **values, **own})
    return told(call, made, made["token"])


def found(call: Call) -> dict[str, Any]:
    if not call.body.get("id"):
        raise Refused(400, "id is required")
    return PLAIN.found(call, call.body["id"])


def get(call: Call) -> dict[str, Any]:
    return told(call, found(call))


def listed(call: Call) -> dict[str, Any]:
    some, total = page(call, PLAIN.listed(call))
    return {"sources": [told(call, one) for one in some], "totalCount": total}


def update(call: Call) -> dict[str, Any]:
    """Name and metadata are replaced; what else is not sent stays."""
    source, asked = found(call), call.body
    agree(call, source)
    if not asked.get("name"):
        raise Refused(400, "name is required")
    proper(asked.get("verifyConfig"))
    source.update(name=asked["name"], metadata=asked.get("metadata") or {})
    for name in ("verifyHeader", "verifyAlgorithm", "verifyConfig", "schemaVersion"):
        if asked.get(name):
            source[name] = asked[name]
    return changed(call, source)


def changed(call: Call, source: dict[str, Any], token: str = "") -> dict[str, Any]:
    source["updated_at"] = later(call, source["updated_at"])
    call.wrote(source["id"])
    return told(call, source, token)


def later(call: Call, before: str) -> str:
    """Two changes are never of one moment."""
    return moment(max(call.lab.clock(), seconds(before, "updatedAt") + 0.000001))


def retire(call: Call, source: dict[str, Any], secret: str) -> None:
    """The secret up to now goes on being good for a while."""
    grace = call.body.get("graceSeconds")
    if grace is not None and not 0 <= grace <= LONGEST_GRACE:
        raise Refused(400, f"grace_seconds must be between 0 and {LONGEST_GRACE}")
    for_long = GRACE if grace is None else grace
    source.update(prev=source["secret"] if for_long else "", until=call.lab.clock() + for_long, secret=secret)


def rotate_secret(call: Call) -> dict[str, Any]:
    source = found(call)
    if not call.body.get("verifySecret"):
        raise Refused(400, "verify_secret is required")
    agree(call, source)
    retire(call, source, call.body["verifySecret"])
    return changed(call, source)


def disable(call: Call) -> dict[str, Any]:
    source = found(call)
    agree(call, source)
    retire(call, source, "")
    return changed(call, source)


def expire(call: Call) -> dict[str, Any]:
    source = found(call)
    agree(call, source)
    if previous(source, call.lab.clock()) is None:
        return told(call, source)
    source.update(prev="", until=0.0)
    return changed(call, source)


def rotate_token(call: Call) -> dict[str, Any]:
    """The old one is of no use at once."""
    source = found(call)
    agree(call, source)
    source["token"] = new_token()
    return changed(call, source, source["token"])


def delete(call: Call) -> dict[str, Any]:
    source = found(call)
    del PLAIN.things(call)[source["id"]]
    call.wrote(source["id"])
    return {}


def tried(call: Call) -> dict[str, Any]:
    """With a source, its secret and its descriptor stand in for those that are not sent."""
    asked = call.body
    source = PLAIN.found(call, asked["sourceId"]) if asked.get("sourceId") else {"secret": ""}
    config = asked.get("verifyConfig") or source.get("verifyConfig") or legacy(source)
    proper(config)
    secret = asked.get("verifySecret") or source["secret"]
    if not secret:
        raise Refused(400, "verify_secret or source_id is required")
    body, now = (asked.get("body") or "").encode(), call.lab.clock()
    return looked_at(config, secret, body, asked.get("headers") or {}, now)


BEHAVIOURS = {
    "WebhookService/CreateWebhookSource": create,
    "WebhookService/GetWebhookSource": get,
    "WebhookService/ListWebhookSources": listed,
    "WebhookService/UpdateWebhookSource": update,
    "WebhookService/RotateWebhookSecret": rotate_secret,
    "WebhookService/ExpireWebhookSecretPrev": expire,
    "WebhookService/DisableWebhookSignatureVerification": disable,
    "WebhookService/RotateWebhookIngestToken": rotate_token,
    "WebhookService/TestWebhookVerifyConfig": tried,
    "WebhookService/DeleteWebhookSource": delete,
}
