#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_role_info
short_description: Look up roles in Infino
description: Lists all roles, those that the server brings with it too, or one by its name.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the role of this name.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_role
"""

EXAMPLES = r"""
- name: All roles
  opsweave.platform.infino_role_info:
  register: roles
"""

RETURN = r"""
resources:
  description: The roles found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - name: infino_admin_role
      version: "2025-01-01"
      permissions: []
      created_at: null
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infino.resources.role import ROLE

MODULE = info(ROLE)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
