#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_bootstrap
short_description: Make the first user of an Ironflow platform
description:
  - Makes the first user who has the whole server. That works once, with the O(api_key) of an organisation's admin.
  - Nothing is changed where the user can log in with this password already. Where the server has users of the platform,
    and this is none of them or has another password, the task fails; check mode cannot know that before.
  - Further users are made with M(opsweave.platform.ironflow_user) and C(scope=platform).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  email:
    description: What the user logs in with.
    type: str
    required: true
  name:
    description: Name of the user.
    type: str
    required: true
  password:
    description: Password of the user.
    type: str
    required: true
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_login
  - module: opsweave.platform.ironflow_user
"""

EXAMPLES = r"""
- name: Ada has the whole server
  opsweave.platform.ironflow_bootstrap:
    email: ada@example.com
    name: Ada
    password: an example, not a secret

- name: What she does next, she does with a token
  opsweave.platform.ironflow_login:
    email: ada@example.com
    password: an example, not a secret
    scope: platform
    show_token: true
  register: ada
  no_log: true

- name: A tenant
  opsweave.platform.ironflow_tenant:
    name: Acme
    api_key: "{{ ada.token }}"
"""

RETURN = r"""
user:
  description: The user; null in check mode where he would be made.
  type: dict
  returned: success
  sample: {id: puser_0f3a91c2, email: ada@example.com, name: Ada}
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.bootstrap import BOOTSTRAP

MODULE = BOOTSTRAP


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
