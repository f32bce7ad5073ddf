#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_run
short_description: Cancel, pause, resume and redact runs in Ironflow
description:
  - Brings a run to the O(status) that is wanted. One that has it already is left as it is, and so is one that has ended
    where it shall be V(cancelled).
  - Takes what a run was given and what came of it out of it, with O(redacted).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of the run.
    type: str
    required: true
  status:
    description:
      - With V(cancelled) a run that has not ended is cancelled.
      - With V(paused) it is asked to pause, which it does after the step that it is in. The module does not wait for
        that; M(opsweave.platform.ironflow_run_info) does.
      - With V(running) one that is paused, or has failed, is resumed.
    type: str
    choices: [cancelled, paused, running]
  reason:
    description: Why it is cancelled.
    type: str
  from_step:
    description: The step that it is resumed from, where it is resumed. Left out, it goes on where it was.
    type: str
  redacted:
    description:
      - Whether what the run was given and what came of it are taken out of it for ever. A placeholder stands in their
        places.
      - The run must have ended. Its event and its steps have copies, see M(opsweave.platform.ironflow_event_redact) and
        M(opsweave.platform.ironflow_step).
      - Servers before 0.39 cannot do this, and the task fails there.
    type: bool
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_run_info
  - module: opsweave.platform.ironflow_run_delete
  - module: opsweave.platform.ironflow_step
"""

EXAMPLES = r"""
- name: A function, and what starts it
  opsweave.platform.ironflow_call:
    operation: IronflowService/RegisterFunction
    params: {id: bill, name: bill, triggers: [{event: order.placed}]}

- name: It starts
  opsweave.platform.ironflow_event:
    name: order.placed
    data: {order: order-1}
  register: event

- name: It is cancelled, and nobody can see what it was given
  opsweave.platform.ironflow_run:
    id: "{{ event.run_ids[0] }}"
    status: cancelled
    reason: Not wanted any more
    redacted: true
"""

RETURN = r"""
actions:
  description: What was done, or would be in check mode, in this order. Some of C(cancel), C(pause), C(resume) and
    C(redact).
  type: list
  elements: str
  returned: success
  sample: [cancel, redact]
status:
  description:
    - The status of the run afterwards; C(pause_requested) is one that will pause after the step that it is in.
    - Null in check mode, where something would be done.
  type: str
  returned: success
  sample: cancelled
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.run import RUN_ACTIONS

MODULE = RUN_ACTIONS


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
