#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_account_group_info
short_description: Look up account groups in Infrahub
description:
  - Lists all account groups, or one by its name.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the account group of this name.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_account_group
"""

EXAMPLES = r"""
- name: All account groups
  opsweave.platform.infrahub_account_group_info:
  register: found

- name: What they are called
  ansible.builtin.debug:
    msg: "{{ found.resources | map(attribute='name') }}"
"""

RETURN = r"""
resources:
  description: The account groups found; empty when there is none of that name.
  type: list
  elements: dict
  returned: success
  sample:
    - name: watchers
      label: Watchers
      description: See all and change nothing
      members:
        - admin
      roles:
        - watcher
      id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d3
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.account_group import ACCOUNT_GROUP

MODULE = info(ACCOUNT_GROUP)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
