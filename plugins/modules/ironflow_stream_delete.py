#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_stream_delete
short_description: End entity streams in Ironflow
description:
  - Appends a last event that ends the stream, and drops its snapshots. Nothing can be appended from then on, also not
    later; its history stays. A stream that is not there, or has ended already, is left as it is.
  - Servers before 0.39 cannot do this, and the task fails there.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  entity_id:
    description: What the stream is of.
    type: str
    required: true
  purge:
    description:
      - Whether its events are removed too, for ever. Only the last one stays, which says that there was a stream.
      - The server refuses this while runs of its events are going on.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_stream_event
"""

EXAMPLES = r"""
- name: The cart takes no more events
  opsweave.platform.ironflow_stream_delete:
    entity_id: cart-7

- name: And nobody can read what was in it
  opsweave.platform.ironflow_stream_delete:
    entity_id: cart-7
    purge: true
"""

RETURN = r"""
operation:
  description: What was done, or would be in check mode. One of C(delete), C(none).
  type: str
  returned: success
  sample: delete
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.stream_delete import STREAM_DELETE

MODULE = STREAM_DELETE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
