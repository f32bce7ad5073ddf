#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_deployment_info
short_description: Look up deployments of a function in Ironflow
description:
  - The deployments of one function, and which of them its runs go to. From Ironflow 0.37 on.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  function_id:
    description: Id of the function.
    type: str
    required: true
  deployment_id:
    description: Only this deployment. All of the function when left out.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_deployment
"""

EXAMPLES = r"""
- name: A function
  opsweave.platform.ironflow_function:
    id: bill

- name: What is at work?
  opsweave.platform.ironflow_deployment_info:
    function_id: bill
"""

RETURN = r"""
resources:
  description: The deployments found, the newest first; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - function_id: bill
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
routing:
  description: Where runs of the function go; C(mode) is legacy, adopting or versioned.
  type: dict
  returned: success
  sample:
    mode: versioned
    active_deployment_id: v7
    routing_revision: 1
    transition_id: null
    transition_started_at: null
    updated_at: '2026-01-02T03:04:05Z'
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.deployment import DEPLOYMENT_INFO

MODULE = DEPLOYMENT_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
