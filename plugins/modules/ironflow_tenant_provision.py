#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_tenant_provision
short_description: Provision a tenant in Ironflow
description:
  - Makes an organisation with an environment and a first key, in one go. Where there is one of that name, nothing
    is done.
  - The text of the key is told this once. Give the task C(no_log=true) and keep what it registers.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the organisation.
    type: str
    required: true
  environment:
    description: Name of its environment; V(production) when left out.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_tenant
"""

EXAMPLES = r"""
- name: A customer
  opsweave.platform.ironflow_tenant_provision:
    name: Acme
    environment: production
  register: acme
  no_log: true
"""

RETURN = r"""
org:
  description: The organisation, with C(id) and C(name); null in check mode.
  type: dict
  returned: success
  sample:
    id: org_0f3a91c2
    name: Acme
environment:
  description: Its environment, with C(id) and C(name); empty where nothing was done, null in check mode.
  type: dict
  returned: success
  sample:
    id: env_0f3a91c2
    name: production
key:
  description: The text of the key; null where nothing was done.
  type: str
  returned: success
  sample: ifkey_0123456789abcdef0123456789abcdef
roles:
  description: Roles of the key; null in check mode.
  type: list
  elements: str
  returned: success
  sample:
    - admin
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.tenant_provision import PROVISION

MODULE = PROVISION


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
