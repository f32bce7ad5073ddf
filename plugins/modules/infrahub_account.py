#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_account
short_description: Manage accounts in Infrahub
description:
  - Creates, updates and deletes accounts.
  - What an account may do comes from its groups; see M(opsweave.platform.infrahub_account_group).
  - The server keeps a hash of the password, so it is not compared; O(update_secret) says when it is written.
  - Accounts are the same on all branches.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name to log in with.
    type: str
    required: true
  password:
    description: The password. Needed to create the account.
    type: str
  label:
    description: Name to show. The server makes one of O(name) when this is left out.
    type: str
  description:
    description: What the account is for.
    type: str
  account_type:
    description: What uses the account. The server makes it V(User) when this is left out.
    type: str
    choices: [User, Script, Bot, Git]
  status:
    description: Whether the account may log in. It may when this is left out.
    type: str
    choices: [active, inactive]
  unset:
    description: Options to set back to no value.
    type: list
    elements: str
    choices: [description]
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.secret
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_account_info
  - module: opsweave.platform.infrahub_account_group
"""

EXAMPLES = r"""
- name: An account for the pipeline
  opsweave.platform.infrahub_account:
    name: pipeline
    password: "{{ vault_pipeline_password | default('an example, not a password') }}"
    description: Deploys what was merged
    account_type: Bot

- name: A new password
  opsweave.platform.infrahub_account:
    name: pipeline
    password: "{{ vault_pipeline_password | default('another example') }}"
    update_secret: always

- name: The account is closed
  opsweave.platform.infrahub_account:
    name: pipeline
    status: inactive

- name: The account is gone
  opsweave.platform.infrahub_account:
    name: pipeline
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The account afterwards, without its secrets; empty when absent.
  type: dict
  returned: success
  sample:
    name: pipeline
    label: Pipeline
    description: Deploys what was merged
    account_type: Bot
    status: active
    id: 18ea3a78-e6fb-b104-e32b-14b7832b5bb4
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.account import ACCOUNT

MODULE = ensure(ACCOUNT)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
