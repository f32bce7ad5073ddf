# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Operations of Ironflow: engine. Written by scripts/ironflow_operations.py; ``table.py`` tells how it is read."""

TABLE = """
IronflowService/CancelRun RPC
  fields id:string reason:string
IronflowService/DeleteFunction RPC
  fields id:string
IronflowService/DeleteRun RPC >=0.39.0
  fields id:string
IronflowService/DeleteRuns RPC >=0.39.0
  fields functionId:string
    status:enum(RUN_STATUS_|RUNNING|COMPLETED|FAILED|CANCELLED|PAUSED|WAITING_FOR_CAPACITY|WAITING) until:timestamp
IronflowService/Emit RPC
  fields event:string data:object idempotencyKey:string metadata:object version:int32 dataValue:any@>=0.34.0
IronflowService/GetFunction RPC reads
  fields id:string
IronflowService/GetFunctionAtVersion RPC reads
  fields functionId:string version:int64
IronflowService/GetPausedState RPC reads
  fields runId:string
IronflowService/GetRun RPC reads
  fields id:string
IronflowService/GetRunSteps RPC reads
  fields runId:string
IronflowService/Health RPC
IronflowService/Info RPC
IronflowService/InjectStepOutput RPC
  fields runId:string stepId:string newOutput:bytes reason:string
IronflowService/InvokeFunction RPC >=0.36.0
  fields functionId:string data:object dataValue:any idempotencyKey:string
IronflowService/InvokeFunctionSync RPC >=0.34.0
  fields functionId:string data:object dataValue:any timeoutMs:int32 idempotencyKey:string metadata:object
IronflowService/ListFunctionHistory RPC reads
  fields functionId:string limit:int32 fromVersion:int64
IronflowService/ListFunctions RPC reads
  fields status:enum(FUNCTION_STATUS_|ACTIVE|PAUSED|ARCHIVED) limit:int32 cursor:string name:string@>=0.36.0
    mode:string@>=0.36.0 offset:int32@>=0.36.0
IronflowService/ListRuns RPC reads
  fields functionId:string
    status:enum(RUN_STATUS_|RUNNING|COMPLETED|FAILED|CANCELLED|PAUSED|WAITING_FOR_CAPACITY|WAITING) since:timestamp
    until:timestamp limit:int32 cursor:string offset:int32@>=0.36.0 search:string@>=0.36.0 eventId:string@>=0.36.0
    statuses:array<enum(RUN_STATUS_|RUNNING|COMPLETED|FAILED|CANCELLED|PAUSED|WAITING_FOR_CAPACITY|WAITING)>@>=0.36.0
IronflowService/PatchStep RPC
  fields stepId:string output:object reason:string outputValue:any@>=0.34.0
IronflowService/PauseRun RPC
  fields runId:string
IronflowService/RedactEvent RPC >=0.39.0
  fields eventId:string
IronflowService/RedactRun RPC >=0.39.0
  fields runId:string
IronflowService/RedactStep RPC >=0.39.0
  fields stepId:string
IronflowService/RegisterFunction RPC
  fields id:string name:string description:string triggers:array<Trigger> triggers[].event:string
    triggers[].expression:string triggers[].cron:string retry:RetryConfig retry.maxAttempts:int32
    retry.initialDelayMs:int32 retry.backoffFactor:number retry.maxDelayMs:int32 timeoutMs:int32
    concurrency:ConcurrencyConfig concurrency.limit:int32 concurrency.key:string
    preferredMode:enum(EXECUTION_MODE_|PUSH|PULL) endpointUrl:string actorKey:string secrets:array<string>
    recording:bool recordingRetention:string@<=0.47.0 metadata:object changeReason:string debounce:DebounceConfig
    debounce.periodMs:int32 debounce.key:string cancelOn:array<CancelOnSpec> cancelOn[].event:string
    cancelOn[].match:string debounce.maxWaitMs:int64@>=0.36.0 recordingProfile:string@>=0.37.0
    retry.onExhausted:string@>=0.52.0 circuitBreaker:CircuitBreakerConfig@>=0.52.0
    circuitBreaker.failureThreshold:int32@>=0.52.0 circuitBreaker.openDurationMs:int32@>=0.52.0
    circuitBreaker.maxOpenDurationMs:int32@>=0.52.0 throttle:ThrottleConfig@>=0.52.0 throttle.limit:int32@>=0.52.0
    throttle.periodMs:int32@>=0.52.0 throttle.key:string@>=0.52.0
IronflowService/ResumeRun RPC
  fields runId:string fromStep:string
IronflowService/RollbackFunction RPC
  fields functionId:string version:int64 changeReason:string
IronflowService/Trigger RPC
  fields event:string data:object idempotencyKey:string metadata:object version:int32 dataValue:any@>=0.34.0
IronflowService/TriggerBatch RPC
  fields events:array<TriggerRequest> events[].event:string events[].data:object events[].idempotencyKey:string
    events[].metadata:object events[].version:int32 events[].dataValue:any@>=0.34.0
IronflowService/TriggerSync RPC
  fields event:string data:object idempotencyKey:string timeoutMs:int32 metadata:object dataValue:any@>=0.34.0
    version:int32@>=0.34.0
IronflowService/UpdateFunctionStatus RPC
  fields id:string status:enum(FUNCTION_STATUS_|ACTIVE|PAUSED|ARCHIVED)
DeploymentService/GetDeployment RPC >=0.37.0 reads
  fields functionId:string deploymentId:string
DeploymentService/GetFunctionExecutionRouting RPC >=0.37.0 reads
  fields functionId:string
DeploymentService/ListDeployments RPC >=0.37.0 reads
  fields functionId:string limit:int32 offset:int32
DeploymentService/RegisterDeployment RPC >=0.37.0
  fields functionId:string deploymentId:string artifactDigest:string snapshot:ExecutionSnapshot
    snapshot.triggers:array<Trigger> snapshot.triggers[].event:string snapshot.triggers[].expression:string
    snapshot.triggers[].cron:string snapshot.retry:RetryConfig snapshot.retry.maxAttempts:int32
    snapshot.retry.initialDelayMs:int32 snapshot.retry.backoffFactor:number snapshot.retry.maxDelayMs:int32
    snapshot.timeoutMs:int32 snapshot.concurrency:ConcurrencyConfig snapshot.concurrency.limit:int32
    snapshot.concurrency.key:string snapshot.cancelOn:array<CancelOnSpec> snapshot.cancelOn[].event:string
    snapshot.cancelOn[].match:string snapshot.debounce:DebounceConfig snapshot.debounce.periodMs:int32
    snapshot.debounce.key:string snapshot.debounce.maxWaitMs:int64 snapshot.metadata:object
    mode:enum(EXECUTION_MODE_|PUSH|PULL) endpointUrl:string snapshotSchemaVersion:int32
    snapshot.retry.onExhausted:string@>=0.52.0 snapshot.circuitBreaker:CircuitBreakerConfig@>=0.52.0
    snapshot.circuitBreaker.failureThreshold:int32@>=0.52.0 snapshot.circuitBreaker.openDurationMs:int32@>=0.52.0
    snapshot.circuitBreaker.maxOpenDurationMs:int32@>=0.52.0 snapshot.throttle:ThrottleConfig@>=0.52.0
    snapshot.throttle.limit:int32@>=0.52.0 snapshot.throttle.periodMs:int32@>=0.52.0
    snapshot.throttle.key:string@>=0.52.0
functions_list GET /api/v1/functions <=0.35.0 reads
  instead IronflowService/ListFunctions
  query limit:integer mode:string name:string offset:integer status:string
functions_get GET /api/v1/functions/{id} <=0.35.0 reads
  instead IronflowService/GetFunction
functions_invoke POST /api/v1/functions/{id}/invoke <=0.35.0
  instead IronflowService/InvokeFunction
  headers Idempotency-Key:string
  fields data:object!
runs_list GET /api/v1/runs <=0.35.0 reads
  instead IronflowService/ListRuns
  query event_id:string function_id:string limit:integer offset:integer search:string since:string status:string
    until:string
runs_resume POST /api/v1/runs/resume <=0.35.0
  instead IronflowService/ResumeRun
  fields from_step:string run_id:string!
runs_get GET /api/v1/runs/{id} <=0.35.0 reads
  instead IronflowService/GetRun
runs_list_audit GET /api/v1/runs/{id}/audit <=0.35.0 reads
  instead AuditService/GetAuditTrail
  query cursor:string event_type:string from:string limit:integer to:string
runs_cancel POST /api/v1/runs/{id}/cancel <=0.35.0
  instead IronflowService/CancelRun
  fields reason:string!
runs_list_steps GET /api/v1/runs/{id}/steps <=0.35.0 reads
  instead IronflowService/GetRunSteps
runs_list_streams GET /api/v1/runs/{id}/streams reads
sql_create POST /api/v1/sql <=0.35.0
  instead QueryService/ExecuteSQL
  fields max_rows:integer query:string! timeout_ms:integer
QueryService/ExecuteSQL RPC reads
  fields query:string timeoutMs:int32 maxRows:int32
steps_patch POST /api/v1/steps/patch <=0.35.0
  instead IronflowService/PatchStep
  fields output:object! reason:string step_id:string!
TimeTravelService/GetRunStateAt RPC reads
  fields runId:string timestamp:timestamp
TimeTravelService/GetRunTimeline RPC reads
  fields runId:string
TimeTravelService/GetStepOutputAt RPC reads
  fields runId:string stepId:string timestamp:timestamp
"""
