#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_consumer_group_info
short_description: Look up consumer groups in Ironflow
description:
  - A consumer group shares the events that fit its pattern among its members. It sees events from its creation on.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  namespace:
    description: Namespace of the group.
    type: str
  name:
    description: Name of the group, unique in its namespace.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_consumer_group
"""

EXAMPLES = r"""
- name: The groups of one namespace
  opsweave.platform.ironflow_consumer_group_info:
    namespace: default
"""

RETURN = r"""
resources:
  description: The consumer groups found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: cg_5b1f8e6c
      namespace: default
      name: billing
      pattern: events:order.*
      filter_expr: ""
      ack_mode: manual
      backpressure: buffer
      max_inflight: 20
      max_redeliveries: 3
      redeliver_delay_ms: 5000
      metadata: {}
      status: active
      member_count: 0
      created_at: "2026-01-02T03:04:05Z"
      updated_at: "2026-01-02T03:04:05Z"
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.consumer_group import CONSUMER_GROUP

MODULE = info(CONSUMER_GROUP)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
