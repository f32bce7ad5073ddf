#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_stream_info
short_description: Look up entity streams in Ironflow
description:
  - Lists entity streams, or looks up one, with its events, its history and its latest snapshot where they are asked
    for.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  entity_id:
    description: What the stream is of. Left out, all streams that fit are listed.
    type: str
  entity_type:
    description: Only streams of entities of this type.
    type: str
  search:
    description: Only streams whose entity fits this text, as the server compares it.
    type: str
  include_deleted:
    description: Whether a listing tells streams that have ended too. Servers before 0.39 know none.
    type: bool
  include:
    description:
      - What is told besides of the stream of O(entity_id).
      - With V(events) the events, with V(history) the events with the runs and steps that came of them, with
        V(snapshot) the latest snapshot.
    type: list
    elements: str
    choices: [events, history, snapshot]
    default: []
  from_version:
    description: The version that events and history begin at, itself included.
    type: int
  direction:
    description: Whether events and history are told oldest first (V(forward)) or newest first (V(backward)).
    type: str
    choices: [forward, backward]
    default: forward
  limit:
    description: At most so many events, and so many entries of the history. Left out, all are told.
    type: int
  from_time:
    description: Only history from this time on, such as V(2026-01-02T03:04:05Z).
    type: str
  to_time:
    description: Only history up to this time.
    type: str
  before_version:
    description: The latest snapshot at or before this version.
    type: int
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_stream_event
  - module: opsweave.platform.ironflow_stream_snapshot
"""

EXAMPLES = r"""
- name: All streams of orders
  opsweave.platform.ironflow_stream_info:
    entity_type: order

- name: The last two events of one order, and its latest snapshot
  opsweave.platform.ironflow_stream_info:
    entity_id: order-1
    include: [events, snapshot]
    direction: backward
    limit: 2
  register: order
"""

RETURN = r"""
resources:
  description:
    - The streams found; empty when there is none.
    - C(version) is that of its last event. C(events), C(history) and C(snapshot) are there where they were asked for;
      the latter is null where there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - entity_id: order-1
      entity_type: order
      version: 2
      event_count: 2
      deleted: false
      created_at: "2026-01-02T03:04:05Z"
      updated_at: "2026-01-02T03:04:06Z"
      events:
        - id: evt_0000002a
          name: order.paid
          data: {}
          entity_version: 2
          version: 1
          timestamp: "2026-01-02T03:04:06Z"
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.stream_info import STREAM_INFO

MODULE = STREAM_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
