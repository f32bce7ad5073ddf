#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_record_info
short_description: Look up records of an Infino dataset
description:
  - Gives records by their ids, those that a condition finds, or all of a dataset, each with its C(_id).
  - However many there are, they are fetched page by page, a thousand at a time, in the order of their ids. A server
    that tells of more records than it sends is an error.
  - A record that was just written is seen when a search shows it, which may take some seconds.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  dataset:
    description: Name of the dataset.
    type: str
    required: true
  ids:
    description: The C(_id) of each record that is wanted. Without it and without O(query) all records are.
    type: list
    elements: str
  query:
    description: >-
      A condition in Query DSL, such as C({term: {site: ARN}}), which the records meet.
    type: dict
  fields:
    description: The fields that are wanted of each record. Left out it is all of them, empty only the C(_id).
    type: list
    elements: str
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_records
  - module: opsweave.platform.infino_query
"""

EXAMPLES = r"""
- name: A dataset for devices
  opsweave.platform.infino_dataset:
    name: devices

- name: Some devices
  opsweave.platform.infino_records:
    dataset: devices
    records:
      - {_id: edge-1, site: ARN, role: router, ports: 48}
      - {_id: edge-2, site: NBO, role: switch, ports: 24}

- name: Two of them, of which one is not there
  opsweave.platform.infino_record_info:
    dataset: devices
    ids: [edge-2, edge-9]
  register: two

- name: The ports of all that are in Arlanda
  opsweave.platform.infino_record_info:
    dataset: devices
    query: {term: {site: ARN}}
    fields: [ports]

- name: All of them
  opsweave.platform.infino_record_info:
    dataset: devices
"""

RETURN = r"""
resources:
  description: The records, each with its C(_id) and its fields; by O(ids) in their order, else in the order of the ids.
  type: list
  elements: dict
  returned: success
  sample: [{_id: edge-2, site: NBO, role: switch, ports: 24}]
missing:
  description: Those of O(ids) that no record has.
  type: list
  elements: str
  returned: success
  sample: [edge-9]
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.record_info import RECORD_INFO

MODULE = RECORD_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
