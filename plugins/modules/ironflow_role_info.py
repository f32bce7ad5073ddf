#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_role_info
short_description: Look up roles in Ironflow
description:
  - Looks up roles.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of a role that exists; with it the role can get another name.
    type: str
  name:
    description: Name of the role. Needed unless O(id) is given.
    type: str
  scope:
    description: Whether it belongs to the organisation of the key (V(tenant)), or to the whole server (V(platform)),
      which needs platform credentials.
    type: str
    default: tenant
    choices: [tenant, platform]
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_role
"""

EXAMPLES = r"""
- name: All roles
  opsweave.platform.ironflow_role_info:
"""

RETURN = r"""
resources:
  description: The roles found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: role_0f3a91c2
      name: billing
      scope: tenant
      org_id: org_default
      is_default: false
      created_at: '2026-01-02T03:04:05Z'
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.role import ROLE

MODULE = info(ROLE)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
