#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_branch_validate
short_description: Check whether a branch of Infrahub can be merged
description:
  - Has the server check a branch against the default branch. Nothing is changed.
  - Where they do not fit, the task fails and tells what is in conflict by node, field and both values.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the branch to check.
    type: str
    required: true
  fail:
    description: Whether to fail for a branch that does not fit. Without it only RV(valid) tells.
    type: bool
    default: true
  branch:
    description:
      - Of no meaning here, given or from E(INFRAHUB_DEFAULT_BRANCH); see O(name).
    type: str
    default: main
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_diff_info
  - module: opsweave.platform.infrahub_branch_merge
"""

EXAMPLES = r"""
- name: A branch to work on
  opsweave.platform.infrahub_branch:
    name: checked-work

- name: It can be merged
  opsweave.platform.infrahub_branch_validate:
    name: checked-work

- name: Ask without failing
  opsweave.platform.infrahub_branch_validate:
    name: checked-work
    fail: false
  register: check

- name: Say what is in the way
  ansible.builtin.debug:
    msg: "{{ check.conflicts | map(attribute='label') }}"
  when: not check.valid
"""

RETURN = r"""
valid:
  description: Whether the branch fits the default branch.
  type: bool
  returned: always
  sample: true
conflicts:
  description:
    - What both sides changed in different ways; empty where they fit.
    - Each has for V(default) and V(branch) the C(action) and C(value) of that side, and as C(decision) which of the
      two is to win, null where nobody has decided. C(field) is null where the conflict is about the node as a whole.
  type: list
  elements: dict
  returned: always
  sample:
    - kind: BuiltinTag
      id: 18eacf07-7a23-1cd2-e3da-14b7629bb0da
      label: blue
      field: description
      default: {action: updated, value: Jeans}
      branch: {action: updated, value: Sea}
      decision: null
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.branch_validate import BRANCH_VALIDATE

MODULE = BRANCH_VALIDATE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
