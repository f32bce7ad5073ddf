# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Functions, their runs and steps, deployments, and what was at a time."""

from __future__ import annotations

from typing import Any

from ..walk import Row, row

SUM = {"id": "sum", "name": "Sum", "triggers": [{"event": "order.*"}], "description": "Adds up"}
STUCK = {"id": "stuck", "metadata": {"lab": {"steps": ["load", "store"], "fails": "store"}}}
WAITS = {"id": "waits", "metadata": {"lab": {"steps": ["load", "wait"], "waits": "wait"}}}
IN_BASE64 = "eyJhIjogMX0="


def registered(function: dict[str, Any]) -> Row:
    return row("IronflowService/RegisterFunction", function, always=True)


FUNCTIONS = (
    registered(SUM),
    registered({**SUM, "description": "Adds up again", "changeReason": "clearer"}),
    row("IronflowService/GetFunction", {"id": "sum"}),
    row("IronflowService/ListFunctions", {}),
    row("IronflowService/UpdateFunctionStatus", {"id": "sum", "status": "FUNCTION_STATUS_PAUSED"}),
    row("IronflowService/UpdateFunctionStatus", {"id": "sum", "status": "FUNCTION_STATUS_ACTIVE"}),
    row("IronflowService/ListFunctionHistory", {"functionId": "sum"}, keep="history"),
    row("IronflowService/GetFunctionAtVersion",
        {"functionId": "sum", "version": "<history.entries.0.entity_version>"}),
    row("IronflowService/RollbackFunction", {"functionId": "sum", "version": 1}),
    row("IronflowService/InvokeFunction", {"functionId": "sum", "data": {"a": 1}}, keep="started"),
    row("IronflowService/InvokeFunctionSync", {"functionId": "sum", "data": {"a": 1}}),
    row("functions_list"),
    row("functions_get", "sum"),
    row("functions_invoke", "sum", {"data": {"a": 1}}),
    row("IronflowService/DeleteFunction", {"id": "sum"}),
)  # fmt: skip
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
    row("runs_list", function_id="stuck"),
    row("runs_get", "<run.run_id>"),
    row("runs_get", "<run.run_id>"),
    row("runs_get", "<run.run_id>", keep="failed"),
    row("runs_list_steps", "<run.run_id>", keep="steps"),
    row("runs_list_audit", "<run.run_id>"),
    row("runs_list_streams", "<run.run_id>"),
    row("steps_patch", {"step_id": "<steps.steps.0.id>", "output": {"a": 2}, "reason": "mended"}),
    row("runs_resume", {"run_id": "<run.run_id>", "from_step": "store"}),
    row("runs_cancel", "<run.run_id>", {"reason": "enough"}),
)
NEW_RUNS = (
    registered(STUCK),
    row("IronflowService/InvokeFunction", {"functionId": "stuck", "data": {"a": 1}}, keep="run"),
    row("IronflowService/ListRuns", {"functionId": "stuck", "statuses": ["RUN_STATUS_RUNNING", "RUN_STATUS_FAILED"]}),
    row("IronflowService/GetRun", {"id": "<run.run_id>"}),
    row("IronflowService/GetRun", {"id": "<run.run_id>"}, keep="failed"),
    row("IronflowService/GetRunSteps", {"runId": "<run.run_id>"}, keep="steps"),
    row("AuditService/GetAuditTrail", {"runId": "<run.run_id>"}),
    row("runs_list_streams", "<run.run_id>"),
    row("TimeTravelService/GetRunTimeline", {"runId": "<run.run_id>"}),
    row("TimeTravelService/GetRunStateAt", {"runId": "<run.run_id>", "timestamp": "<failed.updated_at>"}),
    row("TimeTravelService/GetStepOutputAt",
        {"runId": "<run.run_id>", "stepId": "load", "timestamp": "<failed.updated_at>"}),
    row("IronflowService/PatchStep", {"stepId": "<steps.steps.0.id>", "output": {"a": 2}, "reason": "mended"}),
    row("IronflowService/RedactStep", {"stepId": "<steps.steps.0.id>"}),
    row("IronflowService/ResumeRun", {"runId": "<run.run_id>", "fromStep": "store"}),
    row("IronflowService/CancelRun", {"id": "<run.run_id>", "reason": "enough"}),
    row("IronflowService/RedactRun", {"runId": "<run.run_id>"}),
    row("IronflowService/DeleteRun", {"id": "<run.run_id>"}),
    row("IronflowService/DeleteRuns", {"functionId": "stuck"}),
)  # fmt: skip
NEW_PAUSED = (
    registered({"id": "long", "metadata": {"lab": {"steps": ["a", "b", "c", "d"]}}}),
    row("IronflowService/InvokeFunction", {"functionId": "long", "data": {}}, keep="run"),
    row("IronflowService/GetRun", {"id": "<run.run_id>"}),
    row("IronflowService/PauseRun", {"runId": "<run.run_id>"}),
    row("IronflowService/GetRun", {"id": "<run.run_id>"}, keep="paused"),
    row("IronflowService/GetPausedState", {"runId": "<run.run_id>"}, keep="state"),
    row("IronflowService/InjectStepOutput",
        {"runId": "<run.run_id>", "stepId": "<state.steps.0.id>", "newOutput": IN_BASE64, "reason": "by hand"}),
    row("IronflowService/ResumeRun", {"runId": "<run.run_id>"}),
)  # fmt: skip
NEW_DEPLOYMENTS = (
    registered(SUM),
    row("DeploymentService/RegisterDeployment",
        {"functionId": "sum", "deploymentId": "d-1", "artifactDigest": "sha256:00", "mode": "EXECUTION_MODE_PULL",
         "snapshot": {"triggers": [{"event": "order.*"}]}}),
    row("DeploymentService/GetDeployment", {"functionId": "sum", "deploymentId": "d-1"}),
    row("DeploymentService/ListDeployments", {"functionId": "sum"}),
    row("DeploymentService/GetFunctionExecutionRouting", {"functionId": "sum"}),
)  # fmt: skip
