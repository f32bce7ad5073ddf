#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_account_role
short_description: Manage account roles in Infrahub
description:
  - Creates, updates and deletes roles, which give permissions to groups of accounts.
  - Permissions that are not given stay, unless O(exact) says otherwise.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the role.
    type: str
    required: true
  permissions:
    description:
      - Identifiers of permissions, as M(opsweave.platform.infrahub_permission) takes them.
      - The permissions must be there.
    type: list
    elements: str
  exact:
    description:
      - Whether O(permissions) are to be exactly those that are given.
      - Otherwise they are added to those that are there.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_account_role_info
  - module: opsweave.platform.infrahub_permission
  - module: opsweave.platform.infrahub_account_group
"""

EXAMPLES = r"""
- name: What the role is to allow
  opsweave.platform.infrahub_permission:
    identifier: object:Builtin:Tag:any:allow_all

- name: A role for those who keep the tags
  opsweave.platform.infrahub_account_role:
    name: tagger
    permissions:
      - object:Builtin:Tag:any:allow_all
      - global:edit_default_branch:allow_all

- name: They do so on branches from now on
  opsweave.platform.infrahub_account_role:
    name: tagger
    permissions:
      - object:Builtin:Tag:any:allow_all
    exact: true

- name: The role is gone
  opsweave.platform.infrahub_account_role:
    name: tagger
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The account role afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    name: tagger
    permissions:
      - global:edit_default_branch:allow_all
      - object:Builtin:Tag:any:allow_all
    id: 18ea3a78-804a-aad5-e3ce-14b78df1ee5e
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.core_nodes import ensure_members
from ..module_utils.infrahub.resources.account_role import ACCOUNT_ROLE

MODULE = ensure_members(ACCOUNT_ROLE, "permissions")


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
