#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_consumer_group
short_description: Manage consumer groups in Ironflow
description:
  - A consumer group shares the events that fit its pattern among its members. It sees events from its creation on.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  namespace:
    description: Namespace of the group.
    type: str
    default: default
  name:
    description: Name of the group, unique in its namespace.
    type: str
    required: true
  pattern:
    description: Which events the group gets, such as V(events:order.*). Needed to create it.
    type: str
  filter_expr:
    description: An expression that an event has to meet as well.
    type: str
  ack_mode:
    description:
      - Whether an event counts as handled once it was handed out (V(auto)), or when its member says so
        (V(manual)). The server takes V(auto) when this is left out.
    type: str
    choices:
      - auto
      - manual
  backpressure:
    description:
      - What happens to events that come faster than they are handled. The server takes V(buffer) when this is left
        out.
    type: str
    choices:
      - drop
      - block
      - buffer
  max_inflight:
    description: How many events may be handed out and not yet handled; 100 when left out.
    type: int
  max_redeliveries:
    description: How often an event is handed out again; 3 when left out.
    type: int
  redeliver_delay_ms:
    description:
      - Milliseconds before it is handed out again, and with O(ack_mode=manual) how long an answer is waited for;
        5000 when left out.
    type: int
  metadata:
    description: Notes on the group.
    type: dict
  status:
    description: Whether events are handed out. A new group is active.
    type: str
    choices:
      - active
      - paused
  unset:
    description: Options to clear.
    type: list
    choices:
      - filter_expr
      - metadata
    elements: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_consumer_group_info
"""

EXAMPLES = r"""
- name: Billing shares the events of orders
  opsweave.platform.ironflow_consumer_group:
    name: billing
    pattern: events:order.*
    ack_mode: manual
    max_inflight: 20

- name: Billing rests
  opsweave.platform.ironflow_consumer_group:
    name: billing
    status: paused

- name: The group is gone
  opsweave.platform.ironflow_consumer_group:
    name: billing
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The consumer group afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    id: cg_5b1f8e6c
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
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.consumer_group import CONSUMER_GROUP

MODULE = ensure(CONSUMER_GROUP)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
