#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_credential
short_description: Manage credentials in Infrahub
description:
  - Creates, updates and deletes credentials, with which Infrahub logs in to a git server.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the credential.
    type: str
    required: true
  label:
    description: Name to show. The server makes one of O(name) when this is left out.
    type: str
  description:
    description: What the credential is for.
    type: str
  username:
    description: User to log in as.
    type: str
  password:
    description: Password or token of the user. It is never shown; see O(update_secret).
    type: str
  unset:
    description: Options to set back to no value.
    type: list
    choices:
    - description
    - username
    elements: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.secret
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_credential_info
"""

EXAMPLES = r"""
- name: How to log in to the git server
  opsweave.platform.infrahub_credential:
    name: git-robot
    username: robot
    password: "{{ lookup('ansible.builtin.password', '/dev/null') }}"

- name: The credential is gone
  opsweave.platform.infrahub_credential:
    name: git-robot
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The credential afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    name: git-robot
    label: Git-Robot
    description: null
    username: robot
    id: 18ea3b2b-4bd0-ff98-e3cf-169a90039cd2
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.credential import CREDENTIAL

MODULE = ensure(CREDENTIAL)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
