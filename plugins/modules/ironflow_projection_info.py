#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_projection_info
short_description: Look up projections in Ironflow, and wait until one has caught up
description:
  - Lists projections, or tells all of one, with how far it is behind, what it holds and how its rebuild goes.
  - It can wait until a projection has handled all events, or a certain one, so that what was just written can be read.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the projection of this name, with all that there is to tell of it.
    type: str
  status:
    description: Only projections of this status.
    type: str
    choices:
      - active
      - paused
      - rebuilding
      - error
  mode:
    description: Only projections of this mode.
    type: str
    choices:
      - managed
      - external
  partition:
    description: With O(name), the partition whose state is told and waited for. That of all when left out.
    type: str
  partitions:
    description: With O(name), whether to name its partitions too.
    type: bool
    default: false
  wait:
    description:
      - With O(name), whether to wait until it has handled all events that there are. In check mode nothing is
        waited for.
      - It fails at once for a projection that is paused or in error, and one that is being rebuilt is waited for.
    type: bool
    default: false
  min_seq:
    description: Wait until it has handled the event of this number, and all before.
    type: int
  event_id:
    description: Wait until it has handled this event, such as one that M(opsweave.platform.ironflow_event) has sent.
    type: str
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells how far the projection is.
    type: int
    default: 300
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_projection
  - module: opsweave.platform.ironflow_projection_rebuild
"""

EXAMPLES = r"""
- name: A projection of orders
  opsweave.platform.ironflow_projection:
    name: order_stats
    events: [order.paid]
    partition_key: customer_id

- name: An order is paid
  opsweave.platform.ironflow_event:
    name: order.paid
    data:
      customer_id: c-7
  register: paid

- name: What the projection makes of it
  opsweave.platform.ironflow_projection_info:
    name: order_stats
    event_id: "{{ paid.event_id }}"
    partition: c-7
    partitions: true
    wait_timeout: 60
  register: stats

- name: Projections that need somebody to look after them
  opsweave.platform.ironflow_projection_info:
    status: error
"""

RETURN = r"""
resources:
  description:
    - The projections found; empty when there is none.
    - >-
      With O(name) also C(lag), the number of events that it has not handled yet; C(state), what it holds of the
      partition, null where nothing; C(rebuild), how its rebuild goes or went, as
      M(opsweave.platform.ironflow_projection_rebuild) tells it, null where there is none; and C(partitions), where
      asked for.
  type: list
  elements: dict
  returned: success
  sample:
    - name: order_stats
      events: [order.paid, order.refunded]
      mode: managed
      partition_key: customer_id
      version: 1
      table_sql: ""
      event_handlers: {}
      description: ""
      status: active
      last_event_seq: 42
      type: state
      error_message: null
      created_at: "2026-01-02T03:04:05Z"
      updated_at: "2026-01-02T03:04:05Z"
      lag: 0
      state:
        partition: c-7
        state:
          total: 12.5
        last_event_id: evt_00000007
        last_event_seq: 42
        last_event_time: "2026-01-02T03:04:05Z"
        version: 3
        updated_at: "2026-01-02T03:04:05Z"
      rebuild: null
      partitions: [c-7]
catch_up:
  description:
    - How far it had come when the waiting was over, with C(caught_up), C(rebuilding), C(current_seq), C(target_seq) and
      C(behind_by_events). Null where nothing was waited for.
  type: dict
  returned: success
  sample:
    caught_up: true
    rebuilding: false
    current_seq: 42
    target_seq: 42
    behind_by_events: 0
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.projection_info import PROJECTION_INFO

MODULE = PROJECTION_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
