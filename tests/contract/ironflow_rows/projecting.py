# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Projections: registered, followed, rebuilt, driven by a worker outside; SQL over their tables."""

from __future__ import annotations

from ..walk import finds, row, see

SALES = {"name": "sales", "events": ["order.paid"], "mode": "managed"}
OUTSIDE = {"name": "outside", "events": ["order.paid"], "mode": "managed"}
TABLE = "CREATE TABLE totals (shop TEXT PRIMARY KEY, orders INTEGER)"
COUNT = {"order.paid": "INSERT INTO totals VALUES (:shop, 1) ON CONFLICT (shop) DO UPDATE SET orders = orders + 1"}
PAID = {"event": "order.paid", "data": {"shop": "ams"}}
ROWS = {"query": "SELECT shop, orders FROM totals"}
SQL = {"name": "totals", "tableSql": TABLE, "eventHandlers": COUNT, "events": ["order.paid"]}

OLD_PROJECTIONS = (
    row("ProjectionService/RegisterProjection", SALES, always=True),
    row("ProjectionService/CreateSQLProjection", SQL, always=True),
    row("events_create", {"name": "order.paid", "data": {"shop": "ams"}}, keep="event"),
    row("projections_list", look=see("projection_info", part="projections", but=("last_event_seq",))),
    row("projections_get", "sales", look=see("projection_info", name="sales")),
    row("projections_list_status", "sales", look=see("projection_info", name="sales")),
    row(
        "projections_list_catchup",
        "sales",
        min_seq=1,
        look=see("projection_info", result="catch_up", name="sales", wait=True, min_seq=1),
    ),
    row("projections_catchup_batch", {"items": [{"name": "sales", "minSeq": "1"}]}),
    row(
        "projections_wait_for_event",
        {"projection": "sales", "eventId": "<event.event_id>"},
        look=see("projection_info", result="catch_up", name="sales", wait=True, event_id="<event.event_id>"),
    ),
    row("projections_pause", "sales", look=finds("projection", name="sales", status="paused")),
    row("projections_resume", "sales", look=finds("projection", name="sales", status="active")),
    row("projections_rebuild", "sales", {}),
    row("projections_cancel", "sales"),
    row("projections_list_rebuild", "sales"),
    row("sql_create", ROWS, look=see("sql", part="columns", result="columns", **ROWS)),
    row("projections_list_partitions", "sales"),
    row("projections_delete", "sales", look=finds("projection", name="sales", state="absent")),
)
NEW_PROJECTIONS = (
    row("ProjectionService/RegisterProjection", SALES),
    row("ProjectionService/RegisterProjection", {**SALES, "version": 2, "changeReason": "more"}),
    row("IronflowService/Emit", PAID, keep="event"),
    row("ProjectionService/ListProjections", {}, look=see("projection_info", part="projections")),
    row(
        "ProjectionService/GetProjection",
        {"name": "sales"},
        look=see("projection_info", name="sales", but=("version",)),
    ),
    row("ProjectionService/GetProjectionStatus", {"name": "sales"}, look=see("projection_info", name="sales")),
    row(
        "ProjectionService/WaitProjectionCatchup",
        {"name": "sales", "minSeq": 1},
        look=see("projection_info", result="catch_up", name="sales", wait=True, min_seq=1),
    ),
    row("ProjectionService/WaitProjectionCatchupBatch", {"items": [{"name": "sales", "minSeq": "1"}]}),
    row("ProjectionService/WaitProjectionCatchupStream", {"name": "sales", "minSeq": 1}),
    row(
        "ProjectionService/WaitForEvent",
        {"projection": "sales", "eventId": "<event.event_id>"},
        look=see("projection_info", result="catch_up", name="sales", wait=True, event_id="<event.event_id>"),
    ),
    row(
        "ProjectionService/PauseProjection", {"name": "sales"}, look=finds("projection", name="sales", status="paused")
    ),
    row(
        "ProjectionService/ResumeProjection", {"name": "sales"}, look=finds("projection", name="sales", status="active")
    ),
    row("ProjectionService/RebuildProjection", {"name": "sales"}),
    row("ProjectionService/CancelRebuild", {"name": "sales"}),
    row("ProjectionService/GetRebuildJob", {"name": "sales"}),
    row("ProjectionService/ListProjectionHistory", {"name": "sales"}, keep="history"),
    row("ProjectionService/GetProjectionRevision", {"name": "sales", "revision": "<history.entries.0.revision>"}),
    row("projections_list_partitions", "sales"),
    row("projections_delete", "sales", look=finds("projection", name="sales", state="absent")),
)
NEW_SQL = (
    row("ProjectionService/CreateSQLProjection", SQL),
    row("IronflowService/Emit", PAID),
    row(
        "ProjectionService/QuerySQLProjection",
        {"name": "totals"},
        look=see("sql", part="total_count", result="total", projection="totals"),
    ),
    row("QueryService/ExecuteSQL", ROWS, look=see("sql", part="columns", result="columns", **ROWS)),
)
LEASE = {"token": "<lease.lease.token>", "epoch": "<lease.lease.epoch>"}
LAST = {"lastEventId": "<polled.events.0.id>", "lastEventSeq": 1}
NEW_WORKER = (
    row("ProjectionService/RegisterProjection", OUTSIDE),
    row("IronflowService/Emit", PAID),
    row("ProjectionService/AcquireProjectionLease", {"name": "outside"}, keep="lease"),
    row("ProjectionService/RenewProjectionLease", {"name": "outside", "lease": LEASE}),
    row("ProjectionService/PollProjectionEvents", {"name": "outside", "batchSize": 5, "lease": LEASE}, keep="polled"),
    row("ProjectionService/StreamProjectionEvents", {"name": "outside", "batchSize": 5, "lease": LEASE}),
    row("ProjectionService/SaveProjectionState", {"name": "outside", "state": {"n": 1}, **LAST, "lease": LEASE}),
    row("ProjectionService/AckProjectionEvents", {"name": "outside", **LAST, "lease": LEASE}),
    row("ProjectionService/ReleaseProjectionLease", {"name": "outside", "lease": LEASE}),
    row(
        "ProjectionService/UnregisterProjection",
        {"name": "outside"},
        look=finds("projection", name="outside", state="absent"),
    ),
)
