#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_topic_info
short_description: Look up topics in Ironflow
description: Lists the topics that messages were published on, with the number of messages on them.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  topic:
    description: Only this topic.
    type: str
  statistics:
    description: Whether each topic is asked for its statistics too, which is a request each.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_publish
  - module: opsweave.platform.ironflow_consumer_group
"""

EXAMPLES = r"""
- name: All topics
  opsweave.platform.ironflow_topic_info:

- name: How far behind those who listen to one are
  opsweave.platform.ironflow_topic_info:
    topic: order.processed
    statistics: true
"""

RETURN = r"""
resources:
  description:
    - The topics found; empty when there is none.
    - C(lag), C(first_seq) and C(last_seq) are there with O(statistics).
  type: list
  elements: dict
  returned: success
  sample:
    - name: order.processed
      message_count: 42
      consumer_count: 1
      first_message_at: "2026-01-02T03:04:05Z"
      last_message_at: "2026-01-02T03:04:06Z"
      lag: 0
      first_seq: 1
      last_seq: 42
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.topic_info import TOPIC_INFO

MODULE = TOPIC_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
