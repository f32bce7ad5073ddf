#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_pool_allocation
short_description: Take an address or a prefix from a pool in Infrahub
description:
  - Takes the next free address or prefix from a pool under an identifier. The same identifier is given the same one.
  - What was taken is a node like others; M(opsweave.platform.infrahub_node) changes it.
  - Numbers are not taken by themselves, but by an attribute of a node.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  pool:
    description: Name or id of a pool of addresses or of prefixes.
    type: str
    required: true
  identifier:
    description: For whom it is taken, such as a device and a purpose. It is remembered in the pool, for all branches.
    type: str
    required: true
  prefix_length:
    description:
      - Length of the prefix, or of the address's mask. The pool's own when this is left out.
      - It cannot be changed once it is taken.
    type: int
  kind:
    description: Kind of the node that is made. The pool's own when this is left out. It cannot be changed.
    type: str
  member_type:
    description: What a new prefix holds. The pool's own when this is left out.
    type: str
    choices: [prefix, address]
  data:
    description: Attributes of a new node, such as those that its kind demands. One that is there is left as it is.
    type: dict
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_ip_address_pool
  - module: opsweave.platform.infrahub_ip_prefix_pool
  - module: opsweave.platform.infrahub_pool_info
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
      member_type: address

- name: A pool of addresses
  opsweave.platform.infrahub_ip_address_pool:
    name: loopbacks
    resources: [10.20.0.0/24]
    default_address_type: IpamIPAddress
    default_prefix_length: 32

- name: An address for a switch
  opsweave.platform.infrahub_pool_allocation:
    pool: loopbacks
    identifier: ams-sw1 loopback0
    data:
      description: Loopback of ams-sw1
  register: loopback

- name: Which one it is
  ansible.builtin.debug:
    msg: "{{ loopback.resource.value | default('known after the run') }}"

- name: The switch is gone, its address is free again
  opsweave.platform.infrahub_pool_allocation:
    pool: loopbacks
    identifier: ams-sw1 loopback0
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: What was taken; empty when absent. C(value) is the address or the prefix.
  type: dict
  returned: success
  sample:
    pool: loopbacks
    identifier: ams-sw1 loopback0
    prefix_length: 32
    kind: IpamIPAddress
    value: 10.20.0.1/32
    id: 18ea3a6c-e9cf-be78-e369-14b721120845
    hfid: [10.20.0.1/32, default]
    display_label: 10.20.0.1/32
    allocated_on: main
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.pool_allocation import ALLOCATION

MODULE = ALLOCATION


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
