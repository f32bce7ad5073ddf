#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_function
short_description: Register functions in Ironflow
description:
  - A function is what Ironflow runs when an event comes, at a time, or when it is invoked. Its code is with a worker,
    or at O(endpoint_url); here stands what the server knows of it.
  - The vendor's workers register their functions themselves. Use this module for what they do not say, for functions
    that are called at an address, and to pause functions.
  - Registering takes the place of the whole function, so that options which are left out are sent as they are.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of the function, such as V(bill). It can have dots, and neither blanks nor V(*) nor V(>).
    type: str
    required: true
  name:
    description: How people call it. The server's choice when left out.
    type: str
  description:
    description: What it is for.
    type: str
  triggers:
    description:
      - What starts a run of it, each with one of O(triggers[].event) and O(triggers[].cron).
      - These take the place of those that there are, in this order.
    type: list
    elements: dict
    suboptions:
      event:
        description: Name of an event, or a pattern such as V(order.*).
        type: str
      expression:
        description: A condition on the event, in the server's language.
        type: str
      cron:
        description: A time table, such as V(0 6 * * *).
        type: str
  retry:
    description:
      - How a run whose step fails is tried again. What is left out stays, or is the server's choice in a new function.
      - V(0) is for the server's default, which the options below tell.
    type: dict
    suboptions:
      max_attempts:
        description: How often a step is tried in all; V(25) by default.
        type: int
      initial_delay_ms:
        description: Milliseconds until it is tried again for the first time; V(1000) by default.
        type: int
      backoff_factor:
        description: What the delay is multiplied with each time; V(2) by default.
        type: float
      max_delay_ms:
        description: The longest delay, in milliseconds; V(300000) by default.
        type: int
      on_exhausted:
        description: What becomes of a run that is not tried again. From Ironflow 0.52 on.
        type: str
        choices: [pause, fail]
  timeout_ms:
    description: The time that a run may take, in milliseconds; V(0) for the server's default.
    type: int
  concurrency:
    description: How many runs go at the same time.
    type: dict
    suboptions:
      limit:
        description: At most so many.
        type: int
        required: true
      key:
        description: An expression; the limit is then for each of its values.
        type: str
  debounce:
    description: Wait until no more events come, and start one run then.
    type: dict
    suboptions:
      period_ms:
        description: For how many milliseconds there must be none; at least V(1000).
        type: int
        required: true
      key:
        description: An expression; events are then collected for each of its values.
        type: str
      max_wait_ms:
        description: Milliseconds after which it starts all the same; V(0) for never. From Ironflow 0.36 on.
        type: int
  throttle:
    description: How many runs begin in a time. From Ironflow 0.52 on.
    type: dict
    suboptions:
      limit:
        description: At most so many.
        type: int
        required: true
      period_ms:
        description: In so many milliseconds.
        type: int
        required: true
      key:
        description: An expression; the limit is then for each of its values.
        type: str
  circuit_breaker:
    description: Start no runs for a while after many have failed. From Ironflow 0.52 on.
    type: dict
    suboptions:
      failure_threshold:
        description: After so many failures.
        type: int
        required: true
      open_duration_ms:
        description: Milliseconds for which no runs start.
        type: int
      max_open_duration_ms:
        description: The most milliseconds, as this becomes longer with each time.
        type: int
  cancel_on:
    description: Events that cancel a run that is under way. These take the place of those that there are,
      in this order.
    type: list
    elements: dict
    suboptions:
      event:
        description: Name of the event.
        type: str
        required: true
      match:
        description: 'Which run is meant: a field that is the same in both events.'
        type: str
        required: true
  preferred_mode:
    description: Whether Ironflow calls a function at O(endpoint_url), V(push), or its workers ask for work, V(pull).
      The server's choice when left out.
    type: str
    choices: [push, pull]
  endpoint_url:
    description: Where the function is called.
    type: str
  actor_key:
    description: An expression that says for whom a run is; runs for the same actor are done one after the other.
    type: str
  secrets:
    description:
      - Names of the secrets that its runs may read.
      - The server does not tell them. They are sent along with any other change, and alone they change nothing, so
        give them each time.
    type: list
    elements: str
  recording:
    description: Whether what its runs do is recorded.
    type: bool
  recording_profile:
    description: What is recorded, in the server's words. From Ironflow 0.37 on.
    type: str
  recording_retention:
    description: How long that is kept, in the server's words. Up to Ironflow 0.47.
    type: str
  metadata:
    description:
      - Anything else about it.
      - Names that begin with C(__ironflow_) belong to the vendor's workers; they stay, and are not compared.
    type: dict
  status:
    description:
      - V(active) starts runs. V(paused) starts none until it is active again. V(archived) is kept for what has been.
      - V(active) in a new function when this is left out.
    type: str
    choices: [active, paused, archived]
  unset:
    description: Options to unset.
    type: list
    elements: str
    choices: [description, triggers, timeout_ms, concurrency, debounce, throttle, circuit_breaker, cancel_on,
      endpoint_url, actor_key, recording_profile, recording_retention, metadata]
  change_reason:
    description: Why this is changed, for its history.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_function_info
  - module: opsweave.platform.ironflow_function_invoke
  - module: opsweave.platform.ironflow_function_rollback
  - module: opsweave.platform.ironflow_run_info
"""

EXAMPLES = r"""
- name: A function that is called for each order that is paid
  opsweave.platform.ironflow_function:
    id: bill
    description: Writes the invoice
    triggers:
      - event: order.paid
    retry:
      max_attempts: 5
    concurrency:
      limit: 4
    endpoint_url: https://billing.example.com/ironflow
    preferred_mode: push

- name: Not while the printer is being repaired
  opsweave.platform.ironflow_function:
    id: bill
    status: paused
    change_reason: The printer is broken

- name: Each morning
  opsweave.platform.ironflow_function:
    id: report
    triggers:
      - cron: 0 6 * * *

- name: A function that is not needed any more
  opsweave.platform.ironflow_function:
    id: report
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or would be.
  type: str
  returned: success
  sample: update
resource:
  description:
    - The function afterwards. What it computes, such as C(version), is missing in check mode where it would change.
    - Without its secrets, which the server does not tell.
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
unverified:
  description: Options that were given and that the server does not tell, so that they could not be compared.
  type: list
  elements: str
  returned: success
  sample:
    - secrets
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.function import ENSURE_FUNCTION

MODULE = ENSURE_FUNCTION


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
