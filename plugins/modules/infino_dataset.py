#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_dataset
short_description: Manage datasets in Infino
description:
  - Creates and deletes datasets, which hold records.
  - A dataset is there or not; nothing else of it can be set. Deleting it deletes its records.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the dataset. Letters, digits and C(.), C(_), C(~), C(-).
    type: str
    required: true
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_dataset_info
"""

EXAMPLES = r"""
- name: A dataset for devices
  opsweave.platform.infino_dataset:
    name: devices

- name: The dataset is gone, with its records
  opsweave.platform.infino_dataset:
    name: devices
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The dataset afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    name: devices
    health: green
    records: 12
    size: 3.1kb
    uuid: devices-uuid
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.infino.resources.dataset import DATASET

MODULE = ensure(DATASET)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
