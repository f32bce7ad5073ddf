# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Operations of Ironflow: projections. Written by scripts/ironflow_operations.py; ``table.py`` tells how it is read."""

TABLE = """
projections_list GET /api/v1/projections <=0.35.0 reads
  instead ProjectionService/ListProjections
  query limit:integer mode:string offset:integer status:string
projections_catchup_batch POST /api/v1/projections/catchup/batch <=0.35.0
  instead ProjectionService/WaitProjectionCatchupBatch
  fields items:array<ProjectionCatchupBatchItem>! items[].minSeq:string! items[].name:string!
    items[].partition:string timeoutMs:integer
projections_wait_for_event POST /api/v1/projections/wait-for-event <=0.35.0
  instead ProjectionService/WaitForEvent
  fields eventId:string! projection:string! partition:string timeoutMs:integer
projections_delete DELETE /api/v1/projections/{name}
projections_get GET /api/v1/projections/{name} <=0.35.0 reads
  instead ProjectionService/GetProjection
  query partition:string
projections_cancel POST /api/v1/projections/{name}/cancel <=0.35.0
  instead ProjectionService/CancelRebuild
projections_list_catchup GET /api/v1/projections/{name}/catchup <=0.35.0 reads
  instead ProjectionService/WaitProjectionCatchup
  query minSeq:integer partition:string timeout:integer
projections_list_partitions GET /api/v1/projections/{name}/partitions reads
  query limit:integer q:string
projections_pause POST /api/v1/projections/{name}/pause <=0.35.0
  instead ProjectionService/PauseProjection
projections_list_rebuild GET /api/v1/projections/{name}/rebuild <=0.35.0 reads
  instead ProjectionService/GetRebuildJob
projections_rebuild POST /api/v1/projections/{name}/rebuild <=0.35.0
  instead ProjectionService/RebuildProjection
  fields dryRun:boolean fromEventId:string partition:string toEventId:string
projections_resume POST /api/v1/projections/{name}/resume <=0.35.0
  instead ProjectionService/ResumeProjection
projections_list_status GET /api/v1/projections/{name}/status <=0.35.0 reads
  instead ProjectionService/GetProjectionStatus
ProjectionService/AckProjectionEvents RPC
  fields name:string lastEventId:string lastEventSeq:int64 lease:ProjectionLease@>=0.44.0
    lease.token:string@>=0.44.0 lease.epoch:int64@>=0.44.0
ProjectionService/AcquireProjectionLease RPC >=0.44.0
  fields name:string
ProjectionService/CancelRebuild RPC
  fields name:string
ProjectionService/CreateSQLProjection RPC
  fields name:string tableSql:string eventHandlers:map<string,string> events:array<string> description:string
ProjectionService/GetProjection RPC reads
  fields name:string partition:string asOf:timestamp
ProjectionService/GetProjectionRevision RPC >=0.42.0 reads
  fields name:string revision:int64
ProjectionService/GetProjectionStatus RPC reads
  fields name:string
ProjectionService/GetRebuildJob RPC reads
  fields name:string
ProjectionService/ListProjectionHistory RPC >=0.42.0 reads
  fields name:string limit:int32 beforeRevision:int64
ProjectionService/ListProjections RPC reads
  fields status:string mode:string limit:int32 offset:int32
ProjectionService/PauseProjection RPC
  fields name:string
ProjectionService/PollProjectionEvents RPC
  fields name:string batchSize:int32 partition:string lease:ProjectionLease@>=0.44.0 lease.token:string@>=0.44.0
    lease.epoch:int64@>=0.44.0
ProjectionService/QuerySQLProjection RPC reads
  fields name:string where:string orderBy:string limit:int32 offset:int32
ProjectionService/RebuildProjection RPC
  fields name:string partition:string fromEventId:string dryRun:bool toEventId:string
ProjectionService/RegisterProjection RPC
  fields name:string events:array<string> partitionKey:string version:int32 mode:string changeReason:string@>=0.42.0
ProjectionService/ReleaseProjectionLease RPC >=0.44.0
  fields name:string lease:ProjectionLease lease.token:string lease.epoch:int64
ProjectionService/RenewProjectionLease RPC >=0.44.0
  fields name:string lease:ProjectionLease lease.token:string lease.epoch:int64
ProjectionService/ReportRebuildProgress RPC <=0.50.0
  fields name:string eventsProcessed:int64 totalEvents:int64 completed:bool
ProjectionService/ResumeProjection RPC
  fields name:string
ProjectionService/SaveProjectionState RPC
  fields name:string partitionKey:string state:object lastEventId:string lastEventSeq:int64 lastEventTime:timestamp
    stateValue:any@>=0.34.0 lease:ProjectionLease@>=0.44.0 lease.token:string@>=0.44.0 lease.epoch:int64@>=0.44.0
ProjectionService/StreamProjectionEvents RPC server-stream
  fields name:string batchSize:int32 partition:string acceptHeartbeats:bool lease:ProjectionLease@>=0.44.0
    lease.token:string@>=0.44.0 lease.epoch:int64@>=0.44.0
ProjectionService/UnregisterProjection RPC
  fields name:string
ProjectionService/WaitForEvent RPC
  fields eventId:string projection:string partition:string timeout:duration
ProjectionService/WaitProjectionCatchup RPC
  fields name:string minSeq:uint64 timeout:duration partition:string
ProjectionService/WaitProjectionCatchupBatch RPC
  fields items:array<WaitItem> items[].name:string items[].minSeq:uint64 items[].partition:string timeout:duration
ProjectionService/WaitProjectionCatchupStream RPC server-stream
  fields name:string minSeq:uint64 timeout:duration partition:string
"""
