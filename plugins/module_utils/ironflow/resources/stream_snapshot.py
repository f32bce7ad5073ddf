# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Snapshots of an entity stream: what its events up to a version come to, so that nobody has to read them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.ensure import RETURNS, as_options, make_so, wish
from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Resource, Task
from ..client import IRONFLOW, Ironflow, segment
from ..eras import need
from ..forms import refuse_nan
from ..messages import TWINS, payload
from ..streams import SERVICE, snapshot, stream

FIELDS = (
    Field("entity_id", key=True),
    Field("version", "int", key=True),
    Field("data", "raw", required=True, conceal=True, wire="state"),
    Field("snapshot_id", computed=True),
    Field("created_at", computed=True),
)


class SnapshotStore:
    """``kind`` is the type of the entity, as its stream tells it."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        found = snapshot(client, filters["entity_id"], filters["version"])
        if not found or found["entity_version"] != filters["version"]:
            return []
        return [{**filters, **{f.name: found[f.wire_name] for f in FIELDS if not f.key}}]

    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        answer = client.either(lambda: self.over_rest(client, values), lambda: self.over_rpc(client, values))
        return {"snapshot_id": answer.get("snapshotId") or answer.get("snapshot_id")}

    def over_rest(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        path = f"/streams/{segment(values['entity_id'])}/snapshots"
        body = {"entity_type": self.kind, "entity_version": values["version"], "state": values["data"]}
        answer: dict[str, Any] = client.rest("POST", path, body, tells=("snapshot_id",))
        return answer

    def over_rpc(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        if not isinstance(values["data"], Mapping):
            need(client, "a snapshot of anything but a dictionary over ConnectRPC", TWINS)
        message = {"entityId": values["entity_id"], "entityType": self.kind, "entityVersion": values["version"]}
        return client.rpc(SERVICE, "CreateSnapshot", {**message, **payload("state", values["data"])}, safe=False)

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        """Another snapshot of the same version, which is the latest from then on."""
        return self.create(client, {**current, **changes})

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        raise AssertionError("snapshots go with their stream alone")


def run(task: Task) -> dict[str, Any]:
    """Of the version that the stream is at, where none is given."""
    resource = Resource("snapshot of entity stream", IRONFLOW, FIELDS, SnapshotStore(""))
    desired = wish(resource, task.params)
    found = stream(task.client, desired["entity_id"])
    now = found["version"] if found and not found["deleted"] else 0
    desired.setdefault("version", now)
    refuse_nan(desired["data"], f"{resource.title(desired)}: data")
    if not 1 <= desired["version"] <= now:
        missing = f"entity stream {desired['entity_id']} is at version {now}"
        text = f"{resource.title(desired)}: {missing}; append events first, or give a version up to that"
        if not task.check_mode:
            raise PlanError(text)
        task.outside.warn(f"{text}; a run fails unless an earlier task appends them")
    resource = replace(resource, store=SnapshotStore(found["entity_type"] if found else ""))
    return make_so(replace(task, params={**task.params, "state": "present"}), resource, desired)


OPTIONS = as_options(Resource("", IRONFLOW, FIELDS, None))
STREAM_SNAPSHOT = ModuleSpec(
    IRONFLOW,
    tuple(replace(f, required=f.name in ("entity_id", "data")) for f in OPTIONS),
    run,
    RETURNS,
)
