# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Events and their schemas, topics, consumer groups, entity streams."""

from __future__ import annotations

import json

from ..walk import finds, row, see

FIRST = json.dumps({"type": "object", "properties": {"orderId": {"type": "string"}}})
SECOND = json.dumps({"type": "object", "properties": {"orderId": {"type": "string"}, "site": {"type": "string"}}})
PAID = {"orderId": "1", "lines": [{"net": 3.5}]}
ORDER = {"entity_type": "order", "event_name": "order.paid", "data": PAID}
NEW_ORDER = {"entityId": "order-1", "entityType": "order", "eventName": "order.paid", "data": PAID}
CHANGE = {"group": {"name": "billing", "maxInflight": 9}, "updateMask": "maxInflight"}

EVENTS = (
    row("events_create", {"name": "order.paid", "data": PAID, "metadata": {"by": "tests"}}, keep="paid"),
    row("IronflowService/Emit", {"event": "order.paid", "data": PAID, "metadata": {"by": "tests"}}, keep="paid"),
    row("PubSubService/Emit", {"event": "order.sent", "data": PAID}),
    row("events_list", look=see("event_info", part="events")),
    row("events_get", "<paid.event_id>", look=see("event_info", id="<paid.event_id>")),
    row("events_list_names", look=see("event_info", part="names", result="counts", counts=True)),
    row(
        "IronflowService/RedactEvent", {"eventId": "<paid.event_id>"}, look=finds("event_redact", id="<paid.event_id>")
    ),
)
OLD_SCHEMAS = (
    row(
        "schemas_create",
        {"event_name": "order.paid", "version": 1, "schema_json": FIRST, "description": "An order"},
        look=finds("event_schema", event_name="order.paid", version=1, schema=json.loads(FIRST)),
    ),
    row("schemas_create", {"event_name": "order.paid", "version": 2, "schema_json": SECOND}),
    row("schemas_list", look=see("event_schema_info", part="schemas")),
    row("schemas_get", "order.paid", look=see("event_schema_info", event_name="order.paid", version=2)),
    row("schemas_get_by_name", "order.paid", "1", look=see("event_schema_info", event_name="order.paid", version=1)),
    row(
        "schemas_create_upcast",
        {"event_name": "order.paid", "from_version": 1, "to_version": 2, "data": PAID},
        look=see(
            "event_upcast", part="data", result="data", event_name="order.paid", from_version=1, to_version=2, data=PAID
        ),
    ),
    row(
        "schemas_delete",
        "order.paid",
        "1",
        look=finds("event_schema", event_name="order.paid", version=1, state="absent"),
    ),
)
NEW_SCHEMAS = (
    row(
        "EventSchemaService/RegisterSchema",
        {"eventName": "order.paid", "version": 1, "schemaJson": FIRST},
        look=finds("event_schema", event_name="order.paid", version=1, schema=json.loads(FIRST)),
    ),
    row("EventSchemaService/RegisterSchema", {"eventName": "order.paid", "version": 2, "schemaJson": SECOND}),
    row("EventSchemaService/ListSchemas", {}, look=see("event_schema_info", part="schemas")),
    row(
        "EventSchemaService/GetSchema",
        {"eventName": "order.paid", "version": 1},
        look=see("event_schema_info", event_name="order.paid", version=1),
    ),
    row(
        "EventSchemaService/TestUpcast",
        {"eventName": "order.paid", "fromVersion": 1, "toVersion": 2, "data": PAID},
        look=see(
            "event_upcast", part="data", result="data", event_name="order.paid", from_version=1, to_version=2, data=PAID
        ),
    ),
    row("EventSchemaService/ListSchemaHistory", {"eventName": "order.paid", "version": 1}, keep="history"),
    row(
        "EventSchemaService/GetSchemaRevision",
        {"eventName": "order.paid", "version": 1, "revision": "<history.entries.0.revision>"},
    ),
    row("EventSchemaService/CheckEnforcement", {"eventName": "order.paid"}),
    row(
        "EventSchemaService/DeleteSchema",
        {"eventName": "order.paid", "version": 1},
        look=finds("event_schema", event_name="order.paid", version=1, state="absent"),
    ),
)
TOPICS = (
    row("pub_sub_create", {"topic": "alerts", "data": {"level": 3}, "idempotency_key": "a-1"}),
    row("PubSubService/Publish", {"topic": "alerts", "data": {"level": 3}, "idempotencyKey": "a-1"}),
    row("PubSubService/ListTopics", {}, look=see("topic_info", part="topics")),
    row("PubSubService/GetTopicStats", {"topic": "alerts"}, look=see("topic_info", topic="alerts")),
)
NEW_GROUPS = (
    row(
        "PubSubService/CreateConsumerGroup",
        {"name": "billing", "pattern": "events:order.*", "maxInflight": 5},
        keep="group",
        look=see("consumer_group_info", name="billing"),
    ),
    row("PubSubService/GetConsumerGroup", {"name": "billing"}, look=see("consumer_group_info", name="billing")),
    row("PubSubService/ListConsumerGroups", {}, look=see("consumer_group_info", part="groups")),
    row("PubSubService/UpdateConsumerGroup", CHANGE, look=see("consumer_group_info", name="billing")),
    row(
        "PubSubService/DeleteConsumerGroup",
        {"name": "billing"},
        look=finds("consumer_group", name="billing", state="absent"),
    ),
)
BILLING = {"namespace": "default", "groupName": "billing"}
ONCE_MORE = ["IronflowService/Emit", {"event": "order.sent", "data": PAID}]
NEW_SUBSCRIPTIONS = (
    row("IronflowService/Emit", {"event": "order.paid", "data": PAID}),
    row("PubSubService/Subscribe", {"pattern": "events:order.*", "options": {"replay": 1, "includeMetadata": True}}),
    row(
        "PubSubService/CreateConsumerGroup",
        {"name": "billing", "pattern": "events:order.*", "ackMode": "ACK_MODE_MANUAL"},
    ),
    row("PubSubService/JoinConsumerGroup", {**BILLING, "consumerId": "c-1"}, then=ONCE_MORE, keep="got"),
    row(
        "PubSubService/AckEvent",
        {**BILLING, "consumerId": "<got.0.subscription_id>", "eventId": "<got.0.event_id>", "ackType": "ACK_TYPE_NAK"},
    ),
    row(
        "PubSubService/SubscribeBidirectional",
        [
            {"join": {**BILLING, "consumerId": "c-2"}},
            {"ack": {"eventId": "<got.0.event_id>", "ackType": "ACK_TYPE_ACK", "ackId": 1}},
        ],
        take=3,
        then=ONCE_MORE,
    ),
)
OLD_STREAMS = (
    row(
        "streams_events",
        "order-1",
        {**ORDER, "expected_version": 0, "idempotency_key": "pay-1"},
        look=finds(
            "stream_event", entity_id="order-1", entity_type="order", name="order.paid", data=PAID, expected_version=0
        ),
    ),
    row("streams_events", "order-1", {**ORDER, "expected_version": 0}, refused=409),
    row("streams_events", "order-1", {**ORDER, "expected_version": 1}),
    row("streams_list", look=see("stream_info", part="streams")),
    row("streams_get", "order-1", look=see("stream_info", entity_id="order-1")),
    row(
        "streams_list_events",
        "order-1",
        look=see("stream_info", part="events", result="resources.0.events", entity_id="order-1", include=["events"]),
    ),
    row(
        "streams_list_history",
        "order-1",
        look=see("stream_info", part="entries", result="resources.0.history", entity_id="order-1", include=["history"]),
    ),
    row(
        "streams_snapshots",
        "order-1",
        {"entity_type": "order", "entity_version": 1, "state": {"paid": True}},
        look=finds("stream_snapshot", entity_id="order-1", version=1, data={"paid": True}),
    ),
    row(
        "streams_list_snapshots",
        "order-1",
        look=see("stream_info", result="resources.0.snapshot", entity_id="order-1", include=["snapshot"]),
    ),
)
NEW_STREAMS = (
    row(
        "EntityStreamService/AppendEvent",
        {**NEW_ORDER, "expectedVersion": 0, "idempotencyKey": "pay-1"},
        look=finds(
            "stream_event",
            entity_id="order-1",
            entity_type="order",
            name="order.paid",
            data=PAID,
            expected_version=0,
            idempotency_key="pay-1",
        ),
    ),
    row("EntityStreamService/AppendEvent", {**NEW_ORDER, "expectedVersion": 1}),
    row("EntityStreamService/ListStreams", {}, look=see("stream_info", part="streams")),
    row("EntityStreamService/GetStreamInfo", {"entityId": "order-1"}, look=see("stream_info", entity_id="order-1")),
    row(
        "EntityStreamService/ReadStream",
        {"entityId": "order-1"},
        look=see("stream_info", part="events", result="resources.0.events", entity_id="order-1", include=["events"]),
    ),
    row(
        "EntityStreamService/GetEntityHistory",
        {"entityId": "order-1"},
        look=see("stream_info", part="entries", result="resources.0.history", entity_id="order-1", include=["history"]),
    ),
    row(
        "EntityStreamService/CreateSnapshot",
        {"entityId": "order-1", "entityType": "order", "entityVersion": 1, "state": {"paid": True}},
        look=finds("stream_snapshot", entity_id="order-1", version=1, data={"paid": True}),
    ),
    row(
        "EntityStreamService/GetSnapshot",
        {"entityId": "order-1"},
        look=see("stream_info", result="resources.0.snapshot", entity_id="order-1", include=["snapshot"]),
    ),
    row(
        "EntityStreamService/DeleteStream",
        {"entityId": "order-1", "purge": True},
        look=finds("stream_delete", entity_id="order-1", purge=True),
    ),
)
