#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_secret_info
short_description: Look up secrets in Ironflow
description: Lists all secrets of an environment, or one by its name. The server tells the value of none.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the secret of this name.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_secret
"""

EXAMPLES = r"""
- name: Which secrets there are
  opsweave.platform.ironflow_secret_info:
  register: secrets
"""

RETURN = r"""
resources:
  description: The secrets found, without their values; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - name: db-password
      description: Password of the orders database
      revision: 1
      created_at: "2026-01-02T03:04:05Z"
      updated_at: "2026-01-02T03:04:05Z"
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.secret import SECRET

MODULE = info(SECRET)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
