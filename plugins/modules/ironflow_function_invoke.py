#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_function_invoke
short_description: Invoke a function of Ironflow
description:
  - Starts a run of a function, whatever its triggers, and waits for its end unless told otherwise.
  - The task fails when the run fails, is cancelled, or pauses, since a paused run stays so until somebody resumes
    it.
  - The run goes on in the server when the task does not wait any longer.
  - 'With O(idempotency_key) a lost answer is no problem: the function is invoked once. Without it the task then fails
    and says that it may have been.'
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of the function.
    type: str
    required: true
  data:
    description:
      - What the run is given, mostly a dictionary; other values from Ironflow 0.36 on. It is not shown in results
        of this task, but the run's C(input) shows it.
    type: raw
  idempotency_key:
    description: A text that is the same for one and the same call. The server then starts only one run.
    type: str
  wait:
    description: Whether to wait for the end of the run. In check mode nothing is waited for.
    type: bool
    default: true
  wait_timeout:
    description: The most seconds to wait.
    type: int
    default: 300
  wait_interval:
    description: Seconds between two looks.
    type: int
    default: 2
  through_pauses:
    description: Go on waiting where the run is paused.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_function
  - module: opsweave.platform.ironflow_run_info
"""

EXAMPLES = r"""
- name: A function
  opsweave.platform.ironflow_function:
    id: bill

- name: Invoke it, and take what it gives
  opsweave.platform.ironflow_function_invoke:
    id: bill
    data: {order: 17}
    idempotency_key: order-17
  register: billed

- name: Only start it
  opsweave.platform.ironflow_function_invoke:
    id: bill
    data: {order: 18}
    wait: false
"""

RETURN = r"""
run_id:
  description: Id of the run; null in check mode.
  type: str
  returned: success
  sample: run_5b1f8e6c
event_id:
  description: Id of the event that stands for the call; null in check mode.
  type: str
  returned: success
  sample: evt_00000001
run:
  description: The run as it ended, as M(opsweave.platform.ironflow_run_info) tells it; null in check mode and without
    O(wait).
  type: dict
  returned: success
  sample:
    id: run_5b1f8e6c
    function_id: bill
    event_id: evt_00000001
    event_name: bill.invoked
    status: completed
    execution_mode: pull
    function_version: 1
    attempt: 1
    max_attempts: 3
    input:
      order: 17
    output:
      invoice: 2026-17
    error: null
    started_at: '2026-01-02T03:04:05Z'
    ended_at: '2026-01-02T03:04:06Z'
    created_at: '2026-01-02T03:04:05Z'
    updated_at: '2026-01-02T03:04:06Z'
    timeout_at: null
    pause_requested: false
    pause_reason: null
    cancellation_cause: null
    resume_from_step: null
    parent_run_id: null
    parent_step_id: null
    worker_id: null
    actor_id: null
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.function import FUNCTION_INVOKE

MODULE = FUNCTION_INVOKE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
