#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_function_info
short_description: Look up functions in Ironflow
description:
  - Functions with their triggers and limits, and on demand what one has been.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of the function. All that fit when left out.
    type: str
  status:
    description: Only functions of this status.
    type: str
    choices: [active, paused, archived]
  mode:
    description: Only functions that are called, V(push), or asked for, V(pull).
    type: str
    choices: [push, pull]
  history:
    description: Also what O(id) has been, each version with who changed it, and why; the newest first.
    type: bool
    default: false
  version:
    description: Also what O(id) was in this version.
    type: int
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_function
"""

EXAMPLES = r"""
- name: A function with two versions
  opsweave.platform.ironflow_function:
    id: bill
    description: Writes the invoice
    triggers:
      - event: order.paid

- name: All that are active
  opsweave.platform.ironflow_function_info:
    status: active

- name: Who changed it, and why?
  opsweave.platform.ironflow_function_info:
    id: bill
    history: true
"""

RETURN = r"""
resources:
  description: The functions found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - &id001
      id: bill
      name: bill
      description: Writes the invoice
      triggers:
        - event: order.paid
          expression: ''
          cron: ''
      retry:
        max_attempts: 5
        initial_delay_ms: 1000
        backoff_factor: 2
        max_delay_ms: 60000
        on_exhausted: null
      timeout_ms: 0
      concurrency:
        limit: 4
        key: ''
      debounce: null
      throttle: null
      circuit_breaker: null
      cancel_on: []
      preferred_mode: pull
      endpoint_url: ''
      actor_key: ''
      recording: false
      recording_profile: ''
      recording_retention: ''
      metadata: {}
      status: active
      version: 3
      next_run: null
      created_at: '2026-01-02T03:04:05Z'
      updated_at: '2026-01-02T03:04:05Z'
history:
  description: The versions of O(id), the newest first; empty unless O(history).
  type: list
  elements: dict
  returned: success
  sample:
    - &id002
      version: 3
      change_type: updated
      change_reason: The printer is broken
      actor_id: ak_5b1f8e6c
      recorded_at: '2026-01-02T03:04:05Z'
      function: *id001
at:
  description: The O(version) of the function that was asked for; null without it.
  type: dict
  returned: success
  sample: *id002
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.function import FUNCTION_INFO

MODULE = FUNCTION_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
