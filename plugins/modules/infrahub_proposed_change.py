#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_proposed_change
short_description: Manage proposed changes in Infrahub
description:
  - Offers a branch for review, gives the review of one's own account, decides conflicts, and merges, closes or deletes
    the proposed change.
  - Of several proposed changes of one name, an open one is meant. One that was merged is left as it is, unless its
    branch has been made anew since, which takes a new proposed change.
notes:
  - The server begins its checks when a proposed change is opened. One without workers does them before it answers,
    which may take longer than O(api_timeout) says; the task then looks whether it is there.
  - Nobody can review a proposed change of their own.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the proposed change. It or O(id) is required.
    type: str
  id:
    description: Id of the proposed change, where its name does not tell which is meant.
    type: str
  source_branch:
    description: The branch that is offered. Required to open a proposed change; it cannot be changed.
    type: str
  destination_branch:
    description: The branch to merge into. The default branch, which is the only one that servers take so far.
    type: str
  description:
    description: What the change is about.
    type: str
  reviewers:
    description: Names of the accounts that are asked to review it; exactly these.
    type: list
    elements: str
  is_draft:
    description: Whether it is a draft, which cannot be merged. V(false) when this is left out.
    type: bool
  state:
    description:
      - V(open) opens it. In place of one that was closed or canceled a new one is made, since servers do not open
        them again.
      - V(merged) merges its branch, opening it first where needed. Nothing is merged while there are conflicts that
        nobody has decided; the task then fails and lists them by node, field and both values.
      - V(closed) and V(canceled) end it without merging. One that has ended either way stays as it is.
      - V(absent) deletes it, which does not change its branch.
    type: str
    choices: [open, merged, closed, canceled, absent]
    default: open
  review:
    description: The review of the account that is logged in. V(none) takes it back.
    type: str
    choices: [approved, rejected, none]
  conflicts:
    description: Which side wins in each conflict that nobody has decided, the branch or the default branch.
    type: str
    choices: [branch, default]
  wait:
    description: Whether to wait until it is merged. Without it the task ends when the merge is started.
    type: bool
    default: true
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells the last state; the merge goes on.
    type: int
    default: 600
  branch:
    description:
      - Of no meaning here, given or from E(INFRAHUB_DEFAULT_BRANCH); proposed changes live on none.
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
  - module: opsweave.platform.infrahub_diff_info
"""

EXAMPLES = r"""
- name: A branch to work on
  opsweave.platform.infrahub_branch:
    name: proposed-tag

- name: Work on it
  opsweave.platform.infrahub_node:
    branch: proposed-tag
    kind: BuiltinTag
    data:
      name: proposed

- name: Offer it for review
  opsweave.platform.infrahub_proposed_change:
    name: One more tag
    source_branch: proposed-tag
    description: Nobody had thought of it

- name: Nobody objects
  opsweave.platform.infrahub_proposed_change:
    name: One more tag
    source_branch: proposed-tag
    state: merged
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(merge), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The proposed change afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    name: One more tag
    source_branch: proposed-tag
    destination_branch: main
    description: Nobody had thought of it
    reviewers: []
    is_draft: false
    state: open
    id: 18ea398f-d9da-c813-e32f-14b7ff75bc99
    approved_by: []
    rejected_by: []
conflicts:
  description:
    - What both sides changed in different ways, where O(conflicts) is given or it is merged; else empty.
    - Each has for V(default) and V(branch) the C(action) and C(value) of that side, and as C(decision) which of the two
      wins. C(field) is null where the conflict is about the node as a whole.
  type: list
  elements: dict
  returned: success
  sample:
    - kind: BuiltinTag
      id: 18eacf07-7a23-1cd2-e3da-14b7629bb0da
      label: blue
      field: description
      default: {action: updated, value: Jeans}
      branch: {action: updated, value: Sea}
      decision: branch
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.proposed_change import PROPOSED

MODULE = PROPOSED


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
