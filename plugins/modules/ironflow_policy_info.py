#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_policy_info
short_description: Look up policies in Ironflow
description:
  - Looks up policies.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of a policy that exists; with it the policy can get another name.
    type: str
  name:
    description: Name of the policy. Needed unless O(id) is given.
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
  - module: opsweave.platform.ironflow_policy
"""

EXAMPLES = r"""
- name: All policies
  opsweave.platform.ironflow_policy_info:
"""

RETURN = r"""
resources:
  description: The policies found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: pol_0f3a91c2
      name: no-prod-secrets
      scope: tenant
      effect: deny
      actions:
        - secrets:manage
      resources:
        - irn:ironflow:*:*:secret:env_production:*
      condition: ''
      org_id: org_default
      created_at: '2026-01-02T03:04:05Z'
      updated_at: '2026-01-02T03:04:05Z'
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.policy import POLICY

MODULE = info(POLICY)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
