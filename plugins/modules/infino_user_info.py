#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_user_info
short_description: Look up users in Infino
description: Lists all users with their roles, or one by its name. Neither passwords nor keys can be looked up.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the user of this name.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_user
"""

EXAMPLES = r"""
- name: All users
  opsweave.platform.infino_user_info:
  register: users
"""

RETURN = r"""
resources:
  description: The users found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - name: ada
      version: "2025-01-01"
      roles: [analyst]
      account_id: "0001"
      created_at: null
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infino.resources.user import USER

MODULE = info(USER)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
