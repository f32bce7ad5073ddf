# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What workers of projections ask for: a lease from 0.44 on, events to handle, and that what they made of them is kept.

From the first of these on the stand-in plays no worker of its own for that projection.
"""

from __future__ import annotations

import uuid
from typing import Any

from ..areas.events import Event, Events
from ..call import Call, moment
from ..projected import GLOBAL, Projection, found, keep, moved, pending, row
from ..refused import Refused

LEASED_SINCE, LASTS = (0, 44), 30


def leased(call: Call) -> Projection:
    """The projection that this worker may work for."""
    one = found(call, call.body.get("name", ""))
    one.served = True
    if call.lab.at >= LEASED_SINCE and not holds(call, one):
        raise Refused(409, "projection lease is not held", "aborted")
    return one


def holds(call: Call, one: Projection) -> bool:
    asked = call.body.get("lease") or {}
    return one.lease is not None and (asked.get("token"), int(asked.get("epoch") or 0)) == one.lease[:2]


def told(one: Projection, event: Event) -> dict[str, Any]:
    made = {"id": event.id, "name": event.name, "seq": event.place, "timestamp": moment(event.at), "source": "api"}
    made.update(metadata={**(event.metadata or {}), "__partition": one.partition(event)})
    made.update(kind="PROJECTION_EVENT_KIND_EVENT")
    return {**made, "data" if isinstance(event.data, dict) else "dataValue": event.data}


def poll(call: Call) -> dict[str, Any]:
    one = leased(call)
    partition = call.body.get("partition", "")
    waiting = pending(call, one) if one.status in ("active", "rebuilding") else iter(())
    mine = (event for event in waiting if partition in ("", one.partition(event)))
    events = [told(one, event) for event, _number in zip(mine, range(call.body.get("batchSize") or 100))]
    held = row(call, one, partition)
    made = {"events": events, "lastEventSeq": one.cursor}
    if held:
        made["currentState" if isinstance(held["state"], dict) else "currentStateValue"] = held["state"]
    return made


def save(call: Call) -> dict[str, Any]:
    one = leased(call)
    if one.mode != "managed":
        raise Refused(400, "an external projection keeps no state here", "failed_precondition")
    event = last(call)
    state = call.body["stateValue"] if "stateValue" in call.body else call.body.get("state", {})
    keep(call, one, call.body.get("partitionKey") or GLOBAL, state, event)
    return come(call, one, event)


def ack(call: Call) -> dict[str, Any]:
    one = leased(call)
    return come(call, one, last(call))


def come(call: Call, one: Projection, event: Event) -> dict[str, Any]:
    before = one.cursor
    moved(one, event.place, rebuilt=event.place > before)
    call.wrote(one.name)
    return {"ok": True}


def last(call: Call) -> Event:
    wanted = int(call.body.get("lastEventSeq") or 0)
    for event in call.room(Events).all:
        if wanted in (event.place, 0) and call.body.get("lastEventId") in (None, "", event.id):
            return event
    raise Refused(404, "event not found")


def acquire(call: Call) -> dict[str, Any]:
    """One worker at a time, for as long as it renews."""
    one, now = found(call, call.body.get("name", "")), call.lab.clock()
    one.served = True
    if one.lease and one.lease[2] > now:
        return {"granted": False}
    one.epoch += 1
    one.lease = (uuid.uuid4().hex, one.epoch, now + LASTS)
    return {"granted": True, "lease": {"token": one.lease[0], "epoch": one.epoch}, "ttl": f"{LASTS}s"}


def renew(call: Call) -> dict[str, Any]:
    one = leased(call)
    assert one.lease is not None
    one.lease = (*one.lease[:2], call.lab.clock() + LASTS)
    return {"ttl": f"{LASTS}s"}


def release(call: Call) -> dict[str, Any]:
    leased(call).lease = None
    return {}


BEHAVIOURS = {
    "ProjectionService/PollProjectionEvents": poll,
    "ProjectionService/SaveProjectionState": save,
    "ProjectionService/AckProjectionEvents": ack,
    "ProjectionService/AcquireProjectionLease": acquire,
    "ProjectionService/RenewProjectionLease": renew,
    "ProjectionService/ReleaseProjectionLease": release,
}
