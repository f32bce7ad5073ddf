#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_event
short_description: Emit events in Ironflow
description:
  - Emits one event, which starts the functions that wait for it. It is a change each time.
  - Where the connection is lost, the event is sent again only with O(idempotency_key); without it the task fails and
    says that the event may have been sent.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the event, such as V(site.changed).
    type: str
    required: true
  data:
    description: What the event tells. It is not shown in results.
    type: dict
  metadata:
    description: What else is stored with the event. It is not shown in results.
    type: dict
  version:
    description: Version of the event's schema. Servers before 0.34 know none, and the task fails there.
    type: int
  idempotency_key:
    description:
      - A text that is the same for one and the same event. The server then gives back the first event of this key,
        and starts nothing again.
      - Servers before 0.36 know none, and the task fails there.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_ironflow
"""

EXAMPLES = r"""
- name: Sites have changed
  opsweave.platform.ironflow_event:
    name: site.changed
    data:
      sites: [fra, lhr]
      count: 2

- name: The same event only once, however often the play is run
  opsweave.platform.ironflow_event:
    name: release.installed
    data: {release: "2026.1"}
    idempotency_key: release-2026.1
"""

RETURN = r"""
event_id:
  description: Id of the event; null in check mode.
  type: str
  returned: success
  sample: evt_0000002a
run_ids:
  description: Ids of the runs that it started, as far as the server tells.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.event import EVENT

MODULE = EVENT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
