#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_pool_info
short_description: Look up pools in Infrahub
description:
  - Lists pools of addresses, prefixes and numbers, and when asked how full they are and what they gave to whom.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Only the pool of this id.
    type: str
  name:
    description: Only the pool of this name.
    type: str
  type:
    description: Only pools of this type.
    type: str
    choices: [address, prefix, number]
  utilization:
    description: Whether to tell how full each pool is; one more request a pool.
    type: bool
    default: false
  allocations:
    description: Whether to tell what each pool gave out; one more request for each of its prefixes, or more for many.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_ip_address_pool
  - module: opsweave.platform.infrahub_ip_prefix_pool
  - module: opsweave.platform.infrahub_number_pool
  - module: opsweave.platform.infrahub_pool_allocation
"""

EXAMPLES = r"""
- name: All pools, and how full they are
  opsweave.platform.infrahub_pool_info:
    utilization: true
  register: pools

- name: Those that need more room
  ansible.builtin.debug:
    msg: "{{ pools.resources | selectattr('utilization', 'gt', 80) | map(attribute='name') }}"
"""

RETURN = r"""
resources:
  description:
    - The pools found, with the options of the module that manages their type, and C(type).
    - With O(utilization) also C(utilization) in percent, and C(utilization_of) each prefix that the pool gives from.
    - With O(allocations) also C(allocations), a list of dictionaries with C(id), C(kind), C(identifier),
      C(display_label) and C(branch).
  type: list
  elements: dict
  returned: success
  sample:
    - type: number
      id: 18ea3a71-60a0-37c7-e3f5-14b71049b4a9
      name: vlans
      description:
      node: IpamVlan
      node_attribute: vid
      start_range: 100
      end_range: 299
      utilization: 0.5
      utilization_of: {vlans: 0.5}
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.pool_info import POOL_INFO

MODULE = POOL_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
