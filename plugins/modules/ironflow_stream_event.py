#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_stream_event
short_description: Append an event to an entity stream in Ironflow
description:
  - Appends one event to the stream of an entity, such as one order. It is an event like any other, too, and starts the
    functions that wait for it.
  - With O(expected_version) or O(idempotency_key) it is appended once, however often the task is run. Where a stream
    is not at the version that is expected, or the answer is lost, the module looks at the event that follows that
    version; only where that is another one, the task fails.
  - With neither of both it is appended each time. Where the connection is lost then, the task fails and says that the
    event may have been sent.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  entity_id:
    description: What the stream is of, such as V(order-1).
    type: str
    required: true
  entity_type:
    description: What kind of thing that is, such as V(order).
    type: str
    required: true
  name:
    description: Name of the event, such as V(order.paid).
    type: str
    required: true
    aliases: [event_name]
  data:
    description: What the event tells. It is not shown in results.
    type: dict
  metadata:
    description:
      - What else is stored with the event. It is not shown in results.
      - Servers before 0.36 know none, and the task fails there.
    type: dict
  version:
    description: Version of the event's schema.
    type: int
  expected_version:
    description:
      - The version that the stream must be at, which is the number of its events so far; V(0) for a new stream.
      - Left out, the event is appended whatever version the stream is at.
    type: int
  idempotency_key:
    description: A text that is the same for one and the same event. The server then appends it only once.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_ironflow
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: full
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: partial
    details: With O(expected_version) or O(idempotency_key); without them an event is appended each time.
seealso:
  - module: opsweave.platform.ironflow_stream_info
  - module: opsweave.platform.ironflow_stream_snapshot
  - module: opsweave.platform.ironflow_stream_delete
"""

EXAMPLES = r"""
- name: The first event of an order
  opsweave.platform.ironflow_stream_event:
    entity_id: order-1
    entity_type: order
    name: order.placed
    data: {total: 20}
    expected_version: 0

- name: The same payment only once, wherever the order is
  opsweave.platform.ironflow_stream_event:
    entity_id: order-1
    entity_type: order
    name: order.paid
    idempotency_key: payment-17
"""

RETURN = r"""
event_id:
  description: Id of the event; null in check mode, where it is not there yet.
  type: str
  returned: success
  sample: evt_0000002a
entity_version:
  description: The version of the stream with this event; null in check mode, where that cannot be told.
  type: int
  returned: success
  sample: 1
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.stream_event import STREAM_EVENT

MODULE = STREAM_EVENT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
