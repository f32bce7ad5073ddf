#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_circuit_breaker_reset
short_description: Close circuit breakers of Ironflow
description:
  - A function that fails several times in a row is not called for a while; its circuit breaker is open. This closes it,
    so that the function is called again at once.
  - Closes all that fit what is given. A server knows only breakers of what failed lately; where there is none, or it is
    closed and counts no failure, nothing changes.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  key:
    description: Key of the breaker, as M(opsweave.platform.ironflow_system_info) tells it.
    type: str
  function_id:
    description: The function that is not called. At least one of this, O(key) and O(endpoint) is needed.
    type: str
  endpoint:
    description: The address that is not called.
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
- name: The shop is up again, so charge is to be called
  opsweave.platform.ironflow_circuit_breaker_reset:
    function_id: charge
"""

RETURN = r"""
keys:
  description: Keys of the breakers that were closed, or would be.
  type: list
  elements: str
  returned: success
  sample: ["charge:https://shop.example.com/charge"]
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.circuit_breaker_reset import RESET

MODULE = RESET


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
