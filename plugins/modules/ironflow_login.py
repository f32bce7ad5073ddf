#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_login
short_description: Log in to Ironflow as a user
description:
  - Tells whether a user may log in with a password; the task fails where he may not. No O(api_key) is needed.
  - With O(show_token) it returns a token, which other tasks take as O(api_key) for a day. That of a user of the
    platform may ask as any organisation, with O(api_org).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  email:
    description: Whose login it is.
    type: str
    required: true
  password:
    description: The password.
    type: str
    required: true
  scope:
    description: Whether it is a user of an organisation (V(tenant)), or of the whole server (V(platform)).
    type: str
    choices: [tenant, platform]
    default: tenant
  show_token:
    description: Whether to return the token; give the task C(no_log=true) then.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_user
  - module: opsweave.platform.ironflow_bootstrap
"""

EXAMPLES = r"""
- name: Ada is a user
  opsweave.platform.ironflow_user:
    email: ada@example.com
    password: an example, not a secret
    roles: [developer]

- name: She can log in
  opsweave.platform.ironflow_login:
    email: ada@example.com
    password: an example, not a secret

- name: What she logs in for
  opsweave.platform.ironflow_login:
    email: ada@example.com
    password: an example, not a secret
    show_token: true
  register: ada
  no_log: true

- name: The buckets as she sees them
  opsweave.platform.ironflow_kv_bucket_info:
    api_key: "{{ ada.token }}"
"""

RETURN = r"""
token:
  description: The token, where O(show_token) asks for it; else null.
  type: str
  returned: success
  sample: eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl
user:
  description: Who logged in. Of a user of an organisation the server tells only the O(email).
  type: dict
  returned: success
  sample: {id: puser_0f3a91c2, email: ada@example.com, name: Ada, roles: [platform_admin]}
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.login import LOGIN

MODULE = LOGIN


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
