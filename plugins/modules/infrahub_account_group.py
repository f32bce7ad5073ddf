#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_account_group
short_description: Manage account groups in Infrahub
description:
  - Creates, updates and deletes groups of accounts, with their members and roles.
  - Members and roles that are not given stay, unless O(exact) says otherwise.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the group.
    type: str
    required: true
  label:
    description: Name to show. The server makes one of O(name) when this is left out.
    type: str
  description:
    description: What the group is for.
    type: str
  members:
    description: Names of accounts that are members.
    type: list
    elements: str
  roles:
    description: Names of the roles that each member has.
    type: list
    elements: str
  exact:
    description:
      - Whether O(members) and O(roles) are to be exactly those that are given.
      - Otherwise they are added to those that are there.
    type: bool
    default: false
  unset:
    description: Options to set back to no value.
    type: list
    elements: str
    choices: [description]
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_account_group_info
  - module: opsweave.platform.infrahub_account
  - module: opsweave.platform.infrahub_account_role
"""

EXAMPLES = r"""
- name: A role for those who may look at everything
  opsweave.platform.infrahub_account_role:
    name: watcher
    permissions:
      - object:*:*:view:allow_all

- name: Its group, with one account
  opsweave.platform.infrahub_account_group:
    name: watchers
    description: See all and change nothing
    roles:
      - watcher
    members:
      - admin

- name: Nobody is a member any more
  opsweave.platform.infrahub_account_group:
    name: watchers
    members: []
    exact: true

- name: The group is gone
  opsweave.platform.infrahub_account_group:
    name: watchers
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The account group afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    name: watchers
    label: Watchers
    description: See all and change nothing
    members:
      - admin
    roles:
      - watcher
    id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d3
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.core_nodes import ensure_members
from ..module_utils.infrahub.resources.account_group import ACCOUNT_GROUP

MODULE = ensure_members(ACCOUNT_GROUP, "members", "roles")


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
