#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_own_account
short_description: Change the own password and description in Infrahub
description:
  - Changes what every account may change of itself; M(opsweave.platform.infrahub_account) is for other accounts.
  - Infrahub lets an account do so only when it logs in with O(api_username) and O(api_password); where these are
    given, O(api_token) is not used.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  description:
    description: What the account is for.
    type: str
  password:
    description:
      - The new password.
      - Nobody can tell whether it is the old one, so it is named in RV(unverified) and counts as a change.
    type: str
  update_secret:
    description:
      - When to write O(password). With V(always) each run writes it and reports a change.
      - With V(on_create) it is never written, since the account that logs in is always there.
    type: str
    choices: [on_create, always]
    default: always
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_account
  - module: opsweave.platform.infrahub_account_token
"""

EXAMPLES = r"""
- name: What this account is for
  opsweave.platform.infrahub_own_account:
    api_username: admin
    api_password: infrahub
    description: Sets everything up
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(update) or V(none).
  type: str
  returned: success
  sample: update
account:
  description: The account afterwards, without its password.
  type: dict
  returned: success
  sample:
    description: Sets everything up
    name: admin
    id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d3
unverified:
  description: V(password) when one was given, since it cannot be compared.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.own_account import OWN_ACCOUNT

MODULE = OWN_ACCOUNT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
