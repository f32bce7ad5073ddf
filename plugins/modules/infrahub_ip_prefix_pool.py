#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_ip_prefix_pool
short_description: Manage pools of IP prefixes in Infrahub
description:
  - Creates, updates and deletes a pool that gives out the next free prefix within its prefixes.
  - M(opsweave.platform.infrahub_pool_allocation) takes one from it.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of a pool that exists; with it the pool can get another name.
    type: str
  name:
    description: Name of the pool. Needed unless O(id) is given.
    type: str
  description:
    description: What the pool is for.
    type: str
  resources:
    description:
      - The prefixes that the pool gives from, such as V(10.20.0.0/24). Needed to create a pool. Their order does not
        matter; it is the list of all of them.
      - They must be there, in the namespace of O(ip_namespace).
    type: list
    elements: str
  ip_namespace:
    description: Name of the IP namespace that the pool gives for. V(default) when this is left out.
    type: str
  default_prefix_type:
    description: Kind of the prefixes that the pool makes, such as V(IpamPrefix).
    type: str
  default_prefix_length:
    description: Length of the prefixes that the pool makes, such as V(28).
    type: int
  default_member_type:
    description: What the prefixes that the pool makes hold. V(prefix) when this is left out.
    type: str
    choices: [prefix, address]
  unset:
    description: Options to set back to no value.
    type: list
    elements: str
    choices: [description, default_prefix_type, default_prefix_length]
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_pool_allocation
  - module: opsweave.platform.infrahub_pool_info
  - module: opsweave.platform.infrahub_ip_address_pool
"""

EXAMPLES = r"""
- name: Kinds of prefixes and addresses
  opsweave.platform.infrahub_schema:
    schemas:
      - version: "1.0"
        nodes:
          - name: Prefix
            namespace: Ipam
            inherit_from: [BuiltinIPPrefix]
            human_friendly_id: [prefix__value, ip_namespace__name__value]
          - name: IPAddress
            namespace: Ipam
            inherit_from: [BuiltinIPAddress]
            human_friendly_id: [address__value, ip_namespace__name__value]

- name: A prefix to give from
  opsweave.platform.infrahub_node:
    kind: IpamPrefix
    data:
      prefix: 10.20.0.0/24
      member_type: prefix

- name: A pool of networks for racks
  opsweave.platform.infrahub_ip_prefix_pool:
    name: racks
    resources: [10.20.0.0/24]
    default_prefix_type: IpamPrefix
    default_prefix_length: 28
    default_member_type: address

- name: The pool is gone, what it gave out stays
  opsweave.platform.infrahub_ip_prefix_pool:
    name: racks
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The pool afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    id: 18ea3a6c-d7d4-6c1c-e386-14b71712dbb2
    name: racks
    description:
    resources: [10.20.0.0/24]
    ip_namespace: default
    default_prefix_type: IpamPrefix
    default_prefix_length: 28
    default_member_type: address
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.pool import PREFIX_POOL

MODULE = ensure(PREFIX_POOL)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
