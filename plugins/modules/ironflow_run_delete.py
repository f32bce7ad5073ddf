#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_run_delete
short_description: Delete runs in Ironflow
description:
  - Deletes runs that have ended, with their steps. The events that started them stay, and so do runs that they started.
  - Servers before 0.39 cannot do this, and the task fails there.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of one run. One that is not there is as good as deleted; one that has not ended fails the task.
    type: str
  function_id:
    description: All runs of this function that have ended.
    type: str
  status:
    description: All runs of this status.
    type: str
    choices: [completed, failed, cancelled]
  until:
    description: All runs that have ended, up to this time, such as V(2026-01-02T03:04:05Z).
    type: str
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
  - module: opsweave.platform.ironflow_run_info
  - module: opsweave.platform.ironflow_run
"""

EXAMPLES = r"""
- name: What failed is of no use any more
  opsweave.platform.ironflow_run_delete:
    function_id: bill
    status: failed
"""

RETURN = r"""
deleted:
  description: How many were deleted, or would be in check mode.
  type: int
  returned: success
  sample: 0
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.run_delete import RUN_DELETE

MODULE = RUN_DELETE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
