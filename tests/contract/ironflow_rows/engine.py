# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Functions, their runs and steps, deployments, and what was at a time."""

from __future__ import annotations

from typing import Any

from ..walk import Row, finds, row, see

SUM = {"id": "sum", "name": "Sum", "triggers": [{"event": "order.*"}], "description": "Adds up"}
STUCK = {"id": "stuck", "metadata": {"lab": {"steps": ["load", "store"], "fails": "store"}}}
WAITS = {"id": "waits", "metadata": {"lab": {"steps": ["load", "wait"], "waits": "wait"}}}
MOVES = ("status", "attempt", "updated_at", "ended_at", "version", "error")  # at each look
IN_BASE64 = "eyJhIjogMX0="


def registered(function: dict[str, Any]) -> Row:
    return row("IronflowService/RegisterFunction", function, always=True)


FUNCTIONS = (
    registered(SUM),
    registered({**SUM, "description": "Adds up again", "changeReason": "clearer"}),
    row("IronflowService/GetFunction", {"id": "sum"}, look=see("function_info", id="sum")),
    row("IronflowService/ListFunctions", {}, look=see("function_info", part="functions")),
    row(
        "IronflowService/UpdateFunctionStatus",
        {"id": "sum", "status": "FUNCTION_STATUS_PAUSED"},
        look=finds("function", id="sum", status="paused"),
    ),
    row("IronflowService/UpdateFunctionStatus", {"id": "sum", "status": "FUNCTION_STATUS_ACTIVE"}),
    row(
        "IronflowService/ListFunctionHistory",
        {"functionId": "sum"},
        keep="history",
        look=see("function_info", part="entries", result="history", id="sum", history=True),
    ),
    row(
        "IronflowService/GetFunctionAtVersion",
        {"functionId": "sum", "version": "<history.entries.0.entity_version>"},
        look=see("function_info", part="entry", result="at", id="sum", version="<history.entries.0.entity_version>"),
    ),
    row(
        "IronflowService/RollbackFunction",
        {"functionId": "sum", "version": 1},
        look=finds("function", id="sum", description="Adds up"),
    ),
    row("IronflowService/InvokeFunction", {"functionId": "sum", "data": {"a": 1}}, keep="started"),
    row("IronflowService/InvokeFunctionSync", {"functionId": "sum", "data": {"a": 1}}),
    row("functions_list", look=see("function_info", part="functions")),
    row("functions_get", "sum", look=see("function_info", id="sum")),
    row("functions_invoke", "sum", {"data": {"a": 1}}),
    row("IronflowService/DeleteFunction", {"id": "sum"}, look=finds("function", id="sum", state="absent")),
)
NEW_TRIGGERS = (
    registered(SUM),
    row("IronflowService/Trigger", {"event": "order.paid", "data": {"a": 1}}, keep="event"),
    row("IronflowService/TriggerBatch", {"events": [{"event": "order.paid"}, {"event": "order.sent"}]}),
    row("IronflowService/TriggerSync", {"event": "order.paid", "data": {"a": 1}}),
    row("IronflowService/GetRun", {"id": "<event.run_ids.0>"}),
)
OLD_RUNS = (
    registered(STUCK),
    row("functions_invoke", "stuck", {"data": {"a": 1}}, keep="run"),
    row("runs_list", function_id="stuck", look=see("run_info", part="runs", but=MOVES, function_id="stuck")),
    row("runs_get", "<run.run_id>"),
    row("runs_get", "<run.run_id>"),
    row("runs_get", "<run.run_id>", keep="failed"),
    row(
        "runs_list_steps",
        "<run.run_id>",
        keep="steps",
        look=see("run_info", part="steps", result="resources.0.steps", id="<run.run_id>", steps=True),
    ),
    row(
        "runs_list_audit",
        "<run.run_id>",
        look=see("run_info", part="events", result="resources.0.audit", id="<run.run_id>", audit=True),
    ),
    row(
        "runs_list_streams",
        "<run.run_id>",
        look=see("run_info", part="entity_ids", result="resources.0.streams", id="<run.run_id>", streams=True),
    ),
    row(
        "steps_patch",
        {"step_id": "<steps.steps.0.id>", "output": {"a": 2}, "reason": "mended"},
        look=finds("step", run_id="<run.run_id>", step="load", output={"a": 2}),
    ),
    row("runs_resume", {"run_id": "<run.run_id>", "from_step": "store"}),
    row("runs_cancel", "<run.run_id>", {"reason": "enough"}, look=finds("run", id="<run.run_id>", status="cancelled")),
)
NEW_RUNS = (
    registered(STUCK),
    row("IronflowService/InvokeFunction", {"functionId": "stuck", "data": {"a": 1}}, keep="run"),
    row(
        "IronflowService/ListRuns",
        {"functionId": "stuck", "statuses": ["RUN_STATUS_RUNNING", "RUN_STATUS_FAILED"]},
        look=see("run_info", part="runs", but=MOVES, function_id="stuck"),
    ),
    row("IronflowService/GetRun", {"id": "<run.run_id>"}),
    row("IronflowService/GetRun", {"id": "<run.run_id>"}, keep="failed"),
    row(
        "IronflowService/GetRunSteps",
        {"runId": "<run.run_id>"},
        keep="steps",
        look=see("run_info", part="steps", result="resources.0.steps", id="<run.run_id>", steps=True),
    ),
    row(
        "AuditService/GetAuditTrail",
        {"runId": "<run.run_id>"},
        look=see("run_info", part="events", result="resources.0.audit", id="<run.run_id>", audit=True),
    ),
    row(
        "runs_list_streams",
        "<run.run_id>",
        look=see("run_info", part="entity_ids", result="resources.0.streams", id="<run.run_id>", streams=True),
    ),
    row(
        "TimeTravelService/GetRunTimeline",
        {"runId": "<run.run_id>"},
        look=see("run_info", part="events", result="resources.0.timeline", id="<run.run_id>", timeline=True),
    ),
    row(
        "TimeTravelService/GetRunStateAt",
        {"runId": "<run.run_id>", "timestamp": "<failed.updated_at>"},
        look=see(
            "run_info",
            part="snapshot",
            but=("input", "steps"),
            result="resources.0.at",
            id="<run.run_id>",
            at="<failed.updated_at>",
        ),
    ),
    row(
        "TimeTravelService/GetStepOutputAt",
        {"runId": "<run.run_id>", "stepId": "load", "timestamp": "<failed.updated_at>"},
    ),
    row(
        "IronflowService/PatchStep",
        {"stepId": "<steps.steps.0.id>", "output": {"a": 2}, "reason": "mended"},
        look=finds("step", run_id="<run.run_id>", step="load", output={"a": 2}),
    ),
    row(
        "IronflowService/RedactStep",
        {"stepId": "<steps.steps.0.id>"},
        look=finds("step", run_id="<run.run_id>", step="load", redacted=True),
    ),
    row("IronflowService/ResumeRun", {"runId": "<run.run_id>", "fromStep": "store"}),
    row(
        "IronflowService/CancelRun",
        {"id": "<run.run_id>", "reason": "enough"},
        look=finds("run", id="<run.run_id>", status="cancelled"),
    ),
    row("IronflowService/RedactRun", {"runId": "<run.run_id>"}, look=finds("run", id="<run.run_id>", redacted=True)),
    row("IronflowService/DeleteRun", {"id": "<run.run_id>"}, look=finds("run_delete", id="<run.run_id>")),
    row("IronflowService/DeleteRuns", {"functionId": "stuck"}),
)
NEW_PAUSED = (
    registered({"id": "long", "metadata": {"lab": {"steps": ["a", "b", "c", "d"]}}}),
    row("IronflowService/InvokeFunction", {"functionId": "long", "data": {}}, keep="run"),
    row("IronflowService/GetRun", {"id": "<run.run_id>"}),
    row("IronflowService/PauseRun", {"runId": "<run.run_id>"}),
    row("IronflowService/GetRun", {"id": "<run.run_id>"}, keep="paused"),
    row("IronflowService/GetPausedState", {"runId": "<run.run_id>"}, keep="state"),
    row(
        "IronflowService/InjectStepOutput",
        {"runId": "<run.run_id>", "stepId": "<state.steps.0.id>", "newOutput": IN_BASE64, "reason": "by hand"},
    ),
    row("IronflowService/ResumeRun", {"runId": "<run.run_id>"}),
)
NEW_DEPLOYMENTS = (
    registered(SUM),
    row(
        "DeploymentService/RegisterDeployment",
        {
            "functionId": "sum",
            "deploymentId": "d-1",
            "artifactDigest": "sha256:00",
            "mode": "EXECUTION_MODE_PULL",
            "snapshot": {"triggers": [{"event": "order.*"}]},
        },
        look=finds("deployment", function_id="sum", deployment_id="d-1", artifact_digest="sha256:00", mode="pull"),
    ),
    row(
        "DeploymentService/GetDeployment",
        {"functionId": "sum", "deploymentId": "d-1"},
        look=see("deployment_info", function_id="sum", deployment_id="d-1", part="deployment"),
    ),
    row(
        "DeploymentService/ListDeployments",
        {"functionId": "sum"},
        look=see("deployment_info", function_id="sum", part="deployments"),
    ),
    row(
        "DeploymentService/GetFunctionExecutionRouting",
        {"functionId": "sum"},
        look=see("deployment_info", function_id="sum", result="routing"),
    ),
)
