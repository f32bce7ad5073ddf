#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_user
short_description: Manage users in Infino
description:
  - Creates, changes and deletes users.
  - When a user is created, the server tells its keys, and tells them only then. They are in RV(resource), so give the
    task C(no_log=true) and keep what it registers, or make a new pair later with M(opsweave.platform.infino_user_keys).
  - The server never tells a password, so it is not compared; O(update_secret) says when it is written.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the user. Only letters, digits and C(. _ ~ -).
    type: str
    required: true
  version:
    description: Version of the language that users are written in. The server takes V(2025-01-01) without it.
    type: str
  roles:
    description:
      - All roles of the user. Order means nothing.
      - A role that is not there is a warning in check mode, since an earlier task may make it, and an error in a run.
    type: list
    elements: str
  password:
    description: The password. The server wants one to create a user.
    type: str
  update_secret:
    description:
      - When to write the password. The server does not tell it, so it cannot be compared.
      - With V(always) each run writes it and reports a change.
    type: str
    choices: [on_create, always]
    default: on_create
    aliases: [update_password]
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_user_info
  - module: opsweave.platform.infino_user_keys
  - module: opsweave.platform.infino_role
"""

EXAMPLES = r"""
- name: What the analysts may do
  opsweave.platform.infino_role:
    name: analyst
    permissions:
      - {resource_type: record, actions: [read], resources: ["*"]}

- name: An analyst
  opsweave.platform.infino_user:
    name: ada
    password: "{{ vault_ada_password | default('An example 4 the page') }}"
    roles: [analyst]
  register: ada
  no_log: true

- name: Another password, since the old one was seen
  opsweave.platform.infino_user:
    name: ada
    password: "{{ vault_ada_password | default('Another example 4 it') }}"
    update_password: always

- name: The user is gone
  opsweave.platform.infino_user:
    name: ada
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description:
    - The user afterwards, without the password; empty when absent.
    - With C(access_key) and C(secret_key) when the user was created just now and the server told them.
  type: dict
  returned: success
  sample:
    name: ada
    version: "2025-01-01"
    roles: [analyst]
    account_id: "0001"
    access_key: IAK_0000000000000000
    secret_key: the secret that belongs to it
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.resources.user import ENSURE_USER

MODULE = ENSURE_USER


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
