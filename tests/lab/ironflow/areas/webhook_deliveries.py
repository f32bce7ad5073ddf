# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What is posted from outside becomes an event, or is turned away; both are written down.

How a provider shows the token of a source is not in any public document: here it stands in the address, as ``token``.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from starlette.responses import JSONResponse, Response

from ..call import Call
from ..refused import Refused, bare
from ..shelf import page
from ..signatures import legacy, looked_at
from .events import emit
from .flow import Flow
from .webhooks import Sources, previous

UNTOLD = ("authorization", "cookie")


def ingest(call: Call) -> Response:
    """Nobody needs a key for it: the source's token and the signature say who it is."""
    place = call.path["provider"]
    for environment in call.lab.environments:
        room = call.lab.room(Sources, environment)
        if place in room.things:
            return delivered(replace(call, environment=environment, body={}), room, room.things[place])
    raise bare(404, "webhook source not found")


def delivered(call: Call, room: Sources, source: dict[str, Any]) -> Response:
    body = bytes(call.raw)
    key, seen = signature(call, source, body)
    external = seen["resolvedDedupId"]
    made = {
        "id": f"whd_{len(room.deliveries) + 1:08x}",
        "sourceId": source["id"],
        "externalId": external,
        "createdAt": call.now(),
        "requestBody": body.decode("utf-8", "replace"),
        "requestHeaders": {name: value for name, value in call.sent.items() if name not in UNTOLD},
        "signatureKey": key,
    }
    again = next((one for one in room.deliveries if external and known(one, source, external)), None)
    token = parse_qs(call.question).get("token", [""])[0]
    if token != source["token"]:
        made.update(status="rejected", error="ingest token does not match")
    elif key == "invalid":
        made.update(status="rejected", error=seen["error"])
    elif again:
        return JSONResponse({"event_id": again["eventId"], "duplicate": True})
    else:
        made.update(happening(call, source, seen["resolvedEventName"], body))
    room.deliveries.append(made)
    call.wrote(f"{source['id']} {made['status']}")
    status = {"rejected": 401, "failed": 400}.get(made["status"], 200)
    return JSONResponse({name: made[name] for name in ("id", "status", "eventId", "error") if name in made}, status)


def known(delivery: dict[str, Any], source: dict[str, Any], external: str) -> bool:
    return (delivery["sourceId"], delivery["externalId"], delivery["status"]) == (source["id"], external, "delivered")


def signature(call: Call, source: dict[str, Any], body: bytes) -> tuple[str, dict[str, Any]]:
    """Whose secret made it, and all that was seen of it."""
    now = call.lab.clock()
    config = source.get("verifyConfig") or legacy(source)
    secrets = {"current": source["secret"], "prev": previous(source, now)}
    seen = looked_at(config, source["secret"], body, call.sent, now)
    for name, secret in secrets.items():
        if secret:
            tried = looked_at(config, secret, body, call.sent, now)
            if tried["verified"]:
                return name, tried
    return ("invalid" if any(secrets.values()) else "none"), seen


def happening(call: Call, source: dict[str, Any], kind: str, body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except ValueError:
        return {"status": "failed", "error": "the body is not JSON"}
    if not kind:
        return {"status": "failed", "error": "the payload has no type"}
    name = f"{source['eventPrefix'].rstrip('.')}.{kind}"
    call.room(Flow).saw("webhook", event=name, source_id=source["id"])
    return {"status": "delivered", "eventId": emit(call, name, data).id}


def listed(call: Call) -> dict[str, Any]:
    """The newest first."""
    asked = call.body
    found = [
        one
        for one in reversed(call.room(Sources).deliveries)
        if asked.get("sourceId") in (None, "", one["sourceId"]) and asked.get("status") in (None, "", one["status"])
    ]
    if (asked.get("limit") or 0) < 0 or (asked.get("offset") or 0) < 0:
        raise Refused(400, "limit and offset must not be negative")
    some, total = page(call, found)
    return {"deliveries": some, "totalCount": total}


def topology(call: Call) -> dict[str, Any]:
    room = call.room(Sources)
    edges = call.room(Flow).edges.get("webhook", [])
    return {"edges": edges, "sources": [summary(room, one) for one in room.things.values()]}


def summary(room: Sources, source: dict[str, Any]) -> dict[str, Any]:
    mine = [one for one in room.deliveries if one["sourceId"] == source["id"]]
    counts = Counter(one["status"] for one in mine)
    return {
        "id": source["id"],
        "name": source["name"],
        "event_prefix": source["eventPrefix"],
        "source_type": source["sourceType"],
        "delivery_counts": {
            "accepted": counts["delivered"], "failed": counts["failed"], "rejected": counts["rejected"],
        },
        **({"latest_delivery_at": mine[-1]["createdAt"], "latest_delivery_status": mine[-1]["status"]} if mine else {}),
    }  # fmt: skip


BEHAVIOURS = {
    "POST /api/v1/webhooks/{provider}": ingest,
    "WebhookService/ListWebhookDeliveries": listed,
    "flow_list_webhooks": topology,
}
