#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_user_keys
short_description: Give a user of Infino a new pair of keys
description:
  - Makes a new pair of keys for a user. The pair that the user had is then of no use, even where it is the one that
    signs this task.
  - The keys are told this once. Give the task C(no_log=true) and keep what it registers.
  - In check mode nothing is sent but the question whether the user is there.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  user:
    description: Name of the user.
    type: str
    required: true
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_user
"""

EXAMPLES = r"""
- name: A user
  opsweave.platform.infino_user:
    name: agent
    password: "{{ vault_agent_password | default('An example 4 the page') }}"
  no_log: true

- name: New keys
  opsweave.platform.infino_user_keys:
    user: agent
  register: pair
  no_log: true
"""

RETURN = r"""
access_key:
  description: The new access key; null in check mode.
  type: str
  returned: success
  sample: IAK_0000000000000000
secret_key:
  description: The secret that belongs to it; null in check mode.
  type: str
  returned: success
  sample: the secret that belongs to it
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.user_keys import USER_KEYS

MODULE = USER_KEYS


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
