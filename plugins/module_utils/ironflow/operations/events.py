# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Operations of Ironflow: events. Written by scripts/ironflow_operations.py; ``table.py`` tells how it is read."""

TABLE = """
events_list GET /api/v1/events reads
  query before:string cursor:string limit:integer name:string names:string search:string since:string source:string
    until:string
events_create POST /api/v1/events <=0.35.0
  instead IronflowService/Emit
  fields data:object metadata:object name:string! version:integer@>=0.34.0
events_list_names GET /api/v1/events/names reads
  query since:string source:string until:string
events_get GET /api/v1/events/{id} reads
pub_sub_create POST /api/v1/publish <=0.35.0
  instead PubSubService/Publish
  fields data:any idempotency_key:string topic:string!
GET~/ws GET /ws reads websocket
PubSubService/AckEvent RPC >=0.40.0
  fields namespace:string groupName:string consumerId:string eventId:string ackType:enum(ACK_TYPE_|ACK|NAK|TERM)
    redeliverDelayMs:int32
PubSubService/CreateConsumerGroup RPC
  fields namespace:string name:string pattern:string filterExpr:string ackMode:enum(ACK_MODE_|AUTO|MANUAL)
    backpressure:enum(BACKPRESSURE_MODE_|DROP|BLOCK|BUFFER) maxInflight:int32 maxRedeliveries:int32
    redeliverDelayMs:int32 metadata:object
PubSubService/DeleteConsumerGroup RPC
  fields namespace:string name:string
PubSubService/Emit RPC
  fields event:string data:object idempotencyKey:string metadata:object namespace:string version:int32
    dataValue:any@>=0.34.0
PubSubService/GetConsumerGroup RPC reads
  fields namespace:string name:string
PubSubService/GetTopicStats RPC reads
  fields topic:string
PubSubService/JoinConsumerGroup RPC server-stream
  fields namespace:string groupName:string consumerId:string clientId:string
PubSubService/ListConsumerGroups RPC reads
  fields namespace:string status:enum(CONSUMER_GROUP_STATUS_|ACTIVE|PAUSED|DELETED) limit:int32 cursor:string
PubSubService/ListTopics RPC reads
PubSubService/Publish RPC
  fields topic:string data:object idempotencyKey:string dataValue:any@>=0.34.0
PubSubService/Subscribe RPC server-stream
  fields pattern:string options:SubscribeOptions options.replay:int32 options.includeMetadata:bool
    options.filter:string options.namespace:string options.consumerGroup:string
    options.ackMode:enum(ACK_MODE_|AUTO|MANUAL) options.backpressure:enum(BACKPRESSURE_MODE_|DROP|BLOCK|BUFFER)
    options.startAfterSequence:uint64?
PubSubService/SubscribeBidirectional RPC bidi-stream
  fields eventId:string@<=0.47.0 ackType:enum(ACK_TYPE_|ACK|NAK|TERM)@<=0.47.0 redeliverDelayMs:int32@<=0.47.0
    join:JoinConsumerGroupRequest@>=0.48.0 join.namespace:string@>=0.48.0 join.groupName:string@>=0.48.0
    join.consumerId:string@>=0.48.0 join.clientId:string@>=0.48.0 ack:SubscriptionAck@>=0.48.0
    ack.eventId:string@>=0.48.0 ack.ackType:enum(ACK_TYPE_|ACK|NAK|TERM)@>=0.48.0
    ack.redeliverDelayMs:int32@>=0.48.0 ack.ackId:uint64@>=0.48.0
PubSubService/UpdateConsumerGroup RPC
  fields group:ConsumerGroup group.id:string group.namespace:string group.name:string group.pattern:string
    group.filterExpr:string group.ackMode:enum(ACK_MODE_|AUTO|MANUAL)
    group.backpressure:enum(BACKPRESSURE_MODE_|DROP|BLOCK|BUFFER) group.maxInflight:int32
    group.maxRedeliveries:int32 group.redeliverDelayMs:int32 group.metadata:object
    group.status:enum(CONSUMER_GROUP_STATUS_|ACTIVE|PAUSED|DELETED) group.memberCount:int32
    group.createdAt:timestamp group.updatedAt:timestamp updateMask:FieldMask
schemas_list GET /api/v1/events/schemas <=0.35.0 reads
  instead EventSchemaService/ListSchemas
  query event_name:string limit:integer offset:integer
schemas_create POST /api/v1/events/schemas <=0.35.0
  instead EventSchemaService/RegisterSchema
  fields description:string event_name:string! schema_json:string! version:integer!
schemas_get GET /api/v1/events/schemas/{name} <=0.35.0 reads
  instead EventSchemaService/GetSchema
schemas_delete DELETE /api/v1/events/schemas/{name}/{version} <=0.35.0
  instead EventSchemaService/DeleteSchema
schemas_get_by_name GET /api/v1/events/schemas/{name}/{version} <=0.35.0 reads
  instead EventSchemaService/GetSchema
schemas_create_upcast POST /api/v1/events/upcast <=0.35.0
  instead EventSchemaService/TestUpcast
  fields data:object event_name:string! from_version:integer! to_version:integer!
EventSchemaService/CheckEnforcement RPC >=0.34.0 reads
  fields eventName:string trafficWindowHours:int32
EventSchemaService/DeleteSchema RPC
  fields eventName:string version:int32 changeReason:string@>=0.42.0
EventSchemaService/GetSchema RPC reads
  fields eventName:string version:int32
EventSchemaService/GetSchemaRevision RPC >=0.42.0 reads
  fields eventName:string version:int32 revision:int64
EventSchemaService/ListSchemaHistory RPC >=0.42.0 reads
  fields eventName:string version:int32 limit:int32 beforeRevision:int64
EventSchemaService/ListSchemas RPC reads
  fields eventName:string limit:int32 offset:int32
EventSchemaService/RegisterSchema RPC
  fields eventName:string version:int32 schemaJson:string description:string changeReason:string@>=0.42.0
EventSchemaService/TestUpcast RPC reads
  fields eventName:string fromVersion:int32 toVersion:int32 data:object dataValue:any@>=0.34.0
streams_list GET /api/v1/streams <=0.35.0 reads
  instead EntityStreamService/ListStreams
  query entity_type:string limit:integer offset:integer search:string
streams_get GET /api/v1/streams/{entityId} <=0.35.0 reads
  instead EntityStreamService/GetStreamInfo
streams_list_events GET /api/v1/streams/{entityId}/events <=0.35.0 reads
  instead EntityStreamService/ReadStream
  query direction:string from_version:integer limit:integer
streams_events POST /api/v1/streams/{entityId}/events <=0.35.0
  instead EntityStreamService/AppendEvent
  fields data:object entity_type:string! event_name:string! expected_version:integer! idempotency_key:string
    run_id:string version:integer
streams_list_history GET /api/v1/streams/{entityId}/history <=0.35.0 reads
  instead EntityStreamService/GetEntityHistory
  query direction:string from_timestamp:string from_version:integer limit:integer to_timestamp:string
streams_list_snapshots GET /api/v1/streams/{entityId}/snapshots <=0.35.0 reads
  instead EntityStreamService/GetSnapshot
  query before_version:integer
streams_snapshots POST /api/v1/streams/{entityId}/snapshots <=0.35.0
  instead EntityStreamService/CreateSnapshot
  fields entity_type:string! entity_version:integer! state:any!
EntityStreamService/AppendEvent RPC
  fields entityId:string entityType:string eventName:string data:object expectedVersion:int64 idempotencyKey:string
    version:int32 metadata:object dataValue:any@>=0.34.0
EntityStreamService/CreateSnapshot RPC
  fields entityId:string entityType:string entityVersion:int64 state:object stateValue:any@>=0.34.0
EntityStreamService/DeleteStream RPC >=0.39.0
  fields entityId:string purge:bool
EntityStreamService/GetEntityHistory RPC reads
  fields entityId:string fromVersion:int64 limit:int32 direction:string fromTimestamp:timestamp@>=0.36.0
    toTimestamp:timestamp@>=0.36.0
EntityStreamService/GetSnapshot RPC reads
  fields entityId:string beforeVersion:int64
EntityStreamService/GetStreamInfo RPC reads
  fields entityId:string
EntityStreamService/ListStreams RPC reads
  fields entityType:string limit:int32 offset:int32 search:string@>=0.36.0 includeDeleted:bool@>=0.39.0
EntityStreamService/ReadStream RPC reads
  fields entityId:string fromVersion:int64 limit:int32 direction:string
POST~/api/v1/webhooks/{provider} POST /api/v1/webhooks/{provider}
WebhookService/CreateWebhookSource RPC
  fields eventPrefix:string verifyHeader:string verifyAlgorithm:string verifySecret:string metadata:object
    name:string verifyConfig:WebhookVerifyConfig verifyConfig.signatureHeader:string
    verifyConfig.entrySeparator:string verifyConfig.kvDelimiter:string verifyConfig.signatureKey:string
    verifyConfig.timestampHeader:string verifyConfig.timestampKey:string verifyConfig.signingTemplate:string
    verifyConfig.encoding:string verifyConfig.algorithm:string verifyConfig.toleranceSeconds:int32
    verifyConfig.eventNamePath:string verifyConfig.dedupIdPath:string schemaVersion:int32@>=0.34.0
WebhookService/DeleteWebhookSource RPC
  fields id:string
WebhookService/DisableWebhookSignatureVerification RPC
  fields id:string graceSeconds:int32? expectedUpdatedAt:timestamp
WebhookService/ExpireWebhookSecretPrev RPC
  fields id:string expectedUpdatedAt:timestamp
WebhookService/GetWebhookSource RPC reads
  fields id:string
WebhookService/ListWebhookDeliveries RPC reads
  fields sourceId:string status:string limit:int32 offset:int32
WebhookService/ListWebhookSources RPC reads
  fields limit:int32 offset:int32
WebhookService/RotateWebhookIngestToken RPC
  fields id:string expectedUpdatedAt:timestamp
WebhookService/RotateWebhookSecret RPC
  fields id:string verifySecret:string graceSeconds:int32? expectedUpdatedAt:timestamp
WebhookService/TestWebhookVerifyConfig RPC
  fields verifyConfig:WebhookVerifyConfig verifyConfig.signatureHeader:string verifyConfig.entrySeparator:string
    verifyConfig.kvDelimiter:string verifyConfig.signatureKey:string verifyConfig.timestampHeader:string
    verifyConfig.timestampKey:string verifyConfig.signingTemplate:string verifyConfig.encoding:string
    verifyConfig.algorithm:string verifyConfig.toleranceSeconds:int32 verifyConfig.eventNamePath:string
    verifyConfig.dedupIdPath:string body:string headers:map<string,string> verifySecret:string sourceId:string
WebhookService/UpdateWebhookSource RPC
  fields id:string name:string verifyHeader:string verifyAlgorithm:string metadata:object
    verifyConfig:WebhookVerifyConfig verifyConfig.signatureHeader:string verifyConfig.entrySeparator:string
    verifyConfig.kvDelimiter:string verifyConfig.signatureKey:string verifyConfig.timestampHeader:string
    verifyConfig.timestampKey:string verifyConfig.signingTemplate:string verifyConfig.encoding:string
    verifyConfig.algorithm:string verifyConfig.toleranceSeconds:int32 verifyConfig.eventNamePath:string
    verifyConfig.dedupIdPath:string expectedUpdatedAt:timestamp schemaVersion:int32@>=0.34.0
"""
