#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_account_token_info
short_description: Look up own API tokens of Infrahub
description:
  - Lists the API tokens of the account that the task logs in as, without their values.
  - Infrahub tells them only to who logs in with O(api_username) and O(api_password); where these are given,
    O(api_token) is not used.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the tokens of this name.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_account_token
"""

EXAMPLES = r"""
- name: Own tokens
  opsweave.platform.infrahub_account_token_info:
    api_username: admin
    api_password: infrahub
  register: found

- name: When they expire
  ansible.builtin.debug:
    msg: "{{ found.resources | map(attribute='expiration') }}"
"""

RETURN = r"""
resources:
  description: The tokens found; empty when there is none of that name.
  type: list
  elements: dict
  returned: success
  sample:
    - name: pipeline
      expiration: "2099-01-01T00:00:00Z"
      id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d3
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.account_token import ACCOUNT_TOKEN_INFO

MODULE = ACCOUNT_TOKEN_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
