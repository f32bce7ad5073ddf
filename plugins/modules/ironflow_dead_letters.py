#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_dead_letters
short_description: Send off again or throw away what Ironflow could not deliver
description:
  - What the server could not deliver, however often it tried, stays in the outbox as a dead letter, by the event that
    it is of. With O(action=requeue) the server tries again.
  - An event that is no dead letter needs nothing, so a second run changes nothing.
  - Each action is for all dead letters of an event. O(api_environment) says which environment's outbox is meant.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  action:
    description: What becomes of them.
    type: str
    required: true
    choices: [requeue, delete]
  event_ids:
    description: Ids of the events. Either this or O(all) is needed.
    type: list
    elements: str
  all:
    description: Whether all dead letters are meant, of O(topic) and O(kind) where those are given.
    type: bool
  topic:
    description: Only those of this topic.
    type: str
  kind:
    description: Only those of this kind, such as V(event).
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_system_info
"""

EXAMPLES = r"""
- name: Whoever takes orders is there again
  opsweave.platform.ironflow_dead_letters:
    action: requeue
    all: true
    topic: orders

- name: Nobody needs this one
  opsweave.platform.ironflow_dead_letters:
    action: delete
    event_ids: [evt_0f3a91c2]
"""

RETURN = r"""
event_ids:
  description: Ids of the events whose dead letters were sent off or thrown away, or would be.
  type: list
  elements: str
  returned: success
  sample: [evt_0f3a91c2]
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.dead_letters import DEAD_LETTERS

MODULE = DEAD_LETTERS


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
