# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""End an entity stream. A last event says so, and nothing can be appended from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.ensure import make_so
from ...core.spec import Field, ModuleSpec, Resource, Task
from ..client import IRONFLOW, Ironflow
from ..eras import Span, need
from ..streams import SERVICE, STREAM_FIELDS, TOMBSTONE, events, stream

SERVED = Span((0, 39))


class EndStore:
    """A stream that has ended counts as none; with ``purge`` only one of which nothing else is left."""

    def __init__(self, purge: bool) -> None:
        self.purge = purge

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        need(client, "deletion of an entity stream", SERVED)
        found = stream(client, filters["entity_id"])
        if not found or (found["deleted"] and not (self.purge and self.holds_more(client, filters["entity_id"]))):
            return []
        return [found]

    def holds_more(self, client: Ironflow, entity: str) -> bool:
        first = next(events(client, entity, page=1), None)
        return bool(first and first["name"] != TOMBSTONE)

    def delete(self, client: Ironflow, current: Mapping[str, Any]) -> None:
        message = {"entityId": current["entity_id"], **({"purge": True} if self.purge else {})}
        client.rpc(SERVICE, "DeleteStream", message, safe=False)


def run(task: Task) -> dict[str, Any]:
    resource = Resource("entity stream", IRONFLOW, STREAM_FIELDS, EndStore(task.params["purge"]))
    absent = replace(task, params={**task.params, "state": "absent"})
    made = make_so(absent, resource, {"entity_id": task.params["entity_id"]})
    return {name: made[name] for name in ("changed", "operation", "diff")}


STREAM_DELETE = ModuleSpec(
    IRONFLOW,
    (Field("entity_id", required=True), Field("purge", "bool", default=False)),
    run,
    ("operation",),
)
