#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_branch_info
short_description: Look up branches in Infrahub
description: Lists all branches, or one by its name.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the branch of this name.
    type: str
  branch:
    description:
      - Of no meaning here, given or from E(INFRAHUB_DEFAULT_BRANCH); branches live on none.
    type: str
    default: main
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_branch
"""

EXAMPLES = r"""
- name: All branches
  opsweave.platform.infrahub_branch_info:
  register: branches

- name: The ones that nobody has merged yet
  ansible.builtin.debug:
    msg: "{{ branches.resources | selectattr('status', 'eq', 'OPEN') | map(attribute='name') }}"
"""

RETURN = r"""
resources:
  description:
    - The branches found; empty when there is none of that name.
    - Their C(status) is V(OPEN), V(NEED_REBASE), V(NEED_UPGRADE_REBASE), V(MERGING), V(MERGE_FAILED), V(MERGED) or
      V(DELETING).
  type: list
  elements: dict
  returned: success
  sample:
    - name: main
      description: Default Branch
      sync_with_git: true
      id: 18ea38d9-2b30-5422-e392-14b7ae54b609
      status: OPEN
      is_default: true
      has_schema_changes: false
      origin_branch: main
      branched_from: "2026-01-02T03:04:05.843969Z"
      created_at: "2026-01-02T03:04:05.843960Z"
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.branch import BRANCH

MODULE = info(BRANCH)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
