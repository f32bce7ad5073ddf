#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_role
short_description: Manage roles in Ironflow
description:
  - Users and keys bear roles, and policies speak of them. A role itself holds no rights.
  - The server's own roles cannot be deleted.
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
  policy_ids:
    description: Ids of policies that a new role of the platform bears. The server does not tell them back, so they
      count only on creation.
    type: list
    elements: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_role_info
"""

EXAMPLES = r"""
- name: Who may see invoices
  opsweave.platform.ironflow_role:
    name: billing

- name: The role is gone
  opsweave.platform.ironflow_role:
    name: billing
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The role afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    id: role_0f3a91c2
    name: billing
    scope: tenant
    org_id: org_default
    is_default: false
    created_at: '2026-01-02T03:04:05Z'
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.role import ROLE

MODULE = ensure(ROLE)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
