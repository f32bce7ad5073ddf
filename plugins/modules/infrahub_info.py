#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_info
short_description: Look up an Infrahub server and who one is there
description:
  - Tells the server's version and id, and the account that the credential belongs to, with its groups and permissions.
  - It can also wait until a server that is starting up answers.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  wait:
    description:
      - Whether to wait for a server that does not answer yet.
      - A server that refuses, such as for a wrong credential, is not waited for.
    type: bool
    default: false
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells what was seen last.
    type: int
    default: 300
  branch:
    description:
      - Of no meaning here, given or from E(INFRAHUB_DEFAULT_BRANCH); all branches have the same accounts.
    type: str
    default: main
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_branch_info
  - module: opsweave.platform.infrahub_schema_info
"""

EXAMPLES = r"""
- name: The server has been started and is about to come up
  opsweave.platform.infrahub_info:
    wait: true
    wait_timeout: 600
  register: server

- name: It is new enough
  ansible.builtin.assert:
    that: server.version is version("1.4", ">=")
"""

RETURN = r"""
version:
  description: Version of the server.
  type: str
  returned: success
  sample: 1.11.9
deployment_id:
  description: Id of this installation, which stays the same when it is upgraded.
  type: str
  returned: success
  sample: 18eace44-6e78-5462-e37d-14b7c442f9d2
account:
  description: The account that the credential belongs to.
  type: dict
  returned: success
  sample:
    id: 18eace4c-0c09-f991-e35c-14b761a4f3ed
    kind: CoreAccount
    name: admin
    label: Admin
    description: null
    account_type: User
    status: active
groups:
  description: Labels of the groups that the account is in, in alphabetical order.
  type: list
  elements: str
  returned: success
  sample: [Super Administrators]
permissions:
  description: What the roles of those groups grant or deny, as the server writes it, in alphabetical order.
  type: list
  elements: str
  returned: success
  sample: ["global:super_admin:allow_all"]
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.info import INFO

MODULE = INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
