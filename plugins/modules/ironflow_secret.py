#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_secret
short_description: Manage secrets in Ironflow
description:
  - Creates, updates, renames and deletes a secret of an environment.
  - The server never tells the value of a secret, so it is not compared; O(update_secret) says when it is written.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the secret.
    type: str
    required: true
  value:
    description: The secret itself. Needed to create it.
    type: str
  description:
    description: What the secret is for. Anyone who may list secrets can read it.
    type: str
  previous_name:
    description:
      - Another name that the secret may still have. It then gets O(name), and keeps its value.
      - Where there is a secret O(name) already, and none of this name, it has been done; where there are both, nothing
        is done and the task fails. Functions that name the secret have to be told its new name.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.secret
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_secret_info
"""

EXAMPLES = r"""
- name: A password for the functions of this environment
  opsweave.platform.ironflow_secret:
    name: db-password
    value: "{{ vault_db_password | default('an example, not a secret') }}"
    description: Password of the orders database

- name: The password again, since it has changed
  opsweave.platform.ironflow_secret:
    name: db-password
    value: "{{ vault_db_password | default('another example') }}"
    update_secret: always

- name: From now on it says which database it is for
  opsweave.platform.ironflow_secret:
    name: orders-password
    previous_name: db-password

- name: The secret is gone
  opsweave.platform.ironflow_secret:
    name: orders-password
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The secret afterwards, without its value; empty when absent.
  type: dict
  returned: success
  sample:
    name: db-password
    description: Password of the orders database
    revision: 1
    created_at: "2026-01-02T03:04:05Z"
    updated_at: "2026-01-02T03:04:05Z"
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.secret import ENSURE_SECRET

MODULE = ENSURE_SECRET


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
