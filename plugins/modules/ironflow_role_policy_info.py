#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_role_policy_info
short_description: Look up policies of a role in Ironflow
description:
  - Looks up policies of a role.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  role:
    description: Name or id of the role.
    type: str
  policy:
    description: Name or id of the policy.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_role_policy
"""

EXAMPLES = r"""
- name: What developers bear
  opsweave.platform.ironflow_role_policy_info:
    role: developer
"""

RETURN = r"""
resources:
  description: The policies of a role found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - role: developer
      policy: no-prod-secrets
      role_id: role_developer
      policy_id: pol_0f3a91c2
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.role_policy import ROLE_POLICY

MODULE = info(ROLE_POLICY)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
