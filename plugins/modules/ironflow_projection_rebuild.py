#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_projection_rebuild
short_description: Rebuild a projection of Ironflow from its events
description:
  - Computes what a projection holds anew from its events, such as after a change of its program, or cancels that.
  - One that is being rebuilt already is not begun anew, but waited for.
  - The rebuild of a projection that a worker computes comes on only while its worker is running.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the projection.
    type: str
    required: true
  action:
    description:
      - V(start) begins a rebuild.
      - V(cancel) ends the one that is under way, and does nothing where there is none.
    type: str
    choices:
      - start
      - cancel
    default: start
  partition:
    description: Rebuild only the state of this partition.
    type: str
  from_event_id:
    description: Begin with this event. With the first when left out.
    type: str
  to_event_id:
    description: End with this event. With the last that there is when left out.
    type: str
  dry_run:
    description: Only tell how many events a rebuild would handle.
    type: bool
    default: false
  wait:
    description:
      - Whether to wait until the rebuild has ended. The task fails when that is badly, and when the time is over
        before.
      - In check mode nothing is waited for.
    type: bool
    default: true
  wait_timeout:
    description: The most seconds to wait. The rebuild goes on after them.
    type: int
    default: 600
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_ironflow
attributes:
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: partial
    details: Each run rebuilds, unless a rebuild is under way. The second time there is nothing to cancel.
seealso:
  - module: opsweave.platform.ironflow_projection
  - module: opsweave.platform.ironflow_projection_info
"""

EXAMPLES = r"""
- name: A projection of orders
  opsweave.platform.ironflow_projection:
    name: order_stats
    events: [order.paid]

- name: How many events would a rebuild handle?
  opsweave.platform.ironflow_projection_rebuild:
    name: order_stats
    dry_run: true

- name: Compute it anew, and go on when that is done
  opsweave.platform.ironflow_projection_rebuild:
    name: order_stats
    wait_timeout: 1800

- name: No rebuild is under way from here on
  opsweave.platform.ironflow_projection_rebuild:
    name: order_stats
    action: cancel
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(start), V(cancel) or V(none).
  type: str
  returned: success
  sample: start
status:
  description: Status of the projection afterwards, in check mode before; V(rebuilding) when it was not waited for.
  type: str
  returned: success
  sample: active
rebuild:
  description:
    - How the rebuild went, or goes; C(progress) is in percent. Null where the server tells of none, and in check mode.
    - The words for how a rebuild ended are the server's.
  type: dict
  returned: success
  sample:
    job_id: rebuild_5b1f8e6c
    projection_name: order_stats
    status: completed
    events_processed: 42
    total_events: 42
    progress: 100
    started_at: "2026-01-02T03:04:05Z"
    error: null
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.projection_rebuild import PROJECTION_REBUILD

MODULE = PROJECTION_REBUILD


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
