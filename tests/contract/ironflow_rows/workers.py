# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Workers: who is connected, and the jobs that they take."""

from __future__ import annotations

from ..walk import row, see

CONNECTED = see("system_info", part="workers", result="system.workers", subset=["workers"])

SUM = {"id": "sum", "triggers": [{"event": "order.*"}]}
WORKER = {"function_ids": ["sum"], "hostname": "h1", "max_concurrent_jobs": 2}
VERSION = {"sdk": "0.53.0", "runtime": "python-3.11"}
FENCE = {"execution_seq": "<jobs.jobs.0.execution_seq>", "lease_token": "<jobs.jobs.0.lease_token>"}
STALE = {"execution_seq": 99, "lease_token": "another"}
JOB = "<jobs.jobs.0.job_id>"
STEP = {"id": "load", "name": "load", "type": "invoke", "status": "completed", "output": {"n": 1}}

POLLING = (
    row("IronflowService/RegisterFunction", SUM, always=True),
    row("workers_heartbeat", "w-1", {"jobs": []}, refused=404),
    row("workers_register", "w-1", {**WORKER, "labels": {"site": "ams"}, "version": VERSION}),
    row("workers_update_register", "w-1", {**WORKER, "labels": {"site": "ams"}, "version": VERSION}),
    row("workers_list", look=CONNECTED),
    row("workers_list_jobs", "w-1"),
    row("IronflowService/Emit", {"event": "order.paid", "data": {"n": 1}}, always=True, keep="event"),
    row("workers_list_jobs", "w-1", available=2, keep="jobs"),
    row("workers_update_jobs_ack", "w-1", JOB, {**FENCE, "run_id": "<jobs.jobs.0.run_id>"}),
    row("workers_heartbeat", "w-1", {"active_jobs": 1, "jobs": [{"job_id": JOB}]}),
    row("workers_update_heartbeat", "w-1", {"active_jobs": 1, "jobs": [{"job_id": JOB}]}),
    row("workers_update_jobs", "w-1", JOB, {**FENCE, "status": "progress", "steps": [STEP]}),
    row("workers_update_jobs", "w-1", JOB, {**STALE, "status": "completed"}, refused=409),
    row("workers_update_jobs", "w-1", JOB, {**FENCE, "status": "completed", "output": {"n": 2}}),
    row("IronflowService/GetRun", {"id": "<event.run_ids.0>"}, look=see("run_info", id="<event.run_ids.0>")),
    row("runs_get", "<event.run_ids.0>", look=see("run_info", id="<event.run_ids.0>")),
    row("IronflowService/GetRun", {"id": "<event.run_ids.0>"}, look=see("lookup run", terms=["<event.run_ids.0>"])),
    row("runs_get", "<event.run_ids.0>", look=see("lookup run", terms=["<event.run_ids.0>"])),
)
NEW_STREAM = (
    row("IronflowService/RegisterFunction", SUM),
    row("IronflowService/Emit", {"event": "order.paid", "data": {"n": 1}}),
    row(
        "WorkerService/Connect",
        [
            {"register": {"workerId": "w-2", "functionIds": ["sum"], "maxConcurrentJobs": 1}},
            {"heartbeat": {"workerId": "w-2", "jobs": [{"jobId": "none"}]}},
        ],
        take=3,
    ),
)
