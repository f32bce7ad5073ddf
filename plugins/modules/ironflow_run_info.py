#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_run_info
short_description: Look up runs in Ironflow
description:
  - 'The runs of functions: the newest of those that fit, or one with its steps, its audit, and what it was at a time.'
  - Can wait until a run has ended.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of one run. Empty C(resources) when there is none.
    type: str
  function_id:
    description: Only runs of this function.
    type: str
  event_id:
    description: Only runs that this event started.
    type: str
  search:
    description: Only runs with this text, as the server searches.
    type: str
  since:
    description: Only runs since this time, such as V(2026-01-02T03:04:05Z).
    type: str
  until:
    description: Only runs until this time.
    type: str
  statuses:
    description: Only runs of these statuses.
    type: list
    elements: str
    choices: [running, completed, failed, cancelled, paused, waiting_for_capacity, waiting]
  limit:
    description: The most runs to tell; V(0) for all.
    type: int
    default: 100
  steps:
    description: Also the steps of O(id), in order.
    type: bool
    default: false
  audit:
    description: Also what happened to O(id), the newest first.
    type: bool
    default: false
  streams:
    description: Also the ids of the entities whose streams O(id) is about.
    type: bool
    default: false
  timeline:
    description: Also what happened to O(id) in order, in short.
    type: bool
    default: false
  at:
    description: Also what O(id) was at this time, with its steps. Null where it had not begun.
    type: str
  wait:
    description:
      - Wait until O(id) has ended or is paused. The task fails when the time is over before, and not when the run
        has failed.
      - In check mode nothing is waited for.
    type: bool
    default: false
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
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_function_invoke
"""

EXAMPLES = r"""
- name: A function
  opsweave.platform.ironflow_function:
    id: bill

- name: A run of it
  opsweave.platform.ironflow_function_invoke:
    id: bill
    wait: false
  register: begun

- name: Its end, and its steps
  opsweave.platform.ironflow_run_info:
    id: "{{ begun.run_id }}"
    wait: true
    steps: true

- name: The last ten that failed
  opsweave.platform.ironflow_run_info:
    function_id: bill
    statuses: [failed, cancelled]
    limit: 10
"""

RETURN = r"""
resources:
  description:
    - The runs found, the newest first.
    - With O(id) the run also has C(steps), C(audit), C(streams), C(timeline) and C(at), each where it is asked for.
  type: list
  elements: dict
  returned: success
  sample:
    - id: run_5b1f8e6c
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
      steps:
        - id: stp_5b1f8e6c
          run_id: run_5b1f8e6c
          step_id: load
          step_type: invoke
          status: completed
          sequence: 0
          attempt: 1
          duration_ms: 12
          input: null
          output:
            rows: 3
          original_output: null
          error: null
          started_at: '2026-01-02T03:04:05Z'
          ended_at: '2026-01-02T03:04:06Z'
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.run_info import RUN_INFO

MODULE = RUN_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
