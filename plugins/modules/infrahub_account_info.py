#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_account_info
short_description: Look up accounts in Infrahub
description:
  - Lists all accounts, or one by its name.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the account of this name.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_account
"""

EXAMPLES = r"""
- name: All accounts
  opsweave.platform.infrahub_account_info:
  register: found

- name: What they are called
  ansible.builtin.debug:
    msg: "{{ found.resources | map(attribute='name') }}"
"""

RETURN = r"""
resources:
  description: The accounts found; empty when there is none of that name.
  type: list
  elements: dict
  returned: success
  sample:
    - name: pipeline
      label: Pipeline
      description: Deploys what was merged
      account_type: Bot
      status: active
      id: 18ea3a78-e6fb-b104-e32b-14b7832b5bb4
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.account import ACCOUNT

MODULE = info(ACCOUNT)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
