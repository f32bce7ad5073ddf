#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_branch_rebase
short_description: Bring a branch of Infrahub up to date
description:
  - Makes a branch begin at the present state of the default branch, with its own changes on top.
  - It looks first. A branch whose default branch has not changed since it began is left as it is.
  - Where both sides changed the same in different ways, and nobody has decided for the branch, nothing is done.
    The task fails and lists what is in conflict by node, field and both values.
notes:
  - A branch that has changes of the schema is rebased each time, since the server does not tell whether the schema of
    the default branch has changed too. So is any branch of a server that cannot be asked for nodes by the time of their
    last change.
  - The server is asked to compare both sides, which writes nothing but its own record of that comparison. This is done
    in check mode too.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the branch to bring up to date.
    type: str
    required: true
  wait:
    description:
      - Whether to wait until the branch is up to date.
      - Without it the task ends when the rebase is started. A server without workers does it at once all the same.
    type: bool
    default: true
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells the last state; the rebase goes on.
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
  - module: opsweave.platform.infrahub_branch_merge
  - module: opsweave.platform.infrahub_branch_validate
"""

EXAMPLES = r"""
- name: A branch to work on
  opsweave.platform.infrahub_branch:
    name: long-work

- name: Meanwhile others go on
  opsweave.platform.infrahub_node:
    kind: BuiltinTag
    data:
      name: meanwhile

- name: The branch gets what they did
  opsweave.platform.infrahub_branch_rebase:
    name: long-work
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(rebase) or V(none).
  type: str
  returned: success
  sample: rebase
branched_from:
  description: The instant of the default branch that the branch begins at.
  type: str
  returned: success, but not for a rebase that check mode foretells
  sample: "2026-01-02T03:04:05.700012Z"
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.branch_rebase import BRANCH_REBASE

MODULE = BRANCH_REBASE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
