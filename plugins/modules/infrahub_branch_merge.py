#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_branch_merge
short_description: Merge a branch into Infrahub's default branch
description:
  - Brings what was done on a branch to the default branch.
  - It looks first. A branch that is merged already, or has no changes, is left as it is.
  - Where both sides changed the same in different ways, nothing is merged. The task fails and lists what is in conflict
    by node, field and both values.
  - The merge is started on the server and then watched, so that one that takes longer than O(api_timeout) does no harm.
notes:
  - To know what there is to merge, the server is asked to compare both sides. This writes nothing but the server's own
    record of that comparison, so it is done in check mode too.
  - A merged branch stays there. Delete it with M(opsweave.platform.infrahub_branch).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the branch to merge.
    type: str
    required: true
  wait:
    description:
      - Whether to wait until the branch is merged.
      - Without it the task ends when the merge is started. A server without workers merges at once all the same.
    type: bool
    default: true
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells the last state; the merge goes on.
    type: int
    default: 600
  branch:
    description:
      - Of no meaning here, given or from E(INFRAHUB_DEFAULT_BRANCH); see O(name).
    type: str
    default: main
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_branch
  - module: opsweave.platform.infrahub_diff_info
"""

EXAMPLES = r"""
- name: A branch to work on
  opsweave.platform.infrahub_branch:
    name: new-tag

- name: Work on it
  opsweave.platform.infrahub_node:
    branch: new-tag
    kind: BuiltinTag
    data:
      name: green

- name: All of it comes to the default branch
  opsweave.platform.infrahub_branch_merge:
    name: new-tag

- name: The branch is not needed any more
  opsweave.platform.infrahub_branch:
    name: new-tag
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(merge) or V(none).
  type: str
  returned: success
  sample: merge
summary:
  description: How many nodes the merge added, updated and removed on the default branch.
  type: dict
  returned: success
  sample: {added: 1, updated: 0, removed: 0}
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.branch_merge import BRANCH_MERGE

MODULE = BRANCH_MERGE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
