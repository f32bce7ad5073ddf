#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_user
short_description: Manage users in Ironflow
description:
  - Users log in with a password and bear roles.
  - A password is written on creation, and later only with O(update_secret=always).
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
  name:
    description: Name of the user.
    type: str
  password:
    description: Password of the user. Needed to create one.
    type: str
  current_password:
    description: Password that the user has now. The server changes the password of a user of an organisation only
      by it.
    type: str
  roles:
    description: Names of the roles that a user of an organisation bears.
    type: list
    elements: str
  role_ids:
    description: Ids of roles that a new user of the platform bears. The server does not tell them back, so they count
      only on creation.
    type: list
    elements: str
  is_active:
    description: Whether a user of the platform may log in.
    type: bool
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.secret
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_user_info
"""

EXAMPLES = r"""
- name: A user
  opsweave.platform.ironflow_user:
    email: ada@example.com
    name: Ada
    password: "{{ vault_ada_password | default('An example 4 the page') }}"
    roles: [developer]

- name: The user is gone
  opsweave.platform.ironflow_user:
    email: ada@example.com
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The user afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    id: user_0f3a91c2
    email: ada@example.com
    scope: tenant
    name: Ada
    roles:
      - developer
    org_id: org_default
    last_login_at: null
    created_at: '2026-01-02T03:04:05Z'
    updated_at: '2026-01-02T03:04:05Z'
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.user import ENSURE_USER

MODULE = ENSURE_USER


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
