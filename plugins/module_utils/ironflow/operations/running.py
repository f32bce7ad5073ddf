# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Operations of Ironflow: running. Written by scripts/ironflow_operations.py; ``table.py`` tells how it is read."""

TABLE = """
AgentToolsService/InvokeTool RPC
  fields toolName:string input:object inputValue:any@>=0.34.0
AgentToolsService/ListTools RPC reads
  fields cursor:string
AgentToolsService/RegisterTool RPC
  fields agentName:string callbackUrl:string tools:array<ToolDef> tools[].name:string tools[].description:string
    tools[].inputSchemaJson:string tools[].requiredScopes:array<string> tools[].timeoutMs:uint32
AgentToolsService/UnregisterTool RPC
  fields agentName:string
audit_list GET /api/v1/audit reads
  query cursor:string event_type:string from:string function_id:string limit:integer run_id:string to:string
    action:string@>=0.37.0 api_key_id:string@>=0.37.0
audit_list_settings GET /api/v1/audit/settings >=0.37.0 reads
AuditService/GetAuditTrail RPC reads
  fields runId:string eventType:string fromTimestamp:string toTimestamp:string limit:int32 cursor:string
AuditService/GetAuthAuditTrail RPC reads
  fields orgId:string apiKeyId:string action:string fromTimestamp:string toTimestamp:string limit:int32
    cursor:string
capacity_list_buckets GET /api/v1/capacity/buckets reads
  query env:string@<=0.49.0 function:string limit:integer env_id:string@>=0.50.0
capacity_list_credits GET /api/v1/capacity/credits reads
  query env:string@<=0.49.0 function:string limit:integer env_id:string@>=0.50.0
capacity_list_lanes GET /api/v1/capacity/lanes reads
  query env:string@<=0.49.0 function:string limit:integer env_id:string@>=0.50.0
capacity_list_leases GET /api/v1/capacity/leases reads
  query env:string@<=0.49.0 function:string limit:integer env_id:string@>=0.50.0
capacity_list_queue GET /api/v1/capacity/queue reads
  query env:string@<=0.49.0 function:string limit:integer env_id:string@>=0.50.0
capacity_list_sessions GET /api/v1/capacity/sessions reads
  query env:string@<=0.49.0 function:string limit:integer env_id:string@>=0.50.0
capacity_list_stats GET /api/v1/capacity/stats reads
circuit_breakers_list GET /api/v1/circuit-breakers reads
circuit_breakers_reset POST /api/v1/circuit-breakers/{key}/reset
cluster_rotate_token POST /api/v1/cluster/rotate-token
  headers Idempotency-Key:string
  fields kind:string! new_value:string! remote_key_id:string
debounce_list_entries GET /api/v1/debounce/entries reads
debounce_delete_entries DELETE /api/v1/debounce/entries/{envID}/{fnID}/{key}
flow_list_emit_edges GET /api/v1/flow/emit-edges reads
flow_list_invoke_edges GET /api/v1/flow/invoke-edges >=0.35.0 reads
flow_list_stream_edges GET /api/v1/flow/stream-edges reads
flow_list_topic_edges GET /api/v1/flow/topic-edges reads
flow_list_wait_edges GET /api/v1/flow/wait-edges >=0.35.0 reads
flow_list_webhooks GET /api/v1/flow/webhooks reads
outbox_list_dead_letter GET /api/v1/outbox/dead-letter reads
  query env:string@<=0.49.0 limit:integer offset:integer env_id:string@>=0.50.0
  headers X-Ironflow-Environment:string@<=0.49.0 X-Ironflow-Environment-ID:string@>=0.50.0
outbox_delete_dead_letter DELETE /api/v1/outbox/dead-letter/{eventID}
  query env:string@<=0.49.0 env_id:string@>=0.50.0
  headers X-Ironflow-Environment:string@<=0.49.0 X-Ironflow-Environment-ID:string@>=0.50.0
outbox_dead_letter_requeue POST /api/v1/outbox/dead-letter/{eventID}/requeue
  query env:string@<=0.49.0 env_id:string@>=0.50.0
  headers X-Ironflow-Environment:string@<=0.49.0 X-Ironflow-Environment-ID:string@>=0.50.0
workers_list GET /api/v1/workers reads
workers_heartbeat POST /api/v1/workers/{workerId}/heartbeat
  fields active_jobs:integer jobs:array<object>! worker_id:string
workers_update_heartbeat PUT /api/v1/workers/{workerId}/heartbeat
  fields active_jobs:integer jobs:array<object>! worker_id:string
workers_list_jobs GET /api/v1/workers/{workerId}/jobs reads
  query available:integer wait:integer@>=0.48.0
workers_update_jobs PUT /api/v1/workers/{workerId}/jobs/{jobId}
  fields error:JobError|null error.message:string! error.retryable:boolean! error.code:string execution_seq:integer
    lease_token:string output:any status:string step_offset:integer steps:array<StepResult> steps[].id:string!
    steps[].name:string! steps[].status:string! steps[].type:string! steps[].compensation_for:string
    steps[].duration_ms:integer|null steps[].error:any steps[].output:any version:integer yield:YieldInfo|null
    yield.step_id:string! yield.step_name:string yield.type:string! yield.data:any
    yield.event_filter:EventFilter|null yield.event_filter.event:string! yield.event_filter.match:string
    yield.event_filter.timeout:string yield.function_id:string yield.input:any yield.invoke_timeout_ms:integer
    yield.until:string yield.event_filter.match_value:string@>=0.37.0 yield.event_filter.payload:any@>=0.37.0
    error.retry_after_ms:integer@>=0.52.0
workers_update_jobs_ack PUT /api/v1/workers/{workerId}/jobs/{jobId}/ack
  fields execution_seq:integer! lease_token:string! run_id:string!
workers_register POST /api/v1/workers/{workerId}/register
  fields function_ids:array<string>! hostname:string labels:map<string,string> max_concurrent_jobs:integer!
    version:WorkerVersion version.runtime:string! version.sdk:string! worker_id:string
workers_update_register PUT /api/v1/workers/{workerId}/register
  fields function_ids:array<string>! hostname:string labels:map<string,string> max_concurrent_jobs:integer!
    version:WorkerVersion version.runtime:string! version.sdk:string! worker_id:string
WorkerService/Connect RPC bidi-stream
  fields register:WorkerRegister register.workerId:string register.hostname:string
    register.functionIds:array<string> register.maxConcurrentJobs:int32 register.labels:map<string,string>
    register.version:WorkerVersion register.version.sdk:string register.version.runtime:string
    heartbeat:WorkerHeartbeat heartbeat.workerId:string heartbeat.activeJobs:int32 heartbeat.jobs:array<ActiveJob>
    heartbeat.jobs[].jobId:string heartbeat.jobs[].startedAt:timestamp heartbeat.jobs[].runId:string
    heartbeat.jobs[].executionSeq:int64 heartbeat.jobs[].leaseToken:string heartbeat.metrics:WorkerMetrics
    heartbeat.metrics.cpuPercent:number heartbeat.metrics.memoryPercent:number heartbeat.metrics.jobsCompleted:int64
    heartbeat.metrics.jobsFailed:int64 stepStarted:StepStarted stepStarted.jobId:string stepStarted.stepId:string
    stepStarted.name:string
    stepStarted.stepType:enum(STEP_TYPE_|INVOKE|SLEEP|WAIT_FOR_EVENT|COMPENSATE|INVOKE_FUNCTION)
    stepStarted.executionSeq:int64 stepStarted.leaseToken:string stepCompleted:StepCompleted
    stepCompleted.jobId:string stepCompleted.stepId:string stepCompleted.output:object
    stepCompleted.durationMs:int32 stepCompleted.executionSeq:int64 stepCompleted.leaseToken:string
    stepFailed:StepFailed stepFailed.jobId:string stepFailed.stepId:string stepFailed.error:Error
    stepFailed.error.message:string stepFailed.error.code:string stepFailed.error.stack:string
    stepFailed.error.retryable:bool stepFailed.error.details:object stepFailed.durationMs:int32
    stepFailed.executionSeq:int64 stepFailed.leaseToken:string stepYielded:StepYielded stepYielded.jobId:string
    stepYielded.stepId:string stepYielded.sleep:SleepYield stepYielded.sleep.until:timestamp
    stepYielded.waitEvent:WaitEventYield stepYielded.waitEvent.eventName:string
    stepYielded.waitEvent.matchExpression:string stepYielded.waitEvent.matchValue:string
    stepYielded.waitEvent.timeout:timestamp stepYielded.executionSeq:int64 stepYielded.leaseToken:string
    jobCompleted:JobCompleted jobCompleted.jobId:string jobCompleted.output:object jobCompleted.durationMs:int32
    jobCompleted.executionSeq:int64 jobCompleted.leaseToken:string jobFailed:JobFailed jobFailed.jobId:string
    jobFailed.error:Error jobFailed.error.message:string jobFailed.error.code:string jobFailed.error.stack:string
    jobFailed.error.retryable:bool jobFailed.error.details:object jobFailed.durationMs:int32
    jobFailed.steps:array<ExecutedStep> jobFailed.steps[].id:string jobFailed.steps[].name:string
    jobFailed.steps[].type:string jobFailed.steps[].status:string jobFailed.steps[].output:object
    jobFailed.steps[].error:Error jobFailed.steps[].error.message:string jobFailed.steps[].error.code:string
    jobFailed.steps[].error.stack:string jobFailed.steps[].error.retryable:bool
    jobFailed.steps[].error.details:object jobFailed.steps[].compensationFor:string
    jobFailed.steps[].durationMs:int32 jobFailed.executionSeq:int64 jobFailed.leaseToken:string jobAck:JobAck
    jobAck.jobId:string jobAck.runId:string jobAck.executionSeq:int64 jobAck.leaseToken:string
    stepCompleted.outputValue:any@>=0.34.0 jobCompleted.outputValue:any@>=0.34.0
    jobFailed.steps[].outputValue:any@>=0.34.0 stepYielded.waitEvent.payloadJson:bytes@>=0.37.0
    stepYielded.invokeFunction:InvokeFunctionYield@>=0.40.0 stepYielded.invokeFunction.functionId:string@>=0.40.0
    stepYielded.invokeFunction.inputJson:bytes@>=0.40.0 stepYielded.invokeFunction.invokeTimeoutMs:int64@>=0.40.0
    stepYielded.invokeFunctionAsync:InvokeFunctionAsyncYield@>=0.40.0
    stepYielded.invokeFunctionAsync.functionId:string@>=0.40.0
    stepYielded.invokeFunctionAsync.inputJson:bytes@>=0.40.0 jobNack:JobNack@>=0.41.0 jobNack.jobId:string@>=0.41.0
    jobNack.runId:string@>=0.41.0 jobNack.executionSeq:int64@>=0.41.0 jobNack.leaseToken:string@>=0.41.0
    jobNack.reason:enum(JOB_NACK_REASON_|AT_CAPACITY|DRAINING)@>=0.41.0 stepFailed.error.retryAfterMs:int64@>=0.52.0
    jobFailed.error.retryAfterMs:int64@>=0.52.0 jobFailed.steps[].error.retryAfterMs:int64@>=0.52.0
"""
