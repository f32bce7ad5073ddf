#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_account_role_info
short_description: Look up account roles in Infrahub
description:
  - Lists all account roles, or one by its name.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the account role of this name.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_account_role
"""

EXAMPLES = r"""
- name: All account roles
  opsweave.platform.infrahub_account_role_info:
  register: found

- name: What they are called
  ansible.builtin.debug:
    msg: "{{ found.resources | map(attribute='name') }}"
"""

RETURN = r"""
resources:
  description: The account roles found; empty when there is none of that name.
  type: list
  elements: dict
  returned: success
  sample:
    - name: tagger
      permissions:
        - global:edit_default_branch:allow_all
        - object:Builtin:Tag:any:allow_all
      id: 18ea3a78-804a-aad5-e3ce-14b78df1ee5e
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.account_role import ACCOUNT_ROLE

MODULE = info(ACCOUNT_ROLE)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
