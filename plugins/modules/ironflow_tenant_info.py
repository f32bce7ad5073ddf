#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_tenant_info
short_description: Look up tenants in Ironflow
description:
  - Looks up tenants.
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
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_tenant
"""

EXAMPLES = r"""
- name: All tenants
  opsweave.platform.ironflow_tenant_info:
    api_key: "{{ lookup('env', 'IRONFLOW_PLATFORM_KEY') }}"
"""

RETURN = r"""
resources:
  description: The tenants found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: org_0f3a91c2
      name: Acme
      created_at: '2026-01-02T03:04:05Z'
      updated_at: '2026-01-02T03:04:05Z'
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.tenant import TENANT

MODULE = info(TENANT)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
