#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_policy
short_description: Manage policies in Ironflow
description:
  - Policies deny actions to the roles that bear them.
  - Only servers up to 0.43 have them; newer ones have M(opsweave.platform.ironflow_policy_set).
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
  effect:
    description: What it does; the server takes V(deny) alone, since grants come from roles. Needed to create it.
    type: str
  actions:
    description: Actions that are denied, such as V(secrets:*). Needed to create it.
    type: list
    elements: str
  resources:
    description: Names of what they are denied on, such as V(irn:ironflow:*:*:secret:env_production:*). Needed to
      create it.
    type: list
    elements: str
  condition:
    description: An expression in CEL; the policy counts only where it is met.
    type: str
  unset:
    description: Options to clear.
    type: list
    elements: str
    choices: [condition]
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_policy_info
"""

EXAMPLES = r"""
- name: Nobody changes secrets of production
  opsweave.platform.ironflow_policy:
    name: no-prod-secrets
    effect: deny
    actions: [secrets:manage]
    resources: ["irn:ironflow:*:*:secret:env_production:*"]
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The policy afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    id: pol_0f3a91c2
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
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.policy import POLICY

MODULE = ensure(POLICY)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
