# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Consumer groups: who shares the events of one pattern, and how they are handed out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import Uncertain
from ...core.spec import Field, Resource
from ..client import IRONFLOW, Ironflow
from ..messages import Form, camel
from ..rpc_store import RpcStore

FIELDS = (
    Field("id", computed=True),
    Field("namespace", key=True, default="default"),
    Field("name", key=True),
    Field("pattern", required=True),
    Field("filter_expr", server_default="", clearable=True),
    Field("ack_mode", choices=("auto", "manual"), server_default="auto"),
    Field("backpressure", choices=("drop", "block", "buffer"), server_default="buffer"),
    Field("max_inflight", "int", server_default=100),
    Field("max_redeliveries", "int", server_default=3),
    Field("redeliver_delay_ms", "int", server_default=5000),
    Field("metadata", "dict", server_default={}, clearable=True),
    Field("status", choices=("active", "paused"), server_default="active"),
    Field("member_count", "int", computed=True),
    Field("created_at", computed=True),
    Field("updated_at", computed=True),
)
ENUMS = {"ack_mode": "ACK_MODE_", "backpressure": "BACKPRESSURE_MODE_", "status": "CONSUMER_GROUP_STATUS_"}


class GroupStore(RpcStore):
    def create(self, client: Ironflow, values: Mapping[str, Any]) -> dict[str, Any]:
        """A new group is active; one that shall be paused from the start is so by a change."""
        rest = {name: value for name, value in values.items() if name != "status"}
        try:
            made = super().create(client, rest)
        except Uncertain:
            found = self.find(client, {name: values[name] for name in ("namespace", "name")})
            if not found:
                raise
            made = {f.name: found[0][f.name] for f in FIELDS if f.computed}
        if values.get("status", "active") == "active":
            return made
        return {**made, **self.update(client, values, {"status": values["status"]})}

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        message = {
            "group": {**self.named(current), **self.form.sent(changes)},
            "updateMask": ",".join(map(camel, changes)),
        }
        return self.write(client, self.update_by, message)


CONSUMER_GROUP = Resource(
    "consumer group",
    IRONFLOW,
    FIELDS,
    GroupStore(
        "consumer group",
        "PubSubService",
        Form(FIELDS, ENUMS),
        get="GetConsumerGroup",
        listed="ListConsumerGroups",
        items="groups",
        create_by="CreateConsumerGroup",
        update_by="UpdateConsumerGroup",
        delete_by="DeleteConsumerGroup",
    ),
)
