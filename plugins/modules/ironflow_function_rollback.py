#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_function_rollback
short_description: Go back to an earlier version of a function in Ironflow
description:
  - What a function was becomes its newest version. Nothing is done where it is what there is.
  - Its status stays as it is, and so do its secrets.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of the function.
    type: str
    required: true
  to_version:
    description: Version in its history to go back to; M(opsweave.platform.ironflow_function_info) tells which there
      are.
    type: int
    required: true
  change_reason:
    description: Why, for its history.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_function
  - module: opsweave.platform.ironflow_function_info
"""

EXAMPLES = r"""
- name: A function
  opsweave.platform.ironflow_function:
    id: bill
    description: Writes the invoice

- name: Its second version
  opsweave.platform.ironflow_function:
    id: bill
    description: Does not write the invoice

- name: The first was better
  opsweave.platform.ironflow_function_rollback:
    id: bill
    to_version: 1
    change_reason: Customers want invoices
"""

RETURN = r"""
resource:
  description: The function afterwards.
  type: dict
  returned: success
  sample:
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
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.function import FUNCTION_ROLLBACK

MODULE = FUNCTION_ROLLBACK


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
