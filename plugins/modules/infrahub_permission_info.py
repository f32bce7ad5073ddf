#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_permission_info
short_description: Look up permissions in Infrahub
description:
  - Lists all permissions, or one by its identifier.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  identifier:
    description: Only the permission of this identifier.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_permission
"""

EXAMPLES = r"""
- name: All permissions
  opsweave.platform.infrahub_permission_info:
  register: found

- name: What they are called
  ansible.builtin.debug:
    msg: "{{ found.resources | map(attribute='identifier') }}"
"""

RETURN = r"""
resources:
  description: The permissions found; empty when there is none of that name.
  type: list
  elements: dict
  returned: success
  sample:
    - identifier: object:Builtin:Tag:any:allow_other
      description: Tags are changed by proposed changes
      id: 18ea3a78-40ec-e74c-e3a4-14b7ea12bf76
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.permission import PERMISSION

MODULE = info(PERMISSION)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
