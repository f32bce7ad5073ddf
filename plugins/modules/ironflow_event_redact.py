#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_event_redact
short_description: Redact events in Ironflow
description:
  - Takes the data out of an event for ever, and puts a placeholder in its place. Its name, its id and its place in a
    stream stay. An event that was redacted is left as it is.
  - Copies of the data are not touched, such as those in runs that the event started, in projections and with whoever
    has received it. Snapshots of the entity stream that it is in are dropped by the server.
  - Servers before 0.39 cannot do this, and the task fails there.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of the event.
    type: str
    required: true
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
attributes:
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), in diff mode.
    support: none
seealso:
  - module: opsweave.platform.ironflow_event_info
"""

EXAMPLES = r"""
- name: A customer comes
  opsweave.platform.ironflow_event:
    name: customer.registered
    data: {email: jo@example.com}
  register: event

- name: And is forgotten
  opsweave.platform.ironflow_event_redact:
    id: "{{ event.event_id }}"
"""

RETURN = r"""
event_id:
  description: Id of the event.
  type: str
  returned: success
  sample: evt_0000002a
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.event_redact import EVENT_REDACT

MODULE = EVENT_REDACT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
