#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_diff_info
short_description: Look up what a branch of Infrahub changes
description:
  - Tells node by node what a branch adds, updates and removes, and where that is in conflict with the default branch.
  - Values of attributes of the kinds Password and HashedPassword are not shown.
notes:
  - The server is asked to compare both sides anew each time. This writes nothing but its own record of that comparison.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the branch to compare with the default branch.
    type: str
    required: true
  files:
    description: Whether to look for files of git repositories that the branch changes. The server takes its time.
    type: bool
    default: false
  artifacts:
    description: Whether to look for artifacts that are not the same on the branch. The server takes its time.
    type: bool
    default: false
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
  - module: opsweave.platform.infrahub_branch
  - module: opsweave.platform.infrahub_branch_merge
"""

EXAMPLES = r"""
- name: A branch to work on
  opsweave.platform.infrahub_branch:
    name: new-tags

- name: Work on it
  opsweave.platform.infrahub_node:
    branch: new-tags
    kind: BuiltinTag
    data:
      name: amber
      description: Between yellow and orange

- name: What it changes
  opsweave.platform.infrahub_diff_info:
    name: new-tags
  register: difference

- name: Also in files and artifacts
  opsweave.platform.infrahub_diff_info:
    name: new-tags
    files: true
    artifacts: true

- name: In a few words
  ansible.builtin.debug:
    msg: "{{ difference.resources | map(attribute='label') }}"
"""

RETURN = r"""
summary:
  description:
    - How many nodes the branch adds, updates, removes and names without a change of their own, and how many values are
      in conflict. A node counts as updated also where only another one's relation to it has changed.
  type: dict
  returned: success
  sample: {added: 1, updated: 1, removed: 0, unchanged: 0, conflicts: 1}
resources:
  description: The nodes that differ, in the order of their kinds and labels.
  type: list
  elements: dict
  returned: success
  contains:
    kind:
      description: Kind of the node. Changes of the schema are nodes too, of kinds such as V(SchemaAttribute).
      type: str
    id:
      description: Id of the node.
      type: str
    label:
      description: Its display label.
      type: str
    action:
      description: What the branch does with it; V(added), V(updated), V(removed) or V(unchanged).
      type: str
    changes:
      description:
        - Its changes, each with C(field), C(before), C(after) and C(conflict).
        - Peers of relations are given by their labels; of a relation to many, C(before) lists those that have gone and
          C(after) those that have come.
        - C(conflict) is null, or has for V(default) and V(branch) the C(action) and C(value) of that side, and as
          C(decision) which of the two is to win, null where nobody has decided. C(field) is null where the conflict is
          about the node as a whole.
      type: list
      elements: dict
  sample:
    - kind: BuiltinTag
      id: 18eacf09-af49-a9f7-e38e-14b7c83f5d84
      label: amber
      action: added
      changes:
        - {field: name, before: null, after: amber, conflict: null}
        - {field: description, before: null, after: Between yellow and orange, conflict: null}
    - kind: BuiltinTag
      id: 18eacf07-7a23-1cd2-e3da-14b7629bb0da
      label: blue
      action: updated
      changes:
        - field: description
          before: Sky
          after: Sea
          conflict:
            default: {action: updated, value: Jeans}
            branch: {action: updated, value: Sea}
            decision: null
conflicts:
  description:
    - Where both sides changed the same, by node and field; what C(conflict) has in RV(resources), in one list.
    - C(default) and C(branch) have the C(action) and C(value) of that side, C(decision) which of the two is to win.
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
      decision: null
files:
  description: Of each git repository the files that its commit on the branch changes. Empty without O(files).
  type: list
  elements: dict
  returned: success
  sample:
    - repository: templates
      id: 18eacf0b-2d70-2d6d-e3c2-14b7a4c3c0a1
      commit_from: 9d5ed678fe57bcca610140957afab571
      commit_to: 4355a46b19d348dc2f57c046f8ef63d4
      files: [{location: access.j2, action: updated}]
artifacts:
  description:
    - The artifacts that are not the same on the branch, each with C(target), and what is stored C(before) and C(after).
    - Empty without O(artifacts).
  type: list
  elements: dict
  returned: success
  sample:
    - id: 18eacf0c-51a6-6ac2-e3a9-14b7c0de5f31
      label: startup configuration
      action: updated
      target: {id: 18eacf0d-0f1e-40b0-e3b7-14b77a5f0a8e, kind: NetDevice, label: sw1}
      before: {storage_id: 18eacf0e, checksum: 0cc175b9c0f1b6a831c399e269772661}
      after: {storage_id: 18eacf0f, checksum: 92eb5ffee6ae2fec3ad71c777531578f}
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.diff_info import DIFF_INFO

MODULE = DIFF_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
