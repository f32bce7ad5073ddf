#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_branch
short_description: Manage branches in Infrahub
description:
  - Creates and deletes branches, and changes their description.
  - A branch begins as a copy of the default branch. M(opsweave.platform.infrahub_branch_merge) brings it back there.
  - The default branch cannot be deleted.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description:
      - Name of the branch, of 3 to 250 characters.
      - As in git, it cannot have blanks nor any of C(~^:?*[\), among others.
    type: str
    required: true
  description:
    description: What the branch is for.
    type: str
  sync_with_git:
    description:
      - Whether the git repositories that Infrahub knows get a branch of that name. V(false) when this is left out.
      - It cannot be changed once the branch is there.
    type: bool
  branch:
    description:
      - Of no meaning here, given or from E(INFRAHUB_DEFAULT_BRANCH); branches live on none.
    type: str
    default: main
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_branch_info
  - module: opsweave.platform.infrahub_branch_merge
  - module: opsweave.platform.infrahub_diff_info
"""

EXAMPLES = r"""
- name: A branch to work on
  opsweave.platform.infrahub_branch:
    name: new-site
    description: The site in Hamburg

- name: A tag that only the branch has
  opsweave.platform.infrahub_node:
    branch: new-site
    kind: BuiltinTag
    data:
      name: hamburg

- name: The branch is gone, with what was done on it
  opsweave.platform.infrahub_branch:
    name: new-site
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description:
    - The branch afterwards; empty when absent.
    - Its C(status) is V(OPEN), V(NEED_REBASE), V(NEED_UPGRADE_REBASE), V(MERGING), V(MERGE_FAILED), V(MERGED) or
      V(DELETING).
  type: dict
  returned: success
  sample:
    name: new-site
    description: The site in Hamburg
    sync_with_git: false
    id: 18ea3987-fe60-b1ac-e3bc-14b7d773e837
    status: OPEN
    is_default: false
    has_schema_changes: false
    origin_branch: main
    branched_from: "2026-01-02T03:04:05.700012Z"
    created_at: "2026-01-02T03:04:05.699940Z"
object:
  description: The same as RV(resource), by the name that C(opsmill.infrahub) gives it.
  type: dict
  returned: success
  sample: {name: new-site, sync_with_git: false}
msg:
  description: What was done or found, in a sentence.
  type: str
  returned: always
  sample: branch new-site was created
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.branch import BRANCHES

MODULE = BRANCHES


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
