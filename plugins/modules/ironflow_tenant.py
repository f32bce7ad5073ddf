#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_tenant
short_description: Manage tenants in Ironflow
description:
  - Tenants are organisations as the platform sees them. It takes platform credentials to manage them.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of a tenant that exists.
    type: str
  name:
    description: Name of the tenant. Needed unless O(id) is given.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_tenant_info
"""

EXAMPLES = r"""
- name: A tenant
  opsweave.platform.ironflow_tenant:
    api_key: "{{ lookup('env', 'IRONFLOW_PLATFORM_KEY') }}"
    name: Acme
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The tenant afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    id: org_0f3a91c2
    name: Acme
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
from ..module_utils.ironflow.resources.tenant import TENANT

MODULE = ensure(TENANT)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
