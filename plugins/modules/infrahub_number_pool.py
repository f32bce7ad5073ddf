#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_number_pool
short_description: Manage pools of numbers in Infrahub
description:
  - Creates, updates and deletes a pool that gives out the lowest free number of a range to one attribute of a kind.
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
  node:
    description: Kind whose nodes take the numbers, such as V(IpamVlan). Needed to create a pool; it cannot be changed.
    type: str
  node_attribute:
    description: Attribute of the kind Number that the numbers are for. Needed to create a pool; it cannot be changed.
    type: str
  start_range:
    description: The lowest number. Needed to create a pool.
    type: int
  end_range:
    description: The highest number. Needed to create a pool.
    type: int
  unset:
    description: Options to set back to no value.
    type: list
    elements: str
    choices: [description]
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_pool_info
  - module: opsweave.platform.infrahub_node
"""

EXAMPLES = r"""
- name: A kind with a number
  opsweave.platform.infrahub_schema:
    schemas:
      - version: "1.0"
        nodes:
          - name: Vlan
            namespace: Ipam
            human_friendly_id: [name__value]
            attributes:
              - {name: name, kind: Text, unique: true}
              - {name: vid, kind: Number, optional: true}

- name: A pool of VLAN numbers
  opsweave.platform.infrahub_number_pool:
    name: vlans
    node: IpamVlan
    node_attribute: vid
    start_range: 100
    end_range: 199

- name: It gets more numbers
  opsweave.platform.infrahub_number_pool:
    name: vlans
    end_range: 299
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
    id: 18ea3a71-60a0-37c7-e3f5-14b71049b4a9
    name: vlans
    description:
    node: IpamVlan
    node_attribute: vid
    start_range: 100
    end_range: 299
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.pool import NUMBER_POOL

MODULE = ensure(NUMBER_POOL)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
