#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_permission
short_description: Manage permissions in Infrahub
description:
  - Creates, describes and deletes permissions, global ones and those of objects.
  - A permission does nothing until a role has it; see M(opsweave.platform.infrahub_account_role).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  identifier:
    description:
      - What is permitted, written as the server does.
      - C(global:ACTION:DECISION), such as C(global:manage_schema:allow_all).
      - C(object:NAMESPACE:NAME:ACTION:DECISION), such as C(object:Builtin:Tag:create:allow_other). The action is
        V(view), V(create), V(update), V(delete) or V(any); C(*) stands for every namespace or name.
      - The decision is C(allow_all), C(allow_default) for the default branch only, C(allow_other) for all other
        branches, or C(deny).
    type: str
    required: true
  description:
    description: What the permission is for.
    type: str
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
  - module: opsweave.platform.infrahub_permission_info
  - module: opsweave.platform.infrahub_account_role
"""

EXAMPLES = r"""
- name: Tags may be changed everywhere but on the default branch
  opsweave.platform.infrahub_permission:
    identifier: object:Builtin:Tag:any:allow_other
    description: Tags are changed by proposed changes

- name: Nobody with this one loads a schema
  opsweave.platform.infrahub_permission:
    identifier: global:manage_schema:deny

- name: The permission is gone
  opsweave.platform.infrahub_permission:
    identifier: global:manage_schema:deny
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The permission afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    identifier: object:Builtin:Tag:any:allow_other
    description: Tags are changed by proposed changes
    id: 18ea3a78-40ec-e74c-e3a4-14b7ea12bf76
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.permission import PERMISSION

MODULE = ensure(PERMISSION)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
