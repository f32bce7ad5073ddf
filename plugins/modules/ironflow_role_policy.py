#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_role_policy
short_description: Manage policies of a role in Ironflow
description:
  - Gives a policy to a role, or takes it away. Only servers up to 0.43 have policies.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  role:
    description: Name or id of the role.
    type: str
    required: true
  policy:
    description: Name or id of the policy.
    type: str
    required: true
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_role_policy_info
"""

EXAMPLES = r"""
- name: A policy
  opsweave.platform.ironflow_policy:
    name: no-prod-secrets
    effect: deny
    actions: [secrets:manage]
    resources: ["*"]

- name: Developers bear it
  opsweave.platform.ironflow_role_policy:
    role: developer
    policy: no-prod-secrets
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The role policy afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    role: developer
    policy: no-prod-secrets
    role_id: role_developer
    policy_id: pol_0f3a91c2
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.role_policy import ROLE_POLICY

MODULE = ensure(ROLE_POLICY)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
