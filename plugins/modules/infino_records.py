#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_records
short_description: Manage records in an Infino dataset
description:
  - Creates, changes and deletes many records of a dataset at once, each named by its C(_id).
  - The records that are there are read in few requests and compared by value. Only those that differ are written, in
    bulks, several at a time. Broken off anywhere, the next run does the rest.
  - Values that mean the same to a field, such as C(1500) and C("1500"), are no difference; nor are null and no value.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  dataset:
    description: Name of the dataset. It has to be there.
    type: str
    required: true
  records:
    description:
      - The records. Each is a dictionary with its C(_id) and its fields.
      - Fields that are not given stay as they are, unless O(exact) is set. A field that is null is removed.
      - A field that holds a list or a dictionary is compared and set as a whole.
      - With O(state=absent) the C(_id) is enough.
    type: list
    elements: dict
    required: true
  exact:
    description: Whether a record is to have no other fields than those given.
    type: bool
    default: false
  prune:
    description: Whether to delete all records of the dataset that are not listed.
    type: bool
    default: false
  prune_empty:
    description: Whether O(prune) deletes all records when the list is empty. Without it an empty list deletes nothing.
    type: bool
    default: false
  wait:
    description:
      - Whether to wait, after writing, until a search shows what was written. Some servers take a few seconds; a run
        before that would not see it and write it again.
    type: bool
    default: true
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infino
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: full
    details: >-
      A dataset that is not there, since an earlier task would only have made it, is a warning in check mode and an
      error in a run.
notes:
  - What changes is written as a whole record, so that a request may be repeated. If somebody else changes another field
    of the same record between the look and the write, that change is lost.
seealso:
  - module: opsweave.platform.infino_dataset
  - module: opsweave.platform.infino_query
"""

EXAMPLES = r"""
- name: A dataset for devices
  opsweave.platform.infino_dataset:
    name: devices

- name: The dataset holds these devices, and no others
  opsweave.platform.infino_records:
    dataset: devices
    records:
      - {_id: edge-1, site: ARN, role: router, ports: 48}
      - {_id: edge-2, site: NBO, role: switch, ports: 24}
    exact: true
    prune: true

- name: One field of one record
  opsweave.platform.infino_records:
    dataset: devices
    records:
      - {_id: edge-2, ports: 48}

- name: One record is gone
  opsweave.platform.infino_records:
    dataset: devices
    records:
      - _id: edge-1
    state: absent
"""

RETURN = r"""
operations:
  description: How many records were created, updated, deleted and left as they are, or in check mode would be.
  type: dict
  returned: success
  sample: {create: 2, update: 0, delete: 0, none: 0}
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.records import RECORDS

MODULE = RECORDS


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
