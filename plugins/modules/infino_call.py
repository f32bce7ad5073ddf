#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_call
short_description: Call any operation of Infino
description:
  - Calls an operation by the name that the SDK of Infino has for it, with the SDK's parameters. It is for what no other
    module covers; others look before they act, compare and foretell.
  - Names and types of parameters are checked, and the request is signed.
  - An operation that can have effects is reported as a change each time, and is not sent in check mode.
  - Some answers hold secrets, such as that of C(rotate_keys). Give such a task C(no_log=true).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  operation:
    description: Name of the operation, such as V(get_record).
    type: str
    required: true
  parameters:
    description:
      - Its parameters by name. They are not shown in results.
      - Of users and roles C(config) may be a dictionary or a text in YAML; a query in the Query DSL may be a dictionary
        or a text in JSON.
    type: dict
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.group_infino
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: partial
    details: What only looks is sent also in check mode; what can have effects is not, and its answer is then empty.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), in diff mode.
    support: none
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: partial
    details: What only looks changes nothing; anything else is reported as a change each time.
seealso:
  - module: opsweave.platform.infino_info
"""

EXAMPLES = r"""
- name: A dataset
  opsweave.platform.infino_call:
    operation: create_dataset
    parameters: {dataset: devices}

- name: How its records look
  opsweave.platform.infino_call:
    operation: get_dataset_schema
    parameters: {dataset: devices}
  register: schema

- name: A role in YAML, as the documentation of the vendor has it
  opsweave.platform.infino_call:
    operation: create_role
    parameters:
      name: reader
      config: |
        Version: 2025-01-01
        Permissions:
          - ResourceType: record
            Actions: [read]
            Resources: ["*"]
"""

RETURN = r"""
answer:
  description: What the server answered, as it is; null in check mode for what can have effects.
  type: raw
  returned: success
  sample: {acknowledged: true}
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.call import CALL

MODULE = CALL


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
