#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_publish
short_description: Publish messages on topics in Ironflow
description:
  - Publishes one message for those who listen to a topic. It is a change each time, but for a message that the server
    knows by its O(idempotency_key).
  - Where the connection is lost, it is sent again only with O(idempotency_key); without it the task fails and says that
    the message may have been sent.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  topic:
    description: Name of the topic, such as V(order.processed). The server refuses some beginnings, which are its own.
    type: str
    required: true
  data:
    description: What is published, of any type. It is not shown in results.
    type: raw
  idempotency_key:
    description:
      - A text that is the same for one and the same message. The server then publishes it on this topic only once.
      - At most 255 bytes, with neither blanks nor control characters.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_ironflow
attributes:
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: partial
    details: With O(idempotency_key), on servers from 0.41 on, which tell that they had the message already.
seealso:
  - module: opsweave.platform.ironflow_topic_info
  - module: opsweave.platform.ironflow_event
"""

EXAMPLES = r"""
- name: Tell who listens
  opsweave.platform.ironflow_publish:
    topic: order.processed
    data:
      order: order-1
      total: 20

- name: The same message only once, however often the play is run
  opsweave.platform.ironflow_publish:
    topic: release.installed
    data: "2026.1"
    idempotency_key: release-2026.1
"""

RETURN = r"""
event_id:
  description: Id of the message, or of the first one with its key; null in check mode.
  type: str
  returned: success
  sample: msg_0000002a
sequence:
  description: Its place among all messages; null in check mode.
  type: int
  returned: success
  sample: 42
duplicate:
  description: Whether the server had a message of this key and published nothing. Servers before 0.41 do not tell it,
    and it is false then; null in check mode.
  type: bool
  returned: success
  sample: false
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.publish import PUBLISH

MODULE = PUBLISH


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
