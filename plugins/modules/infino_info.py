#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_info
short_description: Look up an Infino service and whether it takes one's keys
description:
  - Tells the version of the service. It fails where the keys are not accepted, and says then whether the clocks may be
    why, since a signature has the time in it.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_call
"""

EXAMPLES = r"""
- name: The service is there and takes the keys
  opsweave.platform.infino_info:
  register: infino

- name: It is new enough
  ansible.builtin.assert:
    that: infino.version >= "2025-06"
"""

RETURN = r"""
version:
  description: Version of the service; a date.
  type: str
  returned: success
  sample: "2025-06-30"
status:
  description: How it is, where it tells; else null.
  type: str
  returned: success
  sample: ok
clock_difference:
  description: By how many seconds its clock is ahead of that of the machine that asks; null where it tells no time.
  type: int
  returned: success
  sample: 0
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.info import INFO

MODULE = INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
