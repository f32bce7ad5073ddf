#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_records_delete
short_description: Delete the records of an Infino dataset that a query finds
description:
  - Deletes all records of a dataset that meet a condition.
  - They are counted first. Where there are none, nothing is sent, and nothing changes; in check mode the count is told.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  dataset:
    description: Name of the dataset. It has to be there.
    type: str
    required: true
  query:
    description:
      - >-
        A condition in Query DSL, which the records meet that are to go, such as C({range: {ports: {lt: 48}}}).
      - >-
        C({match_all: {}}) deletes them all.
    type: dict
    required: true
  wait:
    description: Whether to wait until a search no longer finds what was deleted, which may take some seconds.
    type: bool
    default: true
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.group_infino
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: full
    details: >-
      A dataset that is not there, since an earlier task would only have made it, is a warning in check mode and an
      error in a run.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), in diff mode.
    support: none
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: full
seealso:
  - module: opsweave.platform.infino_records
    description: Deletes records by their ids, or all that are not listed.
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

- name: Small switches are gone
  opsweave.platform.infino_records_delete:
    dataset: devices
    query:
      bool:
        filter:
          - term: {role: switch}
          - range: {ports: {lt: 48}}
"""

RETURN = r"""
deleted:
  description: How many records were deleted, or in check mode would be.
  type: int
  returned: success
  sample: 1
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.records_delete import RECORDS_DELETE

MODULE = RECORDS_DELETE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
