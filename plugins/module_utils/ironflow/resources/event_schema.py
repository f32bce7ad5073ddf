# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Schemas of events: what the data of an event of one name and version must look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.spec import Field, Resource
from ..client import IRONFLOW, Ironflow
from ..messages import Form
from ..rest_store import RestStore
from ..rpc_store import EraStore, RpcStore

FIELDS = (
    Field("event_name", key=True, aliases=("name",)),
    Field("version", "int", key=True),
    Field("schema", "dict", required=True, wire="schema_json"),
    Field("description", server_default="", clearable=True),
    Field("created_at", computed=True),
)
RPC_FIELDS = tuple(f if f.name != "schema" else Field("schema", "dict", wire="schemaJson") for f in FIELDS)


class OldStore(RestStore):
    """Up to 0.35: a schema lies below its event's name and its version."""

    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return self.create(client, {**current, **changes})


class NewStore(RpcStore):
    def update(self, client: Ironflow, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return self.create(client, {**current, **changes})


EVENT_SCHEMA = Resource(
    "event schema",
    IRONFLOW,
    FIELDS,
    EraStore(
        OldStore(
            "event schema",
            "/events/schemas",
            FIELDS,
            envelope="schemas",
            by=("event_name", "version"),
            paged=True,
            texts=("schema",),
        ),
        NewStore(
            "event schema",
            "EventSchemaService",
            Form(RPC_FIELDS, texts=("schema",)),
            get="GetSchema",
            listed="ListSchemas",
            items="schemas",
            create_by="RegisterSchema",
            delete_by="DeleteSchema",
            handle={"event_name": "eventName", "version": "version"},
        ),
    ),
)
