#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_step
short_description: Change and redact what steps of runs in Ironflow have come to
description:
  - Gives a step of a run another output, which the run goes on with where it is resumed. A step that has it already is
    left as it is.
  - Takes the output out of a step for ever, with O(redacted).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  run_id:
    description: Id of the run.
    type: str
    required: true
  step:
    description: The name of the step in its function, or the id that it has in this run.
    type: str
    required: true
  output:
    description:
      - What the step shall have come to, of any type. It is not shown in C(invocation).
      - Servers before 0.34 take nothing but a dictionary.
    type: raw
  method:
    description:
      - With V(patch) the step is changed in the run's record.
      - With V(inject) the run must be paused; then a step that failed can be repaired too, and counts as done. There is
        a warning where the server has stored the output while the run was already going on without it.
    type: str
    choices: [patch, inject]
    default: patch
  reason:
    description: Why it is changed.
    type: str
  redacted:
    description:
      - Whether what the step has come to is taken out of it for ever. The run must have ended.
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
  - module: opsweave.platform.ironflow_run
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

- name: The first step gave nothing of use
  opsweave.platform.ironflow_step:
    run_id: "{{ event.run_ids[0] }}"
    step: load
    output: {total: 20}
    reason: Corrected by hand
"""

RETURN = r"""
id:
  description: The id of the step in this run.
  type: str
  returned: success
  sample: stp_000000010000
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.step import STEP_ACTIONS

MODULE = STEP_ACTIONS


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
