#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_group
short_description: Manage groups of nodes in Infrahub
description:
  - Creates, updates and deletes groups, with their members and subscribers.
  - Members and subscribers that are not given stay, unless O(exact) says otherwise. However long the lists are, only
    those that come or go are sent.
  - Groups of accounts have roles too; M(opsweave.platform.infrahub_account_group) is for them.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the group.
    type: str
    required: true
  kind:
    description: Kind of the group. A name can be given once only among all kinds.
    type: str
    default: CoreStandardGroup
  label:
    description: Name to show. The server makes one of O(name) when this is left out.
    type: str
  description:
    description: What the group is for.
    type: str
  parent:
    description: Name of the group that this one lies below.
    type: str
  members:
    description:
      - Nodes that are members, of any kind.
      - Each is a dict with C(kind) and C(hfid), the human friendly id as a text or a list, or it is an id.
    type: list
    elements: raw
  subscribers:
    description: Nodes that are told what happens to the members; written as O(members) are.
    type: list
    elements: raw
  exact:
    description:
      - Whether O(members) and O(subscribers) are to be exactly those that are given.
      - Otherwise they are added to those that are there.
    type: bool
    default: false
  unset:
    description: Options to set back to no value.
    type: list
    elements: str
    choices: [label, description, parent]
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_group_info
  - module: opsweave.platform.infrahub_account_group
"""

EXAMPLES = r"""
- name: Tags to group
  opsweave.platform.infrahub_node:
    kind: BuiltinTag
    data:
      name: "{{ item }}"
  loop:
    - crimson
    - azure

- name: A group of colours
  opsweave.platform.infrahub_group:
    name: colours
    description: What the rainbow has
    members:
      - kind: BuiltinTag
        hfid: crimson
      - kind: BuiltinTag
        hfid: azure

- name: A group below it, with one colour and no other
  opsweave.platform.infrahub_group:
    name: warm_colours
    parent: colours
    exact: true
    members:
      - kind: BuiltinTag
        hfid: crimson

- name: The group below is gone
  opsweave.platform.infrahub_group:
    name: warm_colours
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The group afterwards, with those of the two lists that were given; empty when absent.
  type: dict
  returned: success
  sample:
    name: colours
    label: Colours
    description: What the rainbow has
    parent: null
    members:
      - kind: BuiltinTag
        hfid:
          - azure
    id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d4
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.group import ENSURE_GROUP

MODULE = ENSURE_GROUP


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
