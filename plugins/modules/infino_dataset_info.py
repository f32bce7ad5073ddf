#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_dataset_info
short_description: Look up datasets in Infino
description: Lists all datasets with the number of their records, or one by its name; on request with their fields.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the dataset of this name.
    type: str
  schema:
    description: Whether to tell which fields the records have, too. This takes a request for each dataset.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_dataset
"""

EXAMPLES = r"""
- name: All datasets
  opsweave.platform.infino_dataset_info:
  register: datasets

- name: One, with its fields
  opsweave.platform.infino_dataset_info:
    name: devices
    schema: true
"""

RETURN = r"""
resources:
  description: The datasets found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - name: devices
      health: green
      status: open
      records: 12
      deleted: 0
      size: 3.1kb
      uuid: devices-uuid
      created_at: null
      schema:
        host: {type: String, source: Logs}
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.dataset_info import DATASET_INFO

MODULE = DATASET_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
