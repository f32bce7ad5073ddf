#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_debounce_delete
short_description: Take back events that Ironflow holds for a debounced function
description:
  - A debounced function runs for the last of several events of one key, some time after it. This takes such an event
    back before that, so that the function does not run for it.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  function_id:
    description: The function that is not to run.
    type: str
    required: true
  key:
    description: The key of the events, which their data gave. Left out, all keys of the function.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_system_info
"""

EXAMPLES = r"""
- name: The customer has left, so there is nothing to sum up
  opsweave.platform.ironflow_debounce_delete:
    function_id: sum-up
    key: customer/42
"""

RETURN = r"""
entries:
  description: What was taken back, or would be.
  type: list
  elements: dict
  returned: success
  sample:
    - function_id: sum-up
      debounce_key: customer/42
      event_id: evt_0f3a91c2
      fires_at: "2026-01-02T03:04:05Z"
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.debounce_delete import DELETE

MODULE = DELETE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
