#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_policy_set
short_description: Manage the policy set in Ironflow
description:
  - The policy set of an organisation, or of the platform, is one document that is always there. Servers up to 0.43
    have M(opsweave.platform.ironflow_policy) instead.
  - It is written only if nobody else has written since it was read.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  scope:
    description: Whether it belongs to the organisation of the key (V(tenant)), or to the whole server (V(platform)),
      which needs platform credentials.
    type: str
    default: tenant
    choices: [tenant, platform]
  modules:
    description: Texts of modules by name. A module that is not named stays, unless O(exact); one of V(null) goes.
    type: dict
  decision:
    description: The rule that decides.
    type: str
  mode:
    description: How the set counts, such as V(monitor); the server knows which words there are.
    type: str
  exact:
    description: Whether modules that O(modules) does not name go.
    type: bool
    default: false
  unset:
    description: Options to clear.
    type: list
    elements: str
    choices: [decision]
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_policy_set_info
  - module: opsweave.platform.ironflow_policy_set_rollback
"""

EXAMPLES = r"""
- name: What is decided by
  opsweave.platform.ironflow_policy_set:
    modules:
      base: |
        package base
        default allow := true
    decision: base/allow
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The policy set afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    scope: tenant
    modules:
      base: 'package base

        '
    decision: base/allow
    mode: monitor
    version: 2
    enforcement_active: null
    updated_at: '2026-01-02T03:04:05Z'
    updated_by: admin
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.policy_set import ENSURE_POLICY_SET

MODULE = ENSURE_POLICY_SET


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
