#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_deployment
short_description: Register deployments of functions in Ironflow
description:
  - A deployment is the code of a function, known by its digest, with what the function said of itself then. From
    Ironflow 0.37 on.
  - Deployments are never changed and never deleted. A different one needs another O(deployment_id).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  function_id:
    description: Id of the function.
    type: str
    required: true
  deployment_id:
    description: Id of the deployment, unique for its function.
    type: str
    required: true
  artifact_digest:
    description: Digest of its code, such as V(sha256:9f86d081884c7d65). Required for a new one.
    type: str
  mode:
    description: Whether Ironflow calls a function at O(endpoint_url), V(push), or its workers ask for work, V(pull).
      The server's choice when left out.
    type: str
    choices: [push, pull]
  endpoint_url:
    description: Where the function is called.
    type: str
  snapshot:
    description: What the function says of itself, as M(opsweave.platform.ironflow_function) does.
    type: dict
    suboptions:
      triggers:
        description: What starts a run of it.
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
        description: How a run whose step fails is tried again. What is left out is the server's choice.
        type: dict
        suboptions:
          max_attempts:
            description: How often a step is tried in all.
            type: int
          initial_delay_ms:
            description: Milliseconds until it is tried again for the first time.
            type: int
          backoff_factor:
            description: What the delay is multiplied with each time.
            type: float
          max_delay_ms:
            description: The longest delay, in milliseconds.
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
        description: Events that cancel a run that is under way.
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
      metadata:
        description: Anything else about it.
        type: dict
  snapshot_schema_version:
    description: Version of the form that O(snapshot) has. The server does not tell it.
    type: int
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_deployment_info
  - module: opsweave.platform.ironflow_function
"""

EXAMPLES = r"""
- name: A function
  opsweave.platform.ironflow_function:
    id: bill

- name: What is rolled out now
  opsweave.platform.ironflow_deployment:
    function_id: bill
    deployment_id: v7
    artifact_digest: sha256:9f86d081884c7d65
    mode: push
    endpoint_url: https://billing.example.com/ironflow
    snapshot:
      triggers:
        - event: order.paid
      timeout_ms: 60000
"""

RETURN = r"""
operation:
  description: What was done, or would be.
  type: str
  returned: success
  sample: create
resource:
  description: The deployment. What it computes, such as C(created_at), is missing in check mode where it would be
    new.
  type: dict
  returned: success
  sample:
    function_id: bill
    deployment_id: v7
    artifact_digest: sha256:9f86d081884c7d65
    mode: push
    endpoint_url: https://billing.example.com/ironflow
    snapshot:
      triggers:
        - event: order.paid
          expression: ''
          cron: ''
      timeout_ms: 60000
    created_by: ak_5b1f8e6c
    created_at: '2026-01-02T03:04:05Z'
unverified:
  description: Options that were given and that the server does not tell, so that they could not be compared.
  type: list
  elements: str
  returned: success
  sample:
    - snapshot_schema_version
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.deployment import ENSURE_DEPLOYMENT

MODULE = ENSURE_DEPLOYMENT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
