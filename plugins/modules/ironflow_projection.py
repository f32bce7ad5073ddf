#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_projection
short_description: Manage projections in Ironflow
description:
  - A projection is what is computed from all events of some names. A worker computes it, and the server keeps its
    state, or the worker does so itself elsewhere; of an SQL projection the server fills a table by statements.
  - This registers, changes, pauses and deletes projections. What computes them is the program of a worker.
  - What a projection holds is computed anew by M(opsweave.platform.ironflow_projection_rebuild). A change of its
    events alone does not do that.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the projection.
    type: str
    required: true
  events:
    description:
      - Names of the events that it is computed from, which may have wildcards, such as V(order.*). Their order means
        nothing.
      - Needed to create it. For an SQL projection, the names in O(event_handlers) when left out.
    type: list
    elements: str
  mode:
    description:
      - Whether the server keeps its state (V(managed)), or the worker elsewhere (V(external)).
      - The server takes V(managed) when this is left out. An SQL projection takes none.
    type: str
    choices:
      - managed
      - external
  partition_key:
    description:
      - Field of an event's data by which the state is kept apart, so that each value has a state of its own.
      - An SQL projection takes none.
    type: str
  version:
    description: Version of the projection's program. An SQL projection takes none.
    type: int
  table_sql:
    description:
      - Makes it an SQL projection, the statement C(CREATE TABLE) of its table. This and the next two options cannot be
        changed later.
      - The table may be asked by M(opsweave.platform.ironflow_sql).
    type: str
  event_handlers:
    description:
      - For an SQL projection, the statement that is carried out for each event, by the name of the event. Needed to
        create it.
      - How a statement says where values of the event go is the server's to say; these are given to it as they are.
    type: dict
  description:
    description: What an SQL projection is for. Others have none.
    type: str
  status:
    description:
      - Whether it takes events in. A new one does.
      - One that is being rebuilt counts as V(active). One in error is resumed by V(active).
    type: str
    choices:
      - active
      - paused
  unset:
    description: Options to clear.
    type: list
    choices:
      - partition_key
    elements: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_projection_info
  - module: opsweave.platform.ironflow_projection_rebuild
  - module: opsweave.platform.ironflow_sql
"""

EXAMPLES = r"""
- name: What each customer has ordered
  opsweave.platform.ironflow_projection:
    name: order_stats
    events: [order.paid, order.refunded]
    partition_key: customer_id

- name: It rests while its worker is replaced
  opsweave.platform.ironflow_projection:
    name: order_stats
    status: paused

- name: A table of the orders of each shop, which the server fills
  opsweave.platform.ironflow_projection:
    name: shops
    description: Orders by shop
    table_sql: CREATE TABLE shops (shop TEXT PRIMARY KEY, orders INTEGER)
    event_handlers:
      order.paid: >-
        INSERT INTO shops VALUES (:shop, 1) ON CONFLICT (shop) DO UPDATE SET orders = orders + 1

- name: It is gone
  opsweave.platform.ironflow_projection:
    name: order_stats
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The projection afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    name: order_stats
    events: [order.paid, order.refunded]
    mode: managed
    partition_key: customer_id
    version: 1
    table_sql: ""
    event_handlers: {}
    description: ""
    status: active
    last_event_seq: 42
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.projection import PROJECTION

MODULE = ensure(PROJECTION)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
