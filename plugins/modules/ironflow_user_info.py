#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_user_info
short_description: Look up users in Ironflow
description:
  - Looks up users.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of a user that exists; with it the user can get another address.
    type: str
  email:
    description: Address that the user logs in with. Needed unless O(id) is given.
    type: str
  scope:
    description: Whether it belongs to the organisation of the key (V(tenant)), or to the whole server (V(platform)),
      which needs platform credentials.
    type: str
    default: tenant
    choices: [tenant, platform]
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_user
"""

EXAMPLES = r"""
- name: All users
  opsweave.platform.ironflow_user_info:
"""

RETURN = r"""
resources:
  description: The users found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: user_0f3a91c2
      email: ada@example.com
      scope: tenant
      name: Ada
      roles:
        - developer
      org_id: org_default
      last_login_at: null
      created_at: '2026-01-02T03:04:05Z'
      updated_at: '2026-01-02T03:04:05Z'
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.user import USER

MODULE = info(USER)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
