#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_stream_snapshot
short_description: Take snapshots of entity streams in Ironflow
description:
  - Stores what the events of a stream up to a version come to, so that nobody has to read them all for it.
  - A snapshot that holds the same already is left as it is. One of another state is followed by a new one of the same
    version, which is the latest from then on.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  entity_id:
    description: What the stream is of. The type of the entity is taken from there.
    type: str
    required: true
  version:
    description: The version of the stream that the state is of. Left out, it is the one that the stream is at.
    type: int
  data:
    description: The state that the events come to, of any type. It is not shown in C(invocation).
    type: raw
    required: true
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_stream_event
  - module: opsweave.platform.ironflow_stream_info
"""

EXAMPLES = r"""
- name: An order
  opsweave.platform.ironflow_stream_event:
    entity_id: order-2
    entity_type: order
    name: order.placed
    data: {total: 20}
    expected_version: 0

- name: What it comes to
  opsweave.platform.ironflow_stream_snapshot:
    entity_id: order-2
    version: 1
    data: {total: 20, paid: false}
"""

RETURN = r"""
operation:
  description: What was done, or would be in check mode. One of C(create), C(update), C(none).
  type: str
  returned: success
  sample: create
resource:
  description: The snapshot afterwards.
  type: dict
  returned: success
  sample: {entity_id: order-2, version: 1, data: {total: 20, paid: false}, snapshot_id: snap_1}
unverified:
  description: Always empty, since all of it can be compared.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.stream_snapshot import STREAM_SNAPSHOT

MODULE = STREAM_SNAPSHOT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
