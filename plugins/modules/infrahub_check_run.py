#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_check_run
short_description: Run the checks of a proposed change in Infrahub
description:
  - Runs the checks of an open proposed change again, waits until they have ended, and tells what each found.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  proposed_change:
    description: Name or id of the proposed change.
    type: str
    required: true
  check_type:
    description: Which checks to run.
    type: str
    choices: [all, artifact, data, generator, repository, schema, test, user]
    default: all
  fail:
    description: Whether the task fails when a check does not pass.
    type: bool
    default: true
  wait:
    description: Whether to wait until the checks have ended. Without it their last results are told.
    type: bool
    default: true
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells the last state; the work goes on.
    type: int
    default: 600
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_check
  - module: opsweave.platform.infrahub_proposed_change
"""

EXAMPLES = r"""
- name: A branch
  opsweave.platform.infrahub_branch:
    name: new-tag

- name: A change on it
  opsweave.platform.infrahub_node:
    branch: new-tag
    kind: BuiltinTag
    data:
      name: new

- name: The change is proposed
  opsweave.platform.infrahub_proposed_change:
    name: a new tag
    source_branch: new-tag

- name: Its checks are run again
  opsweave.platform.infrahub_check_run:
    proposed_change: a new tag
    check_type: data
"""

RETURN = r"""
validators:
  description: What was checked, and how it ended.
  type: list
  elements: dict
  returned: when the checks were run
  sample:
    - id: 18ea3b32-0ca5-0449-e3a2-169ab1428606
      kind: CoreDataValidator
      label: Data Integrity
      state: completed
      conclusion: success
      started_at: '2026-01-02T03:04:05.123456Z'
      completed_at: '2026-01-02T03:04:07.123456Z'
      checks:
        - id: 18ea3b2b-1f6a-a6c7-e3f9-169ae4c96cd9
          name: null
          label: Data Conflict
          kind: DataIntegrity
          message: null
          conclusion: success
          severity: info
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.check_run import CHECK_RUN

MODULE = CHECK_RUN


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
